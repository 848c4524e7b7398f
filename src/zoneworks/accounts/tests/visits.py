"""Visitors of the pages: clients who signed in, and what a page gives them to read and to fill in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

from zoneworks.accounts.tests.worlds import TODAY, World
from zoneworks.units.models import Unit, ZoneProfile

SKIPPED = {"script", "style", "svg"}
SPOKEN = {"title", "aria-label", "placeholder", "alt"}


def fix_today(*zones: Unit) -> None:
    ZoneProfile.objects.filter(zone__in=zones).update(fixed_today=TODAY)


def visitor(world: World, persona: str) -> Client:
    client = Client()
    client.force_login(world.users[persona], backend="django.contrib.auth.backends.ModelBackend")
    return client


@dataclass
class Form:
    action: str
    values: dict[str, str | list[str]] = field(default_factory=dict)


class Page(HTMLParser):
    """The forms of a page, its words as people see and hear them, and its links."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self._depth = 0
        self._textarea: str | None = None
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.words += [value for name, value in known.items() if name in SPOKEN and value]
        if tag in SKIPPED:
            self._depth += 1
        if tag == "a" and "href" in known:
            self.links.append(known["href"])
        if tag == "form":
            self.forms.append(Form(known.get("action", "")))
        if tag == "input" and self.forms and "name" in known:
            self.take(known)
        if tag == "textarea" and self.forms:
            self.forms[-1].values[known.get("name", "")] = ""

    def take(self, known: dict[str, str]) -> None:
        kind = known.get("type", "text")
        if kind in {"checkbox", "radio"} and "checked" not in known:
            return
        values = self.forms[-1].values
        if kind == "checkbox":
            ticked = values.setdefault(known["name"], [])
            assert isinstance(ticked, list)
            ticked.append(known.get("value", "on"))
        else:
            values[known["name"]] = known.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._depth and data.strip():
            self.words.append(" ".join(data.split()))

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def form(self, action: str) -> Form:
        """The one form whose action holds the words given."""
        [found] = [form for form in self.forms if action in form.action]
        return found
