"""Text from elsewhere, brought down to what an article may hold: no styles, no classes, no scripts, no pictures."""

from __future__ import annotations

from html import escape

import nh3

TAGS = {"p", "br", "b", "strong", "i", "em", "a", "ul", "ol", "li"}
# The last two are how the editor remembers a link to a page and the place of a comment.
ATTRIBUTES = {"a": {"href", "linktype", "id"}, "p": {"data-block-key"}, "li": {"data-block-key"}}
# Whose words are no text at all.
EMPTIED = {"script", "style", "head", "title", "xml", "o:p", "iframe", "object", "template", "svg", "math"}
SCHEMES = {"http", "https", "mailto", "tel"}


def cleaned(html: str) -> str:
    """The text within the whitelist; what stood in other tags stays as plain words.

    >>> cleaned('<p class="MsoNormal" style="color:red">a<script>x()</script> <span>b</span></p>')
    '<p>a b</p>'
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=EMPTIED - TAGS,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def as_paragraph(text: str) -> str:
    """Plain words as a paragraph of an article.

    >>> as_paragraph("a < b")
    '<p>a &lt; b</p>'
    """
    return f"<p>{escape(text.strip(), quote=False)}</p>"
