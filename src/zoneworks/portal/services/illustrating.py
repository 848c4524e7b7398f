"""Pictures that a program brings to a draft: kept in the zone's collection, each picture once."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Drawing
from PIL import UnidentifiedImageError

from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Refused
from zoneworks.portal.models import Picture, Portal

KINDS = ("PNG", "JPEG", "WEBP")
TITLE_LENGTH, ALT_LENGTH, CAPTION_LENGTH, SOURCE_LENGTH = 255, 200, 200, 120


@dataclass(frozen=True)
class NewPicture:
    """A picture for the article in both languages; `content_en` where the words in the picture are English ones."""

    content: bytes
    title: str
    alt: str
    caption: str = ""
    source: str = ""
    content_en: bytes = b""
    title_en: str = ""
    alt_en: str = ""
    caption_en: str = ""
    source_en: str = ""

    def in_english(self) -> NewPicture:
        """Itself, with English words wherever there are any."""
        return NewPicture(
            content=self.content_en or self.content,
            title=self.title_en or self.title,
            alt=self.alt_en or self.alt,
            caption=self.caption_en or self.caption,
            source=self.source_en or self.source,
        )


@dataclass(frozen=True)
class ShownPicture:
    """A kept picture with what is said of it in one language."""

    picture: Picture
    alt: str
    caption: str
    source: str

    def block(self) -> tuple[str, dict[str, object]]:
        words = {"alt": self.alt, "caption": self.caption, "source": self.source}
        return ("picture", {"picture": self.picture, **words})


def keep(new: NewPicture, portal: Portal, scope: Scope) -> ShownPicture:
    """Into the zone's collection, where it is not yet; open to the public only once a released page shows it."""
    if not new.alt.strip():
        raise Refused("alt_missing", _("Say in a few words what each picture shows."), "pictures")
    kind = kind_of(new.content)
    digest = hashlib.sha1(new.content, usedforsecurity=False).hexdigest()  # as Wagtail knows its pictures
    kept = Picture.objects.filter(collection=portal.collection_id, file_hash=digest).first()
    if kept is None:
        kept = Picture(
            title=new.title.strip()[:TITLE_LENGTH] or new.alt[:TITLE_LENGTH],
            file=ContentFile(new.content, f"drawn.{kind}"),
            collection_id=portal.collection_id,
            uploaded_by_user=scope.user,
            file_hash=digest,
            file_size=len(new.content),
        )
        kept.save()
    return ShownPicture(kept, new.alt[:ALT_LENGTH], new.caption[:CAPTION_LENGTH], new.source[:SOURCE_LENGTH])


def kind_of(content: bytes) -> str:
    """How its file name ends; what is no picture is refused."""
    try:
        with Drawing.open(io.BytesIO(content), formats=KINDS) as drawing:
            drawing.verify()
            return str(drawing.format).lower()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Drawing.DecompressionBombError) as error:
        raise Refused("no_picture", _("This is not a picture: PNG, JPEG and WebP are taken."), "pictures") from error
