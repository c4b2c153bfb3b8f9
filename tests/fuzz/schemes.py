"""Schemes: their bytes, their nodes moved, doubled and replaced, or their formulas changed."""

from __future__ import annotations

import re
from random import Random

import yaml
from texts import CELLS, changed_bytes

FORMULAS = (
    "9**9**9", "2 ** 0.5", "0 ** -1", "(-8) ** (1/3)", "1/0", "x", "points", "base", "total", "rank(all)", "grade",
    "class", "parent", "period", "score(a)", "share(a)", "x x", "x +", "(" * 100_000, "-" * 5000 + "1", "1" * 5000,
    "1 < 2 < 3 < 4", "not not not x", "a.b", "a[0]", "lambda: 1", "__import__('os')", "if(x > 1, 1, 0)", "if(x)",
    "min()", "max(x, x, x, x)", "clip(x, 1, 0)", "round(x, 99)", "round(x, -3)", "sqrt(-1)", "ln(0)", "exp(10000)",
    "log(x)", "normal_cdf(x)", "lookup(t, x)", "days(x, x)", "year(x)", "2025-02-30", "2025-01-01", "'x'",
    '"x" in ("x")', "mean_of(x)", "count_if()", "trimmed_mean_of(x)", "peer_mean(x)", "peer_quantile(x, 2)",
    "peer_largest(x, 0)", "peer_rank(x, within=all)", "previous(x)", "known()", "is_known(x)", "nth(x)",
    "peer_std(peer_mean(x))", "peer_mean(total)", "score(total)", "x == x", "≥ 5", "９５％", "95%", "0.945", "1e5",
    "∞", "√2", "1:40", "none", "best", "else", "zero", "rescale", "drop", "spread", "skip", "fail", "full", "exact",
    "higher", "100%", "-5", "1e", "0", "1", "1 + " * 200 + "1", "x ** x ** x", "x in (1, 2, 'a')",
    "if(x > 0, 'a', 1)", "x / peer_sum(x, where=x > 0)",
)  # fmt: skip
PLAIN = (
    "", "~", "null", "true", "no", "010", "0x1f", "1:40", "1_000", "-0", ".inf", ".nan", "1e400", "2025-01-01",
    "none", "<<", "=", "!x y", "&a x", "*a", "x" * 3000, "名" * 200, "a b", "a:b", "9" * 5000, "99", "-1", "all",
    "best",
)  # fmt: skip
TOKEN = re.compile(r"\w+|\*\*|[<>=!]=|\S")


def changed_scheme(content: bytes, random: Random) -> bytes:
    """A scheme that is no longer what it was."""
    chance = random.random()
    if chance < 0.2:
        return changed_bytes(content, random)
    if chance < 0.4:
        return _lines(content.decode("utf-8", "replace"), random).encode("utf-8", "replace")
    try:
        return _nodes(content.decode(), random).encode("utf-8", "replace")
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError):
        return changed_bytes(content, random)


def _lines(text: str, random: Random) -> str:
    """Lines moved, doubled, indented or left out."""
    lines = text.splitlines(keepends=True) or [""]
    for _ in range(random.choice((1, 1, 2, 4))):
        start = random.randrange(len(lines))
        some = lines[start : start + random.choice((1, 1, 2, 6))]
        match random.randrange(5):
            case 0:
                del lines[start : start + len(some)]
            case 1:
                lines[start:start] = some
            case 2:
                place = random.randrange(len(lines) + 1)
                lines[place:place] = some
            case 3:
                lines[start] = random.choice((" ", "  ", "\t", "- ")) + lines[start]
            case 4:
                lines[start] = lines[start].removeprefix("  ")
        lines = lines or [""]
    return "".join(lines)


def _nodes(text: str, random: Random) -> str:
    """The tree of the file with some of its nodes changed."""
    root = yaml.compose(text, yaml.CBaseLoader)
    if root is None:
        return text
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        nodes = list(_walk(root))
        node = random.choice(nodes)
        if isinstance(node, yaml.ScalarNode):
            _scalar(node, nodes, random)
        else:
            _branch(node, nodes, random)
    return str(yaml.serialize(root, Dumper=yaml.CBaseDumper, allow_unicode=True, width=10_000))


def _walk(node: yaml.Node, depth: int = 0) -> list[yaml.Node]:
    found = [node]
    if depth < 40:
        for child in node.value if not isinstance(node, yaml.ScalarNode) else ():
            for one in child if isinstance(child, tuple) else (child,):
                found += _walk(one, depth + 1)
    return found


def _scalar(node: yaml.ScalarNode, nodes: list[yaml.Node], random: Random) -> None:
    others = [other.value for other in nodes if isinstance(other, yaml.ScalarNode)]
    match random.randrange(5):
        case 0:
            node.value = random.choice(others)
        case 1:
            node.value = random.choice(FORMULAS)
        case 2:
            node.value = random.choice((*CELLS, *PLAIN))
        case _:
            tokens = TOKEN.findall(str(node.value)[:2000]) or ["x"]
            place = random.randrange(len(tokens))
            new = random.choice((*FORMULAS, *others, "+", "-", "*", "/", "**", "<", "==", "(", ")", ",", "and", "not"))
            tokens[place : place + random.choice((0, 1, 1, 2))] = [str(new)]
            node.value = " ".join(tokens)
    if random.random() < 0.3:
        node.style = random.choice((None, "'", '"', "|", ">"))


def _branch(node: yaml.CollectionNode, nodes: list[yaml.Node], random: Random) -> None:
    """A mapping or a list with a part taken out, doubled, exchanged or hung elsewhere."""
    parts = node.value
    if not parts:
        return
    place = random.randrange(len(parts))
    other = random.choice(nodes)
    match random.randrange(6):
        case 0:
            del parts[place]
        case 1:
            parts.insert(random.randint(0, len(parts)), parts[place])
        case 2 | 3:
            key = parts[place]
            copied = _copied(other)
            parts[place] = (key[0], copied) if isinstance(key, tuple) else copied
        case 4 if isinstance(other, yaml.MappingNode) and isinstance(node, yaml.MappingNode) and other.value:
            key, value = random.choice(other.value)
            parts.insert(place, (_copied(key), _copied(value)))
        case 5:
            random.shuffle(parts)


def _copied(node: yaml.Node) -> yaml.Node:
    """The same without shared parts, so that nothing holds itself."""
    copied = yaml.compose(str(yaml.serialize(node, Dumper=yaml.CBaseDumper, allow_unicode=True)), yaml.CBaseLoader)
    return yaml.ScalarNode("tag:yaml.org,2002:str", "") if copied is None else copied  # a blank scalar is no document
