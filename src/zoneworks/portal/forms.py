"""What the administrator is asked for when a portal is set up."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PortalForm(forms.Form):
    hostname = forms.CharField(
        label=_("Host name"),
        required=False,
        max_length=200,
        help_text=_("Only where several zones share this server: the name under which this zone's portal answers."),
    )
    welcome = forms.CharField(
        label=_("Words of welcome (Chinese)"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
    welcome_en = forms.CharField(
        label=_("Words of welcome (English)"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )
