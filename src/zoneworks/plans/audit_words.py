"""What the record's events about plans and their rows are called: as in their histories."""

from zoneworks.audit.words import register
from zoneworks.plans.histories import FIELDS, VERBS

register(verbs=VERBS, fields=FIELDS)
