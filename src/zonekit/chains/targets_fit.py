"""How well firms of a pool fit a node by industry class and by what they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from zonekit.chains.pool import Pool
from zonekit.chains.relatedness import Bools, Floats
from zonekit.chains.targets_model import PartCode
from zonekit.chains.targets_rules import TargetRules

GROUP, DIVISION = 3, 2
SHORTEST_WORD = 2
HEAD = 2


@dataclass(frozen=True, slots=True, eq=False)
class Worth:
    """A part of all firms: values 0..1 with the neutral one where nothing is known."""

    values: Floats
    known: Bools


def class_worth(pool: Pool, classes: tuple[str, ...], rules: TargetRules) -> Worth:
    """Full: the firm's class is the node's or within its branch. Broader: the firm states only a branch above it.

    Group, division: the first three or two digits agree.
    """
    kinds = pool.class_kinds
    values = kinds.spread(_class_fit(code, classes, rules) for code in kinds.values)
    known = kinds.spread(float(bool(code) and bool(classes)) for code in kinds.values) > 0
    return Worth(np.where(known, values, rules.neutral[PartCode.CLASS_FIT]), known)


def _class_fit(code: str, classes: tuple[str, ...], rules: TargetRules) -> float:
    best = 0.0
    for wanted in classes:
        if code.startswith(wanted):
            kind = "full"
        elif code and wanted.startswith(code):
            kind = "broader"
        elif code[:GROUP] == wanted[:GROUP] and len(code) >= GROUP:
            kind = "group"
        elif code[:DIVISION] == wanted[:DIVISION] and len(code) >= DIVISION:
            kind = "division"
        else:
            continue
        best = max(best, rules.class_fit[kind])
    return best


@dataclass(frozen=True, slots=True, eq=False)
class ProductWorth:
    """`fits`: words x firms, what each product word is worth at each firm."""

    worth: Worth
    words: tuple[str, ...]
    fits: Floats

    def best_words(self, firm: int, most: int) -> tuple[str, ...]:
        """The words found at a firm, the best first."""
        found = [(-fit, word) for word, fit in zip(self.words, self.fits[:, firm].tolist(), strict=True) if fit > 0]
        return tuple(word for _, word in sorted(found)[:most])


def product_worth(pool: Pool, words: Iterable[str], rules: TargetRules, in_class: Bools) -> ProductWorth:
    """What the firm makes against the node's product words: the best word counts, each further one adds a little.

    `in_class`: firms of the node's class or group; with them a product of the same head counts as well (滚子轴承 where
    轴箱轴承 is wanted), unless the head is a general one such as 系统. A firm of which neither products nor scope are
    known, and whose name tells nothing, is not known.
    """
    asked = tuple(word for word in dict.fromkeys(word.strip() for word in words) if len(word) >= SHORTEST_WORD)
    fits = np.zeros((len(asked), len(pool)))
    for row, word in zip(fits, asked, strict=True):
        word_fit(pool, word, rules, row)
    further = np.maximum((fits > 0).sum(axis=0) - 1, 0) * rules.product_fit["each_further"]
    for row, word in zip(fits, asked, strict=True):
        head_fit(pool, word, rules, row, in_class)
    best = fits.max(axis=0, initial=0)
    values = np.minimum(best + further, 1)
    known = (pool.tells_what_it_makes | (values > 0)) & bool(asked)
    return ProductWorth(Worth(np.where(known, values, rules.neutral[PartCode.PRODUCT_FIT]), known), asked, fits)


def word_fit(pool: Pool, word: str, rules: TargetRules, into: Floats) -> None:
    """What one word is worth at each firm, written into a row of zeros.

    A product that ends in the word is a kind of it (滚子轴承 of 轴承), one that merely holds it may not be (轴承钢).

    >>> from zonekit.chains.pool import PoolFirm
    >>> from zonekit.chains.targets_rules import load_target_rules
    >>> made = ["轴承", "滚子轴承", "轴承钢", "轴套"]
    >>> pool = Pool.of([PoolFirm("", "甲", products=("钢", one)) for one in made] + [PoolFirm("", "乙轴承厂")])
    >>> word_fit(pool, "轴承", load_target_rules(), row := np.zeros(5)); row.tolist()
    [1.0, 0.9, 0.5, 0.0, 0.8]
    """
    worth = rules.product_fit
    into[pool.scope_text.find(word).rows] = worth["in_scope"]
    hits = pool.product_text.find(word)
    kind = np.where(hits.ends, np.where(hits.begins, worth["same"], worth["kind_of"]), worth["part_of"])
    np.maximum.at(into, hits.rows, kind)
    np.maximum.at(into, pool.name_text.find(word).rows, worth["in_name"])


def head_fit(pool: Pool, word: str, rules: TargetRules, into: Floats, in_class: Bools) -> None:
    """Firms of the right class whose product ends as the word does: its last two signs, where they are Chinese."""
    head = word[-HEAD:]
    if len(word) <= HEAD or head in rules.general_heads or not all("\u4e00" <= sign <= "\u9fff" for sign in head):
        return
    hits = pool.product_text.find(head)
    rows = hits.rows[hits.ends & in_class[hits.rows]]
    np.maximum.at(into, rows, rules.product_fit["same_head"])
