"""No text of the record adds a line to the head of a letter, a recipient, or a part."""

import email
import email.policy

import pytest

from tests.hostile.letters import RECIPIENT, templates

pytestmark = pytest.mark.django_db
HEADERS = {
    "Auto-Submitted",
    "Content-Language",
    "Content-Transfer-Encoding",
    "Content-Type",
    "Date",
    "From",
    "MIME-Version",
    "Message-ID",
    "Reply-To",
    "Subject",
    "To",
}


@pytest.fixture
def letters(hostile):
    return {
        name: email.message_from_bytes(content, policy=email.policy.default)
        for name, content in hostile.letters.items()
    }


def test_there_is_a_letter_of_every_template(letters):
    assert len(templates()) >= 5
    assert set(letters) >= set(templates())


def test_letters_have_the_headers_of_letters_once_each(letters):
    for letter in letters.values():
        assert set(letter.keys()) <= HEADERS
        assert len(letter.keys()) == len(set(letter.keys()))


def test_letters_go_to_whom_they_are_for(letters):
    found = {letters[name]["To"] for name in templates()}

    assert found == {RECIPIENT}
    assert [one["To"] for one in letters.values() if len(one["To"].addresses) != 1] == []


def test_letters_are_one_text(letters):
    kinds = {(one.get_content_type(), one.is_multipart()) for one in letters.values()}

    assert kinds == {("text/plain", False)}
    assert [name for name, one in letters.items() if one.defects] == []


def test_subjects_are_one_line(letters):
    for name in templates():
        subject = letters[name]["Subject"]
        assert len(subject.splitlines()) == 1
        assert "Nominations" in subject or "nominations" in subject


def test_letters_say_what_the_record_says_as_it_stands(hostile, letters):
    words = hostile.world.meeting.title_en.split()

    for name in templates():
        text = letters[name].get_content()
        assert "&lt;script" not in text
        assert [word for word in words if word not in text] == []
