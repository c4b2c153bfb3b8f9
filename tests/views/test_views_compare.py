"""Two schemes side by side."""

from shown import scored

from evalkit.diagnostics.message import Fixed
from evalkit.formats.cell import content
from evalkit.result import Result
from evalkit.table import Tone
from evalkit.views import compare

TABLE = """
id   n  m
A   10  8
B    7  7
C    5  9
D    -  6
"""
OLD = "inputs: {n: number, m: number}\ncriteria: {first: {points: 10, value: n}, second: {points: 10, value: m}}\n"
NEW = OLD.replace("{points: 10, value: n}", "{points: 5, score: n / 2}").replace("10, value: m", "15, score: m * 1.5")
SHORT = "inputs: {n: number, m: number}\ncriteria: {first: {points: 10, value: m}}\nvalues: {unused: n}\n"


def rows(first: Result, second: Result, *keys: str) -> list[list[object]]:
    compared = compare.tables(first, second, range(len(first)))[0]
    places = [[column.key for column in compared.columns].index(key) for key in keys]
    return [[plain(content(row[place])) for place in places] for row in compared.rows]


def plain(cell: object) -> object:
    if isinstance(cell, Fixed):
        return float(cell.value)
    return cell if isinstance(cell, int) else cell.text("en")  # type: ignore[attr-defined]


def moves(first: Result, second: Result) -> list[list[str]]:
    table = compare.tables(first, second, range(len(first)))[1]
    return [
        [content(what).text("en"), str(count), "; ".join(one.text("en") for one in content(most) or ())]
        for what, count, most in table.rows
    ]


def test_scores_and_ranks_of_both_and_what_changes():
    old, new = scored(OLD, TABLE), scored(NEW, TABLE)
    # By the new one A has 5 + 12, B 3.5 + 10.5 and C 2.5 + 13.5.
    assert rows(old, new, "score:A", "score:B", "points", "rank:A", "rank:B", "places") == [
        [18, 17, -1, 1, 1, 0],
        [14, 14, 0, 2, 3, -1],
        [14, 16, 2, 2, 2, 0],
        ["—", "—", "—", "—", "—", "—"],
    ]


def test_who_gains_and_who_loses():
    assert moves(scored(OLD, TABLE), scored(NEW, TABLE)) == [
        ["gains", "1", "C +2.00"],
        ["loses", "1", "A −1.00"],
        ["the same", "1", ""],
        ["open", "1", ""],
    ]


def test_of_different_points_ranks_tell_who_gains():
    # Out of 10 instead of 20 everybody has less; C is now before A, and B behind both.
    first, second = scored(OLD, TABLE), scored(SHORT, TABLE)
    assert moves(first, second) == [
        ["gains", "1", "C +1"],
        ["loses", "2", "A −1; B −1"],
        ["open", "1", ""],
    ]
    assert len(compare.tables(first, second, [0])[0].notes) == 1


def test_a_gain_is_good_and_a_loss_is_bad():
    compared = compare.tables(scored(OLD, TABLE), scored(NEW, TABLE), range(4))[0]
    place = [column.key for column in compared.columns].index("points")
    tones = [row[place].tone for row in compared.rows]  # type: ignore[union-attr]
    assert tones == [Tone.BAD, Tone.PLAIN, Tone.GOOD, Tone.WARNING]


def test_a_unit_that_the_second_scheme_does_not_have():
    assert rows(scored(OLD, TABLE), scored(NEW, "id n m\nA 10 8\n"), "score:B", "rank:B", "points")[1] == [
        "—",
        "—",
        "—",
    ]


def test_a_result_compares_itself(tmp_path):
    import evalkit

    head = "evalkit: 1\ntitle: 考核\nunits: {id: id}\n"
    results = []
    for name, scheme in {"old": OLD, "new": NEW}.items():
        (tmp_path / f"{name}.yaml").write_text(head + scheme, "utf-8")
        (tmp_path / "data.csv").write_text("id,n,m\nA,10,8\n", "utf-8")
        plan = evalkit.load_scheme(tmp_path / f"{name}.yaml")
        results.append(evalkit.score(plan, evalkit.read_units(plan, tmp_path / "data.csv")))
    frame = results[0].compare(results[1], language="en").to_frame()
    assert frame[["id", "score:A", "score:B", "points"]].to_numpy().tolist() == [["A", 18.0, 17.0, -1.0]]
