import json
import unicodedata

import pytest

from evalkit.formats.safe import could_run, safe, safe_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("城关镇卫生院 №1 — 😀 é", "城关镇卫生院 №1 — 😀 é"),
        ("\x1b]8;;http://x\x07", r"\x1b]8;;http://x\x07"),
        ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
        ("a\tb\r\nc", r"a\tb\r\nc"),
        ("\u202e01\u2066\u200f\u061c", r"\u202e01\u2066\u200f\u061c"),
        ("a\u200bb\ufeff\u00ad", r"a\u200bb\ufeff\xad"),
        ("\u2028\u2029\ud800", r"\u2028\u2029\ud800"),
        ("\U000e0041", r"\U000e0041"),
        ("\u3000\u00a0", "\u3000\u00a0"),
    ],
)
def test_what_acts_is_written_out_and_what_is_text_stays(text, shown):
    assert safe(text) == shown


def test_no_control_format_or_separator_character_of_unicode_gets_through():
    every = "".join(map(chr, range(0x110000)))
    left = {unicodedata.category(character) for character in safe(every)}
    assert not left & {"Cc", "Cs", "Zl", "Zp"}
    # The format characters that stay are visible signs of scripts (Arabic, Kaithi, hieroglyphs, notes).
    assert all("\u0600" <= c <= "\u08e2" or c > "\U00010000" for c in safe(every) if unicodedata.category(c) == "Cf")


def test_json_keeps_its_meaning():
    text = 'a\x1b\x7f\u202e\ud800\U000e0041"\\\n城'
    written = safe_json(json.dumps({"k": text}, ensure_ascii=False, indent=1))
    assert json.loads(written) == {"k": text}
    assert written.count("\n") == 2
    assert written.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1", " =1", "\u3000=1"]
)
def test_what_wakes_a_spreadsheet_is_known(text):
    assert could_run(text)


@pytest.mark.parametrize("text", ["", "a=1", "−1", "—", "001", "'=1"])
def test_other_texts_do_not_wake_it(text):
    assert not could_run(text)
