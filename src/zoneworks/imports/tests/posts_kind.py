"""An import kind for tests: every line `code,name` of a text is a post of the zone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils.functional import Promise

from zonekit.values.issues import Issue, Where
from zoneworks.accounts.access import Scope
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.imports.choices import Action
from zoneworks.imports.kinds import Change, Comparison, Outcome, ProposedRow, Question, Value
from zoneworks.imports.messages import Wording
from zoneworks.imports.models import Batch, Row
from zoneworks.units.models import Post, Unit

Json = dict[str, Any]


class PostsKind:
    code = "posts"
    label = "Posts"
    hint = "One post a line"
    field_words: dict[str, str | Promise] = {"name": "Name"}
    topic_words: dict[str, str | Promise] = {"post": "Post"}
    wording = Wording.of({
        "name_missing": "The post %(value)s has no name.", "posts_frozen": "The posts are frozen.",
    })  # fmt: skip

    summary_template = ""

    def may_import(self, scope: Scope, zone: Unit) -> bool:
        return scope.is_supervising(zone)

    def read(self, data: bytes, filename: str, zone: Unit, options: Json) -> list[tuple[int, str, str]]:
        lines = data.decode().splitlines()
        return [(at, *line.partition(",")[::2]) for at, line in enumerate(lines, start=1) if line]

    def compare(self, scope: Scope, zone: Unit, sheet: Any, options: Json) -> Comparison:
        known = {post.code: post for post in Post.objects.filter(zone=zone)}
        rows = [self._row(known.get(code), at, code, name) for at, code, name in sheet]
        obstacle = Issue("posts_frozen") if options.get("frozen") else None
        answer = options.get("answers", {}).get("post:X", "")
        question = Question("post:X", "post", "X", 1, ((str(zone.pk), "near"),), answer)
        return Comparison(
            tuple(rows),
            {"title": "Posts of the zone"},
            questions=(question,) if any(code == "X" for _at, code, _name in sheet) else (),
            target=str(zone.pk),
            target_revision=revision(zone),
            obstacle=obstacle,
        )

    def _row(self, post: Post | None, at: int, code: str, name: str) -> ProposedRow:
        where, draft = Where(line=at), {"code": code, "name": name}
        if not name:
            issue = Issue("name_missing", where, {"value": code})
            return ProposedRow(where, code, Action.REJECT, draft, issues=(issue,))
        if post is None:
            return ProposedRow(where, name, Action.CREATE, draft, (Change("name", None, name),))
        changes = () if post.name == name else (Change("name", post.name, name),)
        return ProposedRow(where, name, Action.UPDATE if changes else Action.SAME, draft, changes, (), str(post.pk))

    def is_overtaken(self, batch: Batch) -> bool:
        return revision(batch.upload.zone) != batch.target_revision

    def answers_to(self, topic: str) -> Sequence[tuple[str, str]]:
        return [("new", "A new post")]

    def sheet_facts(self, summary: Json) -> Sequence[tuple[str, str]]:
        return [("Title", summary["title"])]

    def sheet_figures(self, summary: Json) -> Sequence[tuple[str, int]]:
        return []

    def surroundings(self, draft: Json) -> str:
        return ""

    def summary_context(self, summary: Json) -> Json:
        return {}

    def described(self, draft: Json) -> Sequence[tuple[str, Value]]:
        return [("name", draft["name"])]

    def accept(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> Outcome:
        zone = batch.upload.zone
        if revision(zone) != batch.target_revision:
            raise Overtaken("posts_overtaken", "The posts changed meanwhile.")
        before = {}
        for row in rows:
            if row.key:
                post = Post.objects.get(pk=row.key)
                before[row.position] = post.name
                post.name = row.draft["name"]
                post.save()
            else:
                row.key = str(Post.objects.create(zone=zone, code=row.draft["code"], name=row.draft["name"]).pk)
        return Outcome(str(zone.pk), {"posts": len(rows)}, before)

    def undo(self, scope: Scope, batch: Batch, rows: Sequence[Row]) -> None:
        for row in rows:
            post = Post.objects.get(pk=row.key)
            if post.name != row.draft["name"]:
                raise Refused("changed_since", f"{post.name} was changed since.")
            if str(row.position) in batch.undo:
                Post.objects.filter(pk=row.key).update(name=batch.undo[str(row.position)])
            else:
                post.delete()

    def address_of(self, batch: Batch) -> str:
        return "/"


def revision(zone: Unit) -> int:
    posts = Post.objects.filter(zone=zone)
    return 1000 * posts.count() + (posts.aggregate(last=Max("pk"))["last"] or 0)
