"""Duplicates: found by the engine, merged or told apart by a person, and both taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from zonekit.registry.duplicates import Record, find_duplicates
from zoneworks.accounts.doorways import in_zone, must, zone_or_404
from zoneworks.common.errors import Refused
from zoneworks.enterprises import services
from zoneworks.enterprises.forms import ApartForm
from zoneworks.enterprises.models import Distinct, Enterprise, Merge
from zoneworks.enterprises.pages.doubles import DoublesPage, side_by_side
from zoneworks.enterprises.queries import enterprise_or_none, kin_of, may_write
from zoneworks.enterprises.queries_distinct import answers_between, answers_readable
from zoneworks.enterprises.views.entrances import (
    FORM_REFUSED,
    is_about_the_past,
    must_write,
    page_number,
    scope_of,
    to_enterprise,
    today_of,
    with_enterprise,
)
from zoneworks.enterprises.words import DUPLICATE_REASONS
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb


@in_zone
@require_safe
def doubles(request: HttpRequest) -> HttpResponse:
    """Which records are one and the same enterprise?"""
    page = DoublesPage(request, zone_or_404(request), page_number(request))
    return render(request, "enterprises/doubles.html", {"page": page})


@with_enterprise
def merge(request: HttpRequest, enterprise: Enterprise, other: int) -> HttpResponse:
    """Two records side by side; the one that stays is chosen, nothing is lost."""
    if request.method == "POST" and is_merged_into(enterprise, other):
        must_write(request, enterprise)
        messages.info(request, _("The two have been merged already."))
        return to_enterprise(request, enterprise, "doubles")
    beside = beside_or_404(request, enterprise, other)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    reasons, trouble = reasons_of(enterprise, beside), ""
    if request.method == "POST":
        kept, gone = (beside, enterprise) if request.POST.get("kept") == str(beside.pk) else (enterprise, beside)
        try:
            services.merge_enterprises(
                scope=scope_of(request), kept=kept, gone=gone, today=today_of(request), reasons=reasons
            )
        except Refused as refused:
            trouble = str(refused)
        else:
            said = _("“%(gone)s” is read as “%(kept)s” from now on. The merge can be undone on its page.")
            messages.success(request, said % {"gone": gone.title, "kept": kept.title})
            return to_enterprise(request, kept, "doubles")
    context = {
        "one": enterprise, "other": beside, "rows": side_by_side(enterprise, beside), "trouble": trouble,
        "reasons": [DUPLICATE_REASONS[reason] for reason in reasons],
        "trail": [
            Crumb(_("Enterprises"), address(request, "enterprises:register")),
            Crumb(_("Duplicates"), address(request, "enterprises:doubles")), Crumb(_("Merge")),
        ],
        "apart_url": address(request, "enterprises:tell-apart", enterprise.pk, beside.pk),
        "apart_form": ApartForm(),
        "answer": standing_answer(enterprise, beside),
        "back_url": address(request, "enterprises:take-answer-back", enterprise.pk, beside.pk),
        "cancel_url": address(request, "enterprises:enterprise", enterprise.pk),
    }  # fmt: skip
    return render(request, "enterprises/merge.html", context, status=FORM_REFUSED if trouble else 200)


def is_merged_into(enterprise: Enterprise, other: int) -> bool:
    """The same form sent again: the other record is read as this one."""
    return Enterprise.objects.filter(pk=other, merged_into=enterprise).exists()


def beside_or_404(request: HttpRequest, enterprise: Enterprise, other: int) -> Enterprise:
    """The other record of a pair; the person must write both."""
    beside = enterprise_or_none(scope_of(request), other)
    if beside is None or beside.pk == enterprise.pk or beside.zone_id != enterprise.zone_id:
        raise Http404
    must_write(request, enterprise)
    must_write(request, beside)
    return beside


def standing_answer(one: Enterprise, other: Enterprise) -> Distinct | None:
    return answers_between([one.pk], [other.pk]).select_related("decided_by").first()


@with_enterprise
@require_POST
def tell_apart(request: HttpRequest, enterprise: Enterprise, other: int) -> HttpResponse:
    """They are two enterprises: the pair is no longer proposed."""
    beside = beside_or_404(request, enterprise, other)
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    form = ApartForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("reason_unfit", " ".join(str(error) for error in form.errors["reason"]), "reason")
        services.tell_apart(
            scope=scope_of(request), one=enterprise, other=beside, today=today_of(request),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = _("“%(one)s” and “%(other)s” are two enterprises: they are no longer proposed as duplicates.")
        messages.success(request, said % {"one": enterprise.title, "other": beside.title})
    return to_doubles(request)


@in_zone
@require_POST
def take_answer_back(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """They may be one enterprise after all. One of the two may have been merged with a third meanwhile."""
    zone = zone_or_404(request)
    known = answers_readable(scope_of(request), zone, today_of(request)).filter(
        first=min(pk, other), second=max(pk, other)
    )
    answer = known.select_related("first__merged_into", "second__merged_into").first()
    for key in (pk, other):
        record = Enterprise.objects.select_related("zone", "unit", "merged_into__unit").filter(pk=key).first()
        stands = (record.merged_into or record) if record else None
        must(stands is not None and stands.zone_id == zone.pk and may_write(scope_of(request), stands))
    if is_about_the_past(request):
        return to_doubles(request)
    if answer is None:
        messages.info(request, _("No such answer stands; the pair is compared again."))
        return to_doubles(request)
    services.take_answer_back(scope=scope_of(request), answer=answer, today=today_of(request))
    messages.success(request, _("The answer is taken back: the pair is proposed again while the records look alike."))
    return to_doubles(request)


def to_doubles(request: HttpRequest) -> HttpResponse:
    return redirect(address(request, "enterprises:doubles", unit=request.GET.get("unit") or None))


def reasons_of(one: Enterprise, other: Enterprise) -> list[str]:
    found = find_duplicates([record_of(one), record_of(other)])
    return [str(why) for pair in found for why in pair.reasons]


def record_of(enterprise: Enterprise) -> Record:
    former = tuple(enterprise.names.values_list("name", flat=True))
    return Record(enterprise.pk, enterprise.name, enterprise.credit_code, former, enterprise.address)


@with_enterprise
@require_POST
def undo_merge(request: HttpRequest, enterprise: Enterprise, key: int) -> HttpResponse:
    """Both stand for themselves again."""
    must_write(request, enterprise)
    undone = Merge.objects.select_related("kept__zone", "kept__unit", "gone").filter(
        pk=key, kept__in=kin_of(enterprise)
    ).first()  # fmt: skip
    if undone is None:
        raise Http404
    if is_about_the_past(request):
        return to_enterprise(request, enterprise)
    try:
        services.undo_merge(scope=scope_of(request), merge=undone, today=today_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The merge is undone: both stand for themselves again."))
    return redirect(address(request, "enterprises:enterprise", enterprise.pk))
