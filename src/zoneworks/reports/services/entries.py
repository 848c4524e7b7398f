"""What a report says, as its writers hand it over, and what becomes of many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from zoneworks.common.errors import Refused
from zoneworks.plans.models import Item
from zoneworks.reports.models import Report


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """The value of an indicator at the end of the month. A rate may be given as numerator and denominator alone.

    Without a value, the note says why there is none. `is_sure`: what was asked about this value is right.
    """

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    is_sure: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None and self.numerator is None and self.denominator is None


@dataclass(frozen=True, slots=True)
class StepEntry:
    """A milestone reached on a day."""

    done_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportFields:
    """All that a report says: what is not given is not said any more.

    `own_light`: how the unit itself sees the month, "" where it does not say.
    `values`, `steps`: by the key of the indicator or milestone in the version of the plan at hand.
    """

    progress: str = ""
    problems: str = ""
    next_steps: str = ""
    own_light: str = ""
    values: Mapping[int, ValueEntry] = field(default_factory=dict)
    steps: Mapping[int, StepEntry] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """One of many reports to be kept. `item`: the row in any version; `seen`: the revision seen, None for no report."""

    item: Item
    fields: ReportFields
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What became of one of many drafts: kept, or refused with a sentence. `is_news`: it was written just now."""

    item: Item
    report: Report | None = None
    refusal: Refused | None = None
    is_news: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way of submitting, at its field: `progress`, `value-12`, `note-12`, `done_on-7` (the numbers
    are keys in the version of the plan at hand) or "" for the report as a whole. `is_question`: taken once the writer
    is sure."""

    field: str
    code: str
    sentence: str
    is_question: bool = False


class ReportRefused(Refused):
    """A report cannot be submitted as it is; `problems` has everything at once, each at its field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems[0].code, problems[0].sentence, problems[0].field or None)
        self.problems = tuple(problems)

    @property
    def is_question(self) -> bool:
        """Nothing is wrong; the writer only has to say that they are sure."""
        return all(problem.is_question for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of many reports: submitted, or refused with a sentence."""

    report: Report
    refusal: Refused | None = None

    @property
    def is_submitted(self) -> bool:
        return self.refusal is None


@dataclass(frozen=True, slots=True)
class Overtaking:
    """A report somebody else had settled or changed before; the sentence says who."""

    key: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Keys of the reports confirmed now, and those a colleague was faster with."""

    confirmed: tuple[int, ...]
    overtaken: tuple[Overtaking, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Keys of the reports returned now, and those a colleague was faster with."""

    returned: tuple[int, ...]
    overtaken: tuple[Overtaking, ...] = ()
