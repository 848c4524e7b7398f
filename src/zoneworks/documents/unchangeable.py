"""The database itself refuses to change an edition."""

from __future__ import annotations

from zoneworks.common.unchangeable import Unchangeable, forbidding

EDITION = Unchangeable("documents_edition", "edition_unchangeable", "a frozen edition is never changed")
forbid_changes = forbidding(EDITION)
