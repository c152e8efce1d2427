"""The map of partners: how it is drawn from Natural Earth, and what the page shows on it."""

import datetime
import gzip
import json
import re
from xml.etree import ElementTree

import pytest
import yaml
from django.core.management import CommandError, call_command

from events.atlas import HEIGHT, WIDTH, build, project
from events.geometry import area, clipped, inmost, path, simplified
from events.loading.record import DATA
from events.map import DRAWING, drawing, partner_map
from events.models import Partner
from tests.browsing import read
from tests.factories import (
    ChairmanshipFactory,
    MeetingFactory,
    MeetingPartnerFactory,
    PartnerFactory,
    PartnerRoleFactory,
)

today = pytest.mark.time_machine("2024-06-15")
DAY = datetime.date(2024, 6, 15)
ENDED = {"end_date": datetime.date(2020, 1, 31), "end_precision": "day"}
SINCE_2024 = {"start_date": datetime.date(2024, 1, 1), "end_precision": ""}


# From Natural Earth to the drawing


def tiny_topology() -> dict:
    """Two countries of 10 by 10 degrees, Algeria to the west of Libya and with one border in
    common, a nameless one to the south of both, and the dot of Luxembourg."""
    return {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 20]},
        "arcs": [
            [[10, 10], [0, -10]],  # 0: the border, from north to south
            [[10, 0], [-10, 0]],  # 1: the west's southern border
            [[0, 0], [0, 10], [10, 0]],  # 2: the west's other sides, to the border's north
            [[10, 10], [10, 0], [0, -10]],  # 3: the east's other sides
            [[20, 0], [-10, 0]],  # 4: the east's southern border
            [[20, 0], [0, -10], [-20, 0], [0, 10]],  # 5: the other sides of the south
            [[6, 30], [0, 0], [0, 0]],  # 6: a dot
        ],
        "objects": {
            "countries": {
                "geometries": [
                    country("012", "Algeria", [[2, 0, 1]]),
                    country("434", "Libya", [[3, 4, ~0]]),
                    country(None, "Nobody’s", [[5, ~1, ~4]]),
                ]
            }
        },
    }


def country(number, name, rings) -> dict:
    numbered = {"id": number} if number else {}
    return {"type": "Polygon", "arcs": rings, "properties": {"name": name}, **numbered}


def corners(data: str) -> list[tuple[int, int]]:
    """The points of a path that `path()` wrote, in its order."""
    found = []
    for ring in re.findall(r"M([^z]*)z", data):
        start, steps = ring.split("l")
        x, y = map(int, start.split())
        found.append((x, y))
        numbers = [int(number) for number in re.findall(r"-?\d+", steps)]
        for step_x, step_y in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + step_x, y + step_y
            found.append((x, y))
    return found


def test_countries_are_drawn_by_their_codes_and_the_rest_as_one_land():
    drawn = build(tiny_topology())

    assert (drawn["width"], drawn["height"]) == (WIDTH, HEIGHT)
    assert sorted(drawn["countries"]) == ["DZ", "LY"]
    assert drawn["land"].count("M") == 1


def test_neighbours_have_the_corners_of_their_border_in_common():
    drawn = build(tiny_topology())["countries"]

    common = set(corners(drawn["DZ"]["path"])) & set(corners(drawn["LY"]["path"]))

    border = {tuple(map(round, project(10, latitude))) for latitude in (20, 30)}
    assert common == border


def test_land_has_no_borders_inside():
    topology = tiny_topology()
    for geometry in topology["objects"]["countries"]["geometries"]:
        geometry["id"] = "999"

    drawn = build(topology)

    assert drawn["countries"] == {}
    assert drawn["land"].count("M") == 1
    assert tuple(map(round, project(10, 20))) not in corners(drawn["land"])


def test_a_country_too_small_to_see_is_a_circle():
    topology = tiny_topology()
    topology["transform"] = {"scale": [0.01, 0.01], "translate": [6, 49]}

    drawn = build(topology)["countries"]["DZ"]

    middle = [round(number) for number in project(6.05, 49.05)]
    assert drawn == {"marker": middle, "label": middle}


def test_morocco_ends_where_western_sahara_begins_and_that_is_land():
    topology = tiny_topology()
    topology["transform"]["translate"] = [-20, 20]
    topology["objects"]["countries"]["geometries"][1]["id"] = "504"

    drawn = build(topology)

    morocco, land = corners(drawn["countries"]["MA"]["path"]), corners(drawn["land"])
    # South is down. In the source the square reaches down to 20° N.
    assert max(y for _x, y in morocco) < project(-9, 26)[1]
    assert min(y for _x, y in land) == min(y for _x, y in morocco)


def test_the_north_of_cyprus_is_drawn_with_cyprus():
    topology = tiny_topology()
    first, second, _third = topology["objects"]["countries"]["geometries"]
    first["id"] = "196"
    del second["id"]
    second["properties"]["name"] = "N. Cyprus"

    drawn = build(topology)["countries"]

    assert list(drawn) == ["CY"]
    assert drawn["CY"]["path"].count("M") == 1


def test_the_centre_of_the_projection_keeps_the_size_of_things():
    square = [project(*place) for place in [(9.5, 19.5), (10.5, 19.5), (10.5, 20.5), (9.5, 20.5)]]

    # A degree is 111.2 km, to the east times the cosine of 20°; a unit is 14 km.
    assert area(square) == pytest.approx(111.2 * 111.2 * 0.9397 / 14**2, rel=0.001)


@pytest.mark.parametrize(
    ("line", "least", "left"),
    [
        ([(0, 0), (5, 1), (10, 0)], 6, [(0, 0), (10, 0)]),
        ([(0, 0), (5, 1), (10, 0)], 5, [(0, 0), (5, 1), (10, 0)]),
        ([(0, 0), (1, 1)], 9, [(0, 0), (1, 1)]),
    ],
)
def test_small_bends_are_smoothed_away(line, least, left):
    assert simplified(line, least) == left


def test_a_ring_is_cut_to_a_half_plane():
    assert clipped([(0, 0), (4, 0), (4, 4), (0, 4)], [(-1, 0, -2)]) == [
        (0, 0),
        (2, 0),
        (2, 4),
        (0, 4),
    ]


def test_the_label_of_a_bent_shape_is_inside_it():
    assert inmost([(0, 0), (30, 0), (30, 10), (10, 10), (10, 30), (0, 30)]) == [6, 6]


def test_paths_are_written_in_short_and_without_specks():
    square, speck = [(1, 1), (9, 1), (9, 9), (1, 9)], [(1, 1), (2, 1), (2, 2)]

    assert path([square, speck], 5) == "M1 1l8 0 0 8-8 0z"


def test_the_command_writes_the_same_file_for_the_same_source(tmp_path, capsys):
    source, targets = tmp_path / "countries.json", [tmp_path / "1.json", tmp_path / "2.json"]
    source.write_text(json.dumps(tiny_topology()))

    for target in targets:
        call_command("build_map", source, target=target)

    first, second = (target.read_text() for target in targets)
    assert first == second
    assert json.loads(first)["countries"] == build(tiny_topology())["countries"]
    assert capsys.readouterr().out.startswith(f"2 countries, {len(first)} bytes")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"objects": {"countries": {}}}'])
def test_the_command_refuses_what_is_no_map(tmp_path, text):
    source = tmp_path / "countries.json"
    source.write_text(text)

    with pytest.raises(CommandError, match="is no TopoJSON of countries"):
        call_command("build_map", source, target=tmp_path / "map.json")


# The file that is kept


def test_the_drawing_says_where_it_comes_from():
    assert {"about", "source", "licence"} <= set(drawing())


def test_every_country_of_the_record_is_drawn():
    entries = yaml.safe_load((DATA / "partners.yaml").read_text(encoding="utf-8"))

    countries = {entry["code"] for entry in entries if entry["kind"] == "country"}

    assert set(drawing()["countries"]) == countries


def test_small_states_are_circles():
    circles = [code for code, entry in drawing()["countries"].items() if "marker" in entry]

    assert circles == ["CV", "LU", "MT", "ST"]


@pytest.mark.parametrize("code", sorted(drawing()["countries"]))
def test_a_country_is_drawn_inside_the_frame_with_its_label(code):
    entry = drawing()["countries"][code]

    points = [*corners(entry.get("path", "")), tuple(entry["label"])]

    assert [at for at in points if not (0 <= at[0] <= WIDTH and 0 <= at[1] <= HEIGHT)] == []
    assert ("path" in entry) != ("marker" in entry)
    assert entry.get("path", "Mz") != ""


def test_the_drawing_is_small_and_in_the_form_the_command_gives_it():
    text = DRAWING.read_text(encoding="utf-8")

    assert len(text) <= 30_000
    assert text == json.dumps(json.loads(text), indent=1) + "\n"


# The page


def shown(client, address="/en/partners/"):
    """The map of the page."""
    return read(client.get(address)).one("figure")


def countries(figure) -> list[tuple[str, str, str]]:
    """Of every country with a link: its words, class and address."""
    drawn = figure.one("svg", role="group").all("a")
    return [(one.text, one["class"], one["href"]) for one in drawn]


@today
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "word", "css"),
    [
        ({"kind": "partner"}, "partner", "map-partner"),
        ({"kind": "observer"}, "observer", "map-observer"),
        ({"kind": "partner", **ENDED}, "former partner", "map-former"),
        (None, "guest", "map-guest"),
    ],
)
def test_a_country_is_shown_as_what_it_is_today(client, role, word, css):
    partner = PartnerFactory(code="ML", name_en="Mali")
    if role:
        PartnerRoleFactory(partner=partner, **role)

    figure = shown(client)

    assert countries(figure) == [(f"Mali: {word}", css, "/en/partners/ML/")]
    assert [one.text for one in figure.all("li")] == [word.capitalize(), "Other countries"]


@today
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/en/partners/", "Côte d’Ivoire: guest, in the chair, hosted 2 meetings"),
        (
            "/fr/partenaires/",
            "La Côte d’Ivoire : invité, présidence en exercice, a accueilli 2 réunions",
        ),
    ],
)
def test_a_country_is_named_in_the_language_of_the_page(client, address, words):
    partner = PartnerFactory(code="CI", name_en="Côte d’Ivoire", name_fr="La Côte d’Ivoire")
    MeetingPartnerFactory.create_batch(2, partner=partner)
    ChairmanshipFactory(partner=partner, **SINCE_2024)

    ((found, _css, _address),) = countries(shown(client, address))

    assert found == words


@today
@pytest.mark.django_db
def test_the_chair_of_today_is_ringed_and_named(client):
    ended = {"start_date": datetime.date(2022, 1, 1), "end_date": SINCE_2024["start_date"]}
    for code, period in [("ML", ended), ("TG", SINCE_2024)]:
        ChairmanshipFactory(partner=PartnerFactory(code=code), **period)

    figure = shown(client)

    ring = figure.one("svg", role="group").one("circle", **{"class": "map-chair"})
    x, y = drawing()["countries"]["TG"]["label"]
    assert (ring["cx"], ring["cy"]) == (str(x), str(y))
    assert "In the chair: Country TG" in [one.text for one in figure.all("li")]


@pytest.mark.django_db
def test_hosts_are_counted_by_published_meetings_that_were_held():
    host = PartnerFactory(code="MA")
    PartnerFactory(code="ML")
    for values in [{}, {}, {"status": "planned"}, {"publication": "draft"}]:
        MeetingPartnerFactory(partner=host, meeting=MeetingFactory(**values))
    MeetingPartnerFactory(partner=host, role="chair")

    found = partner_map(Partner.objects.published().for_list(), DAY)["hosts"]

    assert [(shape.code, shape.hosted) for shape in found] == [("MA", 2)]


@today
@pytest.mark.django_db
def test_hosts_are_listed_beside_the_map_from_many_meetings_to_few(client):
    for code, times in [("DZ", 1), ("MA", 3), ("ML", 2)]:
        MeetingPartnerFactory.create_batch(times, partner=PartnerFactory(code=code))

    listed = shown(client).one("ol").all("li")

    assert [one.text for one in listed] == ["Country MA 3", "Country ML 2", "Country DZ 1"]


@today
@pytest.mark.django_db
def test_a_country_that_is_not_published_has_no_link_and_no_name(client):
    partner = PartnerFactory(code="ML", name_en="Mali", publication="draft")
    MeetingPartnerFactory(partner=partner)
    ChairmanshipFactory(partner=partner, **SINCE_2024)

    figure = shown(client)

    assert countries(figure) == []
    assert "Mali" not in figure.text
    assert figure.all("circle", **{"class": "map-chair"}) == []


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["ML", "XX"])
def test_a_partner_that_is_not_drawn_does_no_harm(code):
    PartnerFactory(code=code)
    PartnerFactory(organisation=True)

    found = partner_map(Partner.objects.published().for_list(), DAY)

    assert [shape.code for shape in found["linked"]] == [code] * (code == "ML")
    assert len(found["linked"]) + len(found["others"]) == len(drawing()["countries"])


@pytest.mark.django_db
@pytest.mark.parametrize("codes", [["MA"], ["MA", "ML", "TG"]])
def test_the_map_costs_two_queries_beside_the_partners(django_assert_num_queries, codes):
    for code in codes:
        partner = PartnerRoleFactory(partner__code=code).partner
        MeetingPartnerFactory(partner=partner)
        ChairmanshipFactory(partner=partner)
    partners = list(Partner.objects.published().for_list())

    with django_assert_num_queries(2):
        partner_map(partners, DAY)


@today
@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("address", ["/en/partners/", "/fr/partenaires/"])
def test_the_map_of_the_record_is_light_and_well_formed(client, address):
    text = client.get(address).content.decode()
    (figure,) = re.findall(r"<figure.*?</figure>", text, flags=re.DOTALL)

    found = re.findall(r"<svg.*?</svg>", figure, flags=re.DOTALL)
    drawings = [ElementTree.fromstring(svg) for svg in found]  # noqa: S314 - our own page

    assert len(drawings[0].findall("a")) == len(drawing()["countries"])
    assert len(gzip.compress(figure.encode())) <= 10_000
    assert re.findall(r"\sstyle=|<script", figure) == []
