"""What the loading commands promise: counts, a second run that changes nothing, all or nothing."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError

from actionplan.models import Action, ActionPlan
from events.models import Chairmanship, Meeting, MeetingPartner, PlanAdoption
from tests.small_record import run_commands

ROOT = Path(__file__).resolve().parent.parent


class Terminal(io.StringIO):
    def isatty(self):
        return True


def row_counts():
    """The number of rows of every model of both apps, history included."""
    models = [
        *apps.get_app_config("actionplan").get_models(),
        *apps.get_app_config("events").get_models(),
    ]
    return {model.__name__: model._base_manager.count() for model in models}


def test_load_counts_what_became_of_each_record(small):
    assert small.load().splitlines() == [
        "actionplan: 1 created",
        "area: 1 created",
        "objective: 4 created",
        "action: 2 created",
        "meetingtype: 1 created",
        "outcomekind: 1 created",
        "documentkind: 1 created",
        "partner: 2 created",
        "city: 1 created",
        "chairmanship: 2 created",
        "meeting: 3 created",
        "intention: 1 created",
        "document: 2 created",
    ]


def test_second_load_reports_everything_unchanged(loaded):
    outcomes = {line.split(" ", 2)[2] for line in loaded.load().splitlines()}
    assert outcomes == {"unchanged"}


def test_second_load_writes_no_row_and_no_history(loaded):
    before = row_counts()
    loaded.load()
    assert row_counts() == before


def test_second_load_leaves_the_times_of_change(loaded):
    before = list(Meeting.objects.values_list("slug", "updated_at"))
    loaded.load()
    assert list(Meeting.objects.values_list("slug", "updated_at")) == before


def test_second_load_of_the_real_record_changes_nothing(record):
    before = row_counts()
    outcomes = {line.split(" ", 2)[2] for line in run_commands().splitlines()}
    assert (outcomes, row_counts()) == ({"unchanged"}, before)


def test_dry_run_writes_nothing(small):
    before = row_counts()
    small.load(only="load_action_plans", dry_run=True)
    assert row_counts() == before


def test_dry_run_of_the_record_writes_nothing(small):
    small.load(only="load_action_plans")
    before = row_counts()
    small.load(only="load_record", dry_run=True)
    assert row_counts() == before


def test_dry_run_counts_and_says_so(small):
    report = small.load(only="load_action_plans", dry_run=True).splitlines()
    assert (report[0], report[-1]) == ("actionplan: 1 created", "Dry run: nothing was written.")


def test_dry_run_of_a_bad_file_refuses_it(small):
    small.entry("action_plans.yaml")["start_year"] = "soon"
    with pytest.raises(CommandError, match="a whole number is expected"):
        small.load(only="load_action_plans", dry_run=True)


def test_error_in_the_last_file_leaves_nothing_of_the_others(small):
    small.load(only="load_action_plans")
    before = row_counts()
    small.entry("publications.yaml")["kind"] = "opera"
    with pytest.raises(CommandError):
        small.load(only="load_record")
    assert row_counts() == before


def test_error_in_the_last_action_leaves_nothing_of_the_plan(small):
    small.entry("action_plans.yaml")["actions"][-1]["objective"] = 99
    with pytest.raises(CommandError):
        small.load(only="load_action_plans")
    assert (ActionPlan.objects.count(), Action.objects.count()) == (0, 0)


def test_quiet_load_prints_nothing(small):
    assert small.load(verbosity=0) == ""


def test_progress_is_shown_on_a_terminal(small):
    assert "\r\033[Kmeetings: second-date" in small.load(Terminal())


def test_progress_leaves_no_trace_on_the_last_line(small):
    before_report = small.load(Terminal(), only="load_action_plans").split("actionplan: 1")[0]
    assert before_report.endswith("\r\033[K")


def test_no_progress_is_shown_in_a_file(small):
    assert "\r" not in small.load()


# What follows from the rest


def test_handover_is_stored_with_the_meeting(small):
    small.load()
    assert Meeting.objects.get(slug="som-rabat-2024").handover_to.slug == "senegal-2024"


def test_last_chairmanship_goes_on_and_an_earlier_one_of_unknown_end_does_not(small):
    del small.entry("chairmanships.yaml", "morocco-2022")["end_date"]
    del small.entry("chairmanships.yaml", "morocco-2022")["end_precision"]
    small.load()
    ends = dict(Chairmanship.objects.values_list("slug", "end_precision"))
    assert ends == {"morocco-2022": "unknown", "senegal-2024": ""}


def test_adoption_is_stored_with_the_meeting(loaded):
    adoption = PlanAdoption.objects.get()
    assert (adoption.plan.slug, adoption.meeting.slug) == ("cadiz", "som-rabat-2024")


def test_order_of_the_meetings_in_the_file_does_not_matter(small):
    small.files["meetings.yaml"].reverse()
    small.load()
    links = Meeting.objects.get(slug="second-date").links_to
    assert [link.to_meeting.slug for link in links.all()] == ["first-date"]


# What changes in the files


def test_changed_record_is_updated(loaded):
    loaded.entry("meetings.yaml", "second-date")["title_en"] = "New title"
    assert "meeting: 1 updated, 2 unchanged" in loaded.load()
    assert Meeting.objects.get(slug="second-date").title_en == "New title"


def test_changed_record_gets_one_row_of_history(loaded):
    loaded.entry("meetings.yaml", "second-date")["title_en"] = "New title"
    loaded.load()
    rows = Meeting.history.filter(slug="second-date").order_by("history_date", "history_id")
    assert list(rows.values_list("history_type", "history_change_reason")) == [
        ("+", "load_record"),
        ("~", "load_record"),
    ]


def test_record_changed_twice_in_the_files_is_updated_twice(loaded):
    for title in ("Second title", "Third title"):
        loaded.entry("meetings.yaml", "second-date")["title_en"] = title
        report = loaded.load()
    assert "meeting: 1 updated, 2 unchanged" in report


def test_changed_children_are_replaced(loaded):
    loaded.entry("meetings.yaml", "second-date")["co_chairs"] = []
    assert "meeting: 1 updated, 2 unchanged" in loaded.load()
    parts = MeetingPartner.objects.values_list("role", "partner__code")
    assert list(parts) == [("host", "MA")]


def test_added_record_is_created(loaded):
    loaded.files["meetings.yaml"].append(
        {**loaded.entry("meetings.yaml", "first-date"), "slug": "new", "rescheduled_to": None}
    )
    assert "meeting: 1 created, 3 unchanged" in loaded.load()


def test_record_removed_from_the_file_stays(loaded):
    loaded.files["sessions.yaml"].clear()
    loaded.files["intentions.yaml"].clear()
    loaded.files["plan_adoptions.yaml"].clear()
    meetings = loaded.files["meetings.yaml"]
    meetings[:] = [entry for entry in meetings if entry["slug"] != "first-date"]
    del loaded.entry("meetings.yaml", "second-date")["postponed_from"]
    loaded.load()
    assert Meeting.objects.filter(slug="first-date").exists()


# What it costs


@pytest.mark.slow
def test_real_record_loads_in_20_seconds_and_300_megabytes():
    # The peak of this process's own memory: getrusage would count what its parent held.
    script = (
        "import django, re, time; django.setup();"
        "from django.core.management import call_command as call;"
        "call('migrate', verbosity=0); before = time.process_time();"
        "call('load_action_plans', verbosity=0); call('load_record', verbosity=0);"
        "print(time.process_time() - before);"
        "print(int(re.search(r'VmHWM:\\s+(\\d+) kB', open('/proc/self/status').read())[1]) / 1024)"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "rabat.settings",
        "DATABASE_URL": "sqlite://:memory:",
    }
    finished = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes = map(float, finished.stdout.split())
    assert (seconds < 20, megabytes < 300) == (True, True), finished.stdout
