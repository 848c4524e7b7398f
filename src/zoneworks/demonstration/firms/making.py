"""The enterprises of the demonstration zone: those of the six chains, and some outside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Any

from zonekit.chains import load_chain
from zonekit.chains.model import Chain, Node
from zonekit.registry.codes import make_credit_code
from zoneworks.demonstration.files import read
from zoneworks.demonstration.firms.model import Course, Firm
from zoneworks.demonstration.firms.outputs import FIRMS, YI, node_outputs, parts_of, standing_of
from zoneworks.demonstration.firms.words import Brands, address_of, chance, full_name, scope_of, trade_of, words

Json = dict[str, Any]
TIANJIN = ("天津", "Tianjin")
DISTRICT = "120114"
FOREIGN = ("德国", "日本", "美国")
COURSES = {Course.STEADY: 66, Course.RISING: 20, Course.TROUBLED: 11, Course.GIVEN_UP: 3}
WAN = 10_000_00  # fen


@cache
def fictitious_firms() -> tuple[Firm, ...]:
    """All of them, in a fixed order."""
    maker = Maker(Brands("zone"))
    firms = [firm for chain in read("firm_chains.json")["chains"] for firm in maker.of_chain(chain)]
    firms += maker.outside_chains()
    return tuple(firms)


def unused_code(district: str, letter: str, number: int) -> str:
    """A code that checks, from a range of organisation codes that no registry has reached."""
    return make_credit_code("91", district, f"MA{letter}{number:05d}")


@dataclass(frozen=True, slots=True)
class On:
    """One place on a node."""

    chain: Chain
    node: Node
    number: int
    word: str
    standing: dict[str, str]
    unit: str
    closes: str

    def second_node(self, dice: Random) -> Node | None:
        """Some of a strong node also make what another well served node of their class makes."""
        if self.word != "strong" or self.number < 3 or dice.random() > 0.35:
            return None
        fit = [
            other
            for other in self.chain.nodes
            if other.code != self.node.code
            and set(other.classes) & set(self.node.classes)
            and self.standing.get(other.code, "present") in ("present", "strong")
        ]
        return dice.choice(fit) if fit else None

    def course(self, dice: Random) -> Course:
        """Only where others remain does anybody give up."""
        if self.word in ("closing", "single", "foreign"):
            return Course.STEADY
        course = course_of(dice)
        return Course.TROUBLED if course == Course.GIVEN_UP and self.word != "strong" else course


class Maker:
    """Makes one enterprise after another; brands and codes are used once."""

    def __init__(self, brands: Brands) -> None:
        self.brands, self.count = brands, 0

    def of_chain(self, code: str) -> list[Firm]:
        told = read("firm_chains.json")["chains"][code]
        closings = {row["node"]: row for row in read("firm_chains.json")["closings"] if row["chain"] == code}
        chain, dice = load_chain(code), chance("chain", code)
        standing = standing_of(told, list(closings.values()), code)
        outputs = node_outputs(chain, told, standing, dice)
        firms = []
        for node in chain.nodes:
            word = standing.get(node.code, "present")
            parts = parts_of(outputs[node.code], dice.randint(*FIRMS[word]), word, dice)
            for number, output in enumerate(parts, start=1):
                closes = closings[node.code]["on"] if word == "closing" and number == len(parts) else ""
                seen = On(chain, node, number, word, standing, told["unit"], closes)
                firms.append(self.on_node(seen, output))
        return firms

    def on_node(self, on: On, output: float) -> Firm:
        key = f"{on.chain.code}:{on.node.code}:{on.number}"
        dice = chance(key)
        class_code = on.node.classes[0] if dice.random() < 0.75 else dice.choice(on.node.classes)
        also = on.second_node(dice)
        told = {
            "chain": on.chain.code, "node": on.node.code, "unit": on.unit, "also": also.code if also else "",
            "is_foreign": on.word == "foreign" or (on.word != "single" and on.number == 1 and dice.random() < 0.18),
            "course": on.course(dice), "closes_on": date.fromisoformat(on.closes) if on.closes else None,
        }  # fmt: skip
        words_of = [on.node, also] if also else [on.node]
        products = [word for node in words_of for word in node.products[:4]]
        products_en = [word for node in words_of for word in node.products_en[:4]]
        return self.firm(key, class_code, (products, products_en), output, told, dice)

    def outside_chains(self) -> list[Firm]:
        firms = []
        for row in words()["others"]:
            for number in range(1, row["count"] + 1):
                key = f"outside:{row['class']}:{number}"
                dice = chance(key)
                told = {"unit": row["unit"], "course": course_of(dice)}
                products = (list(row["products"]), [row["en"]] * len(row["products"]))
                output = dice.lognormvariate(0, 0.8) * 0.35 * YI
                firms.append(self.firm(key, row["class"], products, output, told, dice, (row["zh"], row["en"])))
        return firms

    def firm(
        self, key: str, class_code: str, products: tuple[list[str], list[str]], output: float, told: Json,
        dice: Random, trade: tuple[str, str] | None = None,
    ) -> Firm:  # fmt: skip
        self.count += 1
        brand = self.brands.next()
        said = trade or trade_of(class_code, *products, dice)
        name, name_en = full_name(TIANJIN, brand, said, dice)
        former, renamed = former_name(name, said[0], dice)
        established = date(2001, 1, 1) + timedelta(days=dice.randint(0, 6600))
        parks = words()["parks"]
        park = dice.choices(parks, [row["weight"] for row in parks])[0]
        is_foreign = told.get("is_foreign", False)
        capital, capital_text = capital_of(output, is_foreign, dice)
        return Firm(
            key=key, credit_code=unused_code(DISTRICT, "X", self.count * 37), name=name, name_en=name_en,
            former_name=former, renamed_on=renamed, chain=told.get("chain", ""),
            node=told.get("node", ""), also=told.get("also", ""),
            unit=told["unit"], class_code=class_code, is_class_known=dice.random() > 0.06,
            products=tuple(products[0]), scope=scope_of(class_code, products[0], dice), park=park["code"],
            address=address_of(park["zh"], class_code, dice), home_region=home_of(is_foreign, dice),
            legal_form=legal_form_of(name, is_foreign), is_foreign=is_foreign, capital_fen=capital,
            capital_text=capital_text, established_on=established, course=told["course"], revenue=output,
            closes_on=told.get("closes_on"),
        )  # fmt: skip


def course_of(dice: Random) -> Course:
    return dice.choices(list(COURSES), list(COURSES.values()))[0]


def former_name(name: str, trade: str, dice: Random) -> tuple[str, date | None]:
    """Some were renamed: a limited company became one of shares, another began in a plainer trade."""
    if dice.random() > 0.09:
        return "", None
    before = name.replace("股份有限公司", "有限公司")
    if before == name:
        before = name.replace(trade, dice.choice(("工贸", "商贸", "实业")))
    return before, date(2016, 1, 1) + timedelta(days=dice.randint(0, 2400))


def capital_of(output: float, is_foreign: bool, dice: Random) -> tuple[int, str]:
    """Registered capital in fen, and as stated where it is not in yuan (then at a round rate of seven)."""
    wan = max(50, round(output / 10_000 * dice.uniform(0.08, 0.4) / 50) * 50)
    if is_foreign and dice.random() < 0.6:
        dollars = max(10, round(wan / 7 / 10) * 10)
        return dollars * 7 * WAN, f"{dollars:,}万美元"
    return wan * WAN, ""


def home_of(is_foreign: bool, dice: Random) -> str:
    homes = [(home, weight) for home, weight in words()["homes"] if (home in FOREIGN) == is_foreign]
    return str(dice.choices([home for home, _ in homes], [weight for _, weight in homes])[0])


def legal_form_of(name: str, is_foreign: bool) -> str:
    if is_foreign:
        return "有限责任公司（外商投资）"
    return "股份有限公司（非上市）" if "股份" in name else "有限责任公司"
