"""The forms of logging in, in the words of the administration."""

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.core import context
from allauth.mfa.base import forms as factors
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from rabat.login.factors import use_up
from rabat.login.throttle import begin_attempt


def bare(form, **labels):
    """Without placeholders, which go away while one types; with these labels."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        field.label = labels.get(name, field.label)
        field.help_text = ""


class StaffLoginForm(LoginForm):
    """User name and password. The user name has the id that it has in Django's own form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bare(self, login=_("User name"), password=_("Password"))
        self.fields["login"].widget.attrs |= {
            "id": "id_username",
            "autofocus": True,
            "autocapitalize": "none",
        }


class PasswordAgainForm(ReauthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bare(self, password=_("Password"))
        self.fields["password"].widget.attrs["autofocus"] = True


class CodeInput(forms.TextInput):
    """Empty again after a wrong code: nobody mends one."""

    def format_value(self, value):
        return None


class OneCode:
    """A form that takes a code: slowed down like passwords, each code good once."""

    begins_page = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bare(self, code=_("Code"))
        self.fields["code"].widget = CodeInput(self.fields["code"].widget.attrs)
        self.fields["code"].widget.attrs["autofocus"] = self.begins_page or self.is_bound

    def clean_code(self):
        attempt = begin_attempt(context.request, "code", self.user.get_username())
        if not attempt:
            raise get_adapter().validation_error("too_many_login_attempts")
        code = super().clean_code()
        use_up(self.user, code)
        attempt.rollback()
        return code


class CodeForm(OneCode, factors.AuthenticateForm):
    """The second step of logging in."""


class CodeAgainForm(OneCode, factors.ReauthenticateForm):
    """Before something that matters."""


class NewAppForm(OneCode, ActivateTOTPForm):
    """The first code of an app, below the picture that the app is shown."""

    begins_page = False


class NewKeyForm(AddWebAuthnForm):
    """A passkey or a security key. Without its name it would be hard to tell from the next."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(required=False, max_length=100)
        self.order_fields(["name"])
        bare(self, name=_("Name of the key"), passwordless=_("Passkey: logs in without a password"))
        self.fields["passwordless"].initial = True
