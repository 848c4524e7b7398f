"""Making documents: asked for, produced in the background, stopped, frozen, read back, verified, removed when served.

Each verb is keyword-only, audited where it changes what people see, and raises `common.errors.Refused` with a sentence.
"""

from zoneworks.documents.services.asking import ask_for, ask_to_freeze, repeat_production, stop_production
from zoneworks.documents.services.freezing import freeze
from zoneworks.documents.services.making import build_document, make_file, produce_now
from zoneworks.documents.services.reading import EditionDamaged, read_edition
from zoneworks.documents.services.removing import fail_silent, remove_served, remove_unfinished
from zoneworks.documents.services.verifying import Outcome, Verdict, verify_file

__all__ = [
    "EditionDamaged",
    "Outcome",
    "Verdict",
    "ask_for",
    "ask_to_freeze",
    "build_document",
    "fail_silent",
    "freeze",
    "make_file",
    "produce_now",
    "read_edition",
    "remove_served",
    "remove_unfinished",
    "repeat_production",
    "stop_production",
    "verify_file",
]
