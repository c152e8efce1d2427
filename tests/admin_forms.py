"""Filling in the forms of the administration as a browser would."""

from actionplan.admin.conflict.seen import FIELD


def data_of(response) -> dict:
    """What the form on a page holds, ready to be posted back."""
    forms = [response.context["adminform"].form]
    for inline in response.context.get("inline_admin_formsets", []):
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = {}
    for form in forms:
        for field in form:
            value = field.value()
            text = "" if value is None else str(value)
            data[field.html_name] = value if isinstance(value, list) else text
            if field.field.show_hidden_initial:
                name = field.html_initial_name
                data[name] = form.data.get(name, text)
    return data | {FIELD: response.context.get("seen", "")}


def with_part(data: dict, prefix: str, **values) -> dict:
    """The data with one more part of a kind; the page need not have shown an empty row."""
    index = int(data[f"{prefix}-TOTAL_FORMS"])
    part = {f"{prefix}-{index}-{name}": str(value) for name, value in values.items()}
    return {**data, f"{prefix}-TOTAL_FORMS": str(index + 1), **part}


def errors_of(response) -> dict:
    """The errors of the main form by field, and of the parts by prefix."""
    errors = dict(response.context["adminform"].form.errors)
    for inline in response.context["inline_admin_formsets"]:
        found = [message for form in inline.formset.errors for message in form.values()]
        found += [inline.formset.non_form_errors()] if inline.formset.non_form_errors() else []
        if found:
            errors[inline.formset.prefix] = [text for messages in found for text in messages]
    return {name: list(messages) for name, messages in errors.items()}
