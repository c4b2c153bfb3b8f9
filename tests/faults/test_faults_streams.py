"""Standard output and standard error: closed, full, gone, and in any encoding."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from documented import documented
from running import SCORE, run

from evalkit.cli import streams

ZH = ("score", "zh.yaml", "zh.csv", "--lang", "zh")
VIEWS = {
    "ranking": ZH,
    "gaps": ("gaps", "zh.yaml", "zh.csv", "--lang", "zh"),
    "account": ("explain", "zh.yaml", "zh.csv", "001", "--lang", "zh"),
    "findings": ("check", "zh.yaml", "--data", "en.csv", "--lang", "zh"),
    "findings for programs": ("check", "zh.yaml", "--data", "en.csv", "--lang", "zh", "-f", "json"),
    "refusal": ("score", "没有.yaml", "zh.csv", "--lang", "zh"),
    "help": ("--help", "--lang", "zh"),
}
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")


def stream(encoding, *, terminal=False):
    """A stream that takes only what its encoding has, until it is told otherwise."""
    made = io.TextIOWrapper(io.BytesIO(), encoding, errors="strict", write_through=True)
    made.isatty = lambda: terminal
    return made


@documented("nobody reads standard output any more (`| head -1`)", "141", "not a word")
@pytest.mark.parametrize("view", [ZH, VIEWS["gaps"], VIEWS["findings"], ("schema",)], ids=" ".join)
def test_nobody_reads(folder, view):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as pipe:
        ended = run(*view, stdout=pipe)
    assert ended.err == ""
    return ended.code


@needs_full
@documented("standard output is a full disk (`/dev/full`)", "2", "refused (R211)")
@pytest.mark.parametrize("view", [ZH, VIEWS["findings"], ("schema",)], ids=" ".join)
def test_standard_output_is_full(folder, view):
    with Path("/dev/full").open("w") as disk:
        ended = run(*view, "--lang", "en", stdout=disk)
    assert ended.findings == ["R211"]
    assert "cannot write to stdout: No space left on device" in ended.err
    return ended.code


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize("form", ["json", "text"])
def test_what_standard_output_takes_only_a_part_of_is_told(folder, buffered, form):
    """A limit ends a write in the middle, as a full disk does; without Python's buffer that is no error."""
    script = f"ulimit -f 1; trap '' XFSZ; {sys.executable} -m evalkit {' '.join(VIEWS['gaps'])} -f {form} > part"
    environment = {**os.environ, "PYTHONUNBUFFERED": buffered, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(["bash", "-c", script], capture_output=True, env=environment, check=False)
    assert (done.returncode, b"R211" in done.stderr) == (2, True)
    assert Path("part").stat().st_size <= 1024


@needs_full
@documented("standard output is full, and there is an `-o` too", "2", "refused (R211); the files are written before")
def test_files_are_written_before(folder):
    with Path("/dev/full").open("w") as disk:
        ended = run(*SCORE, "-o", "a.json", "-f", "text", stdout=disk)
    assert Path("a.json").exists()
    return ended.code


@needs_full
@documented("standard error is full or closed", "0", "the result is told all the same")
def test_standard_error_is_full(folder):
    with Path("/dev/full").open("w") as disk:
        ended = run(*SCORE, "-o", "a.json", "-f", "text", stderr=disk)
    assert ended.out
    return ended.code


@pytest.mark.skipif(os.name == "nt", reason="needs numbers of open files")
def test_no_file_takes_the_place_of_a_closed_stream(folder):
    script = "import os; from evalkit.cli import streams; streams.prepare(); print(os.open('x', os.O_CREAT))"
    done = subprocess.run(
        f"{sys.executable} -c \"{script}\" 0<&- 2>&-", shell=True, capture_output=True, check=True
    )  # fmt: skip
    assert int(done.stdout) > streams.STANDARD_ERROR


@documented("the console knows no Chinese, or other Chinese: ASCII, GBK, cp936, Latin-1", "0",
            "as ever; a sign that it has not is written as `\\u5dde`")  # fmt: skip
@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp936", "latin-1", "utf-8"])
@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
def test_any_console(folder, encoding, terminal):
    data = folder / "zh.csv"
    data.write_text(data.read_text("utf-8").replace("北门", "㐀😀é北门", 1), "utf-8")
    codes = {}
    for name, view in VIEWS.items():
        out, err = stream(encoding, terminal=terminal), stream(encoding)
        codes[name] = run(*view, stdout=out, stderr=err).code
        assert out.buffer.getvalue() + err.buffer.getvalue()
    assert (codes.pop("findings"), codes.pop("findings for programs"), codes.pop("refusal")) == (1, 1, 2)
    return codes.values()


def test_what_programs_read_is_utf8_on_any_console(folder):
    out = stream("gbk")
    assert run(*ZH, "-f", "json", stdout=out).code == 0
    assert "全部名次" in out.buffer.getvalue().decode("utf-8")


def test_files_are_utf8_on_any_console(folder):
    out, err = stream("ascii"), stream("ascii")
    outputs = ["a.json", "a.csv", "a.md", "a.html"]
    assert run(*ZH, *(word for name in outputs for word in ("-o", name)), stdout=out, stderr=err).code == 0
    assert all("北门中心" in Path(name).read_text("utf-8") for name in outputs)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of files are texts there")
@documented(
    "the names of files are not in the encoding of the system", "0", "as ever; their bytes are shown as `\\udcff`"
)
@pytest.mark.parametrize("suffix", ["csv", "html", "json", "md", "xlsx"])
def test_names_of_another_encoding(folder, suffix):
    name = os.fsdecode(b"\xe4\xb8\x8d\xff.csv")
    Path("zh.csv").rename(name)
    output = os.fsdecode(b"\xfe.") + suffix
    out, err = stream("utf-8"), stream("utf-8")
    ended = run("explain", "zh.yaml", name, "001", "--lang", "zh", "-o", output, "-f", "text", stdout=out, stderr=err)
    assert Path(output).read_bytes()
    assert "不\\udcff.csv" in out.buffer.getvalue().decode("utf-8")
    assert "\\udcfe" in err.buffer.getvalue().decode("utf-8")
    return ended.code
