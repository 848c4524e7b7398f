from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EnterpriseState(models.TextChoices):
    """As the business register has it."""

    ACTIVE = "active", pgettext_lazy("enterprise", "In business")
    SUSPENDED = "suspended", pgettext_lazy("enterprise", "Suspended")
    MOVED_OUT = "moved_out", pgettext_lazy("enterprise", "Moved out")
    DISSOLVED = "dissolved", pgettext_lazy("enterprise", "Dissolved")


class NameKind(models.TextChoices):
    FORMER = "former", _("Former name")
    SHORT = "short", _("Short name")
    FOREIGN = "foreign", _("Name in another language")


class AssignedBy(models.TextChoices):
    """How an enterprise came by its industry class."""

    REGISTER = "register", _("Stated by the register")
    PROPOSED = "proposed", _("Proposed from name and scope")
    PERSON = "person", _("Chosen by a person")


class LeadingRole(models.TextChoices):
    CHAIN_LEADING = "chain_leading", _("Chain-leading enterprise")
    LEADING = "leading", _("Leading enterprise")
    BACKBONE = "backbone", _("Backbone enterprise")
    LISTED = "listed", _("Listed company")
    HEADQUARTERS = "headquarters", _("Headquarters")


class FactKind(models.TextChoices):
    """Values are whole numbers of the smallest unit: fen, persons, kilograms of standard coal, square metres."""

    OUTPUT = "output", _("Output value")
    REVENUE = "revenue", _("Main-business revenue")
    VALUE_ADDED = "value_added", _("Value added")
    TAX = "tax", _("Tax paid")
    STAFF = "staff", _("Staff")
    RD = "rd", _("R&D expenditure")
    ENERGY = "energy", _("Energy consumption")
    LAND = "land", _("Land used")


class Span(models.TextChoices):
    """A month's value is cumulative since 1 January, as statistics report it; staff and land are levels."""

    YEAR = "year", pgettext_lazy("span", "Year")
    MONTH = "month", pgettext_lazy("span", "January to month")


class FactSource(models.TextChoices):
    STATISTICS = "statistics", _("Statistical report")
    TAX_OFFICE = "tax_office", _("Tax office")
    ENTERPRISE = "enterprise", _("Stated by the enterprise")
    PUBLISHED = "published", _("Published")
    OTHER = "other", pgettext_lazy("source", "Other source")
