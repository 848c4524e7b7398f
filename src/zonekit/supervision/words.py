"""The words of the ladder: states, rungs, steps, where an order comes from, and what follows."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class State(StrEnum):
    FILED = "filed"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_HAND = "in_hand"
    REPORTED = "reported"
    RETURNED = "returned"
    VERIFIED = "verified"
    CLOSED = "closed"
    STRUCK_OFF = "struck_off"


ENDED = frozenset({State.CLOSED, State.STRUCK_OFF})
# The clock runs while the unit owes a report.
RUNNING = frozenset({State.ASSIGNED, State.ACCEPTED, State.IN_HAND, State.RETURNED})


class Rung(IntEnum):
    """Rungs of the ladder; a higher one is graver.

    >>> Rung.named("orange"), Rung.RED.word
    (<Rung.ORANGE: 2>, 'red')
    """

    NOTICE = 0
    BLUE = 1
    ORANGE = 2
    RED = 3

    @property
    def word(self) -> str:
        return self.name.lower()

    @classmethod
    def named(cls, word: str) -> Rung:
        return cls[word.upper()]


class StepKind(StrEnum):
    FILE = "file"
    ASSIGN = "assign"
    ACCEPT = "accept"
    START = "start"
    REPORT = "report"
    RETURN = "return"
    VERIFY = "verify"
    CLOSE = "close"
    STRIKE_OFF = "strike_off"
    URGE = "urge"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    REFUSE_EXTENSION = "refuse_extension"
    SUSPEND = "suspend"
    RESUME = "resume"
    RAISE = "raise"
    DEMAND = "demand"
    HOLD = "hold"


class Basis(StrEnum):
    """Where an order comes from; its limit hangs on it."""

    DOCUMENT = "document"
    MINUTES = "minutes"
    INSTRUCTION_URGENT = "instruction_urgent"
    INSTRUCTION = "instruction"
    INSTRUCTION_DIFFICULT = "instruction_difficult"
    LIGHT = "light"
    REPORTING = "reporting"
    OTHER = "other"


class Consequence(StrEnum):
    INTERVIEW = "interview"
    CRITICISM = "criticism"
    ACCOUNTABILITY = "accountability"


class DemandKind(StrEnum):
    FILE = "file"
    RAISE = "raise"
    CONSEQUENCE = "consequence"
