"""Shapes of what people type about accounts and roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from zoneworks.accounts.choices import RoleKind
from zoneworks.units.models import Post, Unit
from zoneworks.units.queries import posts_of_zone, units_of_zone


class SignInForm(AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _(
            "The name and the password do not belong together. Both distinguish capital and small letters."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account name")
        self.fields["password"].label = _("Password")


class RoleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
    unit = forms.ModelChoiceField(label=_("At the unit"), queryset=Unit.objects.none(), empty_label=_("Choose a unit"))
    post = forms.ModelChoiceField(
        label=_("Post"),
        queryset=Post.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("For leaders: the post whose items they lead."),
    )

    def __init__(self, *args: Any, zone: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of_zone(zone)  # type: ignore[attr-defined]
        self.fields["post"].queryset = posts_of_zone(zone)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_leader = cleaned.get("kind") == RoleKind.LEADER
        if is_leader and not cleaned.get("post"):
            self.add_error("post", _("A leader's role names the post. Choose it."))
        if cleaned.get("post") and not is_leader:
            self.add_error("post", _("Only a leader's role names a post. Leave it empty, or choose the role Leader."))
        if cleaned.get("kind"):
            cleaned["kind"] = RoleKind(cleaned["kind"])
        return cleaned


class AdmissionForm(RoleForm):
    """A person and their first role."""

    username = forms.CharField(
        label=_("Account name"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=_("What they sign in with: letters, digits and . _ - +"),
    )
    display_name = forms.CharField(label=_("Name shown, in Chinese"), max_length=80)
    display_name_en = forms.CharField(label=_("Name shown, in English"), max_length=120, required=False)

    field_order = ["username", "display_name", "display_name_en"]
