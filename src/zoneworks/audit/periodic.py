"""What the background worker does for the record again and again."""

from zoneworks.audit.checking import check_daily
from zoneworks.audit.sealing import seal_all, seal_recent
from zoneworks.common.periodic import Job, register

register(Job("audit.seal-recent", 60, seal_recent))
register(Job("audit.seal-all", 6 * 3600, seal_all))
register(Job("audit.check", 3600, check_daily))
