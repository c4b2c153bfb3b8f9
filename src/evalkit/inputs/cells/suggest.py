"""What was probably meant by a text that is not a number. It is only ever shown, never used."""

from __future__ import annotations

import re
import unicodedata

from evalkit.diagnostics import Message, data

BEFORE = r"(?:[￥¥$€约≈近~≥≤<>=]|RMB|CNY)*"
BEHIND = r"(?:元|分|人次|人|个|次|件)?"
DECORATED = re.compile(rf"{BEFORE}\s*([+-]?(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)(?:\.[0-9]+)?%?)\s*{BEHIND}")
GERMAN = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
CHINESE = re.compile(r"([一二三四五六七八九]?)(十?)([零〇一二三四五六七八九]?)")
DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
LONGEST = 100
"""A longer text is no number that somebody meant."""
FRACTION = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")


def suggestion(text: str) -> Message | None:
    """The hint that names the number, where only one can be meant."""
    meant = _meant(text) if len(text) <= LONGEST else None
    return None if meant is None else data.WRITE(suggestion=meant)


def _meant(text: str) -> str | None:
    if match := DECORATED.fullmatch(text):
        return match[1].replace(",", "")
    if GERMAN.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    digits = "".join(_digit(character) for character in text)
    if re.fullmatch(r"[0-9]+[。,'·][0-9]{1,2}", digits):
        return re.sub(r"[。,'·]", ".", digits)
    if re.fullmatch(r"[0-9]+。[0-9]+", digits):
        return digits.replace("。", ".")
    if re.fullmatch(r"[0-9]{1,3}([_ '][0-9]{3})+(\.[0-9]+)?", digits):
        return re.sub("[_ ']", "", digits)
    if digits != text and re.fullmatch(r"[0-9]+(\.[0-9]+)?", digits):
        return digits
    if (match := FRACTION.fullmatch(text)) and int(match[2]):
        exact = f"{int(match[1]) / int(match[2]):.6g}"
        return exact if len(exact) < 6 else None
    if len(text) == 1 and unicodedata.category(text) == "No":
        return f"{unicodedata.numeric(text):g}"
    return _chinese(text)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _chinese(text: str) -> str | None:
    match = CHINESE.fullmatch(text)
    if not match or not text or (match[1] and match[3] and not match[2]):
        return None
    tens = (DIGITS[match[1]] if match[1] else 1) * 10 if match[2] else 0
    ones = DIGITS[match[3]] if match[3] else 0
    return str(tens + ones if match[2] else DIGITS[text])
