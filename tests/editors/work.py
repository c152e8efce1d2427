"""One editor: opens the form of a meeting, changes one thing, saves, and goes on.

Every edit types a text that no other edit types, so that the history tells whose it is.
"""

import json
import random
import re
from pathlib import Path

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from events.admin.meeting_parts import AimTable
from events.models import Meeting
from tests.editors.form import FormReader

TEXTS = ["title_en", "title_fr", "summary_en", "venue_en", "notes"]
MOST_AIMS = 4
MOST_ROUNDS = 40  # until an editor gives up, told of a conflict each time
MARK = re.compile(r"(?<!\w)editor-\d+/\d+(?!\w)")


def work(username: str, edits: str, file: str):
    """Do so many edits and write down what came of each."""
    chance = random.Random(username)  # noqa: S311 - the same edits on every run
    shorten_form()
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    client.force_login(User.objects.get(username=username))
    meetings = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    with Path(file).open("w") as report:
        for number in range(int(edits)):
            page = reverse("admin:events_meeting_change", args=[chance.choice(meetings)])
            done = Edit(client, page, f"{username}/{number}", chance).do()
            report.write(json.dumps(done) + "\n")


def shorten_form():
    """Leave what nobody here edits out of the form: it would take most of the time."""
    model_admin = admin.site.get_model_admin(Meeting)
    fields = {"fields": TEXTS}
    model_admin.fieldsets = [(AimTable.section, fields)]
    model_admin.inlines = [AimTable]


class Edit:
    """One edit of one meeting. `seen` are the texts of others on the pages that its editor got."""

    def __init__(self, client, page: str, mark: str, chance: random.Random):
        self.client, self.page, self.mark, self.chance = client, page, mark, chance
        self.told, self.seen, self.problems = 0, set(), []
        self.kind = self.part = ""

    def do(self) -> dict:
        form = self.read(self.client.get(self.page), 200)
        if form:
            self.change(form.data)
        for _round in range(MOST_ROUNDS if form else 0):
            response = self.client.post(self.page, form.data)
            if response.status_code == 302:
                return self.outcome("saved")
            form = self.read(response, 409)
            if form is None:
                break
            self.told += 1
            self.look_for_own_text(form, response.content.decode())
            answer = self.chance.choice(["mine", "mine", "theirs"])
            if form.questions and answer == "theirs":
                return self.outcome("told")
            form.data |= dict.fromkeys(form.questions, answer)
        return self.outcome("told" if form else "failed")

    def outcome(self, end: str) -> dict:
        return {
            "end": end,
            "mark": self.mark,
            "by": self.mark.partition("/")[0],
            "kind": self.kind,
            "part": self.part,
            "seen": sorted(self.seen),
            "told": self.told,
            "problems": self.problems,
        }

    def read(self, response, status: int) -> FormReader | None:
        """The form on a page; None, and a problem, if the answer is another one than expected."""
        content = response.content.decode()
        self.seen |= set(MARK.findall(content)) - {self.mark}
        if response.status_code == status:
            return FormReader(content)
        error = getattr(response, "exc_info", None)
        self.problems.append(f"{response.status_code} {error and error[1]!r} {content[:200]}")
        return None

    def change(self, data: dict):
        """Change a text of the meeting or of an aim, add an aim, or delete one."""
        count = int(data["aims-INITIAL_FORMS"])
        self.kind = self.chance.choice([*TEXTS, "aim", "aim", "aim", "more or fewer"])
        if self.kind == "aim" and count:
            row = self.chance.randrange(count)
            self.part = data[f"aims-{row}-id"]
            data[f"aims-{row}-text_en"] = self.mark
        elif self.kind in TEXTS:
            data[self.kind] = self.mark
        elif count < MOST_AIMS:
            self.kind = "new aim"
            data |= {"aims-TOTAL_FORMS": str(count + 1), f"aims-{count}-id": ""}
            data |= {f"aims-{count}-order": "9", f"aims-{count}-text_en": self.mark}
        else:
            self.kind = "deletion"
            row = self.chance.randrange(count)
            self.part = data[f"aims-{row}-id"]
            data[f"aims-{row}-DELETE"] = "on"

    def look_for_own_text(self, form: FormReader, content: str):
        """What was typed is still on the page, and would be sent again."""
        if self.kind == "deletion":
            return
        if self.mark not in content:
            self.problems.append("What was typed is not on the page.")
        elif self.mark not in form.data.values():
            self.problems.append("What was typed would not be sent again.")
