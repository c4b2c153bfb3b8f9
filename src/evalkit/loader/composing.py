"""A scheme together with what it is built on: `extends`, then the shared files of `use`, then its own keys."""

from __future__ import annotations

from evalkit import source
from evalkit.diagnostics import EvalkitError, Words, reuse
from evalkit.diagnostics import form as kinds
from evalkit.diagnostics.near import near
from evalkit.loader.files import Files
from evalkit.loader.layers import Layers, filled, name_of
from evalkit.loader.merge import without
from evalkit.loader.reader import Reader

EXTENDS, USE, VERSION = "extends", "use", "evalkit"
NOT_SHARED = ("by_class", "by")
"""What speaks of the criteria of one scheme only."""
A_SHARED_FILE, NAMES = Words("a shared file", "共用文件"), Words("a mapping of names", "名称的键值对")


def composed(root: source.Mapping, files: Files) -> source.Mapping:
    """`root` laid over the scheme that it extends and the files that it uses.

    Raises:
        EvalkitError: with all mistakes so far, where one of them cannot be read.
    """
    extends, use = root.get(EXTENDS), root.get(USE)
    if extends is None and use is None:
        return root
    layers, base = Layers(files.problems), source.Mapping((), root.place)
    if extends is not None:
        entered = files.enter(extends)
        if entered is None:
            raise EvalkitError(tuple(files.problems.found))
        base = without(composed(entered.read(), entered), (EXTENDS, USE))
    if use is not None:
        base = layers.scheme(base, _united([one.read() for one in files.several(use)], root, layers))
    files.problems.stop_if_errors()
    return layers.scheme(base, root)


def _united(shared: list[source.Mapping], own: source.Mapping, layers: Layers) -> source.Mapping:
    """What several shared files say together. What two of them say has to be said by the scheme itself, and then
    neither of them counts.
    """
    first: dict[tuple[str, str], source.Entry] = {}
    twice: set[tuple[str, str]] = set()
    keys: dict[str, source.Scalar] = {}
    for file in shared:
        for entry in file:
            key = entry.key.text
            if _may_be_shared(entry.key, layers):
                keys.setdefault(key, entry.key)
                for part in _parts(entry, layers):
                    at = (key, name_of(part))
                    known = first.setdefault(at, part)
                    if known is not part:
                        twice.add(at)
                        if not _says(own, at, layers):
                            places, name = (known.key.place,), name_of(part)
                            layers.problems.add(reuse.SHARED_TWICE(part.key.place, others=places, name=name))
    entries = []
    for key, scalar in keys.items():
        parts = tuple(part for at, part in first.items() if at[0] == key and at not in twice)
        if key in layers.named_ways():
            entries.append(source.Entry(scalar, source.Mapping(parts, scalar.place)))
        else:
            entries.extend(parts)
    return source.Mapping(tuple(entries), own.place)


def _may_be_shared(key: source.Scalar, layers: Layers) -> bool:
    """Whether a shared file may hold a key; its version has been looked at."""
    known = [name for name in layers.ways() if name not in NOT_SHARED]
    if key.text not in (*known, VERSION):
        hint = near(key.text, known, layers.problems, 0.7)
        where = A_SHARED_FILE()
        layers.problems.add(kinds.UNKNOWN_KEY(key.place, hint=hint, key=key.text[:60], where=where, keys=tuple(known)))
    return key.text in known


def _parts(entry: source.Entry, layers: Layers) -> tuple[source.Entry, ...]:
    """The names that stand under a key, or the key itself where it holds none."""
    if entry.key.text not in layers.named_ways():
        return (entry,)
    value = filled(entry.value)
    if isinstance(value, source.Mapping):
        return value.entries
    Reader(layers.problems).wrong(value, NAMES())
    return ()


def _says(own: source.Mapping, at: tuple[str, str], layers: Layers) -> bool:
    """Whether the scheme itself says what two shared files say."""
    key, name = at
    said = own.get(key)
    if key not in layers.named_ways():
        return said is not None
    return isinstance(said, source.Mapping) and name in map(name_of, said)
