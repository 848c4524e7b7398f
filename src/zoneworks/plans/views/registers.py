"""What a register says of an indicator, down to its records."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zoneworks.accounts.doorways import must
from zoneworks.common.errors import Refused
from zoneworks.plans import services
from zoneworks.plans.choices import IndicatorState, PlanState
from zoneworks.plans.forms_binding import BindingForm
from zoneworks.plans.models import Indicator, Item
from zoneworks.plans.pages.records import records_of
from zoneworks.plans.pages.reports import number_of_page
from zoneworks.plans.registers import is_fed, register_words
from zoneworks.plans.views.entrances import must_supervise, scope_of, with_item
from zoneworks.plans.views.facts import trail_of
from zoneworks.plans.views.items import to_item
from zoneworks.ui.parts import Crumb


@with_item
def records(request: HttpRequest, item: Item, key: int) -> HttpResponse:
    """The records behind the value of an indicator that a register feeds."""
    indicator = Indicator.objects.filter(item=item, state=IndicatorState.CONFIRMED, pk=key).first()
    must(indicator is not None and is_fed(indicator))
    assert indicator is not None
    context = {
        "item": item,
        "indicator": indicator,
        "register": register_words(indicator),
        "records": records_of(request, indicator, item.plan.zone, number_of_page(request)),
        "as_of": request.as_of,  # type: ignore[attr-defined]
        "trail": trail_of(request, item, Crumb(_("Records"))),
    }
    return render(request, "plans/records.html", context)


@with_item
def bind(request: HttpRequest, item: Item, key: int) -> HttpResponse:
    """Say where the figure of an indicator comes from."""
    must_supervise(request, item.plan.zone)
    indicator = Indicator.objects.filter(item=item, pk=key).select_related("item__plan__zone").first()
    must(indicator is not None and item.plan.state != PlanState.CLOSED)
    assert indicator is not None
    asked = request.POST.get("register", request.GET.get("register", indicator.register))
    form = BindingForm(request.POST or None, indicator=indicator, zone=item.plan.zone, asked=asked)
    if request.method == "POST" and form.is_valid():
        try:
            services.bind_indicator(
                scope=scope_of(request), indicator=indicator, register=form.cleaned_data["register"],
                args=form.arguments(), seen=form.cleaned_data["seen"], today=request.today,  # type: ignore[attr-defined]
            )  # fmt: skip
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("“%(indicator)s” is saved.") % {"indicator": indicator.title})
            return to_item(request, item)
    context = {
        "item": item,
        "indicator": indicator,
        "form": form,
        "trail": trail_of(request, item, Crumb(_("Where the figure comes from"))),
    }
    return render(request, "plans/bind.html", context, status=422 if form.errors else 200)
