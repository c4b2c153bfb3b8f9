"""The one place where a text from outside is made harmless."""

from __future__ import annotations

import re

UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, DEL and C1: colours, titles, links and bells of a terminal
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidi controls: 10 is shown as 01
    "\u2028\u2029"  # line ends that only some programs see
    "\u00ad\u180e\u200b-\u200d\u2060-\u2065"  # nothing to see at all: two names look like one
    "\u206a-\u206f\ufeff\U000e0000-\U000e007f"
    "\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"  # not text: no UTF-8 or no XML can carry them
    "]"
)

SHORT = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}

FORMULA = "=+-@＝＋－＠"
r"""What wakes a spreadsheet at the start of a text; the full-width forms do so in East Asian editions."""


def safe(text: str) -> str:
    r"""`text` with every character that acts instead of showing itself written out: `\x1b`, `\u202e`, `\n`."""
    # No character of UNSAFE counts as printable: nearly every text leaves here.
    return text if text.isprintable() else UNSAFE.sub(lambda found: _name(found[0]), text)


def safe_json(text: str) -> str:
    """Finished JSON with the same characters as JSON escapes; its own line ends stay."""
    return UNSAFE.sub(lambda found: "\n" if found[0] == "\n" else _json_name(found[0]), text)


def could_run(text: str) -> bool:
    """Whether a spreadsheet might take this text for a formula, as it stands or after trimming it."""
    return text[:1] in ("\t", "\r", "\n") or text.lstrip()[:1] in tuple(FORMULA)


def _name(character: str) -> str:
    code = ord(character)
    if code < 0x100:
        return SHORT.get(character) or f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _json_name(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
