"""A form that is sent twice is saved once."""

from hashlib import sha256

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplan.admin.conflict.seen import FIELD
from actionplan.models import Submission

BUTTONS = ("_save", "_addanother", "_continue", "csrfmiddlewaretoken")


def mark_of(request) -> str:
    """Another one for each form, sender and content; "" for a form that was not given out here.
    Back, a correction and another click make another content, which is to be saved as well."""
    if not request.POST.get(FIELD):
        return ""
    digest = sha256(f"{request.user.pk} {request.path}\n".encode())
    for name, values in sorted(request.POST.lists()):
        if name not in BUTTONS:
            digest.update(f"{name}={values!r}\n".encode(errors="surrogatepass"))
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(f"{name}={file.name!r} {file.size}\n".encode(errors="surrogatepass"))
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.hexdigest()


class SavedOnce:
    """An admin that answers the second of two equal forms like the first, and saves nothing."""

    def save_once(self, request, save):
        """The response of `save()`, inside a transaction; or that to a form saved already."""
        mark = mark_of(request)
        if not mark:
            return save()
        submission, first = Submission.take(mark)
        if not first:
            return self._answer_again(request, submission)
        request.submission = submission
        response = save()
        if submission.key is None:
            submission.delete()  # refused: it may come again
        return response

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if submission := getattr(request, "submission", None):
            submission.came_to(form.instance.pk)

    def _answer_again(self, request, submission):
        obj = self.get_queryset(request).filter(pk=submission.key).first()
        if obj is None:
            return self._get_obj_does_not_exist_redirect(
                request, self.opts, str(submission.key or "")
            )
        if IS_POPUP_VAR in request.POST:
            return self.response_add(request, obj)
        text = _("“%(obj)s” had been saved already; it was not saved twice.") % {"obj": obj}
        self.message_user(request, text, messages.SUCCESS)
        if "_continue" in request.POST:
            page = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            return HttpResponseRedirect(reverse(page, args=[obj.pk]))
        if "_addanother" in request.POST:
            return HttpResponseRedirect(request.path)
        return self.response_post_save_change(request, obj)
