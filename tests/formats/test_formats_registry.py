import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from sample_tables import HOSTILE, RANKING, TREE, names

from evalkit import formats
from evalkit.diagnostics.diagnostic import EvalkitError


def test_the_formats_are_the_modules_of_the_folder():
    assert formats.suffixes() == ["csv", "html", "json", "md", "xlsx"]


def test_every_module_is_either_a_format_or_shared():
    found = {module.name for module in pkgutil.iter_modules(formats.__path__)}
    writers = {name for name in found if hasattr(import_module(f"evalkit.formats.{name}"), "write")}
    assert set(formats.suffixes()) == writers
    assert found - writers == formats.SHARED


def test_listing_the_formats_imports_none_of_them():
    code = (
        "import sys, evalkit.formats; evalkit.formats.suffixes();"
        "print([m for m in sys.modules if m in ('rich', 'xlsxwriter', 'pandas', 'numpy', 'evalkit.formats.csv')])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_suffix_names_the_format_in_any_case():
    assert formats.format_for(Path("a.b/Report.CSV")) is import_module("evalkit.formats.csv")


@pytest.mark.parametrize(("name", "shown"), [("a.pdf", ".pdf"), ("a", "a"), ("a.safe", ".safe"), (".csv", ".csv")])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name, shown):
    with pytest.raises(EvalkitError) as raised:
        formats.format_for(Path(name))
    [found] = raised.value.diagnostics
    assert found.kind.code == "R107"
    assert found.message.text("en") == f"{shown} is not a format that can be written"
    assert found.hint.text("zh") == "可选格式：csv、html、json、md、xlsx"


@pytest.mark.parametrize("suffix", formats.suffixes())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_same_tables_give_the_same_bytes(suffix, language):
    tables = [RANKING, TREE, names(*HOSTILE)]
    assert formats.render(suffix, tables, language) == formats.render(suffix, tables, language)


@pytest.mark.parametrize("suffix", ["csv", "html", "json", "md"])
def test_no_format_lets_a_control_or_bidi_character_out(suffix):
    text = formats.render(suffix, [names(*HOSTILE), RANKING], "en").data.decode("utf-8-sig")
    assert text.replace("\r\n", "").replace("\n", "").isprintable()
