"""Finding what our own apps declare: other apps have modules of the same names that mean something else."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

OURS = "zoneworks."


def load_declarations(name: str) -> None:
    """Import the module of this name of each of our apps that has one."""
    for app in apps.get_app_configs():
        module = f"{app.name}.{name}"
        if app.name.startswith(OURS) and find_spec(module) is not None:
            import_module(module)
