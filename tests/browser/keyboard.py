"""Somebody at a window without a mouse, who finds everything with the keyboard."""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

MOST = 120  # times Tab on the way to something; farther is out of reach
PATIENCE = 30_000  # milliseconds for what the server answers, with other tests beside it
SEARCH = ".select2-search__field"
FIRST_FOUND = ".select2-results__option--highlighted"


class Keyboard:
    """The keys of a window. `steps` counts those that lead somewhere or choose something, and
    `letters` those that are typed."""

    def __init__(self, page: Page):
        self.page = page
        self.steps = self.letters = 0
        self.file = None
        # From the beginning: a browser that is told just before the key opens a window of its own.
        page.on("filechooser", lambda window: window.set_files(self.file))

    def press(self, key: str, times: int = 1):
        for _ in range(times):
            self.page.keyboard.press(key)
        self.steps += times

    def type(self, text: str):
        """Type over what the field held, which Tab has selected."""
        self.page.keyboard.type(text)
        self.letters += len(text)

    def find(self, role: str, name: str) -> Locator:
        """What has this role and exactly this name; what opens and closes is a "summary"."""
        if role == "summary":
            return self.page.locator("summary").filter(has=self.page.get_by_text(name, exact=True))
        return self.page.get_by_role(role, name=name, exact=True)

    def has_focus(self, wanted: Locator) -> bool:
        return wanted.and_(self.page.locator(":focus")).count() == 1

    def to(self, role: str, name: str, key: str = "Tab"):
        """Go to the next element of this role and exactly this name."""
        self.reach(self.find(role, name), f"the {role} “{name}”", key)

    def reach(self, wanted: Locator, words: str, key: str = "Tab"):
        """Press a key until one of these has the focus; the words say what they are."""
        for _ in range(MOST):
            self.press(key)
            if self.has_focus(wanted):
                return
        raise AssertionError(f"{MOST} times {key} do not reach {words}.")

    def waits_at(self, role: str, name: str):
        """The page has put the cursor there itself."""
        expect(self.find(role, name).and_(self.page.locator(":focus"))).to_be_visible(
            timeout=PATIENCE
        )

    def back_to(self, role: str, name: str):
        self.to(role, name, "Shift+Tab")

    def fill(self, name: str, text: str, role: str = "textbox"):
        self.to(role, name)
        self.type(text)

    def choose(self, name: str, word: str):
        """Choose the record that is found first by a word of it."""
        self.to("combobox", name)
        self.press("Enter")
        # select2 puts the cursor there a moment later: of what is typed before, letters are lost.
        self.page.locator(f"{SEARCH}:focus").wait_for(timeout=PATIENCE)
        self.type(word)
        self.page.locator(FIRST_FOUND, has_text=word).wait_for(timeout=PATIENCE)
        self.press("Enter")

    def pick(self, group: str, words: str):
        """Choose the radio button of a group whose name begins so."""
        buttons = self.find("group", group).get_by_role("radio")
        wanted = buttons.and_(
            self.page.get_by_role("radio", name=re.compile(f"^{re.escape(words)}"))
        )
        if not self.has_focus(buttons):
            self.reach(buttons, f"the group “{group}”")
        self.press("Space")
        for _ in range(buttons.count()):
            if self.has_focus(wanted):
                expect(wanted).to_be_checked()
                return
            self.press("ArrowDown")
        raise AssertionError(f"No key reaches “{words}” in “{group}”.")

    def attach(self, name: str, file: Path):
        """Go to the field for a file and choose one."""
        self.to("button", name)
        self.attach_here(name, file)

    def attach_here(self, name: str, file: Path):
        """Choose a file in the window that the browser opens."""
        self.waits_at("button", name)
        self.file = file
        self.press("Enter")
        expect(self.page.locator(":focus")).to_have_value(
            re.compile(re.escape(file.name)), timeout=PATIENCE
        )

    def use(self, role: str, name: str):
        """Go to a button or a link and press it."""
        self.to(role, name)
        self.press("Enter")

    def follow(self, role: str, name: str):
        """Go to a button or a link that leads to another page, and wait for that."""
        self.to(role, name)
        self.send()

    def send(self, key: str = "Enter"):
        """Press what leads to another page, and wait for that."""
        with self.page.expect_navigation(timeout=PATIENCE):
            self.press(key)

    def log_in(self, user: str, password: str):
        """The page has put the cursor where one begins."""
        self.waits_at("textbox", "User name")
        self.type(user)
        self.fill("Password", password)
        self.send()

    def messages(self) -> list[str]:
        """What the administration says of what was just done."""
        return self.page.locator(".messagelist li").all_inner_texts()
