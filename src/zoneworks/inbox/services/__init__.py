"""What is done with messages: telling, reading, choosing how to hear of things, the digest, feeds of deadlines."""

from zoneworks.inbox.services.telling import tell

__all__ = ["tell"]
