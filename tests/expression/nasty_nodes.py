"""Random graphs on random data that lie on edges, beside them, or are not there at all."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from evalkit.expression.data import Column, Data, Grouped
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Along, Node, Type
from evalkit.expression.values import Reason, Unknown

ROWS = 12
LABELS = ("A", "B", "C")
PLAIN = ["0", "1", "2", "3", "19", "20", "95", "100", "0.5", "0.95", "0.9", "0.01", "-1", "1/3", "60", "7"]
BESIDE = ["0.95", "0.94999999999", "0.95000000001", "1", "0", "0.9", "0.6", "-0.005", "0.005", "0.015", "0.125"]
COLUMNS: dict[str, tuple[list[str], int]] = {
    "count": (["0", "1", "2", "3", "19", "20", "38", "40", "57", "60", "95", "100"], 0),
    "size": (["1", "20", "40", "60", "100", "3", "7"], 0),
    "money": (["0", "0.01", "-0.01", "19.95", "0.95", "1000000.05", "123456789.01", "-2.5", "2.5"], 2),
    "near": (BESIDE, 11),
    "zero": (["0", "0", "0", "1"], 0),
    "large": (["1000000000000", "999999999999999", "1", "950000000000000"], 0),
}
REASONS = [Reason.NOT_REPORTED, Reason.NOT_APPLICABLE, Reason.NOT_READABLE]


@st.composite
def data(draw: st.DrawFn) -> Data:
    """Twelve units; about one cell in five is unknown."""
    columns = {}
    for name, (values, decimals) in COLUMNS.items():
        chosen = draw(st.lists(st.sampled_from([*values, *values, None]), min_size=ROWS, max_size=ROWS))
        numbers = np.array([np.nan if v is None else float(v) for v in chosen])
        columns[name] = Column(Type.NUMBER, numbers, decimals=decimals, states=draw(_states(np.isnan(numbers))))
    codes = np.array(draw(st.lists(st.integers(-1, 2), min_size=ROWS, max_size=ROWS)), dtype=np.int32)
    columns["level"] = Column(Type.TEXT, codes, labels=LABELS, states=draw(_states(codes < 0)))
    other = np.array(draw(st.lists(st.integers(-1, 1), min_size=ROWS, max_size=ROWS)), dtype=np.int32)
    columns["class"] = Column(Type.TEXT, other, labels=("C", "D"))
    flags = np.array(draw(st.lists(st.integers(-1, 1), min_size=ROWS, max_size=ROWS)), dtype=np.int8)
    columns["flag"] = Column(Type.TRUTH, flags, states=draw(_states(flags < 0)))
    days = st.lists(st.sampled_from([739000.0, 739001.0, 739251.0, np.nan]), min_size=ROWS, max_size=ROWS)
    columns["day"] = Column(Type.DATE, np.array(draw(days)))
    return Data(ROWS, columns)


def _states(unknown: np.ndarray) -> st.SearchStrategy[dict[int, Reason]]:
    rows = np.flatnonzero(unknown).tolist()
    return st.fixed_dictionaries({row: st.sampled_from(REASONS) for row in rows})


@st.composite
def groups(draw: st.DrawFn) -> Grouped:
    """What a look at peers may have given."""
    values = st.sampled_from([Fraction(1, 3), Fraction(0), Fraction(19, 20), Fraction(10**41 + 1, 10**40)])
    unknown = st.sampled_from([Unknown(Reason.NOT_APPLICABLE), Unknown(Reason.UNDEFINED)])
    codes = draw(st.lists(st.integers(-1, 2), min_size=ROWS, max_size=ROWS))
    return Grouped(np.array(codes, dtype=np.int32), tuple(draw(st.lists(values | unknown, min_size=3, max_size=3))))


class Builder:
    """Draws nodes of each type; the deeper, the simpler."""

    def __init__(self, draw: st.DrawFn, depth: int) -> None:
        self.draw = draw
        self.graph = Graph()
        self.depth = depth
        self.peers = self.graph.gather("mean", Along("peers", "class"), self.column("count"))
        self.made: list[Node] = []

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def column(self, name: str) -> Node:
        return self.graph.column(name, Type.NUMBER)

    def constant(self) -> Node:
        return self.graph.number(Fraction(self.pick(*PLAIN)))

    def number(self, depth: int | None = None) -> Node:
        depth = self.depth if depth is None else depth
        numbers = [n for n in self.made if n.type is Type.NUMBER]
        if numbers and self.draw(st.integers(0, 5)) == 0:
            return self.draw(st.sampled_from(numbers))
        node = self._number(depth)
        self.made.append(node)
        return node

    def _number(self, depth: int) -> Node:
        if depth == 0:
            match self.pick("column", "column", "column", "constant", "peers", "nothing"):
                case "column":
                    return self.column(self.pick(*COLUMNS))
                case "constant":
                    return self.constant()
                case "nothing":
                    return self.graph.nothing(self.draw(st.sampled_from(REASONS)))
            return self.peers
        kind = self.pick(*KINDS)
        return getattr(self, f"_{kind}")(depth - 1)

    def _ratio(self, _: int) -> Node:
        return self.graph.div(self.column("count"), self.column("size"))

    def _add(self, depth: int) -> Node:
        return self.graph.add(*(self.number(depth) for _ in range(self.draw(st.integers(1, 4)))))

    def _binary(self, depth: int) -> Node:
        operation = self.pick("sub", "mul", "div", "div")
        return self.graph.make(operation, self.number(depth), self.number(depth))

    def _unary(self, depth: int) -> Node:
        return self.graph.make(self.pick("neg", "abs"), self.number(depth))

    def _extreme(self, depth: int) -> Node:
        return self.graph.make(
            self.pick("min", "max"), *(self.number(depth) for _ in range(self.draw(st.integers(1, 3))))
        )

    def _clip(self, depth: int) -> Node:
        low, high = self.graph.number(0), self.graph.number(20)
        return self.graph.greatest(low, self.graph.least(high, self.number(depth)))

    def _round(self, depth: int) -> Node:
        mode = self.pick("half_up", "half_up", "half_even", "up", "down")
        return self.graph.round(self.number(depth), mode, self.draw(st.sampled_from([0, 1, 2, 3, -1])))

    def _steps(self, depth: int) -> Node:
        size = self.draw(st.booleans())
        return self.graph.steps(
            self.number(depth), self.constant() if size else self.number(0), self.pick("whole", "started")
        )

    def _bands(self, depth: int) -> Node:
        x = self.number(depth)
        edges = sorted(map(Fraction, self.draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4, unique=True))))
        if self.draw(st.booleans()):
            values = [self.constant() for _ in range(len(edges) + 1)]
            return self.graph.bands(x, map(self.graph.number, edges), values, self.pick("left", "right"))
        limits = [self.number(0) if self.draw(st.integers(0, 2)) == 0 else self.graph.number(e) for e in edges]
        if self.draw(st.booleans()):
            constants = [self.constant() for _ in range(len(edges) + 1)]
            bands = self.graph.bands(x, limits, constants, self.pick("left", "right"))
            return self.graph.known(bands, self.constant()) if self.draw(st.booleans()) else bands
        values = [self.number(max(depth - 1, 0)) for _ in range(len(edges) + 1)]
        return self.graph.bands(x, limits, values, self.pick("left", "right"))

    def _interp(self, depth: int) -> Node:
        x = self.number(depth)
        xs = sorted(map(Fraction, self.draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=4, unique=True))))
        simple = self.draw(st.integers(0, 2)) > 0
        ys = [self.constant() if simple else self.number(0) for _ in xs]
        points = map(self.graph.number, xs)  # of a line the values must rise
        return self.graph.make("interp", x, *points, *ys)

    def _choice(self, depth: int) -> Node:
        return self.graph.choose(self.truth(depth), self.number(depth), self.number(depth))

    def _table(self, depth: int) -> Node:
        nodes = {label: self.constant() if self.draw(st.booleans()) else self.number(depth) for label in "AC"}
        return self.graph.pick(self.text(depth), nodes, self.constant())

    def _known(self, depth: int) -> Node:
        return self.graph.known(self.number(depth), self.number(depth), self.constant())

    def _several(self, depth: int) -> Node:
        operation = self.pick("sum_known", "count_known", "trimmed_mean")
        data = (self.draw(st.integers(0, 1)), self.draw(st.integers(0, 2))) if operation == "trimmed_mean" else ()
        return self.graph.make(operation, *(self.number(depth) for _ in range(self.draw(st.integers(1, 4)))), data=data)

    def _indicator(self, depth: int) -> Node:
        return self.graph.make("indicator", self.truth(depth))

    def _calendar(self, _: int) -> Node:
        return self.graph.make(
            "calendar", self.graph.column("day", Type.DATE), data=(self.pick("year", "quarter", "month"),)
        )

    def _power(self, depth: int) -> Node:
        exponents = ["2", "3", "1/2", "-1", "0", "1/3", "-2", "64", "65"]
        exponent = (
            self.number(0) if self.draw(st.integers(0, 4)) == 0 else self.graph.number(Fraction(self.pick(*exponents)))
        )
        return self.graph.make("pow", self.number(depth), exponent)

    def _real(self, depth: int) -> Node:
        function = self.pick("sqrt", "ln", "log", "exp", "normal_cdf")
        return self.graph.make("real", self.number(depth), data=(function,))

    def truth(self, depth: int) -> Node:
        kind = self.pick(
            "flag", "compare", "compare", "text", "not_applicable", "known", "and", "or", "not", "if", "bands"
        )
        node = self._truth(kind, max(depth - 1, 0))
        self.made.append(node)
        return node

    def _truth(self, kind: str, depth: int) -> Node:
        graph = self.graph
        match kind:
            case "flag":
                return graph.column("flag", Type.TRUTH)
            case "compare":
                return graph.compare(
                    self.pick("<", "<=", ">", ">=", "==", "!="), self.number(depth), self.number(depth)
                )
            case "text":
                return graph.compare("==", self.text(depth), self.text(depth))
            case "not_applicable" | "known":
                operation = "is_unknown" if kind == "known" else kind
                return graph.make(
                    operation, self.truth(depth) if self.draw(st.booleans()) and depth else self.number(depth)
                )
            case "and" | "or" if depth:
                return graph.make(kind, *(self.truth(depth) for _ in range(self.draw(st.integers(1, 3)))))
            case "not" if depth:
                return graph.negate(self.truth(depth))
            case "if" if depth:
                return graph.choose(self.truth(depth), self.truth(depth), self.truth(depth))
            case "bands" if depth:
                return graph.bands(
                    self.number(depth), [graph.number(1)], [self.truth(depth), self.truth(depth)], "left"
                )
        return graph.column("flag", Type.TRUTH)

    def text(self, depth: int) -> Node:
        graph, level = self.graph, self.graph.column("level", Type.TEXT)
        match self.pick("level", "class", "constant", "if", "known"):
            case "class":
                return graph.column("class", Type.TEXT)
            case "constant":
                return graph.text(self.pick("A", "C", "Z"))
            case "if" if depth:
                return graph.choose(self.truth(depth - 1), level, graph.text("B"))
            case "known":
                return graph.known(level, graph.column("class", Type.TEXT))
        return level


KINDS = [name[1:] for name in vars(Builder) if name.startswith("_") and name[1:] not in ("number", "truth", "_init__")]
KINDS = [kind for kind in KINDS if not kind.startswith("_")] + ["ratio", "bands", "round", "add", "clip"]


@st.composite
def graphs(draw: st.DrawFn) -> Builder:
    """A builder that has made some nodes, the roots last."""
    builder = Builder(draw, draw(st.integers(1, 3)))
    builder.number()
    if draw(st.booleans()):
        builder.truth(2)
    return builder
