"""The sources of a scheme that stand in a file beside it: where its data come from differs from year to year."""

from __future__ import annotations

from pathlib import Path

from evalkit import source
from evalkit.diagnostics import EvalkitError, Place, Problems, shapes
from evalkit.loader.layers import Layers

SUFFIX = ".sources.yaml"
SOURCES = "sources"


def sources_of(path: Path) -> Path:
    """The file of sources beside a scheme, which need not be there."""
    return path.with_name(path.stem + SUFFIX)


def with_sources(root: source.Node, path: Path, problems: Problems) -> source.Node:
    """The scheme of a file, what `NAME.sources.yaml` beside `NAME.yaml` says laid over its own `sources`.

    Raises:
        EvalkitError: where that cannot be read.
    """
    beside = sources_of(path)
    if not isinstance(root, source.Mapping) or not beside.is_file():
        return root
    own = Problems()
    try:
        node = source.read(beside, own)
    except EvalkitError as error:
        raise EvalkitError((*problems.found, *error.diagnostics)) from None
    problems.found.extend(own.found)
    problems.add(shapes.SOURCES_BESIDE(Place(beside.as_posix()), file=path.name))
    key = source.Scalar(SOURCES, node.place, True)
    laid = Layers(problems).scheme(root, source.Mapping((source.Entry(key, node),), node.place))
    return source.Mapping(laid.entries, root.place)
