"""Names, business scopes and addresses of fictitious enterprises, in the style of a Chinese register."""

from __future__ import annotations

import re
from random import Random
from typing import Any

from zoneworks.demonstration.files import read

Json = dict[str, Any]
CHINESE_ONLY = re.compile(r"[\u4e00-\u9fff]{2,6}")
SERVICES_FROM = 44
MAKES = 0.55  # of the names, how many say a product instead of a trade
# Words that no firm bears in its name although they are what it offers.
NOT_IN_NAMES = ("批发", "销售", "零售", "施工", "运营", "租赁", "管理", "服务", "代理", "中心", "咨询", "评价", "试验")


def words() -> Json:
    return read("firm_words.json")


def chance(*key: object) -> Random:
    return Random(":".join(map(str, (words()["seed"], *key))))


class Brands:
    """Invented words of three characters, each used once."""

    def __init__(self, name: str) -> None:
        self.chance, self.used = chance("brands", name), set[str]()

    def next(self) -> tuple[str, str]:
        """Chinese and English; no first character meets the same last one twice in a row of words that sound alike."""
        while True:
            signs = [self.chance.choice(list(row)) for row in words()["brand"]]
            brand = "".join(signs)
            if brand not in self.used:
                self.used.add(brand)
                spelled = "".join(row[sign] for row, sign in zip(words()["brand"], signs, strict=True))
                return brand, spelled.capitalize()


def is_service(class_code: str) -> bool:
    return int(class_code[:2]) >= SERVICES_FROM


def trade_of(class_code: str, products: list[str], products_en: list[str], dice: Random) -> tuple[str, str]:
    """What a firm calls its trade: a product of its own, or the usual word of its division."""
    own = [
        (zh, en)
        for zh, en in zip(products, products_en, strict=True)
        if CHINESE_ONLY.fullmatch(zh) and not any(word in zh for word in NOT_IN_NAMES)
    ]
    if own and not is_service(class_code) and dice.random() < MAKES:
        zh, en = dice.choice(own[:2])
        return zh, " ".join(word if word.isupper() else word.capitalize() for word in en.split())
    zh, en = dice.choice(words()["trades"][class_code[:2]])
    return zh, en


def full_name(place: tuple[str, str], brand: tuple[str, str], trade: tuple[str, str], dice: Random) -> tuple[str, str]:
    """The registered name and its English."""
    form, form_en = ("股份有限公司", "Co., Ltd.") if dice.random() < 0.07 else ("有限公司", "Co., Ltd.")
    patterns = (
        f"{place[0]}{brand[0]}{trade[0]}{form}",
        f"{brand[0]}{trade[0]}（{place[0]}）{form}",
        f"{brand[0]}（{place[0]}）{trade[0]}{form}",
    )
    return dice.choices(patterns, (70, 18, 12))[0], f"{brand[1]} {trade[1]} ({place[1]}) {form_en}"


def scope_of(class_code: str, products: list[str], dice: Random) -> str:
    kind = "services" if is_service(class_code) else "makers"
    pattern, verbs = dice.choice(words()[kind])
    chosen = products[:]
    dice.shuffle(chosen)
    made = "；".join(
        f"{product}{verb}" for product in chosen for verb in verbs.split(";") if verb and dice.random() < 0.8
    )
    if "{made}" in pattern and not made:
        made = "；".join(f"{product}制造" for product in chosen)
    return str(pattern).format(list="、".join(chosen), made=made)


def address_of(park: str, class_code: str, dice: Random) -> str:
    workshop, office = (
        f"{dice.randint(1, 12)}号厂房",
        f"{dice.randint(1, 9)}号楼{dice.randint(1, 18)}{dice.randint(1, 12):02d}室",
    )
    building = office if is_service(class_code) else dice.choice(("", "", workshop))
    return f"天津市武清区武清开发区{park}{dice.choice(words()['roads'])}{dice.randint(1, 188)}号{building}"
