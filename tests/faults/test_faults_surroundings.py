"""Where it runs: no home, no working folder, no memory, any locale and time."""

import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from zipfile import ZipFile

import pytest
from documented import documented
from running import SCORE, contents, run

import evalkit
from evalkit import evaluate
from evalkit.cli.main import main
from evalkit.cli.memory import rows

SUFFIXES = ("csv", "html", "json", "md", "xlsx")
COMMANDS = {
    "score": "score zh.yaml zh.csv",
    "gaps": "gaps zh.yaml zh.csv",
    "explain": "explain zh.yaml zh.csv 001",
    "compare": "compare zh.yaml en.yaml zh.csv --allow-missing-columns",
}


def written(suffixes=SUFFIXES):
    """What each command writes, in every format."""
    for name, command in list(COMMANDS.items())[:3]:
        outputs = [word for suffix in suffixes for word in ("-o", f"{name}.{suffix}")]
        assert main([*command.split(), *outputs, "--lang", "zh", "-q"]) == 0


@documented("any locale, time zone and hash seed", "0", "the same bytes in every format")
def test_the_same_bytes_everywhere(folder):
    """In processes of their own: the seed of the hashes is set at the start."""
    script = "import test_faults_surroundings as here; here.written()"
    surroundings = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"},
        {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LANG": "de_DE.UTF-8", "PYTHONIOENCODING": "gbk"},
    ]
    paths = os.pathsep.join([str(Path(evalkit.__file__).parents[1]), str(Path(__file__).parent)])
    results, codes = [], []
    for environment in surroundings:
        seen = {"PATH": os.environ["PATH"], "PYTHONPATH": paths, **environment}
        done = subprocess.run([sys.executable, "-c", script], env=seen, capture_output=True, check=False)
        codes.append(done.returncode)
        assert done.stderr == b""
        results.append(contents(folder))
        for name in results[-1]:
            Path(name).unlink()
    assert len(results[0]) == 3 * len(SUFFIXES)
    assert results[0] == results[1] == results[2]
    return codes


def test_a_workbook_carries_no_time_of_its_making(folder):
    assert run(*SCORE, "-o", "a.xlsx").code == 0
    with ZipFile("a.xlsx") as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        about = archive.read("docProps/core.xml").decode()
    assert about.count("2000-01-01T00:00:00Z") == 2
    assert str(datetime.now().year) not in about


@documented("no HOME, and nowhere to put temporary files", "0", "as ever: what is temporary stands beside the output")
def test_no_home_and_no_place_for_temporary_files(folder, monkeypatch):
    def refused(*_, **__):
        raise FileNotFoundError("no usable temporary directory found")

    for name in ("gettempdir", "mkstemp", "mkdtemp", "TemporaryFile", "NamedTemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refused)
    monkeypatch.setattr(os.path, "expanduser", refused)
    ended = run(*SCORE, "-o", "a.xlsx", "-o", "a.json")
    assert run("score", "en.yaml", "en.csv", "-o", "b.xlsx", TMPDIR="/nowhere").code == 0
    return ended.code


@pytest.mark.skipif(os.name == "nt", reason="a working folder cannot go there")
@documented(
    "the working folder is gone", "2", "a name that starts there is refused; one that starts at the root will do"
)
def test_the_working_folder_is_gone(folder, monkeypatch):
    gone = folder / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    full = [str(folder / name) for name in ("en.yaml", "en.csv")]
    assert run("score", *full, "-o", str(folder / "a.json")).code == 0
    relative = [
        run("score", *full, "-o", "a.json"),
        run("score", "en.yaml", full[1]),
        run("score", full[0], "en.csv"),
        run("init"),
        run("demo"),
    ]
    assert [ended.findings for ended in relative] == [["R106"], ["S101"], ["D101"], ["R106", "R106"], ["R106"]]
    return [ended.code for ended in relative]


LACKS = {
    "Python": MemoryError(),
    "NumPy": SystemError("<built-in function where> returned NULL without setting an exception"),
    "the loader": ImportError("x.so: failed to map segment from shared object"),
    "threads": RuntimeError("can't start new thread"),
    "the system": OSError(12, "Cannot allocate memory"),
}


@pytest.mark.parametrize("error", LACKS.values(), ids=LACKS)
@pytest.mark.parametrize("step", ["evalkit.evaluate.evaluate", "evalkit.views.ranking.tables",
                                  "evalkit.formats.terminal.terminal"])  # fmt: skip
def test_lack_of_memory_however_it_shows(folder, error, step):
    with patch(step, side_effect=error):
        ended = run(*SCORE)
    assert (ended.code, ended.out, ended.findings) == (2, b"", ["R213"])
    assert "not enough memory for 5 rows" in ended.err


def test_lack_of_memory_even_to_tell_it(folder):
    with patch.object(evaluate, "evaluate", side_effect=MemoryError), patch(
        "evalkit.cli.console.Console.tell", side_effect=MemoryError
    ):  # fmt: skip
        ended = run(*SCORE)
    assert (ended.code, ended.err) == (2, "not enough memory\n")


def test_the_rows_of_any_file_are_counted(folder):
    rows_of_workbook(Path("a.xlsx"), 12)
    Path("not.xlsx").write_bytes(b"PK")
    assert rows([Path("en.csv"), Path("a.xlsx"), Path("en.yaml")]) == 5 + 12
    assert rows([Path("not.xlsx")]) == rows([Path("gone.csv")]) == rows([folder]) == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no other system holds to the limit")
@documented("memory does not suffice (`ulimit -v 300000`)", "2", "refused (R213): not enough memory for so many rows")
@pytest.mark.parametrize(("suffix", "count"), [("csv", 1_000_000), ("xlsx", 5_000)])
def test_a_limit_of_memory(folder, suffix, count):
    import resource

    data = Path(f"big.{suffix}")
    if suffix == "csv":
        head, row, *_ = Path("en.csv").read_text("utf-8").splitlines(keepends=True)
        data.write_text(head + row * count, "utf-8")
    else:
        rows_of_workbook(data, count, remark="a long remark" * 2_500)
    limit = 300_000 * 1024
    done = subprocess.run(
        [sys.executable, "-m", "evalkit", "score", "en.yaml", data, "-o", "a.json"],
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(Path(evalkit.__file__).parents[1])},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
        capture_output=True,
        check=False,
    )
    told = f"error[R213] no-memory-for-rows: not enough memory for {count} rows\n"
    assert done.stderr.decode().startswith(told)
    assert set(contents(folder)) == {data.name}
    return done.returncode


def rows_of_workbook(path, count, *, remark=""):
    """A workbook with the headings of the starter and many rows of texts, not compressed."""
    headings = Path("en.csv").read_text("utf-8").splitlines()[0].split(",")
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'.format
    below = "<row>" + "".join(map(cell, [*range(len(headings)), remark])) + "</row>"
    main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main_space}" xmlns:r="{relations}"><sheets>'
        '<sheet name="s" sheetId="1" r:id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main_space}"><sheetData><row>'
        + "".join(map(cell, [*headings, "remark"]))
        + "</row>"
        + below * count
        + "</sheetData></worksheet>",
    }
    with ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
