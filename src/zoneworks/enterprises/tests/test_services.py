"""One enterprise at a time: added once, changed under guard, renamed without being lost, confidential by name."""

from __future__ import annotations

from datetime import date

import pytest

from zoneworks.audit.models import Event
from zoneworks.common.errors import Overtaken, Refused
from zoneworks.enterprises.choices import AssignedBy, LeadingRole
from zoneworks.enterprises.comparing import Register
from zoneworks.enterprises.models import Enterprise, EnterpriseClass, EnterpriseName, EnterpriseRole, Listing
from zoneworks.enterprises.queries import enterprises_readable, kin_of, may_write
from zoneworks.enterprises.search import search
from zoneworks.enterprises.services import (
    StatedClass,
    add_enterprise,
    assign_class,
    assign_classes,
    change_enterprise,
    confirm_class,
    delist,
    end_role,
    give_role,
    list_above_scale,
    list_many_above_scale,
    merge_enterprises,
    name_readers,
    rename_enterprise,
    save_enterprises,
    undo_merge,
)
from zoneworks.enterprises.tests.worlds import (
    SINCE,
    STRANGERS,
    TODAY,
    World,
    code_of,
    make_enterprise,
    make_enterprises,
    row,
)


def refusal(call, **arguments: object) -> str:
    with pytest.raises(Refused) as refused:
        call(**arguments)
    return refused.value.code


def test_an_enterprise_is_kept_once_by_its_code(world: World) -> None:
    first = make_enterprise(world)
    add = {"scope": world.scope("officer"), "zone": world.zone, "today": TODAY, "unit": world.investment}
    assert refusal(add_enterprise, name="另一个名字", credit_code=first.credit_code.lower(), **add) == "code_taken"
    assert refusal(add_enterprise, name="乙公司", credit_code="91350100M000100Y44", **add) == "code_check_digit"
    assert refusal(add_enterprise, name=" （） ", **add) == "name_missing"
    bare = add_enterprise(name="无码示例公司", **add)
    assert bare.credit_code == ""
    assert refusal(add_enterprise, name="无碼示例 公司", **add) == "name_taken"
    assert Event.objects.filter(verb="add_enterprise").count() == 2


@pytest.mark.parametrize("persona", [*STRANGERS, "leader", "administrator", "cooperating"])
def test_who_does_not_keep_it_does_not_write_it(world: World, persona: str) -> None:
    firm = make_enterprise(world)
    scope = world.scope(persona)
    assert not may_write(scope, firm)
    assert refusal(change_enterprise, scope=scope, enterprise=firm, address="别处") == "not_yours"
    add = {"scope": scope, "zone": world.zone, "today": TODAY, "unit": world.investment}
    assert refusal(add_enterprise, name="乙公司", **add) == "unit_not_yours"
    saving = {"scope": scope, "zone": world.zone, "today": TODAY, "unit": world.investment}
    assert refusal(save_enterprises, rows=[row(1, address="别处")], **saving) == "not_yours"
    assert refusal(save_enterprises, rows=[row(2)], **saving) == "unit_not_yours"


def test_an_officer_below_reads_what_is_kept_above_and_writes_only_their_own(world: World) -> None:
    firm = make_enterprise(world)
    scope = world.scope("section_officer")
    assert list(enterprises_readable(scope, world.zone)) == [firm]
    assert not may_write(scope, firm)
    assert may_write(world.scope("officer"), make_enterprise(world, 2, unit=world.section))


def test_a_change_of_what_somebody_else_changed_is_overtaken(world: World) -> None:
    firm = make_enterprise(world)
    scope = world.scope("officer")
    seen = firm.revision
    changed = change_enterprise(scope=scope, enterprise=firm, seen=seen, address="示例路1号", business_scope="轴承制造")
    assert (changed.address, changed.scope, changed.revision) == ("示例路1号", "轴承制造", seen + 1)
    assert change_enterprise(scope=scope, enterprise=firm, seen=seen, address="示例路1号").revision == seen + 1
    with pytest.raises(Overtaken):
        change_enterprise(scope=scope, enterprise=firm, seen=seen, address="示例路2号")
    assert Event.objects.filter(verb="change_enterprise").count() == 1


def test_a_change_that_no_enterprise_can_have_is_refused(world: World) -> None:
    arguments = {"scope": world.scope("officer"), "enterprise": make_enterprise(world)}
    assert refusal(change_enterprise, established_on=TODAY, left_on=SINCE, **arguments) == "left_before_established"
    assert refusal(change_enterprise, capital_fen=-1, **arguments) == "capital_unfit"
    assert refusal(change_enterprise, state="gone", **arguments) == "state_unknown"
    assert refusal(change_enterprise, address="路" * 301, **arguments) == "text_too_long"
    assert refusal(change_enterprise, park=world.other_unit, **arguments) == "unit_outside"


def test_a_former_name_is_kept_once_and_back_again_it_is_no_former_one(world: World) -> None:
    firm = make_enterprise(world, name="示例甲有限公司")
    scope = world.scope("officer")
    rename_enterprise(scope=scope, enterprise=firm, name="示例乙有限公司", on=TODAY)
    assert [(one.name, one.until) for one in firm.names.all()] == [("示例甲有限公司", TODAY)]
    rename_enterprise(scope=scope, enterprise=firm, name="示例甲有限公司", on=TODAY)
    assert [one.name for one in EnterpriseName.objects.filter(enterprise=firm)] == ["示例乙有限公司"]


def test_a_confidential_one_is_read_by_name_only(world: World) -> None:
    firm = make_enterprise(world, is_confidential=True)
    zone = world.zone
    assert not enterprises_readable(world.scope("officer"), zone).exists()
    assert search(world.scope("officer"), zone, firm.name).enterprises == []
    for persona in ("leader", "supervision"):
        assert enterprises_readable(world.scope(persona), zone).exists()
    name_readers(scope=world.scope("supervision"), enterprise=firm, readers=[world.users["cooperating"]])
    assert list(enterprises_readable(world.scope("cooperating"), zone)) == [firm]
    assert not may_write(world.scope("cooperating"), firm)
    assert not may_write(world.scope("officer"), firm)


def test_the_same_rows_saved_again_change_nothing(world: World) -> None:
    arguments = {"scope": world.scope("officer"), "zone": world.zone, "today": TODAY, "unit": world.investment}
    rows = [row(1, address="示例路1号"), row(2), row(3, credit_code="", name="无码示例公司")]
    first = save_enterprises(rows=rows, **arguments)
    assert first.counts == {"created": 3, "updated": 0, "same": 0}
    again = save_enterprises(rows=rows, **arguments)
    assert again.counts == {"created": 0, "updated": 0, "same": 3}
    assert EnterpriseClass.objects.count() == 3
    assert Event.objects.filter(verb="save_enterprises").count() == 1


def test_a_row_means_the_one_of_its_code_else_one_of_its_name_where_one_of_the_two_has_none(world: World) -> None:
    make_enterprises(world, 0, rows=[row(1, name="示例同名公司"), row(2, credit_code="", name="示例无码公司")])
    register = Register(world.scope("supervision"), world.zone, world.investment)
    given = [
        row(1, name="示例改名公司"),
        row(3, name="示例同名公司"),
        row(4, name="示例无码公司"),
        row(0, name="示例同名公司", credit_code=""),
        row(0, name="示例无码公司", credit_code=""),
        row(0, name="示例新公司", credit_code=""),
    ]
    coded, bare = (Enterprise.objects.get(name=name).pk for name in ("示例同名公司", "示例无码公司"))
    meant = [(one.action, one.key) for one in register.plan(given)]
    assert meant == [
        ("update", coded), ("create", 0), ("update", bare), ("same", coded), ("same", bare), ("create", 0),
    ]  # fmt: skip


def test_saving_changes_what_differs_and_keeps_what_is_not_named(world: World) -> None:
    firm = make_enterprise(world, 1, address="示例路1号", legal_form="有限责任公司")
    arguments = {"scope": world.scope("officer"), "zone": world.zone, "today": TODAY}
    saved = save_enterprises(rows=[row(1, name="示例新名有限公司", address="示例路2号", industry="2710")], **arguments)
    assert saved.counts == {"created": 0, "updated": 1, "same": 0}
    old = firm.name
    firm.refresh_from_db()
    assert (firm.name, firm.address, firm.legal_form) == ("示例新名有限公司", "示例路2号", "有限责任公司")
    assert (firm.class_code, firm.revision) == ("2710", 1)
    assert [one.name for one in firm.names.all()] == [old]
    assert search(world.scope("leader"), world.zone, old).enterprises == [firm]


def test_saving_needs_a_fixed_number_of_statements(world: World, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(24):
        make_enterprises(world, 300)
    assert Enterprise.objects.count() == 300


def test_a_proposal_does_not_overrule_a_person(world: World) -> None:
    firm, other = make_enterprises(world, 2)
    scope = world.scope("officer")
    proposal = StatedClass("2710", AssignedBy.PROPOSED, 0.7, ({"text": "制药", "field": "name", "weight": 1},))
    confirm_class(scope=scope, enterprise=firm, class_code="3452", today=TODAY)
    assert (
        assign_classes(scope=scope, zone=world.zone, classes={firm.pk: proposal, other.pk: proposal}, today=TODAY) == 0
    )
    firm.refresh_from_db()
    assert (firm.class_code, firm.class_by) == ("3452", "person")
    assert [one.class_code for one in firm.classes.all()] == ["3451", "3452", "2710"]
    bare = make_enterprise(world, 9)
    assert assign_classes(scope=scope, zone=world.zone, classes={bare.pk: proposal}, today=TODAY) == 1
    assert assign_classes(scope=scope, zone=world.zone, classes={bare.pk: proposal}, today=TODAY) == 0
    assert (
        refusal(assign_class, scope=scope, enterprise=bare, industry=StatedClass("9999"), today=TODAY)
        == "class_unknown"
    )


def test_roles_and_listing_go_from_a_day_to_a_day(world: World) -> None:
    firm, scope = make_enterprise(world), world.scope("officer")
    held = give_role(scope=scope, enterprise=firm, role=LeadingRole.LEADING, since=SINCE, basis="甲开〔2022〕3号")
    assert give_role(scope=scope, enterprise=firm, role=LeadingRole.LEADING, since=TODAY) == held
    assert refusal(end_role, scope=scope, held=held, until=date(2019, 1, 1)) == "ends_before_begin"
    end_role(scope=scope, held=held, until=TODAY)
    assert EnterpriseRole.objects.get().until == TODAY
    list_above_scale(scope=scope, enterprise=firm, since=SINCE)
    list_above_scale(scope=scope, enterprise=firm, since=SINCE)
    assert Enterprise.objects.get().is_above_scale
    delist(scope=scope, enterprise=firm, until=TODAY)
    delist(scope=scope, enterprise=firm, until=TODAY)
    assert not Enterprise.objects.get().is_above_scale
    assert Listing.objects.get().until == TODAY


def test_the_list_of_a_year_is_entered_at_once(world: World) -> None:
    a, b, c = make_enterprises(world, 3)
    scope = world.scope("supervision")
    list_above_scale(scope=scope, enterprise=a, since=SINCE)
    since = {one.pk: TODAY for one in (a, b, c)}
    assert list_many_above_scale(scope=scope, zone=world.zone, since=since, basis="2022年年报") == 2
    assert list_many_above_scale(scope=scope, zone=world.zone, since=since) == 0
    assert Enterprise.objects.filter(is_above_scale=True).count() == 3
    assert dict(Listing.objects.values_list("enterprise", "since")) == {a.pk: SINCE, b.pk: TODAY, c.pk: TODAY}
    assert Event.objects.filter(verb="list_above_scale", subject_id=str(b.pk)).count() == 1


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_enters_nobody_in_the_statistics(world: World, who: str) -> None:
    firm = make_enterprise(world)
    assert list_many_above_scale(scope=world.scope(who), zone=world.zone, since={firm.pk: TODAY}) == 0
    assert not Listing.objects.exists()


def test_a_merge_is_undone_to_the_letter(world: World) -> None:
    a, b, c = make_enterprises(world, 3)
    scope = world.scope("officer")
    first = merge_enterprises(scope=scope, kept=b, gone=a, today=TODAY, reasons=["same_name"])
    assert merge_enterprises(scope=scope, kept=b, gone=a, today=TODAY) == first
    second = merge_enterprises(scope=scope, kept=c, gone=b, today=TODAY)
    assert kin_of(c) == [c.pk, a.pk, b.pk]
    assert list(enterprises_readable(scope, world.zone)) == [c]
    assert search(world.scope("leader"), world.zone, a.name).enterprises == [c]
    undo_merge(scope=scope, merge=first, today=TODAY)
    undo_merge(scope=scope, merge=first, today=TODAY)
    assert kin_of(c) == [c.pk, b.pk]
    assert search(world.scope("leader"), world.zone, a.name).enterprises == [a]
    undo_merge(scope=scope, merge=second, today=TODAY)
    assert [kin_of(one) for one in (a, b, c)] == [[a.pk], [b.pk], [c.pk]]


def test_what_cannot_be_merged_is_refused(world: World) -> None:
    a, b = make_enterprises(world, 2)
    scope = world.scope("officer")
    assert refusal(merge_enterprises, scope=scope, kept=a, gone=a, today=TODAY) == "merge_with_itself"
    outsider = {"scope": world.scope("cooperating"), "today": TODAY}
    assert refusal(merge_enterprises, kept=a, gone=b, **outsider) == "not_yours"
    merge = merge_enterprises(scope=scope, kept=a, gone=b, today=TODAY)
    code = b.credit_code
    change_enterprise(scope=scope, enterprise=a, credit_code=code_of(50))
    change_enterprise(scope=scope, enterprise=a, credit_code=code)
    assert refusal(undo_merge, scope=scope, merge=merge, today=TODAY) == "code_taken_since"
    assert enterprises_readable(scope, world.zone).count() == 1
