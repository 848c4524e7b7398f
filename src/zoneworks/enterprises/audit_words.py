"""What the record's events about enterprises are called: as in their histories."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from zoneworks.audit import telling
from zoneworks.audit.words import register
from zoneworks.enterprises.choices import FactKind
from zoneworks.enterprises.telling import tell

register(
    verbs={
        "add_enterprise": pgettext_lazy("record", "Enterprise entered"),
        "change_enterprise": pgettext_lazy("record", "Enterprise changed"),
        "rename_enterprise": pgettext_lazy("record", "New name entered"),
        "add_name": pgettext_lazy("record", "Further name added"),
        "name_readers": pgettext_lazy("record", "Readers named"),
        "name_reader": pgettext_lazy("record", "Reader named"),
        "remove_reader": pgettext_lazy("record", "Reader taken off"),
        "make_confidential": pgettext_lazy("record", "Made confidential"),
        "make_open": pgettext_lazy("record", "Opened again"),
        "save_enterprises": pgettext_lazy("record", "List of enterprises taken in"),
        "assign_class": pgettext_lazy("record", "Industry class given"),
        "assign_classes": pgettext_lazy("record", "Industry classes given"),
        "record_facts": pgettext_lazy("record", "Figures recorded"),
        "confirm_facts": pgettext_lazy("record", "Figures confirmed"),
        "reject_facts": pgettext_lazy("record", "Figures rejected"),
        "withdraw_fact": pgettext_lazy("record", "Figure withdrawn"),
        "give_role": pgettext_lazy("record", "Role given"),
        "end_role": pgettext_lazy("record", "Role ended"),
        "list_above_scale": pgettext_lazy("record", "Entered as above scale"),
        "delist": pgettext_lazy("record", "Left the statistics"),
        "merge_enterprises": pgettext_lazy("record", "Records merged"),
        "tell_apart": pgettext_lazy("record", "Said to be two enterprises"),
        "take_answer_back": pgettext_lazy("record", "Answer taken back"),
        "undo_merge": pgettext_lazy("record", "Merge undone"),
    },
    fields={
        "credit_code": gettext_lazy("Credit code"),
        "legal_form": gettext_lazy("Legal form"),
        "capital_fen": gettext_lazy("Registered capital"),
        "established_on": gettext_lazy("Established"),
        "left_on": gettext_lazy("Left on"),
        "business_scope": gettext_lazy("Business scope"),
        "address": gettext_lazy("Address"),
        "home_region": gettext_lazy("Where the investor comes from"),
        "assigned_by": gettext_lazy("How the class came about"),
        "since": gettext_lazy("From this day"),
        **{kind.value: kind.label for kind in FactKind},
    },
)
telling.register("enterprise", "enterprises", tell)
telling.register("enterprises", "enterprises", tell)
