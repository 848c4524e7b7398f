"""Writing conferences: everything passes through here."""

from zoneworks.answers.services.attendance import NewAttendance, set_attendance
from zoneworks.answers.services.conferences import change_conference, create_conference
from zoneworks.answers.services.decisions import NewAgendaItem, NewDecision, set_agenda, set_decisions

__all__ = [
    "NewAgendaItem",
    "NewAttendance",
    "NewDecision",
    "change_conference",
    "create_conference",
    "set_agenda",
    "set_attendance",
    "set_decisions",
]
