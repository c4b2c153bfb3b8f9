"""What is wrong about the sources that a scheme declares."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from evalkit.diagnostics import Diagnostic
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import rows as kinds
from evalkit.scheme import DataSource, Scheme
from evalkit.scheme.sources import ALL


def sources(scheme: Scheme) -> Iterator[Diagnostic]:
    """Inputs that a source counts for and that there are not, or for which two count."""
    known = scheme.collected.keys() | scheme.unread
    first: dict[str, DataSource] = {}
    for source in scheme.sources.values():
        for name in source.counts:
            before = first.setdefault(name, source)
            if before is not source:
                yield kinds.COUNTED_TWICE(source.place, others=(before.place,), first=before.name, second=source.name,
                                          name=name)  # fmt: skip
            if name != ALL and name not in known:
                near = get_close_matches(name, known, n=3, cutoff=0.5)
                hint = expression_kinds.DID_YOU_MEAN(names=tuple(near)) if near else None
                yield kinds.COUNTED_UNKNOWN(source.place, hint=hint, source=source.name, name=name)
