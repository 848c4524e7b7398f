"""Who was invited to a conference and who came: units and the holders of posts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from zoneworks.accounts.access import Scope
from zoneworks.answers.models import Attendance, Conference
from zoneworks.answers.services.guards import (
    claim,
    one_line,
    require_few,
    require_post_of,
    require_supervision,
    require_unit_of,
    told,
)
from zoneworks.common.errors import Refused
from zoneworks.plans.services.limits import require_fitting
from zoneworks.units.models import Post, Unit

MOST_PEOPLE = 5000


@dataclass(frozen=True, slots=True)
class NewAttendance:
    """A unit or a post, one of the two. `people`: how many came; left out, whoever came is one."""

    unit: Unit | None = None
    post: Post | None = None
    is_invited: bool = True
    has_attended: bool = False
    people: int | None = None
    note: str = ""
    note_en: str = ""


@transaction.atomic
def set_attendance(
    *, scope: Scope, conference: Conference, attendance: Sequence[NewAttendance], seen: int | None = None
) -> Conference:
    """Replace the list; the same list again writes nothing."""
    require_supervision(scope, conference.zone)
    wanted = clean_attendance(conference, attendance)
    present = [as_given(row) for row in rows_of(conference)]
    if wanted != present:
        claim(conference, seen=seen)
        Attendance.objects.filter(conference=conference).delete()
        write_attendance(conference, wanted)
        came = sum(row.has_attended for row in wanted)
        told(scope, conference, "set_attendance", before=len(present), after=len(wanted), came=came)
    conference.refresh_from_db()
    return conference


def rows_of(conference: Conference) -> list[Attendance]:
    return list(Attendance.objects.filter(conference=conference).select_related("unit", "post"))


def as_given(row: Attendance) -> NewAttendance:
    return NewAttendance(row.unit, row.post, row.is_invited, row.has_attended, row.people, row.note, row.note_en)


def write_attendance(conference: Conference, attendance: Sequence[NewAttendance]) -> None:
    Attendance.objects.bulk_create(
        Attendance(
            conference=conference,
            position=position,
            unit=row.unit,
            post=row.post,
            is_invited=row.is_invited,
            has_attended=row.has_attended,
            people=row.people or 0,
            note=row.note,
            note_en=row.note_en,
        )
        for position, row in enumerate(clean_attendance(conference, attendance), start=1)
    )


def clean_attendance(conference: Conference, attendance: Sequence[NewAttendance]) -> list[NewAttendance]:
    """Rows that say something, each subject once: posts, then units, in the zone's own order."""
    require_few(len(attendance), "attendance")
    rows = [clean_row(conference, row) for row in attendance if row.is_invited or row.has_attended]
    subjects = [row.unit or row.post for row in rows]
    for number, subject in enumerate(subjects):
        if subject in subjects[:number]:
            raise Refused(
                "attendance_twice", _("“%(subject)s” is in the list twice.") % {"subject": subject}, "attendance"
            )
    return sorted(rows, key=order_of)


def order_of(row: NewAttendance) -> tuple[bool, int, str, int]:
    if row.unit:
        return True, row.unit.position, row.unit.path, row.unit.pk
    post = row.post
    return False, post.position if post else 0, "", post.pk if post else 0


def clean_row(conference: Conference, row: NewAttendance) -> NewAttendance:
    if (row.unit is None) == (row.post is None):
        raise Refused("attendance_of_whom", _("Each row names a unit or a post."), "attendance")
    require_unit_of(conference.zone, row.unit, "attendance")
    require_post_of(conference.zone, row.post, "attendance")
    people = row.people if row.people is not None else int(row.has_attended)
    if row.has_attended != (people > 0) or not 0 <= people <= MOST_PEOPLE:
        raise Refused(
            "people_unfit",
            _("%(subject)s: give how many people came, 1 to %(limit)d, or take the tick away.")
            % {"subject": row.unit or row.post, "limit": MOST_PEOPLE},
            "attendance",
        )
    cleaned = replace(row, people=people, note=one_line(row.note), note_en=one_line(row.note_en))
    require_fitting(Attendance, {"note": cleaned.note, "note_en": cleaned.note_en})
    return cleaned
