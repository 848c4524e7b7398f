"""Visitors of the pages, for the tests of plans and of what stands above them."""

from zoneworks.accounts.tests.visits import Form, Page, fix_today, visitor

__all__ = ["Form", "Page", "fix_today", "visitor"]
