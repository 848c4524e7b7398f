"""Records of one enterprise: found by code, name, former name and address, and only those."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zonekit.registry.codes import make_credit_code
from zonekit.registry.duplicates import Pair, Record, Why, find_duplicates, normal_address

CODE = make_credit_code("91", "990100", "MA0X0001")
OTHER = make_credit_code("91", "990100", "MA0X0002")


def only(*records: Record) -> Pair:
    (pair,) = find_duplicates(records)
    return pair


def test_one_code_is_one_enterprise() -> None:
    pair = only(Record(1, "示例电子有限公司", CODE), Record(2, "别的机械有限公司", CODE))
    assert (pair.reasons, pair.score, pair.codes_differ) == ((Why.CODE,), 1.0, False)


def test_one_firm_under_three_names_is_paired_with_the_first() -> None:
    found = find_duplicates(
        [
            Record(1, "天津示例電子有限公司"),
            Record(2, "天津示例电子有限公司"),
            Record(3, "天津示例电子（天津）　有限责任公司"),
            Record(4, "示例电子（天津）有限责任公司"),
        ]
    )
    assert [(pair.first, pair.second) for pair in found if Why.NAME in pair.reasons] == [(1, 2)]
    assert (1, 4) in {(pair.first, pair.second) for pair in found}


def test_two_codes_of_one_name_are_doubted_not_dropped() -> None:
    pair = only(Record(1, "天津示例电子有限公司", CODE), Record(2, "天津示例电子有限公司", OTHER))
    assert pair.codes_differ
    assert pair.score < 0.6


def test_a_former_name_leads_to_who_bears_it_or_bore_it() -> None:
    bears = only(Record(1, "天津旧名有限公司"), Record(2, "天津新名有限公司", former=("天津舊名有限公司",)))
    assert bears.reasons == (Why.FORMER_NAME,)
    bore = only(
        Record(1, "甲乙有限公司", former=("丙丁有限公司",)), Record(2, "戊己有限公司", former=("丙丁有限公司",))
    )
    assert bore.reasons == (Why.FORMER_NAME,)


def test_a_trade_name_at_one_address_is_one_firm_unless_the_codes_say_two() -> None:
    one = Record(1, "示例电子有限公司", address="天津市武清区示例路8号")
    other = Record(2, "武清区示例电子有限责任公司", address="武清区示例路８号院内")
    assert only(one, other).reasons == (Why.ADDRESS,)
    with_codes = [Record(1, one.name, CODE, address=one.address), Record(2, other.name, OTHER, address=other.address)]
    assert find_duplicates(with_codes) == ()


def test_a_trade_name_of_other_places_is_another_firm() -> None:
    found = find_duplicates(
        [
            Record(1, "天津华例贸易有限公司", address="天津市武清区示例路8号"),
            Record(2, "河北华例贸易有限公司", address="廊坊市安次区示例路9号"),
            Record(3, "天津华例贸易有限公司武清分公司", address="天津市武清区示例路8号"),
        ]
    )
    assert found == ()


def test_an_address_is_compared_without_where_it_begins() -> None:
    assert normal_address("天津市武清区　示例路８号") == normal_address("示例路8号") == "示例路8号"


def test_a_crowd_of_one_trade_name_is_still_compared_by_its_exact_address() -> None:
    crowd = [Record(n, f"第{n}区示例超市有限公司", address=f"示例大道{n}号楼") for n in range(100)]
    copies = [Record(1000 + n, f"第{n}区示例超市股份有限公司", address=f"示例大道{n}号楼") for n in range(0, 100, 10)]
    found = find_duplicates(crowd + copies)
    assert {(pair.first, pair.second) for pair in found} >= {(n, 1000 + n) for n in range(0, 100, 10)}


def test_a_hundred_records_of_one_name_are_ninety_nine_pairs() -> None:
    assert len(find_duplicates([Record(n, "示例电子有限公司") for n in range(100)])) == 99


def test_nameless_records_are_nobodys_doubles() -> None:
    assert find_duplicates([Record(1, ""), Record(2, " "), Record(3, "公司"), Record(4, "示例有限公司")]) == ()


@given(st.lists(st.text("示例电子机械天津武清有限公司", min_size=1, max_size=8), max_size=12))
def test_the_order_of_the_records_does_not_change_who_is_found(names: list[str]) -> None:
    records = [Record(place, name) for place, name in enumerate(names)]
    turned = list(reversed(records))
    assert _families(records) == _families(turned)


def _families(records: list[Record]) -> set[frozenset[int]]:
    """Who hangs together, whichever of them came first."""
    family = {record.key: {record.key} for record in records}
    for pair in find_duplicates(records):
        joined = family[pair.first] | family[pair.second]
        for key in joined:
            family[key] = joined
    return {frozenset(members) for members in family.values()}
