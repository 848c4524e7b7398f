"""Every address of the product, with an example of ours for each; one that nobody listed has no example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from tests.zoneworks.whole_zone import DISPATCH, PERIOD, QUARTER, SEPTEMBER, WholeZone
from zoneworks.chains.tests.known import KnownChain
from zoneworks.portal.editing_urls import CLOSED


@dataclass(frozen=True)
class Known:
    """A pattern of the product: its name with its spaces, and the names of what it takes."""

    name: str
    parameters: tuple[str, ...]
    route: str

    @property
    def is_editing(self) -> bool:
        return "/editing/" in self.route


def walk(patterns: list[Any] | None = None, spaces: str = "", route: str = "", taken: tuple[str, ...] = ()) -> Iterator:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here, where = (*taken, *parameters_of(one)), route + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, f"{spaces}{one.namespace}:" if one.namespace else spaces, where, here)
        elif isinstance(one, URLPattern):
            yield Known(f"{spaces}{one.name or where}", here, where)


def parameters_of(one: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(getattr(one.pattern, "converters", ())) + tuple(one.pattern.regex.groupindex) * (
        not hasattr(one.pattern, "converters")
    )


# Open to everybody who signed in, or to everybody: they speak of no zone, or of the person alone.
EVERYBODY = {
    "root", "set-language", "set-theme", "home", "style", "accounts:sign-in", "accounts:sign-out", "accounts:account",
    "accounts:password",
}  # fmt: skip
# What was released: read by the public, and nothing but what was released.
PUBLIC = {"portal-robots", "portal-sitemaps", "portal-sitemap", "portal-feed", "wagtail_serve"}
# Read by programs that cannot sign in, by a key that nobody guesses.
KEYED = {"inbox:feed"}


def public_addresses(whole: WholeZone) -> list[str]:
    """Those of the public that are there."""
    live = urlsplit(whole.live.url).path
    listing, home = live.rsplit("/", 2)[0] + "/", reverse("wagtail_serve", args=[""])
    named = [reverse(name) for name in ("portal-robots", "portal-sitemaps", "portal-feed")]
    return [*named, reverse("portal-sitemap", args=["portal"]), home, listing, live]


def unreleased_addresses(whole: WholeZone) -> list[str]:
    """Those of the public's that nobody finds: an article that waits for review, and its picture."""
    rendition = whole.picture.get_rendition("max-165x165")
    picture = reverse("portal-picture", args=[rendition.file.name.rsplit("/", 1)[-1]])
    return [urlsplit(whole.waiting.get_url()).path, picture]


def ours(whole: WholeZone) -> dict[str, list[Any]]:
    """Addresses that speak of one thing of ours: for a stranger, whatever they send, it does not exist."""
    report, row, meeting = whole.reports["submitted"], whole.item.pk, whole.conference.pk
    found: dict[str, list[Any]] = {
        "accounts:person": [whole.world.users["officer"].pk],
        "accounts:revoke": [whole.world.users["officer"].pk, whole.role.pk],
        "documents:figure": [whole.edition.uid, "all-red"],
        "reports:month-sheet": [SEPTEMBER, whole.world.investment.pk],
        "reports:evidence": [report.pk, whole.evidence.pk],
        "answers:letter": [meeting, "A-INV"],
        "answers:letter-figure": [meeting, "A-INV", "mine"],
        "answers:leader-list": [meeting, "R1"],
        "answers:leader-list-figure": [meeting, "R1", "led"],
        "plans:return-report": [row, f"v{whole.fact.pk}"],
        "plans:record-value": [row, whole.indicator.pk],
        "plans:bind": [row, whole.indicator.pk],
        "plans:records": [row, whole.indicator.pk],
        "plans:record-milestone": [row, whole.milestone.pk],
        "plans:change-indicator": [whole.plan.pk, whole.proposed.pk],
        "plans:reject-indicator": [whole.plan.pk, whole.proposed.pk],
        "portal:draft-conference": [meeting],
        "verification:sample": [whole.sample.pk],
        "supervision:order": [whole.order_file.step.order_id],
        "supervision:take": [whole.order_file.step.order_id, "verify"],
        "supervision:file": [whole.order_file.step.order_id, whole.order_file.pk],
        "plans:difference": [whole.next_plan.pk, whole.plan.pk],
        "plans:row-back": [whole.next_plan.pk, row],
        "rhythm:finish-decision": [whole.decision.pk],
        "scoring:sheet": [whole.scores.publication.pk, "A-INV"],
        "scoring:make-appeal": [whole.scores.publication.pk, "A-INV"],
        "scoring:preview-sheet": [QUARTER, "A-INV"],
        "inbox:revoke-feed": [whole.feed.pk],
        "enterprises:end-role": [whole.firm.enterprise.pk, whole.firm.role.pk],
        "enterprises:withdraw": [whole.firm.enterprise.pk, whole.firm.fact.pk],
        "enterprises:merge": [whole.firm.enterprise.pk, whole.firm.other.pk],
        "enterprises:tell-apart": [whole.firm.enterprise.pk, whole.firm.other.pk],
        "enterprises:take-answer-back": [whole.firm.enterprise.pk, whole.firm.other.pk],
        "enterprises:undo-merge": [whole.firm.enterprise.pk, whole.firm.merge.pk],
    }
    of_draft = whole.next_plan.items.get(origin=whole.item).pk
    rows = "row row-out new-indicator milestones"
    found |= {f"plans:{name}": [whole.next_plan.pk, of_draft] for name in rows.split()}
    found |= by_thing(whole) | of_chain(whole.known)
    return found | {f"reports:{name}": [row, SEPTEMBER] for name in ("report", "take-back", "settle")}


def of_chain(known: KnownChain) -> dict[str, list[Any]]:
    key, gap = known.chain.pk, known.gap.pk
    whole = (
        "map map-workbook roster-workbook bench gaps gaps-workbook find-gaps placements propose decide-placements "
        "place people versions"
    )
    found: dict[str, list[Any]] = {f"chains:{name}": [key] for name in whole.split()}
    for name in ["version", "version-workbook", "put-in-force", "discard-version"]:
        found[f"chains:{name}"] = [key, 1]
    for name in ["gap", "take-gap", "note-gap", "block-gap", "targets-workbook"]:
        found[f"chains:{name}"] = [gap]
    for name in ("change-placement", "end-placement"):
        found[f"chains:{name}"] = [known.placement.pk]
    return found | {
        "chains:end-role": [key, known.role.pk],
        "chains:artefact": [key, "policy"],
        "chains:artefact-file": [key, known.file.pk],
        "chains:lift-blockage": [gap, known.blockage.pk],
        "chains:mark-target": [gap, known.pooled.pk],
        "chains:leave-out-target": [gap, known.pooled.pk],
        "chains:put-back-target": [gap, known.left.pk],
    }


def by_thing(whole: WholeZone) -> dict[str, list[Any]]:
    """Where many addresses speak of the same thing by its key alone."""
    row, meeting = whole.item.pk, whole.conference.pk
    groups = [
        ("documents", whole.edition.uid, "edition ask-of-edition"),
        ("documents", whole.made.uid, "production stop repeat file"),
        ("answers", meeting, "conference change-conference agenda attendance decisions pack"),
        ("imports", whole.batch.pk, "batch choose again accept discard stop undo original notes"),
        ("plans", row, "item reason facts confirm-reports"),
        ("verification", row, "item withdraw"),
        ("verification", whole.reports["confirmed"].pk, "report answer"),
        (
            "plans",
            whole.plan.pk,
            "plan change issue close next discard table-workbook actuals-workbook indicators "
            "confirm-indicators confirm-all roll",
        ),
        ("plans", whole.next_plan.pk, "notice rows new-row"),
        ("scoring", whole.scores.publication.pk, "publication republish finalise"),
        ("scoring", whole.scores.entry.pk, "entry entry-file undo-entry"),
        ("scoring", whole.scores.appeal.pk, "appeal appeal-file withdraw-appeal decide-appeal"),
        ("scoring", whole.scores.next_rulebook.pk, "rulebook change-rulebook issue-rulebook discard-rulebook"),
        ("inbox", whole.message.pk, "open read"),
        (
            "enterprises",
            whole.firm.enterprise.pk,
            "enterprise change rename record records settle-facts choose-class propose-class give-role enter-scale "
            "leave-scale readers name-reader remove-reader set-confidential",
        ),
    ]
    return {f"{app}:{name}": [key] for app, key, names in groups for name in names.split()}


def more_of_ours(whole: WholeZone) -> list[str]:
    """The same addresses about our other things: reports in each state, a draft version, a file only its asker has."""
    found = [
        reverse(f"reports:{name}", args=[report.item_id, SEPTEMBER])
        for report in whole.reports.values()
        for name in ("report", "take-back", "settle")
    ]
    found += [reverse(f"plans:{name}", args=[whole.next_plan.pk]) for name in ("plan", "issue", "table-workbook")]
    found += [reverse(f"documents:{name}", args=[whole.own.uid]) for name in ("production", "file")]
    return found + [f"{reverse(f'plans:{name}')}?plan={whole.plan.pk}" for name in ("board", "wall", "board-workbook")]


# Addresses of the zone one is in: a stranger sees their own zone there, and with ?zone= of ours nothing.
OF_ZONE = (
    "audit:record audit:export "
    "desk:home accounts:organisation accounts:admit documents:list documents:freeze documents:ask "
    "documents:productions reports:month reports:close reports:reopen reports:urge "
    "reports:submit-drafts reports:confirm reports:return answers:answer-sheet answers:bulletins answers:conferences "
    "answers:new-conference imports:list imports:new plans:board plans:wall plans:board-workbook plans:all "
    "plans:rules portal:about portal:set-up verification:month verification:lights verification:lights-workbook "
    "verification:draw "
    "supervision:board supervision:workbook supervision:new supervision:assign supervision:urge "
    "inbox:messages inbox:read-all inbox:preferences inbox:address inbox:feeds scoring:league scoring:what-if "
    "scoring:publish scoring:appeals scoring:entries scoring:rulebooks scoring:draft-rulebook "
    "chains:list chains:load-shipped "
    "enterprises:register enterprises:workbook enterprises:new enterprises:scale enterprises:doubles "
    "enterprises:classes enterprises:propose-classes enterprises:confirm-classes "
    "rhythm:year rhythm:rules rhythm:dispatches rhythm:assessments rhythm:urging"
)
PLACES: dict[str, Sequence[str]] = {
    "answers:answer-sheet-figure": ["all-red"],
    "answers:bulletin": [PERIOD],
    "answers:bulletin-figure": [PERIOD, "all-red"],
    "portal:draft-month": [PERIOD],
    "scoring:preview": [QUARTER],
    "scoring:enter": [QUARTER],
    "scoring:mark": [QUARTER],
    "scoring:shipped-rulebook": ["zone_default"],
    "rhythm:dispatch": [DISPATCH],
    "rhythm:decide": [DISPATCH],
    "rhythm:dispatch-figure": [DISPATCH, "all-red"],
    "rhythm:assessment": [QUARTER],
    "rhythm:assessment-figure": [QUARTER, "all-red"],
    **dict.fromkeys(OF_ZONE.split(), ()),
}


def papers(whole: WholeZone) -> list[dict[str, str]]:
    """What is asked of the machinery of documents, with our keys in its arguments."""
    key = whole.conference.pk
    asked: list[tuple[str, str, dict[str, Any]]] = [
        ("responsibility_letter", "docx", {"conference": key, "unit": "A-INV"}),
        ("leader_list", "pdf", {"conference": key, "post": "R1"}),
        ("deployment_pack", "zip", {"conference": key, "inside": "docx"}),
        ("responsibility_letter", "docx", {"plan": whole.plan.pk, "unit": "A-INV"}),
        ("order_notice", "docx", {"order": whole.order_file.step.order_id}),
        ("order_urging", "pdf", {"unit": "A-INV"}),
        ("plan_notice", "docx", {"plan": whole.next_plan.pk, "against": whole.plan.pk}),
        ("league_table", "xlsx", {"publication": whole.scores.publication.pk}),
        ("target_brief", "docx", {"gap": whole.known.gap.pk}),
        ("score_sheet", "docx", {"publication": whole.scores.publication.pk, "unit": "A-INV"}),
    ]
    return [
        {"kind": kind, "format": wanted, "arguments": json.dumps(given), "submission": f"stranger-{number}"}
        for number, (kind, wanted, given) in enumerate(asked)
    ]


def body(whole: WholeZone) -> dict[str, Any]:
    """Our keys under every name that some form of the product reads."""
    report = whole.reports["submitted"]
    return {
        "report": [f"{one.pk}:{one.revision}" for one in whole.reports.values()] + [f"v{whole.fact.pk}"],
        "indicator": str(whole.proposed.pk), "seen": str(report.revision), "revision": "0", "turn": "1",
        "item": str(whole.item.pk), "plan": str(whole.plan.pk), "month": PERIOD, "about": PERIOD, "reason": "X",
        "words": "X", "progress": "X", "value": "1", "done_on": "2023-09-01", "title": "X", "title_zh": "X",
        "held_on": "2023-02-13", "remove": str(whole.evidence.pk), "submit": "1", "confirm": "1", "return": "1",
        "conference": str(whole.conference.pk), "submission": "stranger", "format": "json", "username": "officer",
        "unit": str(whole.world.investment.pk), "sure": "1", "external-link-chooser-url": "/x/",
        "order": f"{whole.order_file.step.order_id}:4", "subject": f"item:{whole.item.pk}",
        "line": "visits", "decision": "upheld", "period": QUARTER, "rule": "visits", "amount": "1", "outcome": "X",
        "next": "/", "parent_page": str(whole.waiting.get_parent().pk),
    }  # fmt: skip


def query(whole: WholeZone) -> str:
    """Our keys in an address that shows a list."""
    asked = {
        "plan": whole.plan.pk, "id": whole.waiting.pk, "item": whole.item.pk, "q": "unreleased", "text": "Sub-project",
        "edition": whole.edition.uid, "batch": whole.batch.pk, "page": 1, "month": PERIOD, "collection_id": 2,
    }  # fmt: skip
    return urlencode(asked)


NAMELESS = {"account/": "account/", "login/": "login/", "test404/": "test404/", "^.*/$": "nothing/at/all/"}
NAMELESS[CLOSED] = "users/edit/1/"


def editing(whole: WholeZone, known: Known) -> str:
    """An address of the editing area that names things of ours; it fails where a new sort of thing is named."""
    page, picture = whole.waiting.pk, whole.picture.pk
    state = whole.waiting.current_workflow_state
    task = state.current_task_state
    values: dict[str, Any] = {
        "page_id": page, "page_to_move_id": page, "page_pk": page, "parent_page_id": whole.waiting.get_parent().pk,
        "destination_id": whole.waiting.get_parent().pk, "image_id": picture, "app_label": "portal",
        "model_name": "newsarticle", "content_type_app_name": "portal", "content_type_model_name": "newsarticle",
        "app_name": "portal", "action": "delete", "action_name": "approve", "task_state_id": task.pk,
        "task_id": task.task_id, "workflow_state_id": state.pk, "workflow_pk": state.workflow_id,
        "revision_id": whole.waiting.latest_revision_id, "object_id": page, "session_id": 1, "uploaded_file_id": 1,
        "collection_id": whole.picture.collection_id, "document_id": 1, "doc_id": 1, "filter_spec": "max-165x165",
        "uidb64": "MQ", "token": "x-y", "pk": picture if known.name.startswith("wagtailimages") else page,
    }  # fmt: skip
    if known.name == "wagtailadmin_pages:revisions_compare":
        return reverse(known.name, args=[page, "earliest", "latest"])
    try:
        return reverse(known.name, kwargs={name: values[name] for name in known.parameters})
    except NoReverseMatch:
        return reverse("wagtailadmin_home") + NAMELESS[known.route.split("/editing/", 1)[1]]
