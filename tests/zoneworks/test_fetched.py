"""Whatever leaves as a file is on record, once, and says what it is: every address is asked for one."""

from __future__ import annotations

from django.urls import reverse

from tests.zoneworks.addresses import PLACES, more_of_ours, ours
from tests.zoneworks.whole_zone import WholeZone
from zoneworks.audit.fetching import DOWNLOAD, EXPORT
from zoneworks.audit.models import Event
from zoneworks.plans.tests.visits import visitor

# Who hands out a file, and what the record says of it. A new one fails the test until it is listed here.
FILES = {
    "audit:export": (EXPORT, "audit"),
    "chains:artefact-file": (DOWNLOAD, "industry_chain"),
    "chains:gaps-workbook": (EXPORT, "chain_gaps"),
    "chains:map-workbook": (EXPORT, "chain_map"),
    "chains:roster-workbook": (EXPORT, "chain_roster"),
    "chains:targets-workbook": (EXPORT, "gap_targets"),
    "chains:version-workbook": (EXPORT, "chain_version"),
    "documents:file": (DOWNLOAD, "production"),
    "enterprises:workbook": (EXPORT, "enterprises"),
    "imports:notes": (EXPORT, "import"),
    "imports:original": (DOWNLOAD, "import"),
    "plans:actuals-workbook": (EXPORT, "plan"),
    "plans:board-workbook": (EXPORT, "plan"),
    "plans:table-workbook": (EXPORT, "plan"),
    "reports:evidence": (DOWNLOAD, "report"),
    "reports:month-sheet": (EXPORT, "unit"),
    "scoring:appeal-file": (DOWNLOAD, "appeal"),
    "scoring:entry-file": (DOWNLOAD, "entry"),
    "supervision:file": (DOWNLOAD, "order"),
    "supervision:workbook": (EXPORT, "orders"),
    "verification:lights-workbook": (EXPORT, "month"),
}


def test_every_file_that_leaves_is_one_event_that_says_what_it_is(whole: WholeZone) -> None:
    client = visitor(whole.world, "supervision")
    addresses = {name: reverse(name, args=args) for name, args in {**PLACES, **ours(whole)}.items()}
    addresses |= {f"{number}": address for number, address in enumerate(more_of_ours(whole))}
    found = {}
    for address in addresses.values():
        before = Event.objects.count()
        answer = client.get(address)
        events = Event.objects.order_by("pk")[before:]
        if answer.headers.get("Content-Disposition", "").startswith("attachment"):
            [event] = events
            assert event.user == whole.world.users["supervision"]
            assert event.zone == whole.world.zone
            found[answer.resolver_match.view_name] = (event.verb, event.subject_kind)
        else:
            assert not [event.verb for event in events], address
    assert found == FILES


def test_asking_whether_a_file_is_there_is_no_event(whole: WholeZone) -> None:
    client = visitor(whole.world, "supervision")
    before = Event.objects.count()
    assert client.head(reverse("plans:table-workbook", args=[whole.plan.pk])).status_code == 200
    evidence = reverse("reports:evidence", args=[whole.reports["submitted"].pk, whole.evidence.pk])
    etag = client.head(evidence).headers["ETag"]
    assert client.get(evidence, headers={"If-None-Match": etag}).status_code == 304
    assert Event.objects.count() == before
