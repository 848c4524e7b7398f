"""Writing the portal: making it, keeping its groups in line with the roles, drafting news, releasing on time."""

from zoneworks.portal.services.drafting import draft_article
from zoneworks.portal.services.entering import bring_groups_in_line
from zoneworks.portal.services.illustrating import NewPicture
from zoneworks.portal.services.making import make_portal
from zoneworks.portal.services.presenting import Fact, show_facts
from zoneworks.portal.services.releasing import publish_scheduled, release_article
from zoneworks.portal.services.reviewing import send_for_review

__all__ = [
    "Fact",
    "NewPicture",
    "bring_groups_in_line",
    "draft_article",
    "make_portal",
    "publish_scheduled",
    "release_article",
    "send_for_review",
    "show_facts",
]
