"""What is done with messages: telling, reading, choosing how to hear of things, the digest, feeds of deadlines."""

from zoneworks.inbox.services.choosing import Ways, choose_address, choose_preference
from zoneworks.inbox.services.digesting import send_digests
from zoneworks.inbox.services.feeding import make_feed, offered_key, revoke_feed
from zoneworks.inbox.services.reading import mark_all_read, mark_read
from zoneworks.inbox.services.reminding import remind_of_deadlines
from zoneworks.inbox.services.telling import Telling, tell, tell_each

__all__ = [
    "Telling",
    "Ways",
    "choose_address",
    "choose_preference",
    "make_feed",
    "mark_all_read",
    "mark_read",
    "offered_key",
    "remind_of_deadlines",
    "revoke_feed",
    "send_digests",
    "tell",
    "tell_each",
]
