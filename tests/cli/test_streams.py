"""Pipes, full disks, closed streams and consoles with another encoding."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

from evalkit import __version__
from evalkit.cli.exits import Exit

SCORE = ("score", "zh.yaml", "zh.csv", "--lang", "zh")
full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")


@pytest.mark.parametrize("arguments", [("--help",), ("schema",), SCORE, ("--version",)], ids=" ".join)
def test_nobody_reading_is_141_and_not_a_word(evalkit, arguments):
    reader, writer = os.pipe()
    os.close(reader)
    done = evalkit(*arguments, stdout=writer)
    os.close(writer)
    assert (done.returncode, done.stderr) == (Exit.CLOSED, b"")


@full
@pytest.mark.parametrize(
    "arguments", [("--help",), ("schema",), SCORE, ("--version",), ("check", "zh.yaml")], ids=" ".join
)
def test_a_full_disk_is_told(evalkit, arguments):
    with Path("/dev/full").open("wb") as disk:
        done = evalkit(*arguments, stdout=disk)
    assert done.returncode == Exit.REFUSED
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode().startswith(("error[R211] no-output: cannot write to stdout", "错误[R211]"))


@full
def test_messages_that_nobody_can_read_change_nothing(evalkit):
    with Path("/dev/full").open("wb") as disk:
        assert evalkit("score", "nosuch.yaml", "zh.csv", stderr=disk).returncode == Exit.REFUSED


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(("closed", "code"), [(">&-", Exit.REFUSED), ("2>&-", Exit.CLEAN)])
def test_a_closed_stream_is_no_bug(folder, closed, code):
    command = f"{sys.executable} -m evalkit check zh.yaml {closed}"
    done = subprocess.run(command, shell=True, capture_output=True, cwd=folder, check=False)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_any_encoding_of_the_console_will_do(evalkit, encoding):
    done = evalkit(*SCORE, environment={"PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (Exit.CLEAN, b"")
    rank = "全部名次".encode(encoding, "backslashreplace")
    assert rank in done.stdout


def test_an_old_locale_does_not_hurt_messages(evalkit):
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = evalkit("score", "nosuch.yaml", "x.csv", "--lang", "zh", environment=plain)
    assert done.returncode == Exit.REFUSED
    assert b"\\u9519\\u8bef[S101]" in done.stderr


def test_files_are_utf8_whatever_the_console_is(evalkit, folder):
    evalkit(*SCORE, "-o", "out.json", environment={"PYTHONIOENCODING": "ascii"})
    assert "全部名次" in (folder / "out.json").read_text("utf-8")


def test_what_programs_read_from_a_pipe_is_utf8_without_a_mark(evalkit):
    done = evalkit(*SCORE, "-f", "csv", environment={"PYTHONIOENCODING": "gbk"})
    assert done.stdout.decode("utf-8").startswith("全部名次,")


def test_without_a_terminal_there_is_no_colour_and_room_for_all(evalkit):
    done = evalkit("score", "en.yaml", "en.csv")
    assert b"\x1b" not in done.stdout
    assert "rank: all" in done.stdout.decode().splitlines()[2]


def test_the_working_folder_may_be_gone(folder, evalkit):
    gone = folder / "gone"
    gone.mkdir()
    script = "import os, sys; os.rmdir(os.getcwd()); from evalkit.__main__ import main; sys.exit(main())"
    paths = [str(folder / name) for name in ("en.yaml", "en.csv")]
    done = subprocess.run([sys.executable, "-c", script, "score", *paths], cwd=gone, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (Exit.CLEAN, b"")


def test_the_version_is_that_of_the_project(evalkit):
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
    assert evalkit("--version").stdout.decode().split() == ["evalkit", __version__]


@pytest.mark.parametrize("data", ["csv", "json", "xlsx"])
def test_what_comes_through_a_pipe_is_read_as_what_it_is(evalkit, folder, data):
    evalkit(*SCORE, "-o", "file.json")
    if data == "csv":
        piped = (folder / "zh.csv").read_bytes()
    else:
        frame = pandas.read_csv(folder / "zh.csv", dtype=str, keep_default_na=False)
        out = io.BytesIO()
        frame.to_json(out, orient="records", force_ascii=False) if data == "json" else frame.to_excel(out, index=False)
        piped = out.getvalue()
    done = evalkit("score", "zh.yaml", "-", "-o", "pipe.json", "-q", "--lang", "zh", input=piped)
    assert (done.returncode, done.stderr) == (Exit.CLEAN, b"")
    scores = [
        [(row["score"], row["grade"]) for row in json.loads((folder / name).read_bytes())["tables"][0]["rows"]]
        for name in ("file.json", "pipe.json")
    ]
    assert scores[0] == scores[1]


def test_an_empty_pipe_is_told(evalkit):
    done = evalkit("score", "zh.yaml", "-", "--lang", "en", input=b"")
    assert done.returncode == Exit.REFUSED
    assert b"D112" in done.stderr
