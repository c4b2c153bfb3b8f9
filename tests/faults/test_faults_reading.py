"""What is read: a file that changes meanwhile, a pipe, a device, a folder, nothing at all."""

import errno
import io
import json
import os
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest
from documented import documented
from running import SCORE, contents, run

from evalkit import inputs
from evalkit.inputs import file_bytes, once

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
needs_devices = pytest.mark.skipif(not Path("/dev/zero").exists(), reason="the system has no /dev/zero")


@pytest.fixture
def plain(folder):
    """The result of a run that nothing disturbs."""
    assert run(*SCORE, "-o", "plain.json").code == 0
    return Path("plain.json").read_bytes()


def read_again_after(change):
    """`read_units`, with a change of the file as soon as it has read something."""
    real = once.opened

    def opened(path):
        data = real(path)
        if path.suffix == ".csv":
            change(path)
        return data

    return patch.object(once, "opened", opened)


@documented("a file of data changes, grows or goes while it is read", "0",
            "read once into memory: all comes of the same bytes, and their SHA-256 is in the JSON")  # fmt: skip
@pytest.mark.parametrize(
    "change",
    [lambda path: path.write_bytes(b"nonsense"), lambda path: path.open("ab").write(b"x" * 99), Path.unlink],
    ids=["changes", "grows", "goes"],
)
def test_a_file_that_changes(folder, plain, change):
    used = sha256(Path("en.csv").read_bytes()).hexdigest()
    with read_again_after(change):
        ended = run(*SCORE, "-o", "a.json")
    assert Path("a.json").read_bytes() == plain
    [read] = [table for table in json.loads(plain)["tables"] if table["key"] == "read"]
    assert read["rows"] == [{"file": "en.csv", "sha256": used}]
    return ended.code


@documented("the same with a file of more than 64 MB", "2",
            "such a file is read in pieces, and refused where it has changed (D275)")  # fmt: skip
@pytest.mark.parametrize("change", [lambda path: path.open("ab").write(b"x" * 99), Path.unlink], ids=["grows", "goes"])
def test_a_large_file_that_changes(folder, monkeypatch, change):
    monkeypatch.setattr(file_bytes, "MOST_IN_MEMORY", 0)
    with read_again_after(change):
        ended = run(*SCORE, "-o", "a.json")
    assert ended.findings == ["D275"]
    assert contents(folder) == {}
    return ended.code


@documented("it changes between the two schemes of `compare`, or those of `check`", "0", "the same")
def test_a_file_that_changes_between_two_schemes(folder):
    with read_again_after(Path.unlink):
        compared = run("compare", "en.yaml", "en.yaml", "en.csv")
    Path("en.csv").write_bytes((Path(inputs.__file__).parents[1] / "cli" / "starter" / "en.csv").read_bytes())
    with read_again_after(Path.unlink):
        checked = run("check", "en.yaml", "en.yaml", "--data", "en.csv")
    return compared.code, checked.code


@needs_pipes
@documented("the data come through a pipe with a name", "0", "read to its end, once")
@pytest.mark.parametrize("command", ["score en.yaml p.csv", "compare en.yaml en.yaml p.csv"])
def test_a_pipe(folder, command):
    os.mkfifo("p.csv")
    with ThreadPoolExecutor(1) as pool:
        pool.submit(Path("p.csv").write_bytes, Path("en.csv").read_bytes())
        return run(*command.split()).code


@needs_devices
@documented("the data are a device, perhaps without an end (`/dev/zero`)", "2", "refused (D101)")
def test_a_device(folder):
    Path("d.csv").symlink_to("/dev/zero")
    ended = run("score", "en.yaml", "d.csv")
    assert ended.findings == ["D101"]
    assert "it is a device" in ended.err
    return ended.code


@needs_devices
@documented("the scheme is a device without an end", "2", "refused (S106) after the first bytes")
def test_a_scheme_without_an_end(folder):
    ended = run("score", "/dev/zero", "en.csv")
    assert ended.findings == ["S106"]
    return ended.code


@documented("the data are standard input (`-`)", "0", "read to its end, once; what it holds is told by its bytes")
@pytest.mark.parametrize("command", ["score en.yaml -", "compare en.yaml en.yaml -"])
def test_standard_input(folder, command, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(Path("en.csv").read_bytes())))
    return run(*command.split()).code


@documented("the data are standard input, and it is closed or empty", "2", "refused (D112)")
@pytest.mark.parametrize("given", [None, io.TextIOWrapper(io.BytesIO())], ids=["closed", "empty"])
def test_no_standard_input(folder, given, monkeypatch):
    monkeypatch.setattr("sys.stdin", given)
    ended = run("score", "en.yaml", "-")
    assert ended.findings == ["D112"]
    return ended.code


@documented("the data are a folder", "2", "refused (D101)")
def test_a_folder(folder):
    Path("d.csv").mkdir()
    ended = run("score", "en.yaml", "d.csv")
    assert "it is a folder" in ended.err
    return ended.code


@documented(
    "the data are not there, may not be read, or the disk is broken", "2", "refused (D101), and nothing written"
)
@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOENT, "there is no such file"),
        (errno.EACCES, "you may not read it"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_a_file_that_cannot_be_read(folder, number, why):
    real = Path.read_bytes

    def read_bytes(path):
        if path.suffix == ".csv":
            raise OSError(number, os.strerror(number))
        return real(path)

    with patch.object(Path, "read_bytes", read_bytes):
        ended = run(*SCORE, "-o", "a.json")
    assert ended.findings == ["D101"]
    assert f"this file cannot be opened: {why}" in ended.err
    assert contents(folder) == {}
    return ended.code


@documented("100 schemes in one `check`, some of them broken", "1", "the others are still checked")
def test_some_of_many_schemes_are_broken(folder):
    schemes = folder / "schemes"
    schemes.mkdir()
    for number in range(97):
        (schemes / f"{number:02}.yaml").symlink_to(folder / "en.yaml")
    (schemes / "97.yaml").write_text("points: [", "utf-8")
    (schemes / "98.yaml").symlink_to("nowhere.yaml")
    (schemes / "99.yaml").write_bytes(b"title: \xff")
    (schemes / "50.cases.yaml").write_text("no scheme", "utf-8")
    (schemes / "folder.yaml").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(schemes / "pipe.yaml")  # nobody ever writes to it
    ended = run("check", "schemes", "-f", "json")
    found = json.loads(ended.out)["diagnostics"]
    assert [(one["place"]["file"], one["code"]) for one in found if one["severity"] == "error"] == [
        ("schemes/97.yaml", "S102"),
        ("schemes/98.yaml", "S101"),
        ("schemes/99.yaml", "S103"),
    ]
    return ended.code
