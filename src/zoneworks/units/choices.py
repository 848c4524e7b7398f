from django.db import models
from django.utils.translation import gettext_lazy as _


class UnitKind(models.TextChoices):
    AUTHORITY = "authority", _("Higher authority")
    ZONE = "zone", _("Development zone")
    LEADERSHIP = "leadership", _("Leadership")
    DEPARTMENT = "department", _("Department")
    PROMOTION_CENTRE = "promotion_centre", _("Sector promotion centre")
    HOLDING_COMPANY = "holding_company", _("Holding company")
    PARK = "park", _("Park")
    SECTION = "section", _("Section")
    OUTSIDE = "outside", _("Unit outside the zone")
