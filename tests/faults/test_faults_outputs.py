"""What stands in the way of an output, and what does not."""

import errno
import os
import stat
from pathlib import Path

import pytest
from documented import documented
from faulty import Steps, error, full
from running import SCORE, contents, forked, run

OLD = b"what was there before"
ORDINARY = hasattr(os, "geteuid") and os.geteuid() != 0
links = pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")


def refused(*outputs, code, force=True):
    """The run, which leaves every file as it was and tells the code of each output that is in the way."""
    before = contents(Path())
    ended = run(*SCORE, *(word for output in outputs for word in ("-o", output)), *(["--force"] if force else []))
    assert ended.out == b""
    assert set(ended.findings) == {code}
    assert contents(Path()) == before
    return ended


@documented("`-o` is there", "2", "refused (R101); the old bytes stay")
def test_it_is_there(folder):
    Path("a.json").write_bytes(OLD)
    ended = refused("a.json", code="R101", force=False)
    assert "this file exists" in ended.err
    assert "use --force to replace it" in ended.err
    return ended.code


@documented("`-o` is there, with `--force`", "0", "replaced, and keeps its rights")
def test_it_is_replaced(folder):
    old = Path("a.json")
    old.write_bytes(OLD)
    old.chmod(0o640)
    ended = run(*SCORE, "-o", "a.json", "--force")
    assert old.read_bytes().startswith(b'{"evalkit"')
    assert os.name == "nt" or stat.S_IMODE(old.stat().st_mode) == 0o640
    return ended.code


@links
@documented(
    "`-o` is read in the same run: data, scheme or an earlier period, also by another name or link", "2",
    "refused (R102), with `--force` too",
)  # fmt: skip
def test_it_is_read(folder):
    Path("s.json").hardlink_to("en.yaml")
    Path("d.csv").symlink_to("en.csv")
    Path("h.csv").hardlink_to("en.csv")
    Path("last.csv").write_bytes(Path("en.csv").read_bytes())
    Path("sub").mkdir()
    own = [refused(name, code="R102").code for name in ("en.csv", "s.json", "d.csv", "h.csv", "sub/../en.csv")]
    earlier = run(*SCORE, "--earlier", "last.csv", "-o", "last.csv", "--force", "--allow-missing-columns")
    Path("first.json").hardlink_to("zh.yaml")
    compared = run("compare", "zh.yaml", "en.yaml", "en.csv", "-o", "first.json", "--force")
    for ended in (earlier, compared):
        assert ended.code == 2
    return [*own, earlier.code, compared.code]


@documented("two `-o` are one file", "2", "refused (R105)")
def test_two_are_one(folder):
    return refused("a.json", "b.csv", "../" + folder.name + "/a.json", code="R105").code


@documented("`-o` is a folder", "2", "refused (R103)")
def test_it_is_a_folder(folder):
    Path("a.json").mkdir()
    ended = refused("a.json", code="R103")
    assert "a directory, not a file" in ended.err
    return ended.code


@documented("`-o` is in a folder that is not there", "2", "refused (R104); no folder is made")
def test_its_folder_is_missing(folder):
    ended = refused("no/where/a.json", code="R104")
    assert "the directory no/where does not exist" in ended.err
    assert not Path("no").exists()
    return ended.code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
@documented("`-o` is a pipe or a device", "2", "refused (R103)")
def test_it_is_a_pipe(folder):
    os.mkfifo("a.json")
    return refused("a.json", code="R103").code


@links
@documented("`-o` is a symbolic link", "0", "it stays one, and what it points to is replaced, or made")
def test_it_is_a_link(folder):
    Path("there").mkdir()
    Path("there/old.json").write_bytes(OLD)
    Path("a.json").symlink_to("there/old.json")
    Path("b.json").symlink_to("there/new.json")
    ended = run(*SCORE, "-o", "a.json", "-o", "b.json", "--force")
    assert Path("a.json").is_symlink()
    assert Path("b.json").is_symlink()
    assert set(contents(Path("there"))) == {"old.json", "new.json"}
    assert OLD not in contents(Path("there")).values()
    return ended.code


@links
@documented("`-o` is a link that leads to itself", "2", "refused (R106)")
def test_it_leads_nowhere(folder):
    Path("a.json").symlink_to("b.json")
    Path("b.json").symlink_to("a.json")
    return run(*SCORE, "-o", "a.json", "--force").code


@links
@documented("`-o` has another name too (a hard link)", "0", "this name has the new file, the other one the old bytes")
def test_it_has_another_name(folder):
    Path("a.json").write_bytes(OLD)
    Path("kept.json").hardlink_to("a.json")
    ended = run(*SCORE, "-o", "a.json", "--force")
    assert Path("kept.json").read_bytes() == OLD
    assert Path("a.json").read_bytes() != OLD
    return ended.code


@documented("`-o` is open in Excel (Windows), or locked otherwise", "2",
            "refused (R106): close it in Excel, or choose another -o")  # fmt: skip
def test_it_is_locked(folder):
    Path("a.xlsx").write_bytes(OLD)
    with Steps(error(errno.EACCES), only="replace").watched():
        ended = refused("a.xlsx", code="R106")
    assert "cannot write this file: it is locked, or you may not write here" in ended.err
    assert "hint: close it in Excel, or choose another -o" in ended.err
    return ended.code


@documented("the file is read only", "2", "refused (R106), with `--force` too")
def test_it_is_read_only(folder, monkeypatch):
    Path("a.json").write_bytes(OLD)
    Path("a.json").chmod(0o444)
    if not ORDINARY:  # root may write everywhere
        monkeypatch.setattr(os, "access", lambda *_: False)
    return refused("a.json", code="R106").code


@documented("the folder, or the disk, is read only", "2", "refused (R106)")
@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS], ids=errno.errorcode.get)
def test_its_folder_is_read_only(folder, number):
    with Steps(error(number), only="open").watched():
        return refused("a.json", code="R106").code


@documented("the disk is full", "2", "refused (R106); nothing is left of the new file")
def test_the_disk_is_full(folder):
    with Steps(full, only="fsync").watched():
        ended = refused("a.json", code="R106")
    assert "cannot write this file: the disk is full" in ended.err
    return ended.code


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no limits")
@documented("a file may not be so large here (`ulimit -f`, FAT)", "2", "refused (R106); nothing is left of it")
def test_it_is_too_large(folder):
    import resource

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        code = forked(*SCORE, "-o", "a.json")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert contents(folder) == {}
    return code


@documented("the name is too long", "2", "refused (R106)")
def test_its_name_is_too_long(folder):
    return refused("x" * 300 + ".json", code="R106").code


@documented("one of several `-o` cannot be written", "2", "refused, and told which; none of them is written")
@pytest.mark.parametrize("bad", [0, 1, 2])
def test_one_of_several(folder, bad):
    outputs = ["a.json", "b.csv", "c.html"]
    outputs[bad] = "no/where.json"
    ended = refused(*outputs, code="R104")
    assert "--> no/where.json\n" in ended.err
    return ended.code


def test_all_that_is_wrong_is_told_in_the_order_given(folder):
    Path("there.json").write_bytes(OLD)
    Path("folder.json").mkdir()
    outputs = ("z/a.json", "folder.json", "there.json", "fine.json", "a/b.csv")
    ended = run(*SCORE, *(word for output in outputs for word in ("-o", output)))
    places = [line.removeprefix("  --> ") for line in ended.err.splitlines() if "-->" in line]
    assert places == ["z/a.json", "folder.json", "there.json", "a/b.csv"]
    assert ended.findings == ["R104", "R103", "R101", "R104"]


@documented("`evalkit init`, `demo`: a file is there", "2", "refused (R101); none is written")
@pytest.mark.parametrize("command", [("init", "x.yaml"), ("demo", "d")], ids=" ".join)
def test_starters(folder, command):
    Path("d").mkdir()
    there = {"x.yaml": "x.csv", "d": "d/scheme.yaml"}[command[1]]
    Path(there).write_bytes(OLD)
    ended = run(*command)
    assert ended.findings == ["R101"]
    assert not Path("x.yaml").exists()
    assert len(list(Path("d").iterdir())) == (command[0] == "demo")
    return ended.code


def test_a_folder_that_was_made_for_nothing_goes_again(folder):
    names = []
    with Steps().watched() as steps:
        assert run("demo", "trial").code == 0
        names = steps.names
    for at, name in enumerate(names):
        for file in Path("trial").iterdir() if Path("trial").exists() else ():
            file.unlink()
        if Path("trial").exists():
            Path("trial").rmdir()
        with Steps(full, at).watched():
            code = run("demo", "trial").code
        assert (code == 0) == (name in ("unlink", "link"))
        assert Path("trial").exists() == (code == 0)
