"""What the background worker looks after again and again."""

from zoneworks.common.periodic import Job, register
from zoneworks.imports.services.bulk import return_silent

register(Job("imports.return-silent", 60, return_silent))
