"""examples/mirror.py keeps a copy that is what the public sees, whatever happens meanwhile."""

import datetime
import random
import sqlite3
import time
from contextlib import closing, suppress
from functools import partial
from itertools import count

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from events.changes import log
from events.changes.copies import count_wrong
from events.following import rebuild
from events.models import ChangeLog, Meeting
from examples.mirror import WAITS, Mirror
from tests.at_once import at_once
from tests.browsing import ORIGIN
from tests.factories import MeetingFactory, MeetingTypeFactory
from tests.mirrors import Line, change_cursor, copied, shown, state
from tests.personas import log_in
from tests.staff_acts import Staff

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


class KilledError(BaseException):
    """The end of a process, at a moment of the test's choice."""


@pytest.fixture
def site(loaded):
    """A site with the small record; the moments at which its rows were put back count."""
    rebuild()
    return loaded


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mirror.sqlite3"


@pytest.fixture
def sync(client, path):
    """Bring the mirror up to date; returns the line that it was done over."""

    def run(after_page=lambda: None, **options) -> Line:
        line = Line(client, after_page)
        mirror = Mirror(ORIGIN, path, get=line, sleep=refuse_to_wait, **options)
        with closing(mirror.file):
            mirror.sync()
        return line

    return run


def refuse_to_wait(seconds):
    raise AssertionError(f"something failed, and it would wait for {seconds} seconds")


def kill_after(pages: int):
    """What kills the mirror once so many pages have been answered, the last not written yet."""
    numbers = count(1)

    def kill():
        if next(numbers) == pages:
            raise KilledError

    return kill


# Whatever the staff do


@pytest.mark.parametrize("page_size", [1, 2, 3, 7, 1000])
def test_it_is_what_the_public_sees_whatever_the_staff_do(sync, path, client, site, page_size):
    staff = Staff(page_size, log_in(Client(), "publisher"), site)
    chance = random.Random(page_size)  # noqa: S311 - no secret depends on it

    def meanwhile():
        if chance.random() < min(page_size, 5) / 20:
            staff.act()

    for _ in range(8):
        staff.acts_of(5)
        sync(meanwhile, page_size=page_size)  # none may be missing, told twice is told truly
        quiet = sync(page_size=page_size)
        assert len(quiet.keys) == len(set(quiet.keys))
        assert (copied(path), count_wrong()) == (shown(client), 0), staff.done
        assert sync(page_size=page_size).keys == []


def test_everything_is_told_once_and_in_one_order(sync, path, client, site):
    for page_size in (1, 2, 3, 7, 1000):
        path.unlink(missing_ok=True)
        line = sync(page_size=page_size)
        numbers = [one["seq"] for one in line.entries]

        assert numbers == sorted(set(numbers))
        assert len(line.asked) == -(-len(numbers) // page_size)
        assert sorted(line.keys) == sorted(copied(path)) == sorted(shown(client))


@pytest.mark.parametrize("page_size", [1, 3, 1000])
def test_it_keeps_some_resources_alone_and_others_when_asked(sync, path, client, site, page_size):
    staff = Staff(page_size)
    for names in (["meetings"], ["partners", "meetings"], [], ["documents", "areas", "pages"]):
        for _ in range(2):
            sync(resources=names, page_size=page_size)
            everything = shown(client)
            wanted = {key: one for key, one in everything.items() if not names or key[0] in names}
            assert copied(path) == wanted
            staff.acts_of(10)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_missed_of_what_others_write_at_the_same_moment(tmp_path, path):
    writers, kind, finished = 2, MeetingTypeFactory(), []

    def write(writer: int):
        try:
            for number in range(10):
                with transaction.atomic():
                    MeetingFactory(slug=f"{writer}-{number}", type=kind)
                    time.sleep(0.02 * writer)  # who saved first may be the last to commit
        finally:
            finished.append(writer)

    def read() -> dict:
        while len(finished) < writers:
            bring_up_to_date()
            time.sleep(0.02)
        return bring_up_to_date()

    def bring_up_to_date() -> dict:
        mirror = Mirror(ORIGIN, path, page_size=2, get=Line(Client()), sleep=refuse_to_wait)
        with closing(mirror.file):
            mirror.sync()
        return copied(path)

    deeds = [partial(write, writer) for writer in range(writers)]
    *_written, read_last, wanted = at_once(tmp_path, *deeds, read, after=lambda: shown(Client()))

    assert len(wanted) == 1 + writers * 10
    assert read_last == wanted


# Stopped, and gone on from


def test_killed_at_every_page_it_goes_on_where_it_was(sync, path, client, site):
    kills = 0
    while True:
        try:
            sync(kill_after(2), page_size=3)
        except KilledError:
            kills += 1
            continue
        break

    assert kills == -(-len(shown(client)) // 3) - 1  # each time, one page was written
    assert copied(path) == shown(client)


def test_killed_at_every_page_while_the_staff_go_on(sync, path, client, site):
    staff = Staff(seed=17)
    for pages in (1, 2, 3, 4, 5, 1, 2, 3):
        staff.acts_of(3)
        with pytest.raises(KilledError):
            sync(kill_after(pages), page_size=2)
        for key in list(Meeting.objects.values_list("pk", flat=True))[:1]:
            Meeting.objects.get(pk=key).save()
            MeetingFactory(type=Meeting.objects.get(pk=key).type)

    sync(page_size=2)
    assert (copied(path), count_wrong()) == (shown(client), 0)


def test_stopped_while_it_writes_it_has_written_all_of_a_page_or_nothing(sync, path, client, site):
    after = {None: {}}  # what it holds once it has come to a cursor
    sync(lambda: after.update({state(path)["cursor"]: copied(path)}), page_size=4)
    after[state(path)["cursor"]] = whole = copied(path)
    kept = []
    while whole not in kept:
        path.unlink()
        mirror = Mirror(ORIGIN, path, page_size=4, get=Line(client), sleep=refuse_to_wait)
        # Stops SQLite after so many of its steps.
        mirror.file.set_progress_handler(lambda: 1, 20 + 40 * len(kept))
        with closing(mirror.file), suppress(sqlite3.OperationalError):
            mirror.sync()
        kept.append(copied(path))
        assert kept[-1] == after[state(path)["cursor"]]

    assert {len(one) for one in kept} == {len(one) for one in after.values()}


# Anew


def forget_the_edition(path):
    log.begin_edition()


def come_from_elsewhere(path):
    change_cursor(path, lambda cursor: f"{'0' * 32}.{cursor.partition('.')[2]}")


def be_ahead(path):
    ahead = ChangeLog.objects.get().newest + 1000
    change_cursor(path, lambda cursor: f"{cursor.partition('.')[0]}.{ahead}.{ahead}")


def be_left_behind(path):
    Meeting.objects.get(slug="first-date").delete()
    log.compact(timezone.now() + DAY)


@pytest.mark.parametrize(
    "lose", [forget_the_edition, come_from_elsewhere, be_ahead, be_left_behind]
)
@pytest.mark.parametrize("page_size", [1, 1000])
def test_it_begins_anew_where_its_cursor_is_not_known(sync, path, client, site, lose, page_size):
    sync()
    lose(path)
    new = MeetingFactory()
    gone = Meeting.objects.exclude(pk=new.pk).last()
    gone.publication = "draft"
    gone.save()
    kept = set(copied(path)) & set(shown(client))
    found = []
    line = sync(lambda: found.append(set(copied(path))), page_size=page_size)

    assert line.statuses == [410] + [200] * -(-len(shown(client)) // page_size)
    assert ["after" in asked for asked in line.asked[:2]] == [True, False]
    assert all(kept <= one for one in found)  # readers miss nothing meanwhile
    assert copied(path) == shown(client)


def test_killed_while_it_begins_anew_it_goes_on_and_drops_what_is_gone(sync, path, client, site):
    sync()
    be_left_behind(path)
    for pages in (1, 2, 3):
        with pytest.raises(KilledError):
            sync(kill_after(pages), page_size=4)
        assert set(copied(path)) >= set(shown(client))

    sync(page_size=4)
    assert copied(path) == shown(client)


def test_what_was_read_to_the_end_is_gone_on_from_after_a_compaction(sync, path, client, site):
    Meeting.objects.get(slug="first-date").delete()
    sync()
    log.compact(timezone.now() + DAY)
    new = MeetingFactory()
    line = sync()

    assert line.statuses == [200]
    assert ("meetings", str(new.uid)) in line.keys
    assert copied(path) == shown(client)


def test_a_compaction_in_the_midst_of_reading_everything_begins_it_anew(sync, path, client, site):
    staff = iter([lambda: None, lambda: be_left_behind(path)])
    line = sync(lambda: next(staff, lambda: None)(), page_size=1)

    assert line.statuses.count(410) == 1
    assert copied(path) == shown(client)


def test_a_reading_begun_after_a_compaction_comes_to_its_end(sync, path, client, site):
    be_left_behind(path)
    line = sync(page_size=1)

    assert set(line.statuses) == {200}
    assert copied(path) == shown(client)


# A network like others


def over(client, path, *answers):
    """A mirror whose first answers are these, and its waits."""
    line, waits, first = Line(client), [], iter(answers)

    def get(url):
        answer = next(first, None)
        if isinstance(answer, Exception):
            raise answer
        return answer or line(url)

    return Mirror(ORIGIN, path, get=get, sleep=waits.append), waits


def test_it_waits_for_a_server_that_is_busy_or_away(client, path, site):
    mirror, waits = over(
        client,
        path,
        (429, {"Retry-After": "7"}, b""),
        (503, {}, b"later"),
        ConnectionResetError(),
        (200, {}, b'{"results": [{"seq"'),
        (503, {"Retry-After": "Sun, 22 Nov 2026 16:50:00 GMT"}, b""),
    )
    mirror.sync()

    assert waits == [7, 2, 4, 8, 60]
    assert copied(path) == shown(client)


def test_it_gives_up_on_a_server_that_stays_away_and_says_so(client, path):
    mirror, waits = over(client, path, *[(502, {}, b"Bad Gateway")] * len(WAITS))

    with pytest.raises(RuntimeError, match="502 Bad Gateway"):
        mirror.sync()
    assert (waits, copied(path)) == (WAITS, {})


def test_it_does_not_ask_again_what_was_refused(client, path):
    waits = []
    mirror = Mirror(ORIGIN, path, page_size=1001, get=Line(client), sleep=waits.append)

    with pytest.raises(RuntimeError, match=r"400 .*page_size"):
        mirror.sync()
    assert waits == []


def test_it_gives_up_on_a_server_that_never_lets_it_go_on(client, path, site):
    sync_once, _waits = over(client, path)
    sync_once.sync()
    log.begin_edition()
    mirror, _waits = over(client, path, *[(410, {}, b"")] * 9)

    with pytest.raises(RuntimeError, match="410"):  # not even without a cursor
        mirror.sync()
    assert copied(path) == shown(client)


def test_two_at_once_do_not_mix_their_pages(sync, path, client, site):
    others = iter([sync])
    with pytest.raises(RuntimeError, match="Another process"):
        sync(lambda: next(others, lambda: None)(), page_size=2)

    assert copied(path) == shown(client)
    MeetingFactory()
    sync()
    assert copied(path) == shown(client)
