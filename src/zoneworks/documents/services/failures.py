"""What went wrong, as a sentence for people, in both languages: it is kept, and read by whoever opens the page."""

from __future__ import annotations

import unicodedata

from django.utils import translation
from django.utils.translation import gettext as _

from zonekit.documents.output import GlyphError
from zoneworks.common.errors import Refused
from zoneworks.documents.choices import LANGUAGES

SHOWN_GLYPHS = 5


def failure_in_both(error: Exception) -> tuple[str, str]:
    """In Chinese and in English; what a service refused keeps the sentence it was refused with."""
    told = []
    for language in LANGUAGES:
        with translation.override(language):
            told.append(failure_sentence(error))
    return told[0], told[1]


def failure_sentence(error: Exception) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, GlyphError):
        return glyph_sentence(error)
    return _(
        "The document could not be made because of a fault in the program. Ask for it again; if it fails again, "
        "tell the administrator, who finds the reason in the server's log."
    )


def glyph_sentence(error: GlyphError) -> str:
    """Which characters cannot be drawn, by code point and place, so that they can be found and replaced."""
    told = [
        _("“%(character)s” (%(code)s) in %(place)s")
        % {"character": visible(character), "code": f"U+{ord(character):04X}", "place": place}
        for character, place in error.missing[:SHOWN_GLYPHS]
    ]
    if len(error.missing) > len(told):
        told.append(_("and %(count)s more") % {"count": len(error.missing) - len(told)})
    return _("No typeface at hand can draw %(characters)s. Replace what cannot be drawn and ask again.") % {
        "characters": _("; ").join(told)
    }


def visible(character: str) -> str:
    """A character that shows nothing is named."""
    is_shown = character.isprintable() and not character.isspace()
    return character if is_shown else unicodedata.name(character, "?")
