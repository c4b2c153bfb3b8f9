"""Which files a scheme may name: those in its own folder and in the folders beside it."""

import os
from itertools import pairwise

import pytest
from together import found, write

PARTS = "evalkit: 1\ntitle: t\nunits: {id: id}\ninputs: {a: count}\ncriteria: {a: {points: 10}}\n"
TREE = f"# out.yaml\n{PARTS}# in/beside/base.yaml\n{PARTS}# in/own/below/base.yaml\n{PARTS}"


def with_base(folder, name):
    write(folder, f"{TREE}# in/own/scheme.yaml\nextends: {name}\n")
    return found(folder / "in/own/scheme.yaml")


@pytest.mark.parametrize("name", ["below/base.yaml", "../beside/base.yaml", "./below/../below/base.yaml"])
def test_beside_and_below(tmp_path, name):
    assert with_base(tmp_path, name) == []


@pytest.mark.parametrize(
    "name",
    [
        "../../out.yaml",
        "../../in/../out.yaml",
        "/etc/passwd.yaml",
        "https://example.org/base.yaml",
        "file:///etc/base.yaml",
        r"below\base.yaml",
        r"C:\base.yaml",
        "C:base.yaml",
        "below/base.txt",
        "/",
    ],
)
def test_nothing_else(tmp_path, name):
    [error] = with_base(tmp_path, name)
    assert error.kind.slug == "bad-file"


def test_no_way_out_step_by_step(tmp_path):
    write(tmp_path, TREE + "# in/own/scheme.yaml\nextends: ../beside/further/base.yaml\n")
    write(tmp_path, "# in/beside/further/base.yaml\nextends: ../../../out.yaml\n")
    [error] = found(tmp_path / "in/own/scheme.yaml")
    assert (error.kind.slug, error.place.line) == ("bad-file", 1)
    assert error.place.file.endswith("further/base.yaml")


def test_no_way_out_through_a_link(tmp_path):
    write(tmp_path, TREE)
    os.symlink(tmp_path / "out.yaml", tmp_path / "in/own/link.yaml")
    [error] = with_base(tmp_path, "link.yaml")
    assert error.kind.slug == "bad-file"


@pytest.mark.parametrize("name", ["[a.yaml]", "{a: b}", '""', '"a\\u0000.yaml"'])
def test_what_is_no_name_is_told(tmp_path, name):
    [error] = with_base(tmp_path, name)
    assert error.kind.slug in ("wrong-form", "bad-text", "bad-file")


def test_a_file_that_is_not_there_is_told_where_it_is_named(tmp_path):
    [error] = with_base(tmp_path, "below/bass.yaml")
    assert (error.kind.slug, error.place.line) == ("no-file", 1)


@pytest.mark.parametrize("name", ["a" * 400 + ".yaml", "loop.yaml"])
def test_a_name_that_no_file_can_have(tmp_path, name):
    (tmp_path / "in/own").mkdir(parents=True)
    os.symlink("loop.yaml", tmp_path / "in/own/loop.yaml")
    [error] = with_base(tmp_path, name)
    assert error.kind.slug == "no-file"


def test_whether_a_file_outside_is_there_is_not_told(tmp_path):
    assert [error.kind.slug for error in with_base(tmp_path, "../../nothing.yaml")] == ["bad-file"]


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "in/own/below.yaml").mkdir(parents=True)
    [error] = with_base(tmp_path, "below.yaml")
    assert error.kind.slug == "no-file"


def test_a_circle_shows_its_way(tmp_path):
    write(tmp_path, "# a.yaml\nextends: b.yaml\n# b.yaml\nextends: c.yaml\n# c.yaml\nextends: b.yaml\n")
    [error] = found(tmp_path / "a.yaml")
    assert error.message.text("en") == "these files need each other: b.yaml → c.yaml → b.yaml"
    assert (error.place.file[-6:], len(error.others)) == ("c.yaml", 1)


def test_a_chain_has_an_end(tmp_path):
    for number in range(70):
        write(tmp_path, f"# s{number}.yaml\nextends: s{number + 1}.yaml\n")
    [error] = found(tmp_path / "s0.yaml")
    assert error.message.text("en") == "s51.yaml cannot be used: it is one of more than 50 files"


def test_the_limits_hold_for_each_file(tmp_path):
    names = "abcdefghijklm"
    lines = [f"{name}: &{name} [*{last}, *{last}, *{last}]\n" for last, name in pairwise(names)]
    bomb = "a: &a [x, x]\n" + "".join(lines)
    write(tmp_path, "# scheme.yaml\nextends: bomb.yaml\n# bomb.yaml\n" + bomb)
    [error] = found(tmp_path / "scheme.yaml")
    assert (error.kind.slug, error.place.file.endswith("bomb.yaml")) == ("too-much", True)
