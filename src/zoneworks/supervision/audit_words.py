"""What the record's events about orders are called: as in their histories."""

from django.utils.translation import gettext_lazy as _

from zoneworks.audit.words import register
from zoneworks.supervision.choices import StepKind
from zoneworks.supervision.words import TAKEN

FOR_MANY = {
    StepKind.ASSIGN: _("Orders assigned"),
    StepKind.URGE: _("Orders urged"),
    StepKind.RAISE: _("Orders raised"),
    StepKind.DEMAND: _("Consequences demanded"),
}

register(
    verbs={
        **{f"order_{kind}": words for kind, words in TAKEN.items()},
        **{f"orders_{kind}": words for kind, words in FOR_MANY.items()},
    }
)
