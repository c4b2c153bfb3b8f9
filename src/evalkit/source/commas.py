"""Commas that end a value inside { } where they were meant as a part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from evalkit.source.nodes import Node, Scalar


def cuts_call(node: Scalar) -> bool:
    """Whether a comma has cut a formula in two: `max(a, b)`."""
    return node.plain and node.text.count("(") > node.text.count(")")


def cut_numbers(parts: Sequence[Node]) -> Iterator[tuple[Scalar, Scalar]]:
    """The halves of each number that a comma has cut in two, one of which is now a key without a value; `parts` are the
    keys and values of a mapping in turn.
    """
    for place in range(0, len(parts), 2):
        key, value = parts[place : place + 2]
        if _is_number(key) and isinstance(value, Scalar) and value.plain and not value.text:
            before, behind = parts[place - 1] if place else None, parts[place + 2] if place + 2 < len(parts) else None
            if _is_number(before):
                yield before, key
            elif _is_number(behind):
                yield key, behind


def _is_number(node: Node | None) -> TypeGuard[Scalar]:
    return isinstance(node, Scalar) and node.plain and node.text.replace(".", "").isdecimal()
