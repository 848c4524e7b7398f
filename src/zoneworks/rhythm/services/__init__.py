"""What the year's rhythm writes: the rules of the ladder asked day by day."""

from zoneworks.rhythm.services.escalating import run_ladder

__all__ = ["run_ladder"]
