"""The widgets of the filters are Django's, made quicker: the same HTML."""

import datetime

import pytest
from django import forms
from django.test import SimpleTestCase
from django.utils.datastructures import MultiValueDict

from events.filter_widgets import CheckBoxes, List, Offer

CHOICES = [
    ("", "Any"),
    ("a&b", "<b>A</b> “B”"),
    ("Group <1>", [("c", "C"), (4, "Four")]),
    ("d", "D"),
]
PLAIN = [("a", "A <i>"), ('"b"', "B & B")]


def shown(widget, value, **attrs) -> str:
    return widget.render("na<me", value, {"id": "id_1", **attrs})


@pytest.mark.parametrize("value", ["", "a&b", "c", "4", None])
def test_a_list(value):
    ours, theirs = (shown(kind(choices=CHOICES), value) for kind in (List, forms.Select))
    SimpleTestCase().assertHTMLEqual(ours, theirs)


@pytest.mark.parametrize("value", ["", "a&b", "c", "4", "other", None])
def test_a_list_marked_afterwards(value):
    widget = List(choices=CHOICES)
    SimpleTestCase().assertHTMLEqual(widget.marked(shown(widget, []), value), shown(widget, value))


@pytest.mark.parametrize("value", [[], ["a"], ["a", '"b"', "a"], None])
def test_check_boxes_marked_afterwards(value):
    widget = CheckBoxes(choices=PLAIN)
    SimpleTestCase().assertHTMLEqual(widget.marked(shown(widget, []), value), shown(widget, value))


@pytest.mark.parametrize("value", [[], ["a"], ["a", '"b"'], None])
@pytest.mark.parametrize("attrs", [{}, {"aria-invalid": "true", "disabled": True}])
def test_check_boxes(value, attrs):
    kinds = (CheckBoxes, forms.CheckboxSelectMultiple)
    ours, theirs = (shown(kind(choices=PLAIN), value, **attrs) for kind in kinds)
    SimpleTestCase().assertHTMLEqual(ours, theirs)


def test_an_empty_box_is_none():
    sent = MultiValueDict({"type": ["", "a"]})
    assert CheckBoxes(choices=PLAIN).value_from_datadict(sent, {}, "type") == ["a"]


def test_what_is_not_offered_is_kept():
    offer = Offer(lambda: [(datetime.date(2024, 1, 1).year, "2024")])
    html = shown(offer, "<script>")
    assert '<option value="&lt;script&gt;" selected>&lt;script&gt;</option>' in html
    assert offer.marked(shown(offer, []), "<script>") == html
    assert shown(offer, "2024").count("selected") == 1
