"""The formulas a rulebook may use, each in a module with its published source."""

from __future__ import annotations

from collections.abc import Mapping

from zonekit.scoring.formulas.bands import Bands
from zonekit.scoring.formulas.base import Base
from zonekit.scoring.formulas.counted import Counted, OverUnder
from zonekit.scoring.formulas.efficacy import Efficacy
from zonekit.scoring.formulas.faces import Case, Formula, Outcome
from zonekit.scoring.formulas.items import Items
from zonekit.scoring.formulas.ledger import Ledger
from zonekit.scoring.formulas.load import Load
from zonekit.scoring.formulas.marks import Marks
from zonekit.scoring.formulas.mixed import Mixed
from zonekit.scoring.formulas.proportional import Proportional
from zonekit.scoring.formulas.rank_steps import RankSteps
from zonekit.scoring.formulas.target import Target

FORMULAS: Mapping[str, Formula] = {
    formula.code: formula
    for formula in (
        Proportional(),
        Target(),
        RankSteps(),
        Efficacy(),
        Mixed(),
        Load(),
        Bands(),
        Items(),
        Marks(),
        Base(),
        Counted(),
        OverUnder(),
        Ledger(),
    )
}

__all__ = ["FORMULAS", "Case", "Formula", "Outcome"]
