"""`manage.py reset_second_factor <user>`: for somebody who lost telephone, keys and codes."""

from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction


class Command(BaseCommand):
    help = "Remove the second factors of an account, which is noted in its log."

    def add_arguments(self, parser):
        parser.add_argument("user", help="The user name.")

    @transaction.atomic
    def handle(self, *, user: str, **options):
        account = User.objects.filter(username=user).first()
        if not account:
            raise CommandError(f"There is no user {user!r}.")
        number, _kinds = Authenticator.objects.filter(user=account).delete()
        LogEntry.objects.create(
            user=account,
            content_type=ContentType.objects.get_for_model(User),
            object_id=account.pk,
            object_repr=str(account),
            action_flag=CHANGE,
            change_message="Second factors removed from the command line.",
        )
        self.stdout.write(f"{number} factors removed. {user} logs in with the password alone.")
