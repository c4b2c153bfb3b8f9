"""Turns lowered nodes into one flat list of steps on numbered slots, whose buffers are used again and again.

A slot holds a constant, a view of a column, or a buffer. A node has one slot per lane: a number its float64, a text
its place among `labels` from 1 on, a truth one for whether it surely holds, and where it may be unknown another for
whether it possibly does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias

import numpy as np

from evalkit.expression.bounds.facts import Bounds, Error
from evalkit.expression.data import Array, Source
from evalkit.expression.nodes import Node, Type
from evalkit.expression.values import Unknown, Value

Slots: TypeAlias = list[Any]
Lanes: TypeAlias = tuple[int, ...]
Write = Callable[[list[Array], int, Value], None]
"""Puts the exact value of one row into the lanes of a node."""


class Again(Protocol):
    """Computes rows of a node again on the exact values, and puts them into its lanes."""

    def __call__(self, node: Node, doubtful: Array, lanes: list[Array], write: Write) -> None: ...


Step = Callable[[Slots, Again], None]
Load = Callable[[Any], Array]
"""Gives the values of a leaf for a block: a slice, or an array of rows."""
Open = Callable[[Source], Load]

UNKNOWN: dict[Type, tuple[Any, ...]] = {
    Type.NUMBER: (np.nan,),
    Type.DATE: (np.nan,),
    Type.TRUTH: (False, True),
    Type.TEXT: (0,),
}
"""What the lanes of each type hold where the value is unknown."""
KINDS: dict[Type, tuple[str, ...]] = {
    Type.NUMBER: ("f8",),
    Type.DATE: ("f8",),
    Type.TRUTH: ("?", "?"),
    Type.TEXT: ("p",),
}
"""The NumPy type of each lane."""


class Assembler:
    """Hands out slots while steps are made; a buffer is free again when its last reader is done."""

    def __init__(self, bounds: Mapping[Node, Bounds], errors: Mapping[Node, Error], labels: Mapping[str, int]) -> None:
        self.bounds = bounds
        self.errors = errors
        self.labels = labels
        self.slots: Slots = []
        self.buffers: dict[int, str] = {}
        self.loads: dict[int, tuple[Node, Open]] = {}
        self.steps: list[Step] = []
        self.lanes: dict[Node, Lanes] = {}
        self.counts: dict[Node, int] = {}
        """For each rounded node whose count is wanted its slot."""
        self.counted: set[Node] = set()
        self.waiting: Counter[Node] = Counter()
        """How many nodes, and roots, still read a node."""
        self.readers: Mapping[Node, int] = {}
        """How many read it altogether."""
        self._free: defaultdict[str, list[int]] = defaultdict(list)
        self._holds: Counter[int] = Counter()
        self._scratch: list[int] = []
        self._filled: dict[Hashable, int] = {}
        self.tables: dict[Node, tuple[Array, int]] = {}
        """For each node taken from a table the table, and the place of the unknown in it."""

    def constant(self, value: Any) -> int:
        self.slots.append(value)
        return len(self.slots) - 1

    def load(self, leaf: Node, open_: Open) -> int:
        """A slot that is given the values of a leaf at the start of every block."""
        slot = self.constant(None)
        self.loads[slot] = leaf, open_
        return slot

    def buffer(self, kind: str) -> int:
        """A slot to write into, for a lane of the node in hand."""
        if self._free[kind]:
            return self._free[kind].pop()
        slot = self.constant(None)
        self.buffers[slot] = kind
        return slot

    def scratch(self, kind: str) -> int:
        """A slot to write into, only for the node in hand."""
        slot = self.buffer(kind)
        self._scratch.append(slot)
        return slot

    def over(self, node: Node, *arguments: Node, lane: int = 0) -> int:
        """A slot for a lane of `node`: that of an argument which nobody reads later, or a fresh one."""
        kind = KINDS[node.type][lane]
        for argument in arguments:
            lanes = self.lanes[argument]
            slot = lanes[lane] if lane < len(lanes) else None
            last = self.waiting[argument] == node.arguments.count(argument)
            if slot is not None and last and self.buffers.get(slot) == kind and self._holds[slot] == 1:
                return slot
        return self.buffer(kind)

    def varies(self, slot: int) -> bool:
        """Whether a slot holds a value for every row, not a constant."""
        return slot in self.buffers or slot in self.loads

    def once(self, key: Hashable, kind: str, fill: Callable[[int], None]) -> int:
        """A scratch slot that is filled only the first time that the node in hand asks for this key."""
        if key not in self._filled:
            self._filled[key] = self.scratch(kind)
            fill(self._filled[key])
        return self._filled[key]

    def step(self, step: Step) -> None:
        self.steps.append(step)

    def call(self, function: Callable[..., Any], *inputs: int, out: int) -> None:
        """A step that calls a NumPy function of one or two slots, with a third for its result."""
        if len(inputs) == 1:
            (a,) = inputs
            self.step(lambda s, _: function(s[a], out=s[out]))
        else:
            a, b = inputs
            self.step(lambda s, _: function(s[a], s[b], out=s[out]))

    def hold(self, node: Node, lanes: Iterable[int]) -> None:
        """Keeps the lanes of a node until it is dropped, and lets what was only scratch go."""
        self.lanes[node] = tuple(lanes)
        for slot in self.lanes[node]:
            self._holds[slot] += 1
        for slot in self._scratch:
            self._release(slot)
        self._scratch.clear()
        self._filled.clear()

    def drop(self, node: Node) -> None:
        """One reader of `node` is done."""
        self.waiting[node] -= 1
        if not self.waiting[node]:
            for slot in self.lanes[node]:
                self._holds[slot] -= 1
                self._release(slot)

    def keep(self, slot: int) -> None:
        """Holds a slot to the end of the block."""
        self._holds[slot] += 1

    def _release(self, slot: int) -> None:
        if slot in self.buffers and not self._holds[slot]:
            self._free[self.buffers[slot]].append(slot)

    def fact(self, node: Node) -> tuple[Bounds, Error]:
        return self.bounds[node], self.errors[node]

    def redo(self, node: Node, doubtful: int, lanes: Lanes, write: Write | None = None) -> None:
        """A step that computes the rows of a mask again, exactly; in most blocks there are none."""
        chosen = write or self.writer(node.type)

        def step(s: Slots, again: Again) -> None:
            if s[doubtful].any():
                again(node, s[doubtful], [s[lane] for lane in lanes], chosen)

        self.step(step)

    def writer(self, type_: Type) -> Write:
        """How an exact value of this type is put into lanes."""
        return {Type.TRUTH: write_truth, Type.TEXT: self._write_text}.get(type_, write_number)

    def _write_text(self, lanes: list[Array], row: int, value: Value) -> None:
        lanes[0][row] = self.labels[value] if isinstance(value, str) else 0


def write_number(lanes: list[Array], row: int, value: Value) -> None:
    """Puts a number into its lane."""
    lanes[0][row] = np.nan if isinstance(value, Unknown) else float(value)


def write_truth(lanes: list[Array], row: int, value: Value) -> None:
    """Puts a truth into its lanes."""
    lanes[0][row] = value is True
    if len(lanes) > 1:
        lanes[1][row] = value is not False
