"""The pieces an article is made of."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

from zoneworks.portal.cleaning import cleaned


class Paragraphs(blocks.RichTextBlock):
    """Paragraphs, lists, links, bold and italic: nothing else passes, wherever the text was copied from."""

    def __init__(self, **options: Any) -> None:
        options["features"] = ["bold", "italic", "link", "ol", "ul"]
        super().__init__(**options)

    def value_from_form(self, value: str) -> RichText:
        return RichText(cleaned(value))

    def clean(self, value: RichText) -> RichText:
        return RichText(cleaned(super().clean(value).source))

    class Meta:
        icon = "pilcrow"
        label = _("Paragraphs")
        template = "portal/blocks/paragraphs.html"


class ShownPictureBlock(blocks.StructBlock):
    """A picture in the text; what it shows is said in words, for those who do not see it."""

    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(label=_("What the picture shows"), max_length=200)
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)
    source = blocks.CharBlock(label=_("Source of the picture"), required=False, max_length=120)

    class Meta:
        icon = "image"
        label = _("Picture")
        template = "portal/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=pgettext_lazy("quote", "Words"))
    who = blocks.CharBlock(label=_("Whose words"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "portal/blocks/quote.html"


class FiguresTable(TypedTableBlock):
    text = blocks.CharBlock(label=pgettext_lazy("column", "Text"), required=False)
    number = blocks.DecimalBlock(label=pgettext_lazy("column", "Number"), required=False)

    class Meta:
        icon = "table"
        label = _("Table of figures")
        template = "portal/blocks/figures.html"


class ArticleBody(blocks.StreamBlock):
    paragraphs = Paragraphs()
    heading = blocks.CharBlock(
        label=pgettext_lazy("article", "Heading"), icon="title", max_length=120, template="portal/blocks/heading.html"
    )
    picture = ShownPictureBlock()
    figures = FiguresTable()
    quote = QuoteBlock()


class KeyFact(blocks.StructBlock):
    """A figure on the home page, with where it comes from."""

    label = blocks.CharBlock(label=pgettext_lazy("key fact", "What it is"), max_length=60)
    value = blocks.CharBlock(label=pgettext_lazy("key fact", "Figure"), max_length=30)
    unit = blocks.CharBlock(label=pgettext_lazy("key fact", "Unit"), required=False, max_length=30)
    source = blocks.CharBlock(label=pgettext_lazy("key fact", "Where it comes from"), max_length=160)

    class Meta:
        icon = "info-circle"
        label = _("Key fact")
