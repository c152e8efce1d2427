"""A record of a few entries, as small as its parts allow, for tests to change and load."""

import copy
import io

import yaml
from django.core.management import call_command

PLANS = {
    "action_plans": [
        {
            "slug": "cadiz",
            "name_en": "Cadiz Action Plan",
            "start_year": 2023,
            "end_year": 2027,
            "counts_stated": {"areas": 1, "objectives": 2, "actions": 2},
            "sources": ["https://example.org/cadiz"],
            "areas": [{"number": 1, "title_en": "Legal migration"}],
            "objectives": [
                {"number": 1, "area": 1, "actions_count": 2, "actions_count_mapping": "stated"},
                {"number": 5, "area": 1, "parts": [{"code": "5a"}, {"code": "5b"}]},
            ],
            "actions": [
                {"number": 1, "objective": 1, "mapping": "stated"},
                {"number": 2, "objective": 5, "objective_part": "5b", "mapping": "inferred"},
            ],
            "roadmap_priorities": [{"order": 1, "title_en": "Mobility"}],
        }
    ]
}
VOCABULARIES = {
    "meeting_types": [
        {"slug": "thematic-meeting", "category": "technical", "name_en": "Thematic meeting"}
    ],
    "outcome_kinds": [{"slug": "recommendations", "name_en": "recommendation"}],
    "document_kinds": [{"slug": "report", "name_en": "Report"}],
}
for words in (VOCABULARIES["meeting_types"], VOCABULARIES["outcome_kinds"]):
    words[0]["name_plural_en"] = words[0]["name_en"] + "s"


def country(code, name, **values):
    return {
        "code": code,
        "kind": "country",
        "name_en": name,
        "region": "west_africa",
        "status": "partner",
        "steering_committee": False,
        **values,
    }


def meeting(slug, day, **values):
    return {
        "slug": slug,
        "kind": "thematic_meeting",
        "title_en": slug.title(),
        "start_date": day,
        "end_date": day,
        "date_precision": "day",
        "status": "held",
        **values,
    }


FILES = {
    "action_plans.yaml": PLANS,
    "vocabularies.yaml": VOCABULARIES,
    "partners.yaml": [
        country("MA", "Morocco", time_zone="Africa/Casablanca", steering_committee=True),
        country("SN", "Senegal"),
    ],
    "reference_countries.yaml": [
        {"plan": "cadiz", "area": 1, "countries": ["SN"], "as_of": "2023", "sources": ["list.txt"]}
    ],
    "cities.yaml": [
        {"name_en": "Rabat", "country": "MA", "latitude": "34.0200", "longitude": "-6.8400"}
    ],
    "chairmanships.yaml": [
        {
            "slug": "morocco-2022",
            "country": "MA",
            "start_date": "2022-12-14",
            "start_precision": "day",
            "end_date": "2024-02-01",
            "end_precision": "day",
            "handover_out_meeting": "som-rabat-2024",
            "priorities": [{"en": "Youth", "fr": "Jeunesse"}],
        },
        {
            "slug": "senegal-2024",
            "country": "SN",
            "start_date": "2024-02-01",
            "start_precision": "day",
            "handover_in_meeting": "som-rabat-2024",
        },
    ],
    "meetings.yaml": [
        meeting("first-date", "2023-04-25", status="postponed", rescheduled_to="second-date"),
        meeting(
            "second-date",
            "2023-06-25",
            city="Rabat",
            country="MA",
            postponed_from="first-date",
            time="14:00-15:00",
            hosts=["MA"],
            co_chairs=["SN"],
            participants_total=50,
            participants_qualifier="about",
            other_counts=[{"label_en": "countries", "value": 20, "qualifier": "more than"}],
            outcomes=[{"kind": "recommendations", "count": 20}],
            objectives=[{"en": "To share practice"}],
            action_plan_links=[
                {
                    "plan": "cadiz",
                    "area": 1,
                    "objectives": [5],
                    "actions": [2],
                    "mapping": "stated",
                }
            ],
            delegation_format={"text": "1+1", "heads": 1, "accompanying": 1, "per": "country"},
            documents=[{"title_en": "Report", "kind": "report", "publication": "report"}],
            sources=["https://example.org/second"],
        ),
        meeting(
            "som-rabat-2024",
            "2024-02-01",
            follow_up_of=["second-date"],
            documents=[
                {"title_en": "Slides", "kind": "report", "url": "https://example.org/slides"}
            ],
        ),
    ],
    "sessions.yaml": [
        {"meeting": "second-date", "kind": "panel", "titles": [{"en": "Skills", "fr": None}]}
    ],
    "intentions.yaml": [
        {
            "meeting": "second-date",
            "text_en": "Meet again",
            "due_date": "2024-12-31",
            "due_precision": "year",
            "fulfilled_by": "som-rabat-2024",
        }
    ],
    "plan_adoptions.yaml": [{"plan": "cadiz", "meeting": "som-rabat-2024"}],
    "publications.yaml": [
        {
            "slug": "report",
            "title_en": "Report",
            "kind": "report",
            "date": "2023-07",
            "date_precision": "month",
            "meeting": "second-date",
        }
    ],
}


class SmallRecord:
    """The small record in a folder. `files` may be changed before each `load()`."""

    def __init__(self, folder):
        self.folder, self.files = folder, copy.deepcopy(FILES)

    def entry(self, file, name=None):
        """The entry of a file that is called so, or its only one."""
        entries = self.files[file]
        entries = entries.get("action_plans", entries) if isinstance(entries, dict) else entries
        keys = ("slug", "code", "name_en")
        return next(entry for entry in entries if name in (None, *(entry.get(key) for key in keys)))

    def write(self):
        for name, content in self.files.items():
            text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
            (self.folder / name).write_text(text, encoding="utf-8")

    def load(self, output=None, **options):
        """Load the files as they are in `files`; answers what the commands print."""
        self.write()
        return self.load_written(output, **options)

    def load_written(self, output=None, **options):
        """Load what lies in the folder."""
        return run_commands(output, folder=self.folder, **options)


def run_commands(output=None, only=None, **options):
    """Run both loading commands, or one; answers what they print."""
    output = output or io.StringIO()
    for command in [only] if only else ["load_action_plans", "load_record"]:
        call_command(command, stdout=output, no_color=True, **options)
    return output.getvalue()
