"""Why a file is not taken, in sentences: which file, what it is, what is accepted."""

from __future__ import annotations

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zoneworks.common.errors import Refused
from zoneworks.files.kinds import ACCEPTED, Unfit, extension_of

REASONS: dict[str, Promise] = {
    "empty": gettext_lazy("“%(name)s” is empty."),
    "broken": gettext_lazy("“%(name)s” begins like a %(found)s file but is damaged."),
    "extension_differs": gettext_lazy(
        "“%(name)s” is named “.%(extension)s”, but its content is “.%(found)s”. Give it its right name."
    ),
    "no_extension": gettext_lazy("“%(name)s” has no extension that says what it is."),
    "picture_empty": gettext_lazy("“%(name)s” is a picture without any size."),
    "picture_too_large": gettext_lazy("“%(name)s” is a picture of %(width)s × %(height)s points. Make it smaller."),
    "program": gettext_lazy("“%(name)s” is a program or a script."),
    "program_inside": gettext_lazy("“%(name)s” is a document with a program or a page inside."),
    "archive": gettext_lazy("“%(name)s” is a packed archive. Unpack it and hand in what is inside."),
    "bomb": gettext_lazy("“%(name)s” unpacks to far more than a document has."),
    "places_outside": gettext_lazy("“%(name)s” would unpack to places outside of it."),
    "macros": gettext_lazy("“%(name)s” contains macros or controls. Save it without them."),
    "fetches": gettext_lazy("“%(name)s” loads a template or an object from elsewhere when opened. Save it without."),
    "encrypted": gettext_lazy("“%(name)s” is protected by a password. Save it without."),
    "markup": gettext_lazy("“%(name)s” is a web page or contains one. Print it as a PDF."),
    "rich_text": gettext_lazy("“%(name)s” is a rich text file. Save it as DOCX."),
    "two_kinds": gettext_lazy("“%(name)s” has something before the PDF it seems to be."),
    "other": gettext_lazy("“%(name)s” is none of the kinds of file that are taken."),
}


def refusal_of(unfit: Unfit, name: str) -> Refused:
    params = {"name": name or _("The file"), **unfit.params}
    code = "no_extension" if unfit.code == "extension_differs" and not extension_of(name) else unfit.code
    reason = str(REASONS[code]) % params
    accepted = _("Accepted are %(kinds)s.") % {"kinds": _(", ").join(ACCEPTED)}
    return Refused(f"file_{code}", f"{reason} {accepted}", "file")


def too_large(name: str, size: int, limit: int) -> Refused:
    return Refused(
        "file_too_large",
        _("“%(name)s” has %(size)s; a file may have at most %(limit)s.")
        % {"name": name, "size": filesizeformat(size), "limit": filesizeformat(limit)},
        "file",
    )
