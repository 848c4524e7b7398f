"""Making a zone's portal: both trees, the groups, the collection of pictures, the review before release, the site."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from zoneworks.accounts.access import Scope
from zoneworks.audit.services import record
from zoneworks.common.errors import Refused
from zoneworks.portal.models import NewsIndex, Portal, PortalHome
from zoneworks.units.models import Unit

LANGUAGES = ("zh-hans", "en")
EDITORS_DO = ("add", "change")
REVIEWERS_DO = ("add", "change", "publish", "lock", "unlock")
PICTURES_DO = ("add_image", "change_image", "choose_image")
GENERAL = (("wagtailadmin", "access_admin"), ("simple_translation", "submit_translation"))


@transaction.atomic
def make_portal(
    *, scope: Scope | None, zone: Unit, hostname: str = "", welcome: str = "", welcome_en: str = ""
) -> Portal:
    """Make what is not there yet; `scope` None: the command line. A second zone on one server needs a host name."""
    if scope is not None and not scope.is_administering(zone):
        raise Refused("not_administering", _("Only the administrators of the zone set up its portal."))
    known = Portal.objects.filter(zone=zone).first()
    if known:
        return known
    hostname = hostname.strip().lower()
    if Site.objects.exists() and (not hostname or Site.objects.filter(hostname=hostname).exists()):
        raise Refused(
            "hostname_needed",
            _("Another zone's portal answers here already. Give this one a host name of its own."),
            "hostname",
        )
    prepare_roots()
    homes = plant_trees(zone, {"zh-hans": welcome, "en": welcome_en})
    portal = Portal.objects.create(
        zone=zone,
        editors=group(f"{zone.code} 门户编辑 portal editors"),
        reviewers=group(f"{zone.code} 门户审核 portal reviewers"),
        collection=Collection.get_first_root_node().add_child(name=f"{zone.name} {zone.name_en}".strip()),
    )
    grant(portal, homes)
    set_up_review(portal, homes)
    Site.objects.create(
        hostname=hostname or "localhost",
        root_page=homes[0],
        is_default_site=not Site.objects.filter(is_default_site=True).exists(),
        site_name=zone.name,
    )
    record(user=scope.user if scope else None, zone=zone, verb="make_portal", kind="portal", key=portal.pk)
    return portal


def prepare_roots() -> None:
    """What everything hangs on; the library's own migrations make it, a database made without them lacks it."""
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    if not Page.objects.filter(depth=1).exists():
        Page.add_root(instance=Page(title="Root", slug="root", locale=Locale.objects.get(language_code="zh-hans")))
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")


def plant_trees(zone: Unit, welcome: dict[str, str]) -> list[PortalHome]:
    """A home and a list of news in each language, linked as translations, open at once."""
    homes: list[PortalHome] = []
    news: list[NewsIndex] = []
    root = Page.objects.get(depth=1)
    for code in LANGUAGES:
        with override(code):
            home = PortalHome(
                title=zone.title, slug=f"{zone.code}-{code}".lower(), zone=zone, welcome=welcome[code],
                locale=Locale.objects.get(language_code=code),
            )  # fmt: skip
            index = NewsIndex(title=_("Park News"), slug="park-news", locale=home.locale)
        if homes:
            home.translation_key, index.translation_key = homes[0].translation_key, news[0].translation_key
        root.add_child(instance=home)
        home.add_child(instance=index)
        homes.append(home)
        news.append(index)
    return homes


def group(name: str) -> Group:
    made, _created = Group.objects.get_or_create(name=name)
    for app, codename in GENERAL:
        made.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return made


def grant(portal: Portal, homes: list[PortalHome]) -> None:
    """Editors write and cannot release; reviewers can; both use the zone's pictures and no others."""
    for members, doings in ((portal.editors, EDITORS_DO), (portal.reviewers, REVIEWERS_DO)):
        for home in homes:
            for doing in doings:
                GroupPagePermission.objects.create(group=members, page=home, permission_type=doing)
        for codename in PICTURES_DO:
            permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
            GroupCollectionPermission.objects.create(group=members, collection=portal.collection, permission=permission)


def set_up_review(portal: Portal, homes: list[PortalHome]) -> None:
    """Each release passes one person of the supervision office or the leadership."""
    name = f"审核后发布 Review before release ({portal.zone.code})"
    workflow = Workflow.objects.create(name=name)
    task = GroupApprovalTask.objects.create(name=name)
    task.groups.add(portal.reviewers)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for home in homes:
        WorkflowPage.objects.create(workflow=workflow, page=home)
