"""What the worker does again and again for the portal."""

from zoneworks.common.periodic import Job, register
from zoneworks.portal.services import publish_scheduled

register(Job("portal_publish_scheduled", 60, publish_scheduled))
