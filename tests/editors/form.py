"""The form on a page as a browser sends it, read from the page itself."""

from html.parser import HTMLParser


class FormReader(HTMLParser):
    """Collects in `data` what the fields of a page hold, and in `questions` the names of radio
    buttons: nobody has chosen yet."""

    def __init__(self, content: str):
        super().__init__()
        self.data, self.questions = {}, set()
        self.select = self.text = None
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        name, value = found.get("name"), found.get("value") or ""
        if tag == "input" and name:
            self._take_input(found, name, value)
        elif tag == "textarea":
            self.text = name
            self.data[name] = ""
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in found:
            self.data[self.select] = value

    def _take_input(self, found, name, value):
        kind = found.get("type")
        if kind == "radio":
            self.questions.add(name)
        elif kind == "checkbox" and "checked" in found:
            self.data[name] = value or "on"
        elif kind not in ("checkbox", "file", "submit", "image", "button"):
            self.data[name] = value

    def handle_data(self, data):
        if self.text:
            self.data[self.text] += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.data[self.text] = self.data[self.text].removeprefix("\r\n").removeprefix("\n")
            self.text = None
        elif tag == "select":
            self.select = None
