"""The one way in which forms are drawn: crispy, Bootstrap 5, no form tag, no buttons."""

from typing import Any

from crispy_forms.helper import FormHelper


class FormulierHelper(FormHelper):
    """Draws the fields of a form and nothing else; the template writes `<form>`, the token and the buttons.

    A form that needs a layout of its own sets `self.helper = FormulierHelper(self)` and fills `helper.layout`.
    """

    form_tag = False
    disable_csrf = True
    include_media = False


def helper_of(form: Any) -> FormHelper:
    """The form's own helper if it is ours, else a plain one (forms of third parties).

    Those repeat the label as a placeholder, which looks like a field that is already filled: away with it.
    """
    helper = getattr(form, "helper", None)
    if isinstance(helper, FormulierHelper):
        return helper
    for field in form.fields.values():
        if field.widget.attrs.get("placeholder"):
            del field.widget.attrs["placeholder"]
    return FormulierHelper(form)
