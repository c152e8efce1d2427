"""Saving a form without losing what others saved meanwhile."""

from django.contrib import messages
from django.contrib.admin.options import flatten_fieldsets
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from translated_fields.fields import show_language_code

from actionplan.admin.autocomplete import KEY
from actionplan.admin.conflict.gone import as_new, typed_lines
from actionplan.admin.conflict.merge import Merge
from actionplan.admin.conflict.once import SavedOnce
from actionplan.admin.conflict.past import Past
from actionplan.admin.conflict.seen import FIELD, Kind, Seen, kinds_of, read_seen, seen_now
from actionplan.together import together

CONFLICT, GONE = 409, 410


class Unsaved:
    """A form that is shown again, whether or not what it holds is valid. What was only shown on the
    form before, and so not sent, begins as on a new form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = {name: self.add_prefix(name) for name in self.fields}
        unsent = {
            names[name]: self.get_initial_for_field(field, name)
            for name, field in self.fields.items()
            if field.widget.value_omitted_from_data(self.data, self.files, names[name])
        }
        self.data = self.data.copy()
        self.data.update({name: value for name, value in unsent.items() if value is not None})

    def is_valid(self):
        super().is_valid()
        return False


class KeepsEdits(SavedOnce):
    """An admin in which nobody overwrites what somebody else saved after the form was opened: the
    form comes again, with what was typed, the differences and a choice for each clash."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        def save():
            return view(request, object_id, form_url, extra_context)

        view = super().changeform_view
        if request.method != "POST":
            return save()
        with together():
            if object_id is None:
                request.shown_again = "_again" in request.POST
                return self.save_once(request, save)
            with show_language_code(True):
                return self.save_once(request, lambda: self._check(request, object_id) or save())

    def get_form(self, request, obj=None, change=False, **kwargs):
        if getattr(request, "shown_again", False):
            kwargs["form"] = type("ShownForm", (Unsaved, kwargs.get("form", self.form)), {})
        return super().get_form(request, obj, change=change, **kwargs)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        conflict = getattr(request, "conflict", None)
        context |= {"conflict": conflict, "seen": self._seen(request, context, obj)}
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if conflict:
            response.status_code = CONFLICT
        return response

    def salt(self, obj) -> str:
        """What is signed for one record is worth nothing for another."""
        return f"{self.opts.label_lower}:{obj.pk if obj else ''}"

    def lock(self, obj_id):
        """Nobody else saves the record before this request has ended."""
        rows = self.model._base_manager.select_for_update(no_key=True)
        return rows.filter(pk=obj_id).values_list("pk", flat=True).first()

    def _seen(self, request, context, obj) -> str:
        """What goes along with the form: as it was before anything typed was put into it."""
        seen = getattr(request, "seen", None)
        if seen is None:
            kinds = [
                Kind(one.opts, one.formset)
                for one in context["inline_admin_formsets"]
                if one.has_change_permission
            ]
            form_class = type(context["adminform"].form)
            seen = seen_now(obj, form_class, kinds) if obj else Seen()
        return seen.sign(self.salt(obj))

    def _check(self, request, object_id):
        """Compare what is sent with what is saved. A response, if there is nothing to save to."""
        if not KEY.fullmatch(object_id):
            return None
        if not self.lock(object_id):
            return self._answer_gone(request, object_id)
        obj = self.get_object(request, object_id)
        if obj is None or not self.has_change_permission(request, obj):
            return None
        fields = flatten_fieldsets(self.get_fieldsets(request, obj))
        form_class = self.get_form(request, obj, change=True, fields=fields)
        kinds = kinds_of(self, request, obj)
        seen = read_seen(request.POST.get(FIELD, ""), self.salt(obj))
        now = seen_now(obj, form_class, kinds)
        request.seen = now
        if seen == now:
            return None
        merge = Merge(request, obj, form_class, kinds, seen)
        request.POST, request._files = merge.typed.data, merge.typed.files
        request.seen = now._replace(asked=merge.asked)
        if merge.entries:
            request.shown_again, request.conflict = True, merge
        return None

    def _answer_gone(self, request, object_id):
        """Somebody deleted the record while the form was open: what was typed is handed back."""
        record = Past(self.model, [object_id]).latest(object_id)
        if record is None or not self.has_change_permission(request):
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("This record has been deleted"),
            "record": record,
            "lines": typed_lines(self, request),
            "fields": as_new(self, request.POST),
            "opts": self.opts,
            "may_add": self.has_add_permission(request),
            "files": [file.name for file in request.FILES.values()],
            "media": self.media,
        }
        self.message_user(request, _("Nothing has been saved."), messages.WARNING)
        return TemplateResponse(request, "admin/record_gone.html", context, status=GONE)
