"""The map of a chain of 500 nodes with 20,000 placed enterprises in a browser: from the request until one can use it.

Usable: the map is drawn and takes a click; how long a click takes to show the firms of a node stands beside it. The
first time nothing of the chain is kept in the server and nothing of the product in the browser; afterwards both are as
for everybody who comes again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from bench.browsed import PASSWORD, Visitor, Waited, skipped, visiting
from bench.chains_in_database import FIRMS, NODES, TODAY, filled_chain
from bench.measure import Measured
from bench.plans_made_in_database import start

USABLE_SECONDS = 1.0
TIMES = 5
LEAST_STATUSES = 4
# A node served well: its panel names its firms.
NODE, FIRM = ".chain-map .chain-node.is-strong", "#node-panel .firms a"
FORM = "/en/accounts/mine/password/"
BASELINE = "a page with one form, drawn"
WHAT = f"map of {NODES} nodes, {FIRMS:,} placed enterprises"


def run() -> list[Measured]:
    if skipped("bench.chains_browser"):
        return []
    start()
    chain, username = ready()
    map_path, gaps_path = f"/en/chains/{chain}/", f"/en/chains/{chain}/gaps/"
    with visiting(username) as person:
        forms = best(lambda: person.opens(FORM))
        first = best(lambda: drawn(person, map_path), before=lambda: forget(person))
        firms_first = best(lambda: clicked(person), before=lambda: reopened(person, map_path))
        again = best(lambda: drawn(person, map_path))
        firms = best(lambda: clicked(person), before=lambda: drawn(person, map_path))
        table = best(lambda: person.opens(f"{map_path}?as=table"), before=lambda: forget(person))
        table_again = best(lambda: person.opens(f"{map_path}?as=table"))
        gaps = best(lambda: person.opens(gaps_path), before=lambda: forget(person))
        gaps_again = best(lambda: person.opens(gaps_path))
    return [
        *lines(f"{WHAT}, in the browser: drawn, the first time", first, forms),
        *lines(f"{WHAT}, in the browser: drawn, again", again, forms),
        line(f"{WHAT}, in the browser: a node's firms after a click, the first time", firms_first, forms),
        line(f"{WHAT}, in the browser: a node's firms after a click, again", firms, forms),
        line(f"{WHAT}, in the browser: as a table, the first time", table, forms, None),
        line(f"{WHAT}, in the browser: as a table, again", table_again, forms, None),
        line(f"list of its gaps, {NODES} nodes, in the browser: the first time", gaps, forms),
        line(f"list of its gaps, {NODES} nodes, in the browser: again", gaps_again, forms),
    ]


def ready() -> tuple[int, str]:
    """The chain with its gaps found, and who looks at it. All of the database's part, before a browser runs here."""
    from django.db import connection

    from zoneworks.chains.judging import judge_chain
    from zoneworks.chains.services import find_gaps

    made = filled_chain()
    judgement = judge_chain(made.chain, TODAY)
    assert judgement is not None
    assert len(Counter(node.status for node in judgement.nodes)) >= LEAST_STATUSES
    find_gaps(scope=made.scope, chain=made.chain, today=TODAY)
    user = made.scope.user
    user.set_password(PASSWORD)
    user.save()
    connection.close()
    return made.chain.pk, user.username


def drawn(person: Visitor, path: str) -> Waited:
    waited = person.opens(path)
    assert person.page.locator(".chain-map .chain-node").count() == NODES
    return waited


def clicked(person: Visitor) -> Waited:
    return person.clicks(NODE, FIRM)


def reopened(person: Visitor, path: str) -> None:
    forget(person)
    drawn(person, path)


def forget(person: Visitor) -> None:
    """As nobody had looked at the chain, and the person had never been here."""
    from django.core.cache import cache

    from zoneworks.chains.layouts import forget_layouts

    cache.clear()
    forget_layouts()
    person.begin_anew()


def best(call: Callable[[], Waited], before: Callable[[], None] = lambda: None) -> Waited:
    """The shortest of several, each part by itself: what is needed when the machine does nothing else."""
    found = []
    for _time in range(TIMES):
        before()
        found.append(call())
    return Waited(*(min(one) for one in zip(*((w.seconds, w.server, w.page) for w in found), strict=True)))


def line(what: str, waited: Waited, forms: Waited, limit: float | None = USABLE_SECONDS) -> Measured:
    return Measured(what, waited.seconds, BASELINE, forms.seconds, limit)


def lines(what: str, waited: Waited, forms: Waited) -> list[Measured]:
    """The time waited, and of how much work of processors it is made."""
    return [
        line(what, waited, forms),
        Measured(f"{what}; work of the server's processor", waited.server, "all that is waited for", waited.seconds),
        Measured(f"{what}; work of the page itself", waited.page, "all that is waited for", waited.seconds),
    ]
