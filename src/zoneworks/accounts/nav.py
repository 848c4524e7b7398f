"""What the navigation shows of accounts."""

from django.utils.translation import gettext_lazy as _

from zoneworks.ui.nav import NavEntry, register

register(
    NavEntry(
        section="organisation",
        label=_("Units and posts"),
        url_name="accounts:organisation",
        order=10,
        is_visible=lambda scope: bool(scope.zones),
    )
)
