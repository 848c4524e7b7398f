"""Signing in, one's own account, and the organisation of the zone."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from zoneworks.accounts import queries, services
from zoneworks.accounts.choices import RoleKind
from zoneworks.accounts.doorways import in_zone, must, signed_in, zone_or_404
from zoneworks.accounts.forms import AdmissionForm, RoleForm, SignInForm
from zoneworks.accounts.models import RoleHeld
from zoneworks.common.errors import Refused
from zoneworks.ui.addresses import address
from zoneworks.ui.parts import Crumb
from zoneworks.ui.views import home, safe_next
from zoneworks.units.queries import posts_of_zone


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        to_try = {
            "demonstration": queries.demonstration_accounts(),
            "demonstration_password": settings.ZONEWORKS_DEMO_PASSWORD,
        }
        return super().get_context_data(**to_try, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        remember_language(response, get_language() or settings.LANGUAGE_CODE)
        return response


def root(request: HttpRequest) -> HttpResponse:
    """The bare address: in the language the person chose, else the one remembered, else the browser's."""
    language = getattr(request.user, "language", "") or get_language() or settings.LANGUAGE_CODE
    with override(language):
        return home(request)


def set_language(request: HttpRequest) -> HttpResponse:
    """Remember a language, with the person when they are signed in, and show the same page in it."""
    language = request.POST.get("language") or request.GET.get("language") or ""
    target = safe_next(request)
    if language not in dict(settings.LANGUAGES):
        return redirect(target)
    if request.user.is_authenticated:
        services.choose_language(user=request.user, language=language)
    response = redirect(translate_url(target, language))
    remember_language(response, language)
    return response


def remember_language(response: HttpResponse, language: str) -> None:
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax")


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    roles = RoleHeld.objects.filter(user=request.user)  # type: ignore[misc]  # signed_in: never anonymous
    roles = roles.select_related("unit", "post").order_by("unit__path", "kind")
    return render(request, "accounts/account.html", {"roles": roles})


@signed_in
def password(request: HttpRequest) -> HttpResponse:
    form = PasswordChangeForm(request.user, request.POST or None)  # type: ignore[arg-type]  # never anonymous
    if request.method == "POST" and form.is_valid():
        services.change_password(user=form.user, password=form.cleaned_data["new_password1"])
        update_session_auth_hash(request, form.user)
        messages.success(request, _("The password is changed. Other devices have been signed out."))
        return redirect(address(request, "accounts:account"))
    crumbs = [Crumb(_("My account"), address(request, "accounts:account")), Crumb(_("Change the password"))]
    return render(request, "accounts/password.html", {"form": form, "trail": crumbs})


@in_zone
def organisation(request: HttpRequest) -> HttpResponse:
    """The units of the zone with their posts; administrators also see who holds which role."""
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    page = {
        "rows": queries.unit_rows(scope, zone),
        "posts": posts_of_zone(zone),
        "people": queries.people(scope, zone),
        "is_administering": scope.is_administering(zone),
    }
    return render(request, "accounts/organisation.html", page)


@in_zone
def admit(request: HttpRequest) -> HttpResponse:
    """A new person with a first role; the password is told once."""
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    must(scope.is_administering(zone))
    form = AdmissionForm(request.POST or None, zone=zone)
    if request.method == "POST" and form.is_valid():
        try:
            user, first_password = services.admit_person(**form.cleaned_data, by=scope.user)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, admitted(user.title, first_password))
            return redirect(address(request, "accounts:person", user.pk))
    trail = [Crumb(_("Units and posts"), address(request, "accounts:organisation")), Crumb(_("Add a person"))]
    return render(request, "accounts/admit.html", {"form": form, "trail": trail})


def admitted(name: str, first_password: str) -> str:
    if not first_password:
        return _("%(name)s had an account and keeps its password.") % {"name": name}
    sentence = _("%(name)s can sign in. First password, shown only now: %(password)s")
    return sentence % {"name": name, "password": first_password}


@in_zone
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's roles in the zone; granting a further one."""
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    holder = get_object_or_404(queries.people(scope, zone), pk=pk)
    form = RoleForm(request.POST or None, zone=zone)
    if request.method == "POST" and form.is_valid():
        try:
            services.grant_role(user=holder, **form.cleaned_data, by=scope.user)
        except Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The role is granted."))
            return redirect(address(request, "accounts:person", pk))
    trail = [Crumb(_("Units and posts"), address(request, "accounts:organisation")), Crumb(holder.title)]
    return render(request, "accounts/person.html", {"person": holder, "form": form, "trail": trail})


@in_zone
def revoke(request: HttpRequest, pk: int, role_pk: int) -> HttpResponse:
    """A question, then the role is gone."""
    zone, scope = zone_or_404(request), request.scope  # type: ignore[attr-defined]
    role = get_object_or_404(queries.roles_in(scope, zone), pk=role_pk, user_id=pk)
    back = address(request, "accounts:person", pk)
    if request.method == "POST":
        try:
            services.revoke_role(user=role.user, unit=role.unit, kind=RoleKind(role.kind), by=scope.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(back)
        messages.success(request, _("The role is withdrawn."))
        return redirect(address(request, "accounts:organisation"))
    page = {
        "title": _("Withdraw the role?"),
        "sentence": _("%(person)s no longer sees or does what only this role allows. What they wrote stays.")
        % {"person": role.user.title},
        "facts_shown": [(_("Role"), role.get_kind_display()), (_("At the unit"), role.unit), (_("Post"), role.post)],
        "confirm_label": _("Withdraw the role"),
        "cancel_url": back,
        "is_danger": True,
    }
    return render(request, "ui/confirm.html", page)
