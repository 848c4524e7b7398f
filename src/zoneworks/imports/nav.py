"""What the navigation shows of imports."""

from django.utils.translation import gettext_lazy as _

from zoneworks.imports.queries import has_imports
from zoneworks.ui.nav import NavEntry, register

register(NavEntry(section="plan", label=_("Imports"), url_name="imports:list", order=60, is_visible=has_imports))
