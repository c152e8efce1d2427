"""A person's seat in a delegation: taken, waited for, given up, handed to somebody else."""

import datetime

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models.attendance import Delegation
from events.seats import KINDS, SeatCount, seat_count

SETTLED = ["seat_number", "waiting_since", "replaced_by"]  # what saving completes
SEATS_TAKEN = "seats_taken"  # the code of the error when no seat is free
FULL = {
    "principal": _("All seats for representatives are taken (%(taken)d of %(total)d)."),
    "accompanying": _("All seats for accompanying persons are taken (%(taken)d of %(total)d)."),
}
WAYS_OUT = _("Give a reason for an exception, or put the person on the waiting list.")


class Seating(models.Model):
    """Who is to have a seat gets the first free one when saved. If there is none, saving raises a
    ValidationError with the code "seats_taken", unless there is a reason for an exception or the
    person is on the waiting list. The delegation is locked meanwhile."""

    newly_beyond = False  # whether saving it last gave it a seat beyond those of the delegation

    class Seat(models.TextChoices):
        PRINCIPAL = "principal", _("Representative")
        ACCOMPANYING = "accompanying", _("Accompanying person")
        NONE = "none", _("Without a seat")

    seat = models.CharField(_("seat"), max_length=15, choices=Seat, default=Seat.NONE)
    seat_number = models.PositiveSmallIntegerField(
        _("number of the seat"), null=True, blank=True, editable=False
    )
    exception_reason = models.CharField(
        _("reason for an exception"),
        max_length=150,
        blank=True,
        default="",
        help_text=_("Why this person comes although all seats are taken."),
    )
    waiting_since = models.DateTimeField(
        _("on the waiting list since"), null=True, blank=True, editable=False
    )
    withdrawn_on = models.DateField(
        _("cancelled on"),
        null=True,
        blank=True,
        help_text=_("Does not come after all: the seat is free again."),
    )
    replaced_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="replaces",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("replaced by"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "seat", "seat_number"],
                name="participation_seat_taken_once",
                violation_error_message=_("This seat is taken."),
            ),
            models.CheckConstraint(
                name="participation_seat_held",
                condition=Q(seat_number=None)
                | Q(seat_number__gte=1, waiting_since=None, withdrawn_on=None) & ~Q(seat="none"),
                violation_error_message=_(
                    "Who waits, has cancelled or comes without a seat has no number of one."
                ),
            ),
            models.CheckConstraint(
                name="participation_waits_for_seat",
                condition=Q(waiting_since=None) | Q(withdrawn_on=None) & ~Q(seat="none"),
                violation_error_message=_("Say which seat this person waits for."),
            ),
            models.CheckConstraint(
                name="participation_replaced_after_cancelling",
                condition=Q(replaced_by=None) | Q(withdrawn_on__isnull=False),
                violation_error_message=_("Only somebody who has cancelled is replaced."),
            ),
            models.CheckConstraint(
                name="participation_cancelled_not_attended",
                condition=Q(withdrawn_on=None) | Q(attended=None) | Q(attended=False),
                violation_error_message=_("This person has cancelled, and did not attend."),
            ),
        ]

    def save(self, *args, **kwargs):
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *SETTLED}
        with transaction.atomic():
            self.settle()
            super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        self.settle()

    @property
    def is_waiting(self) -> bool:
        return self.waiting_since is not None

    @property
    def wants_seat(self) -> bool:
        """Whether one of the delegation's seats is to be this person's."""
        comes = not self.waiting_since and not self.withdrawn_on
        return comes and self.delegation_id is not None and self.seat in KINDS

    def settle(self):
        """Complete what follows: the number of the seat, or that there is none."""
        if self.withdrawn_on:
            self.waiting_since = None
        else:
            self.replaced_by = None
        self.newly_beyond = False
        self.seat_number = self._number() if self.wants_seat else None

    def _number(self) -> int:
        """The seat this person has already, or the first free one, in a locked delegation."""
        delegation = locked(self.delegation_id)
        rows = list(delegation.participations.filter(seat=self.seat, seat_number__isnull=False))
        own = next((row for row in rows if row.pk == self.pk), None)
        others = seat_count(delegation, self.seat, [row for row in rows if row is not own])
        number = own.seat_number if own and others.has(own.seat_number) else others.first_free()
        if others.has(number) or self.exception_reason:
            self.newly_beyond = own is None and not others.has(number)
            return number
        # The seats became fewer after this person had one.
        if own and not own.exception_reason:
            return own.seat_number
        raise full(self.seat, others)

    def move_up(self):
        """From the waiting list to a seat. Raises a ValidationError if none is free, or if
        somebody has waited longer."""
        with transaction.atomic():
            locked(self.delegation_id)
            self.refresh_from_db()
            first = type(self).objects.waiting(self.delegation_id, self.seat).first()
            if first is None or first.pk != self.pk:
                raise ValidationError(gettext("This person is not the first on the waiting list."))
            self.waiting_since = None
            self.save()

    def replace_by(self, person, on: datetime.date):
        """Hand the seat to somebody else: this row stays, cancelled `on` that day; the other's
        part in the meeting is returned. Raises a ValidationError if the other has a seat already,
        or this person has none to give."""
        with transaction.atomic():
            locked(self.delegation_id)
            self.refresh_from_db()
            if self.seat_number is None:
                raise ValidationError(gettext("This person has no seat to hand on."))
            manager = type(self).objects
            other = manager.filter(meeting=self.meeting_id, person=person).first()
            other = other or type(self)(meeting=self.meeting, person=person)
            if other.seat_number is not None:
                raise ValidationError(gettext("This person takes part already."))
            # Freed first, so that the other gets this very number.
            manager.filter(pk=self.pk).update(seat_number=None)
            for name in ("delegation", "seat", "function", "exception_reason"):
                setattr(other, name, getattr(self, name))
            other.waiting_since = other.withdrawn_on = None
            other.full_clean()
            other.save()
            self.withdrawn_on, self.replaced_by, self.attended = on, other, None
            self.full_clean()
            self.save()
        return other


def locked(key: int) -> Delegation:
    """A delegation with its meeting and partner; in a transaction nobody else gets it as well."""
    rows = Delegation.objects.select_related("meeting", "partner")
    if connection.in_atomic_block:
        rows = rows.select_for_update(of=["self"])
    return rows.get(pk=key)


def lock_delegation_of(participations: models.QuerySet) -> None:
    """Lock the delegation of a participation that is to be locked. Who hands on a seat locks the
    delegation first and then its people: everybody does, or two could wait for each other."""
    key = participations.exclude(delegation=None).values_list("delegation", flat=True).first()
    if key is not None:
        locked(key)


def full(kind: str, seats: SeatCount) -> ValidationError:
    """That no seat of a kind is free, and what can be done about it."""
    numbers = {"taken": seats.taken, "total": seats.total}
    text = f"{FULL[kind] % numbers} {WAYS_OUT}"
    return ValidationError({"seat": ValidationError(text, code=SEATS_TAKEN)})
