import errno
import os
import stat
from pathlib import Path

import pytest

from evalkit.diagnostics.diagnostic import EvalkitError
from evalkit.formats.files import write_files


def refused(outputs, *, force=False, inputs=()):
    """The codes and the files of what stands in the way."""
    with pytest.raises(EvalkitError) as raised:
        write_files(outputs, force=force, inputs=inputs)
    return [(found.kind.code, found.place.file) for found in raised.value.diagnostics]


def contents(directory):
    return {path.name: path.read_bytes() for path in directory.iterdir() if path.is_file()}


def test_files_are_written_and_nothing_else_is_left(tmp_path):
    write_files({tmp_path / "a": b"1", tmp_path / "b": b"2"}, force=False, inputs=())
    assert contents(tmp_path) == {"a": b"1", "b": b"2"}


def test_a_new_file_has_the_usual_rights_and_a_replaced_one_keeps_its_own(tmp_path):
    old, new, usual = tmp_path / "old", tmp_path / "new", tmp_path / "usual"
    usual.touch()
    old.touch()
    old.chmod(0o640)
    write_files({old: b"", new: b""}, force=True, inputs=())
    assert stat.S_IMODE(old.stat().st_mode) == 0o640
    assert new.stat().st_mode == usual.stat().st_mode


def test_what_exists_is_replaced_only_by_force(tmp_path):
    file = tmp_path / "a"
    file.write_bytes(b"old")
    assert refused({file: b"new"}) == [("R101", str(file))]
    assert contents(tmp_path) == {"a": b"old"}
    write_files({file: b"new"}, force=True, inputs=())
    assert contents(tmp_path) == {"a": b"new"}


def test_an_input_is_never_replaced_by_whatever_name(tmp_path):
    data, link, hard = tmp_path / "data", tmp_path / "link", tmp_path / "hard"
    data.write_bytes(b"old")
    link.symlink_to(data)
    hard.hardlink_to(data)
    for file in (data, link, hard, tmp_path / "x" / ".." / "data"):
        assert refused({file: b"new"}, force=True, inputs=[data]) == [("R102", str(file))]
    assert data.read_bytes() == b"old"


def test_all_that_stands_in_the_way_is_told_at_once(tmp_path):
    (tmp_path / "old").write_bytes(b"old")
    outputs = {
        tmp_path: b"",
        tmp_path / "missing" / "a": b"",
        tmp_path / "old": b"",
        Path("/dev/null"): b"",
        tmp_path / ("x" * 300): b"",
        tmp_path / "fine": b"",
        tmp_path / "y" / ".." / "fine": b"",
    }
    codes = [code for code, _ in refused(outputs)]
    assert codes == ["R103", "R104", "R101", "R103", "R106", "R105"]
    assert contents(tmp_path) == {"old": b"old"}


def test_a_symbolic_link_stays_and_its_target_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_files({link: b"new"}, force=True, inputs=())
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert contents(tmp_path / "there") == {"target": b"new"}


def test_a_link_to_nothing_makes_its_target(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "target")
    write_files({tmp_path / "link": b"new"}, force=False, inputs=())
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_a_failing_rename_puts_everything_back(tmp_path, monkeypatch, failing):
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "c").write_bytes(b"old c")
    before = contents(tmp_path)
    _fail(monkeypatch, "replace", at=failing, error=PermissionError(errno.EACCES, "denied"))
    outputs = {tmp_path / name: b"new" for name in "abc"}
    assert refused(outputs, force=True) == [("R106", str(tmp_path / "abc"[failing]))]
    assert contents(tmp_path) == before


@pytest.mark.parametrize("failing", [0, 1])
def test_a_full_disk_changes_nothing(tmp_path, monkeypatch, failing):
    (tmp_path / "a").write_bytes(b"old")
    _fail(monkeypatch, "fsync", at=failing, error=OSError(errno.ENOSPC, "no space"))
    with pytest.raises(EvalkitError) as raised:
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"}, force=True, inputs=())
    [found] = raised.value.diagnostics
    assert found.message.text("en") == "cannot write this file: the disk is full"
    assert contents(tmp_path) == {"a": b"old"}


def test_ctrl_c_between_two_renames_puts_everything_back(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")
    _fail(monkeypatch, "replace", at=1, error=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        write_files({tmp_path / "a": b"new", tmp_path / "b": b"new"}, force=True, inputs=())
    assert contents(tmp_path) == {"a": b"old"}


def test_it_works_where_files_cannot_have_two_names(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "hardlink_to", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links")))
    _fail(monkeypatch, "replace", at=1, error=OSError(errno.EIO, "broken"))
    assert refused({tmp_path / "a": b"new", tmp_path / "b": b"new"}, force=True) == [("R106", str(tmp_path / "b"))]
    assert contents(tmp_path) == {"a": b"old"}


def _fail(monkeypatch, name, *, at, error):
    """Let the call number `at` of an `os` function fail, and only that one."""
    real, calls = getattr(os, name), iter(range(1000))

    def call(*arguments):
        if next(calls) == at:
            raise error
        return real(*arguments)

    monkeypatch.setattr(os, name, call)
