"""How a run ends when something goes wrong that nobody foresaw."""

import pytest
from transcripts import run

from evalkit.cli.commands import check, schema
from evalkit.cli.exits import Exit
from evalkit.cli.language import language_of
from evalkit.cli.schemes import expanded


def failing(error):
    def fails(*_, **__):
        raise error

    return fails


def test_our_own_mistake_is_one_sentence(folder, monkeypatch):
    monkeypatch.setattr(schema.Command, "run", failing(KeyError("x")))
    code, out, err = run(["schema"])
    assert (code, out) == (Exit.BUG, "")
    assert "a bug of ours: KeyError: 'x'" in err
    assert "Traceback" not in err


def test_the_traceback_is_there_for_those_who_ask(folder, monkeypatch):
    monkeypatch.setattr(schema.Command, "run", failing(KeyError("x")))
    monkeypatch.setattr("evalkit.cli.main.DEBUG", "PATH")  # the one variable that the run sees
    _, _, err = run(["schema"])
    assert "Traceback" in err


def test_control_c_is_quiet(folder, monkeypatch):
    monkeypatch.setattr(check.Command, "run", failing(KeyboardInterrupt()))
    assert run(["check", "en.yaml"]) == (Exit.INTERRUPTED, "", "")


def test_no_memory_says_for_how_many_rows(folder, monkeypatch):
    monkeypatch.setattr("evalkit.evaluate.evaluate", failing(MemoryError()))
    code, out, err = run(["score", "en.yaml", "en.csv"])
    assert (code, out) == (Exit.REFUSED, "")
    assert "not enough memory for 5 rows" in err


def test_no_memory_while_reading_counts_the_lines(folder, monkeypatch):
    monkeypatch.setattr("evalkit.inputs.read_units", failing(MemoryError()))
    assert "not enough memory for 5 rows" in run(["score", "en.yaml", "en.csv"])[2]


def test_no_memory_anywhere_else(folder, monkeypatch):
    monkeypatch.setattr(schema.Command, "run", failing(MemoryError()))
    assert "error[R212] no-memory: not enough memory\n" in run(["schema"])[2]


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "zh_CN.UTF-8"}, "zh"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ([], {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "zh"),
        (["score", "--lang", "zh"], {}, "zh"),
        (["--lang=en", "score"], {"LANG": "zh_TW"}, "en"),
        (["--lang", "en", "--lang", "zh"], {}, "zh"),
        (["--", "--lang", "zh"], {}, "en"),
        (["--lang"], {"LANG": "zh"}, "zh"),
        (["--lang", "fr"], {"LANG": "zh"}, "zh"),
    ],
)
def test_the_language(arguments, environment, language):
    assert language_of(arguments, environment) == language


def test_one_broken_scheme_of_a_hundred(folder):
    schemes = folder / "schemes"
    schemes.mkdir()
    for number in range(99):
        (schemes / f"{number:02}.yaml").write_bytes((folder / "en.yaml").read_bytes())
    (schemes / "50-broken.yaml").write_bytes((folder / "broken.yaml").read_bytes())
    (schemes / "99.yaml").write_text("points: [", "utf-8")
    (schemes / "50.cases.yaml").write_text("no scheme", "utf-8")
    code, out, _ = run(["check", "schemes"])
    assert code == Exit.FINDINGS
    assert {line.split(":")[0].removeprefix("  --> ") for line in out.splitlines() if "-->" in line} == {
        "schemes/50-broken.yaml",
        "schemes/99.yaml",
    }


def test_a_folder_without_schemes(folder):
    (folder / "empty").mkdir()
    code, _, err = run(["check", "empty"])
    assert code == Exit.REFUSED
    assert "there is no scheme in this folder" in err


def test_what_cannot_be_written_leaves_nothing(folder):
    before = {path.name for path in folder.iterdir()}
    code, out, _ = run(["score", "en.yaml", "en.csv", "-o", "a.csv", "-o", "nosuch/b.csv"])
    assert (code, out) == (Exit.REFUSED, "")
    assert {path.name for path in folder.iterdir()} == before


def test_several_files_hold_the_same(folder):
    assert run(["score", "en.yaml", "en.csv", "-o", "a.csv", "-o", "a.json", "-o", "a.xlsx"])[0] == Exit.CLEAN
    assert {path.suffix for path in folder.glob("a.*")} == {".csv", ".json", ".xlsx"}
    assert len((folder / "a.csv").read_text("utf-8-sig").splitlines()) == 6


def test_text_may_be_printed_beside_the_files(folder):
    _, out, _ = run(["score", "en.yaml", "en.csv", "-o", "a.csv", "-f", "text"])
    assert out.startswith("Service centre review")


def test_the_schemes_of_inner_folders_are_checked_but_none_that_is_hidden(folder):
    for inner in ("a/b", ".old"):
        (folder / "all" / inner).mkdir(parents=True)
        (folder / "all" / inner / "x.yaml").write_bytes((folder / "broken.yaml").read_bytes())
    (folder / "all" / "a" / "y.yaml").write_bytes((folder / "en.yaml").read_bytes())
    assert [path.relative_to(folder).as_posix() for path in expanded([folder / "all"])] == [
        "all/a/b/x.yaml",
        "all/a/y.yaml",
    ]
