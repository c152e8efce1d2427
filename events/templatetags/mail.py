"""What letters say of the record: plain text, one line each, in the language of the letter."""

from django import template
from django.utils.translation import get_language, gettext

from events.dates import date_range, one_date
from events.mail.writing import one_line
from events.models import Meeting

register = template.Library()


@register.simple_tag
def mail_meeting(meeting: Meeting) -> str:
    return one_line(meeting.title)


@register.simple_tag
def mail_partner(partner) -> str:
    return one_line(partner.name)


@register.simple_tag
def mail_day(day) -> str:
    return one_date(day, "day", get_language())


@register.simple_tag
def mail_dates(meeting: Meeting) -> str:
    return date_range(meeting.start_date, meeting.end_date, meeting.date_precision, get_language())


@register.simple_tag
def mail_place(meeting: Meeting) -> str:
    """City and country, as far as known, or that it is online."""
    if meeting.city:
        return one_line(f"{meeting.city.name}, {meeting.city.country.name}")
    if meeting.country:
        return one_line(meeting.country.name)
    return gettext("Online") if meeting.is_online else ""
