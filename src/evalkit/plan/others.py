"""The functions that look at rows besides the units' own and their peers': `nth` of records, `child_mean` and the like
of the units below, `of_parent` of the unit above, `previous` and `streak` of the periods before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evalkit.diagnostics import Words
from evalkit.diagnostics import expression as kinds
from evalkit.diagnostics import rows as row_kinds
from evalkit.expression import syntax
from evalkit.expression.nodes import Along, Node, Type, columns
from evalkit.plan.context import CROSSING, ONLY_OUTCOME, ORDER, TYPE_WORDS, in_table
from evalkit.plan.names import UNIT
from evalkit.plan.records import agreed

if TYPE_CHECKING:
    from evalkit.plan.reading import Reading

ONLY_RECORDS = Words("it counts records, where their columns are names", "它用于明细, 即可以使用明细列名之处")


def nth(at: Reading, part: syntax.Call) -> Node:
    """`nth(key, …)`: which of the unit's records with the same key a record is, 1 for the first."""
    graph, table = at.graph, at.context.table
    if not table:
        return at.fail(kinds.NOT_HERE(name=part.function, why=ONLY_RECORDS()), part)
    keys = [agreed(at.names, at.any(argument), at.expression) for argument in part.arguments]
    order = graph.column(in_table(table, ORDER), Type.NUMBER, table)
    return graph.gather("order_up", UNIT, graph.round(order, "half_up", 0), keys=keys)


def of_children(function: str, at: Reading, part: syntax.Call) -> Node:
    """`child_mean(x, where=…, weight=…)`, `child_sum`, `child_min`, `child_max`, `child_count(where=…)`: of the units
    below; what is not known is left out. `child_share(condition)` is the share of them for which it holds.
    """
    if at.names.scheme.units.parent is None:
        return at.fail(row_kinds.NO_PARENTS(name=part.function), part)
    graph, named = at.graph, dict(part.named)
    one = graph.number(1)
    truth = at.truth(named["where"]) if "where" in named else graph.truth(True)
    if function == "share":
        holds = graph.make("indicator", at.truth(part.arguments[0]))
        told = graph.both(truth, graph.is_known(holds))
        return graph.div(_sum(at, holds, told), _sum(at, one, told))
    x = at.number(part.arguments[0]) if part.arguments else one
    truth = graph.both(truth, graph.is_known(x))
    if function in ("min", "max"):
        return graph.gather(function, Along("children"), graph.round(x, "half_up", CROSSING), truth)
    if function == "mean":
        weight = at.number(named["weight"]) if "weight" in named else one
        return graph.div(_sum(at, graph.mul(x, weight), truth), _sum(at, weight, truth))
    return _sum(at, x, truth)


def _sum(at: Reading, x: Node, holds: Node) -> Node:
    graph = at.graph
    counted = graph.choose(holds, x, graph.number(0))
    return graph.gather("sum", Along("children"), graph.round(counted, "half_up", CROSSING))


def of_parent(at: Reading, part: syntax.Call) -> Node:
    """`of_parent(x)`: what the unit above has."""
    if at.names.scheme.units.parent is None:
        return at.fail(row_kinds.NO_PARENTS(name=part.function), part)
    return _elsewhere(at, Along("parent"), part)


def previous(at: Reading, part: syntax.Call) -> Node:
    """`previous(x)`: what the unit had in the period before."""
    return _elsewhere(at, Along("earlier"), part)


def streak(at: Reading, part: syntax.Call) -> Node:
    """`streak(condition)`: for how many periods in a row it has held, up to this one."""
    graph, holds = at.graph, at.truth(part.arguments[0])
    before = graph.gather("streak", Along("earlier"), _crossing(at, holds))
    return graph.choose(holds, graph.add(before, graph.number(1)), graph.number(0))


def _elsewhere(at: Reading, along: Along, part: syntax.Call) -> Node:
    """A value of another row: a number, a truth, a day, or a column of texts."""
    graph, node = at.graph, at.any(part.arguments[0])
    if any(name.startswith("$") for name in columns([node])):
        return at.fail(kinds.NOT_HERE(name=part.function, why=ONLY_OUTCOME()), part)
    if node.type is Type.TEXT and node.operation != "column":
        return at.fail(kinds.WRONG_TYPE(wanted=TYPE_WORDS[Type.NUMBER](), found=TYPE_WORDS[Type.TEXT]()), part)
    type_ = Type.NUMBER if node.type is Type.TRUTH else node.type
    found = graph.make("gather", _crossing(at, node), data=("value", along, None), type=type_)
    return graph.compare("==", found, graph.number(1)) if node.type is Type.TRUTH else found


def _crossing(at: Reading, node: Node) -> Node:
    """What other rows look at: a number rounded, a truth as 1 or 0, a text as it is."""
    graph = at.graph
    if node.type is Type.TEXT:
        return node
    if node.type is Type.TRUTH:
        node = graph.make("indicator", node)
    return graph.round(node, "half_up", CROSSING)
