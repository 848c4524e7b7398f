"""What leaves as a workbook: the board as seen, the plan as issued, and the sheet to be filled with actual values."""

from zoneworks.plans.exports_actuals import export_actuals_xlsx
from zoneworks.plans.exports_board import export_board_xlsx
from zoneworks.plans.exports_plan import export_plan_xlsx

__all__ = ["export_actuals_xlsx", "export_board_xlsx", "export_plan_xlsx"]
