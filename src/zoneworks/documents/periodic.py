"""What the background worker does for documents again and again."""

from zoneworks.common.periodic import Job, register
from zoneworks.documents.services.removing import fail_silent, remove_served, remove_unfinished

register(Job("documents.fail-silent", 60, fail_silent))
register(Job("documents.remove-served", 3600, remove_served))
register(Job("documents.remove-unfinished", 3600, remove_unfinished))
