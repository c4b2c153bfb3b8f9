"""Workbooks: their bytes, or one of their parts changed as XML and packed again."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from random import Random
from xml.sax.saxutils import escape

from texts import CELLS, changed_bytes

VALUES = (
    "", "0", "1", "-1", "1.5", "99999999999999999999", "A0", "A1", "1A", "XFD1048576", "XFE1", "A1048577", "ZZZZ9",
    "A1:XFD1048576", "B2:A1", "A1:A1", "1:1", "A:A", "$A$1", "s", "n", "b", "e", "d", "str", "inlineStr", "zzz",
    "hidden", "veryHidden", "true", "rId1", "rId99", "../../etc/passwd", "/xl/workbook.xml", "worksheets/sheet1.xml",
    "http://192.0.2.1/x", "External", "0.00%", "yyyy/m/d", "[h]:mm", '"x"0', "General", "@", "[Red]0", "0;0;0;@",
    "1900-01-00", "2025-12-31T00:00:00Z", "&#0;", "&#27;", "&x;", "x" * 3000,
)  # fmt: skip
TEXTS = (
    "0", "-1", "3", "99999999", "1e400", "nan", "1.5", "TRUE", "45000", "60", "-5", "2958466", "0.1", "#N/A", "_x001B_",
    "_x0000_", "=1+1", "A1", "SUM(A1:A9)", " ", "\n",
)  # fmt: skip
DOCTYPE = '<!DOCTYPE x [<!ENTITY x "y">]>'


def changed_book(content: bytes, random: Random) -> bytes:
    """A workbook with some of its parts changed; one that is none has its bytes changed."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            parts = {name: file.read(name) for name in file.namelist()}
    except Exception:
        return changed_bytes(content, random)
    for _ in range(random.choice((1, 1, 2, 5))):
        name = random.choice([*parts, *(name for name in parts if "sheet" in name)] * 1 or ["x"])
        chance = random.random()
        if chance < 0.03:
            del parts[name]
        elif chance < 0.06:
            parts[random.choice(("../" + name, name.upper(), name + "x", "xl/media/x.png"))] = parts.get(name, b"")
        elif chance < 0.09:
            parts[name] = random.choice(list(parts.values()))
        elif chance < 0.2:
            parts[name] = changed_bytes(parts[name], random)
        else:
            parts[name] = changed_xml(parts[name].decode("utf-8", "replace"), random).encode("utf-8", "replace")
        if not parts:
            break
    method = random.choice((zipfile.ZIP_DEFLATED,) * 20 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2))
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=1) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    packed = out.getvalue()
    return changed_bytes(packed, random) if random.random() < 0.1 else packed


def changed_xml(text: str, random: Random) -> str:
    """One attribute, text or element changed, taken out, doubled or moved."""
    match random.randrange(8):
        case 0 | 1:
            return _replaced(text, r'(?<==")[^"]*(?=")', escape(random.choice(VALUES)), random)
        case 2 | 3:
            new = escape(random.choice((*TEXTS, *CELLS)))
            return _replaced(text, r"(?<=>)[^<>]*(?=</)", new, random)
        case 4:
            return _replaced(text, r' \w+="[^"]*"', "", random)
        case 5:
            element = _some(text, ELEMENT, random)
            return text.replace(element, "", 1) if element else text
        case 6:
            element, place = _some(text, ELEMENT, random), _some(text, r"<\w[^<>]*>", random)
            times = random.choice((1, 1, 1, 3, 200))
            return text.replace(place, place + element * times, 1) if place else text
    if random.random() < 0.2:
        return text.replace("?>", "?>" + DOCTYPE, 1) if "?>" in text else DOCTYPE + text
    other = _some(text, r"(?<=<)\w+", random)
    return _replaced(text, r"(?<=</)\w+(?=>)|(?<=<)\w+", other or "x", random)


ELEMENT = r"<(\w+)(?:\s[^<>]*)?(?:/>|>[^<>]*</\1>)|<row\b.*?</row>|<si>.*?</si>"


def _some(text: str, pattern: str, random: Random) -> str:
    found = [match.group() for match in re.finditer(pattern, text, re.DOTALL)]
    return random.choice(found) if found else ""


def _replaced(text: str, pattern: str, new: str, random: Random) -> str:
    """One of the places where `pattern` stands says `new`."""
    places = [match.span() for match in re.finditer(pattern, text)]
    if not places:
        return text
    start, end = random.choice(places)
    return text[:start] + new + text[end:]
