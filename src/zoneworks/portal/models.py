"""Pictures and pages of the portal. A page's draft lives in its revisions; the row is what the public reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Collection, Page

from zoneworks.common.clock import now
from zoneworks.portal.body import ArticleBody, KeyFact
from zoneworks.portal.widgets import PictureChooser
from zoneworks.units.models import Unit

# Without the field for the slug that Wagtail's own would write into.
TITLE = FieldPanel("title", classname="title")
SLUG_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class Picture(AbstractImage):
    # Wagtail's manager tells no types; the uploader's side of the relation needs one.
    _default_manager: ClassVar[models.Manager[Picture]]

    admin_form_fields = tuple(name for name in Image.admin_form_fields if name not in {"tags", "description"})

    def get_upload_to(self, filename: str) -> str:
        """Under a name of our own: what a file was called on somebody's desk is nobody's business."""
        return f"portal/originals/{get_random_string(20)}.{filename.rpartition('.')[2].lower()}"


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="picture_rendition_once")
        ]

    def get_upload_to(self, filename: str) -> str:
        return f"portal/pictures/{filename.rpartition('/')[2]}"


class Portal(models.Model):
    """What belongs to a zone's portal besides its pages: who edits and reviews it, and where its pictures lie."""

    zone = models.OneToOneField(Unit, models.PROTECT, related_name="portal")
    editors = models.OneToOneField(Group, models.PROTECT, related_name="+")
    reviewers = models.OneToOneField(Group, models.PROTECT, related_name="+")
    collection = models.OneToOneField(Collection, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.zone}"


class PicturePlace(models.Model):
    """A picture shown by a released page; a picture without a place is not open to the public."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="places")
    page = models.ForeignKey(Page, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["picture", "page"], name="picture_once_on_page")]

    def __str__(self) -> str:
        return f"{self.picture} · {self.page}"


class PublicPage(Page):
    """What the pages of the portal have in common: a slug without words, and the frame around them."""

    class Meta:
        abstract = True

    # Wagtail tells no types.
    slug: Any

    promote_panels: list[Any] = []
    show_in_menus_default = False

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zoneworks.portal.frame import frame

        return {**super().get_context(request, *args, **kwargs), "frame": frame(request, self)}


class PortalHome(PublicPage):
    # Wagtail's manager tells no types; the zone's side of the relation needs one.
    _default_manager: ClassVar[models.Manager[PortalHome]]

    zone = models.ForeignKey(Unit, models.PROTECT, related_name="portal_homes", editable=False)
    welcome = models.TextField(_("Words of welcome"), blank=True, max_length=600)
    facts = StreamField([("fact", KeyFact())], verbose_name=_("Key facts"), blank=True, max_num=6)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["portal.NewsIndex"]
    is_creatable = False
    content_panels = [TITLE, FieldPanel("welcome"), FieldPanel("facts")]

    class Meta:
        verbose_name = _("home of the portal")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zoneworks.portal import queries

        page = super().get_context(request, *args, **kwargs)
        return {**page, "latest": queries.latest_articles(page["frame"].news)}


class NewsIndex(PublicPage):
    introduction = models.TextField(_("Introduction"), blank=True, max_length=300)

    parent_page_types = ["portal.PortalHome"]
    subpage_types = ["portal.NewsArticle"]
    is_creatable = False
    content_panels = [TITLE, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zoneworks.portal import queries

        page = super().get_context(request, *args, **kwargs)
        return {**page, "articles": queries.articles_page(self, request.GET.get("page"))}


class NewsArticle(PublicPage):
    summary = models.TextField(
        _("Summary"),
        blank=True,
        max_length=300,
        help_text=_("One or two sentences, for the list and for searches."),
    )
    cover = models.ForeignKey(
        Picture, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Cover picture")
    )
    cover_alt = models.CharField(_("What the cover shows"), blank=True, max_length=200)
    body = StreamField(ArticleBody(), verbose_name=_("Body"), blank=True)
    source = models.CharField(_("Source"), max_length=120)
    release_time = models.DateTimeField(
        _("Release time"), null=True, blank=True, help_text=_("Left empty: the moment of the first release.")
    )
    origin = models.CharField(max_length=80, blank=True, editable=False)

    exclude_fields_in_copy = ["origin"]
    parent_page_types = ["portal.NewsIndex"]
    subpage_types: list[str] = []
    content_panels = [
        TITLE,
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("release_time")], heading=_("Source and release time")),
        MultiFieldPanel(
            [FieldPanel("cover", widget=PictureChooser), FieldPanel("cover_alt")],
            heading=pgettext_lazy("article", "Cover"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("news article")
        constraints = [
            # Two drafts of the same thing, asked for at the same moment, are one.
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="article_of_origin_once")
        ]
        indexes = [models.Index(fields=["-release_time"], name="article_release_time")]

    def clean(self) -> None:
        super().clean()
        if self.cover_id and not self.cover_alt.strip():
            raise ValidationError({"cover_alt": _("Say in a few words what the cover picture shows.")})

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = new_slug(self.release_time or now())
        super().full_clean(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from zoneworks.portal import queries

        page = super().get_context(request, *args, **kwargs)
        return {**page, "before": queries.article_before(self), "after": queries.article_after(self)}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """As it would look if it were released now."""
        self.release_time = self.release_time or now()
        return super().serve_preview(request, mode_name)

    def with_content_json(self, content: dict[str, Any]) -> NewsArticle:
        """A revision never takes back what the release wrote into the row: when it was released, what it came from."""
        article: NewsArticle = super().with_content_json(content)
        article.origin = self.origin
        article.release_time = article.release_time or self.release_time
        return article

    def pictures(self) -> set[int]:
        """Keys of the pictures that the article shows."""
        return self.pictures_in_body() | ({self.cover_id} if self.cover_id else set())

    def pictures_in_body(self) -> set[int]:
        shown = [block.value["picture"] for block in self.body if block.block_type == "picture"]
        return {picture.pk for picture in shown if picture}

    @property
    def is_cover_on_top(self) -> bool:
        """Above the text, unless the text itself shows the picture, with its caption."""
        return bool(self.cover_id) and self.cover_id not in self.pictures_in_body()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.live and self.release_time is None:
            self.release_time = self.due_release()
        super().save(*args, **kwargs)

    def due_release(self) -> datetime:
        """The moment it was to be released; a job that came a little late does not show."""
        moment = now()
        return self.go_live_at if self.go_live_at and self.go_live_at <= moment else moment


def new_slug(day: datetime) -> str:
    """Short, stable, the same kind in both languages."""
    return f"{day:%Y-%m-%d}-{get_random_string(6, SLUG_LETTERS)}"
