from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrderState(models.TextChoices):
    FILED = "filed", pgettext_lazy("order", "Filed")
    ASSIGNED = "assigned", pgettext_lazy("order", "Assigned")
    ACCEPTED = "accepted", pgettext_lazy("order", "Accepted")
    IN_HAND = "in_hand", pgettext_lazy("order", "In hand")
    REPORTED = "reported", pgettext_lazy("order", "Reported")
    RETURNED = "returned", pgettext_lazy("order", "Returned")
    VERIFIED = "verified", pgettext_lazy("order", "Verified")
    CLOSED = "closed", pgettext_lazy("order", "Closed")
    STRUCK_OFF = "struck_off", pgettext_lazy("order", "Struck off")


OPEN_STATES = (
    OrderState.FILED,
    OrderState.ASSIGNED,
    OrderState.ACCEPTED,
    OrderState.IN_HAND,
    OrderState.REPORTED,
    OrderState.RETURNED,
    OrderState.VERIFIED,
)


class Rung(models.IntegerChoices):
    NOTICE = 0, pgettext_lazy("rung", "Notice")
    BLUE = 1, pgettext_lazy("rung", "Blue order")
    ORANGE = 2, pgettext_lazy("rung", "Orange order")
    RED = 3, pgettext_lazy("rung", "Red order")


class Basis(models.TextChoices):
    """Where an order comes from; the default limit hangs on it."""

    DOCUMENT = "document", _("Official document")
    MINUTES = "minutes", _("Meeting minutes")
    INSTRUCTION_URGENT = "instruction_urgent", _("Leader's instruction, urgent")
    INSTRUCTION = "instruction", _("Leader's instruction")
    INSTRUCTION_DIFFICULT = "instruction_difficult", _("Leader's instruction, difficult")
    LIGHT = "light", _("Light of the plan")
    REPORTING = "reporting", _("Missing report")
    OTHER = "other", pgettext_lazy("basis of an order", "Other")


class StepKind(models.TextChoices):
    FILE = "file", pgettext_lazy("step", "File")
    ASSIGN = "assign", pgettext_lazy("step", "Assign")
    ACCEPT = "accept", pgettext_lazy("step", "Accept")
    START = "start", pgettext_lazy("step", "Take in hand")
    REPORT = "report", pgettext_lazy("step", "Report back")
    RETURN = "return", pgettext_lazy("step", "Return")
    VERIFY = "verify", pgettext_lazy("step", "Verify")
    CLOSE = "close", pgettext_lazy("step", "Close")
    STRIKE_OFF = "strike_off", pgettext_lazy("step", "Strike off")
    URGE = "urge", pgettext_lazy("step", "Urge")
    ASK_EXTENSION = "ask_extension", pgettext_lazy("step", "Ask for an extension")
    GRANT_EXTENSION = "grant_extension", pgettext_lazy("step", "Grant the extension")
    REFUSE_EXTENSION = "refuse_extension", pgettext_lazy("step", "Refuse the extension")
    SUSPEND = "suspend", pgettext_lazy("step", "Suspend")
    RESUME = "resume", pgettext_lazy("step", "Resume")
    RAISE = "raise", pgettext_lazy("step", "Raise")
    DEMAND = "demand", pgettext_lazy("step", "Demand a consequence")
    HOLD = "hold", pgettext_lazy("step", "Carry out the consequence")
