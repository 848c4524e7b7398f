"""Addresses in mails and calendars, where no page is open: whole, and in the language of who reads them."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language


def local(path: str) -> str:
    """A path of ours without its language, as subjects and deadlines name their pages.

    >>> local("/en/plans/3/"), local("/plans/3/")
    ('/plans/3/', '/plans/3/')
    """
    first, _slash, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in dict(settings.LANGUAGES) else path


def in_active_language(path: str) -> str:
    """The path of the page in the active language; nothing stays nothing."""
    return f"/{get_language()}{local(path)}" if path else ""


def whole(path: str) -> str:
    """The address with the site before it, as an e-mail needs it."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{in_active_language(path)}" if path else ""
