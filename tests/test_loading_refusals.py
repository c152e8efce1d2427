"""A bad value is refused by a message that names file, record, field, value and what is wrong."""

import pytest
from django.core.management import CommandError

from actionplan.models import ActionPlan
from events.models import Meeting, Partner
from tests.bad_values import CHAIR, FIRST, SECOND, VALUES


def refusal(small, **options):
    """What the commands say after “Nothing was loaded.”"""
    with pytest.raises(CommandError) as refused:
        small.load(**options)
    return str(refused.value).removeprefix("Nothing was loaded. ")


@pytest.mark.parametrize(
    ("where", "way", "value", "message"), VALUES, ids=[f"{case[3][:60]}" for case in VALUES]
)
def test_bad_value_is_refused(loaded, where, way, value, message):
    *steps, last = way
    target = loaded.entry(*where)
    for step in steps:
        target = target[step]
    target[last] = value
    command = "load_action_plans" if where[0] == "action_plans.yaml" else "load_record"
    assert refusal(loaded, only=command) == f"{where[0]}, {message}"


# Files


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- code: [MA", "while parsing a flow sequence"),
        ("- code: MA\n  code: SN", "key 'code' is given twice"),
        ("- code: MA\n\tkind: country", "while scanning for the next token found character '\\t'"),
        ("- {a: {b: 1, b: 2}}", "key 'b' is given twice"),
        ("- !!python/object:os.system {}", "could not determine a constructor"),
        ("- [*unknown]", "found undefined alias 'unknown'"),
        ("- 2023-02-31", "day is out of range for month"),
        ("- a\0b", "special characters are not allowed"),
    ],
)
def test_file_that_is_no_yaml_is_refused(small, text, message):
    small.write()
    (small.folder / "partners.yaml").write_text(text)
    with pytest.raises(CommandError) as refused:
        small.load_written()
    assert str(refused.value).startswith("Nothing was loaded. partners.yaml: ")
    assert message in str(refused.value)


def test_file_in_another_encoding_is_refused(small):
    small.write()
    (small.folder / "partners.yaml").write_bytes("- code: Côte".encode("latin-1"))
    with pytest.raises(CommandError, match=r"^Nothing was loaded. partners.yaml: 'utf-8' codec"):
        small.load_written()


def test_missing_file_is_refused(small):
    small.write()
    (small.folder / "meetings.yaml").unlink()
    with pytest.raises(CommandError, match=r"^Nothing was loaded. meetings.yaml: .*No such file"):
        small.load_written()


@pytest.mark.parametrize("content", [None, "text", {"MA": {}}, 7])
def test_file_that_is_no_list_is_refused(small, content):
    small.files["partners.yaml"] = content
    assert refusal(small) == "partners.yaml: a list is expected"


def test_file_without_its_key_is_refused(small):
    small.files["action_plans.yaml"] = {"plans": []}
    assert refusal(small) == "action_plans.yaml, field action_plans = 'None': a list is expected"


def test_entry_that_is_no_mapping_is_refused(small):
    small.files["partners.yaml"].append("SN")
    assert refusal(small) == "partners.yaml, record 3: a mapping is expected, not 'SN'"


# Between records and files


def test_record_given_twice_is_refused(small):
    small.files["meetings.yaml"].append(small.entry(*FIRST))
    assert refusal(small) == "meetings.yaml, first-date, field slug = 'first-date': occurs twice"


@pytest.mark.parametrize(
    ("file", "name", "field"),
    [
        ("partners.yaml", "SN", "code"),
        ("publications.yaml", "report", "slug"),
        ("chairmanships.yaml", "senegal-2024", "slug"),
        ("cities.yaml", "Rabat", "name_en"),
        ("action_plans.yaml", "cadiz", "slug"),
    ],
)
def test_key_given_twice_is_refused(small, file, name, field):
    entry = small.entry(file, name)
    entries = small.files[file]
    (entries["action_plans"] if isinstance(entries, dict) else entries).append(dict(entry))
    assert refusal(small) == f"{file}, {name}, field {field} = {name!r}: occurs twice"


@pytest.mark.parametrize("field", ["part_of", "follow_up_of", "postponed_from"])
def test_meeting_that_refers_to_itself_is_refused(small, field):
    small.entry(*SECOND)[field] = ["second-date"] if field == "follow_up_of" else "second-date"
    assert refusal(small) == (
        "meetings.yaml, second-date, field slug = 'second-date': "
        "refers to itself by way of second-date"
    )


def test_circle_of_meetings_is_refused(small):
    small.entry(*FIRST)["part_of"] = "som-rabat-2024"
    assert refusal(small) == (
        "meetings.yaml, first-date, field slug = 'first-date': "
        "refers to itself by way of first-date, som-rabat-2024, second-date"
    )


@pytest.mark.parametrize(
    ("where", "changes", "message"),
    [
        (
            FIRST,
            {"rescheduled_to": None},
            "second-date, field postponed_from = 'first-date': "
            "that record does not say so in rescheduled_to",
        ),
        (
            SECOND,
            {"postponed_from": None},
            "first-date, field rescheduled_to = 'second-date': "
            "that record does not say so in postponed_from",
        ),
        (
            FIRST,
            {"rescheduled_to": "nowhere"},
            "first-date, field rescheduled_to = 'nowhere': "
            "that record does not say so in postponed_from",
        ),
    ],
)
def test_meetings_that_disagree_about_a_new_date_are_refused(small, where, changes, message):
    small.entry(*where).update(changes)
    assert refusal(small) == f"meetings.yaml, {message}"


@pytest.mark.parametrize("begins_at", [None, "second-date"])
def test_handovers_that_disagree_are_refused(small, begins_at):
    small.entry("chairmanships.yaml", "senegal-2024")["handover_in_meeting"] = begins_at
    assert refusal(small) == (
        "chairmanships.yaml, morocco-2022, field handover_out_meeting = 'som-rabat-2024': "
        "the next chairmanship begins elsewhere"
    )


def test_chairmanships_that_overlap_are_refused(small):
    small.entry(*CHAIR)["end_date"] = "2024-02-02"
    assert refusal(small) == (
        "chairmanships.yaml, senegal-2024: "
        "The dates overlap with the chairmanship “Morocco 2022–2024”."
    )


@pytest.mark.parametrize(
    ("file", "name"), [("sessions.yaml", "nowhere"), ("plan_adoptions.yaml", "cadiz")]
)
def test_meeting_that_another_file_names_is_there(small, file, name):
    small.entry(file)["meeting"] = "nowhere"
    assert refusal(small) == f"{file}, {name}, field meeting = 'nowhere': there is no such record"


def test_meeting_of_a_handover_is_there(small):
    small.entry(*CHAIR)["handover_out_meeting"] = "nowhere"
    small.entry("chairmanships.yaml", "senegal-2024")["handover_in_meeting"] = "nowhere"
    assert refusal(small) == (
        "chairmanships.yaml, senegal-2024, field handover_in_meeting = 'nowhere': "
        "there is no such record"
    )


def test_documents_that_contradict_each_other_are_refused(small):
    small.entry(*SECOND)["documents"][0]["date"] = "2022"
    assert refusal(small) == (
        "meetings.yaml, second-date, documents 1, field date = '2022': "
        "the publication says otherwise"
    )


def test_publication_listed_but_not_there_is_refused(small):
    small.entry(*SECOND)["documents"][0]["publication"] = "other"
    assert refusal(small) == (
        "meetings.yaml, second-date, documents 1, field publication = 'other': "
        "there is no such publication"
    )


def test_refused_files_leave_no_record(small):
    small.entry(*SECOND)["status"] = "maybe"
    refusal(small)
    assert (Partner.objects.count(), Meeting.objects.count()) == (0, 0)


def test_plans_loaded_before_a_refused_record_stay(small):
    small.entry(*SECOND)["status"] = "maybe"
    refusal(small)
    assert ActionPlan.objects.count() == 1
