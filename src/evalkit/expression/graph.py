"""Makes nodes, each only once, so that a shared part is computed once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from fractions import Fraction
from functools import reduce
from typing import cast

from evalkit.expression.nodes import KNOWN_WITH_ALL, OPERATIONS, Along, Node, Type


class Graph:
    """Makes nodes, each only once, and simplifies what is plain: `x * 1`, a choice that is already made."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[Hashable, ...], Node] = {}

    def make(self, operation: str, *arguments: Node, data: tuple[Hashable, ...] = (), type: Type | None = None) -> Node:  # noqa: A002
        """The node of this operation, new or known. `type` is needed only for a column."""
        key = (operation, data, *(a.serial for a in arguments))
        node = self._nodes.get(key)
        if node is None:
            given = type or OPERATIONS[operation] or arguments[-1].type
            node = self._nodes[key] = Node(operation, arguments, data, given, len(self._nodes))
        return node

    def number(self, value: Fraction | int) -> Node:
        return self.make("number", data=(Fraction(value),))

    def text(self, value: str) -> Node:
        return self.make("text", data=(value,))

    def truth(self, value: bool) -> Node:
        return self.make("truth", data=(value,))

    def column(self, name: str, type: Type, table: str = "") -> Node:  # noqa: A002
        return self.make("column", data=(name, table) if table else (name,), type=type)

    def nothing(self, reason: str, type: Type = Type.NUMBER) -> Node:  # noqa: A002
        return self.make("nothing", data=(reason, type), type=type)

    def add(self, *terms: Node) -> Node:
        """The sum; its constants are added up here, and a sum of nothing is 0."""
        constant = sum((t.constant for t in terms if t.constant is not None), Fraction(0))
        rest = [t for t in terms if t.constant is None]
        if constant or not rest:
            rest.append(self.number(constant))
        return rest[0] if len(rest) == 1 else self.make("add", *rest)

    def sub(self, left: Node, right: Node) -> Node:
        if left.constant is not None and right.constant is not None:
            return self.number(left.constant - right.constant)
        return left if right.constant == 0 else self.make("sub", left, right)

    def mul(self, left: Node, right: Node) -> Node:
        if left.constant is not None and right.constant is not None:
            return self.number(left.constant * right.constant)
        if left.constant == 1:
            return right
        return left if right.constant == 1 else self.make("mul", left, right)

    def div(self, left: Node, right: Node) -> Node:
        if left.constant is not None and right.constant:
            return self.number(left.constant / right.constant)
        return left if right.constant == 1 else self.make("div", left, right)

    def least(self, *nodes: Node) -> Node:
        return self._extreme("min", nodes)

    def greatest(self, *nodes: Node) -> Node:
        return self._extreme("max", nodes)

    def _extreme(self, operation: str, nodes: tuple[Node, ...]) -> Node:
        constants = [n.constant for n in nodes if n.constant is not None]
        rest = list(dict.fromkeys(n for n in nodes if n.constant is None))
        if constants:
            bound = min(constants) if operation == "min" else max(constants)
            # Where a ladder of constants stays on the right side anyway, a bound says nothing.
            if not (len(rest) == 1 and _stays(rest[0], operation, bound)):
                rest.append(self.number(bound))
        return rest[0] if len(rest) == 1 else self.make(operation, *rest)

    def round(self, x: Node, mode: str, decimals: int) -> Node:
        return self.make("round", x, data=(mode, decimals))

    def bands(self, x: Node, edges: Iterable[Node], values: Iterable[Node], closed: str) -> Node:
        return self.make("bands", x, *edges, *values, data=(closed,))

    def steps(self, x: Node, size: Node, mode: str) -> Node:
        return self.div(x, size) if mode == "exact" else self.make("steps", x, size, data=(mode,))

    def choose(self, condition: Node, then: Node, otherwise: Node) -> Node:
        """`then` where the condition holds, `otherwise` where it does not."""
        if condition.operation == "truth":
            return then if condition.data[0] else otherwise
        return self.make("if", condition, then, otherwise)

    def pick(self, key: Node, nodes: dict[str, Node], otherwise: Node) -> Node:
        """The node of the label that `key` has."""
        return self.make("pick", key, *nodes.values(), otherwise, data=tuple(nodes))

    def known(self, *nodes: Node) -> Node:
        """The first that is known; what comes behind one that always is, is never asked."""
        asked: list[Node] = []
        for node in nodes:
            asked.append(node)
            if _always_known(node):
                break
        return asked[0] if len(asked) == 1 else self.make("known", *asked)

    def compare(self, operator: str, left: Node, right: Node) -> Node:
        """`operator` is one of < <= > >= == !=."""
        match operator:
            case "<" | "<=":
                return self.make("lt" if operator == "<" else "le", left, right)
            case ">" | ">=":
                return self.make("lt" if operator == ">" else "le", right, left)
            case "==":
                return self.make("eq", left, right)
        return self.negate(self.make("eq", left, right))

    def both(self, *truths: Node) -> Node:
        return self._joined("and", truths, neutral=True)

    def either(self, *truths: Node) -> Node:
        return self._joined("or", truths, neutral=False)

    def _joined(self, operation: str, truths: tuple[Node, ...], *, neutral: bool) -> Node:
        rest = list(dict.fromkeys(t for t in truths if not (t.operation == "truth" and t.data[0] is neutral)))
        if any(t.operation == "truth" for t in rest):
            return self.truth(not neutral)
        if not rest:
            return self.truth(neutral)
        return rest[0] if len(rest) == 1 else self.make(operation, *rest)

    def negate(self, truth: Node) -> Node:
        if truth.operation == "not":
            return truth.arguments[0]
        return self.truth(not truth.data[0]) if truth.operation == "truth" else self.make("not", truth)

    def is_known(self, node: Node) -> Node:
        """Whether a node has a value."""
        return self.negate(self.is_unknown(node))

    def is_unknown(self, node: Node) -> Node:
        """Whether a node has no value: asked of what it is made of, where that is what decides."""
        truths: list[Node] = []
        waiting, seen = [node], set[Node]()
        while waiting:
            part = waiting.pop()
            if part in seen:
                continue
            seen.add(part)
            match part.operation:
                case "number" | "text" | "truth" | "date":
                    continue
                case "nothing":
                    return self.truth(True)
                case "div" if part.arguments[1].constant == 0:
                    return self.truth(True)
                case "known" if _always_known(part):
                    continue
                case "bands" if any(argument.constant is None for argument in part.arguments[1:]):
                    truths.append(self.make("is_unknown", part))
                case operation if operation in KNOWN_WITH_ALL:
                    if operation == "div" and part.arguments[1].constant is None:
                        by_zero = self.make("eq", part.arguments[1], self.number(0))
                        truths.append(self.known(by_zero, self.truth(False)))
                    waiting.extend(reversed(part.arguments))
                case _:
                    truths.append(self.make("is_unknown", part))
        return reduce(self.either, truths, self.truth(False))

    def not_applicable(self, node: Node) -> Node:
        constant = node.operation in ("number", "text", "truth", "date")
        return self.truth(False) if constant else self.make("not_applicable", node)

    def gather(
        self,
        function: str,
        along: Along,
        x: Node,
        where: Node | None = None,
        parameter: Hashable = None,
        keys: Sequence[Node] = (),
    ) -> Node:
        """What `function` makes of `x` over other rows: of those where `where` holds, and that agree in all `keys`."""
        counted = self.truth(True) if where is None and keys else where
        arguments = (x, *keys) if counted is None else (x, counted, *keys)
        return self.make("gather", *arguments, data=(function, along, parameter), type=x.type)

    def rebuild(self, node: Node, arguments: tuple[Node, ...]) -> Node:
        """`node` with other arguments, simplified again."""
        if arguments == node.arguments:
            return node
        simple = {"add": self.add, "sub": self.sub, "mul": self.mul, "div": self.div, "min": self.least,
                  "max": self.greatest, "if": self.choose, "and": self.both, "or": self.either,
                  "not": self.negate, "known": self.known, "is_unknown": self.is_unknown}  # fmt: skip
        if node.operation in simple:
            return cast("Node", simple[node.operation](*arguments))  # type: ignore[operator]
        return self.make(node.operation, *arguments, data=node.data, type=node.type)


def _always_known(node: Node) -> bool:
    last = node.arguments[-1] if node.operation == "known" else node
    return last.operation in ("number", "text", "truth", "date")


def _stays(node: Node, operation: str, bound: Fraction) -> bool:
    """Whether the known values of a ladder, line or table of constants are all at most (`min`) or at least `bound`."""
    first = {"pick": 1, "bands": len(node.arguments) // 2, "interp": len(node.arguments) // 2 + 1}.get(node.operation)
    if first is None:
        return False
    values = [part.constant for part in node.arguments[first:] if part.operation != "nothing"]
    return all(v is not None and (v <= bound if operation == "min" else v >= bound) for v in values)
