"""A section inside the desk's own context: the frame around the page is worked out once, not once a section."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext
from django.template.loader import get_template
from django.utils.safestring import SafeString

from zoneworks.desk.sections import Section

register = template.Library()


@register.simple_tag(takes_context=True)
def desk_section(context: RequestContext, section: Section, given: dict[str, Any]) -> SafeString:
    made: Any = get_template(section.template)
    with context.push(**given):
        text: SafeString = made.template.render(context)
    return text
