"""`use`: files with parts that several schemes share."""

from together import found, scored, scores, told, write

SCHEME = """
# scheme.yaml
evalkit: 1
title: t
units: {id: id}
use: [shared/vetoes.yaml, shared/grades.yaml]
inputs: {a: count}
criteria:
  a: {points: 10}
# shared/vetoes.yaml
evalkit: 1
inputs: {faked: {type: count, owner: Audit}}
vetoes:
  faked records: {when: faked > 0, effect: low, basis: rule 3}
# shared/grades.yaml
grades: {high: {at_least: 5}, low: {}}
# data.csv
id,a,faked
1,9,1
2,9,0
3,2,0
"""


def test_the_parts_are_as_if_they_stood_in_the_scheme(tmp_path):
    write(tmp_path, SCHEME)
    assert found(tmp_path / "scheme.yaml") == []
    assert scores(scored(tmp_path), "grade") == [["low"], ["high"], ["low"]]


def test_the_scheme_changes_a_part_field_by_field(tmp_path):
    own = "inputs: {a: count}\nvetoes: {faked records: {when: faked > 1}}"
    write(tmp_path, SCHEME.replace("inputs: {a: count}", own))
    veto = scored(tmp_path).plan.scheme.vetoes["faked records"]
    assert (veto.when[0].text, veto.effect.grade, veto.basis) == ("faked > 1", "low", "rule 3")


def test_what_two_files_say_is_an_error_unless_the_scheme_says_it(tmp_path):
    twice = SCHEME.replace("grades: {high", "inputs: {faked: {type: flag, note: no}}\ngrades: {high")
    write(tmp_path, twice)
    [error] = found(tmp_path / "scheme.yaml")
    assert error.kind.slug == "shared-twice"
    assert [place.line for place in (error.place, *error.others)] == [1, 2]
    write(tmp_path, twice.replace("inputs: {a: count}", "inputs: {a: count, faked: count}"))
    declared = scored(tmp_path).plan.scheme.inputs["faked"]
    assert (declared.type, declared.owner, declared.note) == ("count", None, None)  # of neither file


def test_a_shared_file_goes_over_the_base(tmp_path):
    base = "# base.yaml\nevalkit: 1\ntitle: b\nunits: {id: id}\ninputs: {a: count}\ncriteria: {a: {points: 10}}\n"
    write(tmp_path, SCHEME + base + "vetoes: {faked records: {when: a > 8, effect: low, note: kept}}\n")
    write(tmp_path, "# scheme.yaml\nextends: base.yaml\nuse: [shared/vetoes.yaml, shared/grades.yaml]\n")
    veto = scored(tmp_path).plan.scheme.vetoes["faked records"]
    assert (veto.when[0].text, veto.note) == ("faked > 0", "kept")


def test_a_shared_file_holds_parts_only(tmp_path):
    write(tmp_path, SCHEME.replace("grades: {high", "title: no\ngrades: {high"))
    assert told(tmp_path / "scheme.yaml") == ["unknown-key shared/grades.yaml:1"]


def test_a_later_version_is_told_in_its_file(tmp_path):
    write(tmp_path, SCHEME.replace("# shared/vetoes.yaml\nevalkit: 1", "# shared/vetoes.yaml\nevalkit: 2"))
    assert told(tmp_path / "scheme.yaml") == ["newer shared/vetoes.yaml:1"]


def test_a_folder_is_checked_without_the_files_that_its_schemes_share(tmp_path, capfd):
    from evalkit.cli.main import main

    write(tmp_path, SCHEME)
    assert main(["check", str(tmp_path), "--lang", "en"]) == 0
    assert "nothing to report" in capfd.readouterr().out
