"""What the navigation shows of the record."""

from django.utils.translation import gettext_lazy as _

from zoneworks.audit.queries import is_reading_record
from zoneworks.ui.nav import NavEntry, register

register(
    NavEntry(
        section="organisation",
        label=_("Audit record"),
        url_name="audit:record",
        order=90,
        is_visible=lambda scope: any(is_reading_record(scope, zone) for zone in scope.zones),
    )
)
