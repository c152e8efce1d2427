"""What the pages of the staff are looked at with: the real record, and beside it a meeting to come,
with the people, nominations and letters that a public record cannot hold."""

import datetime
import json
from pathlib import Path
from types import SimpleNamespace

from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from actionplan.admin.restoring import texts_of
from events import models
from tests import factories
from tests.browser.staff import HOLDER
from tests.every_route import address_of, every_route
from tests.second_factors import add_app, add_passkey, with_recovery_codes

DAY = timezone.localdate() + datetime.timedelta(days=90)
HELD = "ministerial-conference-cadiz-2022"  # the fullest of the record
# What is done with a meeting to come.
AHEAD = ("_delegations", "_invite", "_participants", "_meeting", "_publication", "_status")
RESTORE = "_restore_text"
TITLES = {
    "title_en": "Thematic meeting on labour mobility, the portability of social rights and the "
    "recognition of qualifications between the partners of the Dialogue",
    "title_fr": "Réunion thématique sur la mobilité de la main-d’œuvre, la portabilité des droits "
    "sociaux et la reconnaissance des qualifications entre les partenaires du Dialogue",
}
PEOPLE = [
    ("Awa", "Diallo-Kouyaté", "MA", "registered", {"function": "head", "seat": "principal"}),
    ("Marie-Françoise", "de La Rochefoucauld-Ouédraogo", "SN", "registered", {"seat": "none"}),
    ("João", "Gonçalves", "CI", "invited", {"withdrawn_on": datetime.date(2026, 1, 2)}),
    ("Ngozi", "Okonkwo", "FR", "declined", {}),
]


def write_addresses(file: Path):
    """Make the world, and write where each page of the staff is and with which codes the holder of
    a second factor logs in."""
    world, holder = make_world(), User.objects.get(username=HOLDER)
    codes = make_factors(holder)
    found = {}
    for name, arguments in every_route().items():
        if name.endswith(RESTORE):
            found |= restoring(name, world)
        elif name.startswith(("admin:", "account_", "mfa_")):
            found[name] = address_of(
                name, arguments, ahead(world) if name.endswith(AHEAD) else world
            )
    passkey = add_passkey(holder, "Portable du bureau").instance
    found["mfa_remove_webauthn"] = reverse("mfa_remove_webauthn", args=[passkey.pk])
    file.write_text(json.dumps({"addresses": found, "codes": codes}), encoding="utf-8")


def make_world() -> SimpleNamespace:
    """A record of every model, the real one where there is one."""
    coming = make_coming()
    rows = {model: first(model) for model in admin.site._registry}
    rows[models.Meeting] = models.Meeting.objects.get(slug=HELD)
    named = {model._meta.model_name: row for model, row in rows.items()}
    file = ContentFile(b"%PDF-1.7", "report.pdf")
    return SimpleNamespace(
        **named,
        rows=rows,
        coming=coming,
        version=factories.DocumentVersionFactory(document=named["document"], file=file),
        meeting_type_id=ContentType.objects.get_for_model(models.Meeting).pk,
    )


def first(model):
    return model.objects.order_by("pk").first() or getattr(factories, f"{model.__name__}Factory")()


def ahead(world) -> SimpleNamespace:
    """The same world, its meeting the one to come."""
    rows = {**world.rows, models.Meeting: world.coming}
    return SimpleNamespace(**vars(world) | {"meeting": world.coming, "rows": rows})


def make_coming():
    """A meeting to come with delegations in every state, names that wait and a letter."""
    meeting = factories.MeetingFactory(
        slug="for-the-pages-of-the-staff",
        type=models.MeetingType.objects.get(slug="thematic-meeting"),
        publication="draft",
        status="planned",
        start_date=DAY,
        city=models.City.objects.get(name_en="Rabat"),
        participation="seats",
        principal_seats=1,
        accompanying_seats=1,
        seat_unit="country",
        **TITLES,
    )
    for given, family, code, status, fields in PEOPLE:
        partner = models.Partner.objects.get(code=code)
        delegation = factories.DelegationFactory(meeting=meeting, partner=partner, status=status)
        person = factories.PersonFactory(given_name=given, family_name=family, partner=partner)
        factories.ParticipationFactory(
            meeting=meeting, person=person, delegation=delegation, **fields
        )
        link = factories.NominationLinkFactory(delegation=delegation)
        remark = "Le nom du second délégué suivra la semaine prochaine."
        nomination = factories.NominationFactory(link=link, remark=remark)
        factories.NomineeFactory(nomination=nomination, given_name=given, family_name=family)
    factories.MailFactory(subject=TITLES["title_en"])
    return meeting


def make_factors(holder: User) -> list[str]:
    """An app that shows codes, and recovery codes, which are answered."""
    add_app(holder)
    return with_recovery_codes(holder)


def restoring(name: str, world) -> dict[str, str]:
    """The page that brings back a text of a record, where its kind has texts."""
    for row in world.rows.values():
        texts = sorted(texts_of(type(row)))
        if name == f"admin:{row._meta.app_label}_{row._meta.model_name}{RESTORE}" and texts:
            args = [row.pk, row.history.first().pk, row._meta.model_name, texts[-1]]
            return {name: reverse(name, args=args)}
    return {}
