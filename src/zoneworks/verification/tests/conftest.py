from zoneworks.plans.tests.conftest import enter, plan, world

__all__ = ["enter", "plan", "world"]
