"""Kinds of file that need a library which is not there, and what comes without a name."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from schemes_by_hand import scheme_of

from evalkit.diagnostics import EvalkitError, Problems
from evalkit.expression.values import Unknown
from evalkit.inputs import from_frame
from evalkit.inputs.contents import suffix_of
from evalkit.inputs.readers import reader_for


@pytest.mark.parametrize(
    ("suffix", "library", "extra"),
    [
        ("xls", "xlrd", "xls"),
        ("parquet", "pyarrow.parquet", "arrow"),
        ("arrow", "pyarrow.ipc", "arrow"),
        ("feather", "pyarrow.ipc", "arrow"),
    ],
)
def test_a_library_that_is_not_there_is_told_with_the_command(monkeypatch, suffix, library, extra):
    monkeypatch.setitem(sys.modules, library, None)
    path = Path(f"data.{suffix}")
    with pytest.raises(EvalkitError) as stopped:
        reader_for(path).open_book(path, b"ARROW1\0\0", None, Problems())
    (found,) = stopped.value.diagnostics
    assert found.kind.code == "D265"
    assert f"pip install 'evalkit[{extra}]'" in found.hint.text("en")
    assert f"pip install 'evalkit[{extra}]'" in found.hint.text("zh")


@pytest.mark.parametrize("suffix", ["ods", "xlsb", "json", "jsonl"])
def test_the_others_need_nothing_more(suffix):
    script = (
        "import sys; sys.modules |= dict.fromkeys(('pyarrow', 'xlrd', 'python_calamine'));"
        f"import evalkit.inputs.readers.{suffix}"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b'[{"id": 1}]', ".json"),
        (b' \r\n[\n  {"id": 1}]', ".json"),
        (b'{"id": 1}\n{"id": 2}\n', ".json"),
        (b"[]", ".json"),
        (b"id,n\n1,2\n", ".csv"),
        (b"[id],n\n1,2\n", ".csv"),
        (b'"id","n"\n', ".csv"),
        (b"", ".csv"),
        (b"PAR1 ... PAR1", ".parquet"),
        (b"PAR1,n\n", ".csv"),
        (b"ARROW1\0\0", ".arrow"),
        (b"ARROW1,n\n", ".csv"),
    ],
)
def test_what_has_no_name_is_what_it_is(content, suffix):
    assert suffix_of(content) == suffix


@pytest.mark.parametrize("kind", ["float32", "Float32", "float64"])
def test_floats_of_a_frame_are_the_decimals_that_they_show(kind):
    frame = pd.DataFrame({"编码": ["1", "2"], "数": pd.Series([94.51, None], dtype=kind)})
    units = from_frame(scheme_of({"数": "number"}), frame, problems=Problems())
    assert units.columns["数"].exact(0, "数") == Fraction("94.51")
    assert isinstance(units.columns["数"].exact(1, "数"), Unknown)
