"""What the rhythm of the year writes: the ladder asked day by day, decisions of the dispatch, urging at once."""

from zoneworks.rhythm.services.deciding import finish_decision, record_decision
from zoneworks.rhythm.services.escalating import run_ladder
from zoneworks.rhythm.services.urging import Urged, urge_owed

__all__ = ["Urged", "finish_decision", "record_decision", "run_ladder", "urge_owed"]
