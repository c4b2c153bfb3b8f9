"""Random schemes that look at other rows: records, units above and below, and the periods before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from random_schemes import CELLS, CLASSES, SchemeMaker

from evalkit.diagnostics import Problems
from evalkit.inputs import read_units
from evalkit.inputs.belonging import RecordRows
from evalkit.inputs.units import Units
from evalkit.scheme import Input, Scheme
from made_records import INAPPLICABLE, only_units, record_rows

RECORDS = """\
records:
  核查:
    columns: {n: number, c: count, p: percent, m: money, d: date, f: flag, k: text, 月: text,
              lv: {type: level, levels: [高, 中, 低]}, sc: {type: level, levels: {A: 3, B: 1.5, C: 0}}}
    scopes: {同月: 月, 片区同月: [片区, 月], 自己同键: [unit, k]}
  项目: {columns: {n: number, k: text}}
"""
SCOPES = ("月", "同月", "片区同月", "unit", "自己同键", "全部", "同类", "片区")


class RowsMaker(SchemeMaker):
    """Makes schemes with all that looks at other rows, and units with records and periods."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.counted: dict[str, str] = {}
        """Inputs that come from records -> how they are declared."""
        self.deep = 0

    def head(self) -> list[str]:
        return [*super().head()[:1], RECORDS.rstrip(), *super().head()[1:]]

    def declared(self) -> list[str]:
        return [*super().declared(), *(f"  {name}: {{{text}}}" for name, text in self.counted.items())]

    # Records.

    def holds(self) -> str:
        """A condition on a record."""
        return self.pick(
            "f", "n > 0", "lv == '高'", "k in ('甲', '丙')", "k != '乙' and c > 1", "month(d) <= 2", "is_known(n)",
            "p < 60% or f", "nth(k) > 1", "nth() <= 2", "nth(k, month(d)) == 1", f"{self.input('count')} > c",
            f"peer_rank(n, within={self.pick(*SCOPES)}) <= 2", f"class == '{self.pick(*CLASSES)}'", "sc + 0 > 1",
        )  # fmt: skip

    def number_of_record(self) -> str:
        within = self.pick(*SCOPES)
        return self.pick(
            "n", "c", "p", "c", "p * c", "lookup(pay, k)", "lookup(two, k, lv)", "if(f, 1, 0.5)", "sc / 3",
            f"n - peer_mean(n, within={within})", "nth(k)", f"c / {self.input('count')}", "days(d, 2025-03-01) / 10",
            f"m / peer_max(m, within={within}, where=f)", f"peer_count(n, within={within})", "n / 3", "sqrt(c)",
            f"peer_sum({self.input('count')}, within={within}) / 100",
        )  # fmt: skip

    def agreeing(self) -> str:
        """What records must agree in."""
        return self.pick("k", "月", "month(d)", "c", "n", "f", "d", "lv", "class", self.input("count"))

    def count(self) -> str:
        """A new input of records, or one that is there already."""
        if self.counted and self.often(0.4):
            return self.pick(*self.counted)
        name = f"rows{len(self.counted)}"
        number = self.number_of_record()
        form = self.pick(
            "type: count",
            "type: flag",
            f'type: number, sum: "{number}"',
            f'type: number, mean: "{number}"',
            f'type: number, mean: "{number}", weight: c',
            f'type: number, mean: "{number}", trim: {self.pick("1", "2")}',
            f'type: number, mean: "{number}", trim: 1, weight: c',
            f'type: number, min: "{number}"',
            f'type: number, max: "{number}"',
        )
        more = f', where: "{self.holds()}"' if self.often(0.5) else ""
        more += f", once_per: {self.agreeing()}" if self.often(0.3) else ""
        self.counted[name] = f"{form}, from: 核查{more}"
        if self.often(0.1):
            self.counted[name] = self.pick("type: count, from: 项目", "type: number, from: 项目, sum: n, once_per: k")
        return name

    def line(self) -> str:
        """A line of an account for each record."""
        points = self.pick("0.5", "1%", "n", '"lookup(pay, k)"', "sc", '"if(f, 2, 0.3)"')
        more = f', where: "{self.holds()}"' if self.often(0.5) else ""
        more += self.pick("", "", f", once_per: {self.agreeing()}", f", highest_per: {self.agreeing()}")
        more += self.pick("", "", ", times: c", ", cap: 4")
        return f"{{each: 核查, points: {points}{more}}}"

    def rows(self, table: str) -> str:
        """What a criterion is read for."""
        weight, holds = ("c", self.holds()) if table else (self.input("count"), self.condition())
        combine = self.pick("mean", "mean", "sum", "min", "max")
        said = [f"in: {table or 'children'}", f"combine: {combine}"]
        said += [f"weight: {weight}"] if combine == "mean" and self.often(0.4) else []
        said += [f'where: "{holds}"'] if self.often(0.4) else []
        said += [f"rows: {self.pick('3', '2', self.input('count'))}"] if self.often(0.4) else []
        return f"for_each: {{{', '.join(said)}}}"

    # What stands where others do.

    def condition(self) -> str:
        if self.deep > 1 or self.often(0.5):
            return super().condition()
        self.deep += 1
        inner, rows = super().condition().replace('"', "'"), self.count()
        is_flag = self.counted[rows].startswith("type: flag")
        found = self.pick(
            rows if is_flag else f"{rows} > 1",
            f"child_count(where={inner}) > 1",
            f"child_share({inner}) >= 50%",
            f"child_sum({self.input('count')}, where={inner}) > 20",
            f"of_parent({inner})",
            f"streak({inner}) >= {self.pick('1', '2')}",
            f"previous({inner})",
            f"previous({self.input('count')}) > {self.input('count')}",
            f"previous({self.input('text')}) == {self.input('text')}",
            f"of_parent({self.input('date')}) > 2025-01-31",
        )
        self.deep -= 1
        return found

    def value(self) -> str:
        if self.often(0.3):
            return super().value()
        a, rows, inner = self.input("count"), self.count(), super().condition()
        if self.counted[rows].startswith("type: flag"):
            return f"if({rows}, 1, 50%)"
        found = [
            f"{rows} / 10", f"{rows} / 10", f"{rows} / peer_max({rows})", f"child_mean({a}) / 100",
            f"child_mean({rows}, weight={a}) / 10", f"child_max({a}, where={inner}) / 20", f"child_min({rows})",
            f"child_share({inner}, where={self.input('flag')})", f"{a} / of_parent({a})",
            f"({a} - previous({a})) / previous({a})", f"streak({inner}) / 2", f"known(previous({a}), {a}) / 100",
            f"previous(previous({rows})) / 10", f"previous(child_sum({a})) / 100", f"child_sum(previous({a})) / 100",
            f"peer_rank(previous({a})) / 10", f"previous(peer_rank({a}, within=上级)) / 10",
            f"of_parent(peer_mean({rows})) / 10", f"previous({self.input('money')}) / 1000000000",
        ]  # fmt: skip
        if self.earlier:
            leaf = self.pick(*self.earlier)
            found += [
                f"share({leaf}) - previous(share({leaf}))", f"child_mean(share({leaf}))", f"of_parent(share({leaf}))",
                f"streak(share({leaf}) > 60%) / 3", f"previous(score({leaf}) / peer_max(score({leaf})))",
            ] * 2  # fmt: skip
        return self.random.choice(found)

    def leaf(self, indent: str, points: str, weighted: bool = False, plain: bool = False) -> None:
        if plain or self.often(0.5):
            return super().leaf(indent, points, weighted, plain)
        name = f"leaf{len(self.leaves)}"
        self.leaves.append(name)
        lines = f"[{self.line()}, {self.line()}]" if self.often(0.4) else self.line()
        together = self.pick(lines, f"{{combine: max, terms: {lines}}}", f"{{cap: 60%, terms: {lines}}}")
        parts = self.random.choice(
            [[f"deduct: {together}"], [f"add: {together}"], self.for_each("核查", points), self.for_each("", points)]
        )
        has = {part.split(":")[0] for part in parts}
        more = [text for text in self.modifiers(points) if text.split(":")[0] not in has]
        parts += [text for text in more if "score: x" not in text]
        parts += [f"weight: {self.pick('1', '30%', '2')}"] if weighted else []
        self.lines.append(f"{indent}{name}: {{points: {points}, " + ", ".join(map(self.quoted, parts)) + "}")
        return None

    def for_each(self, table: str, points: str) -> list[str]:
        """A leaf that is read for each record, or for each unit below."""
        value = self.number_of_record() if table else self.value()
        rule = self.rule(points)
        if table and self.often(0.3):
            within = self.pick(*SCOPES)
            rule = self.pick(
                f"rank: {{scores: [100%, 4, 60%], floor: 0, within: {within}}}",
                f"ratio: {{to: best, within: {within}}}",
                f"score: points * peer_rank(x, within={within}) / 10",
                "choose: [{when: f, score: 100%}, {when: lv == '高', score: 2}, {else: 10%}]",
            )
        return [self.rows(table), f"value: {value}", rule]

    def group(self, number: int) -> None:
        if number == 0 or self.often(0.6):
            return super().group(number)
        table = self.pick("核查", "核查", "")
        combine = self.pick("sum", "sum", "mean", "min", "{best: 2}")
        self.lines += [f"  group{number}:", "    points: 40", f"    combine: {combine}", f"    {self.rows(table)}"]
        account = self.pick("", "", "floor: 10%", "cap: 35", "times: 1.1", "round: 1", "missing: 10", "deduct: 2")
        if account == "deduct: 2":
            account = f"deduct: {self.line()}"
        self.lines += [f"    {account}"] * bool(account) + ["    criteria:"]
        for place in range(self.random.randint(1, 3)):
            value = self.number_of_record() if table else self.value()
            parts = [f"points: {self.pick('10', '12.5')}", f"value: {value}", self.rule("10")]
            more = self.modifiers("10")
            has = {part.split(":")[0] for part in parts}
            parts += [text for text in more if text.split(":")[0] not in has and "score: x" not in text]
            said = ", ".join(map(self.quoted, parts))
            self.lines.append(f"      inner{number}{place}: {{{said}}}")
        return None

    def veto(self, number: int) -> str:
        """A criterion taken away by a grade has no score that another period could be asked for."""
        text = super().veto(number)
        return re.sub(r"grade == ['\"]A['\"]", "total > 40", text) if "zero:" in text else text

    def ranking(self) -> str:
        """Who is ranked decides who is a peer, and so hangs on nothing that looks at peers."""
        self.deep += 2
        found = super().ranking()
        self.deep -= 2
        return found

    # Data.

    def above(self, number: int) -> str:
        return self.pick("P", "", *[f"u{self.random.randrange(number):03}"] * 6) if number else ""

    def present(self, count: int) -> list[int]:
        return [number for number in range(count) if self.here > self.random.random()]

    def units(self, scheme: Scheme, count: int, folder: Path) -> Units:
        """Units of three periods, of which the earlier lack some."""
        found: Units | None = None
        for period, self.here in enumerate((0.6, 0.8, 2.0)):
            problems, file = Problems(), folder / f"{period}.csv"
            file.write_text(self.data(count), encoding="utf-8")
            units = read_units(only_units(scheme), [file], problems=problems)
            assert not problems.errors, problems.errors
            records = {name: self.records(declared.columns, len(units)) for name, declared in scheme.records.items()}
            found = replace(units, records=records, earlier=found)
        assert found is not None
        return found

    def records(self, declared: Mapping[str, Input], units: int) -> RecordRows:
        """Records of some of the units, in any order."""
        owners = [self.random.randrange(units) for _ in range(2 * units)] if units else []
        pools = {name: tuple(input_.levels) or CELLS[input_.type].split() for name, input_ in declared.items()}
        cells = {name: [self.record_cell(pool) for _ in owners] for name, pool in pools.items()}
        return record_rows(declared, owners, cells)

    def record_cell(self, pool: Sequence[str]) -> str:
        return self.pick("", INAPPLICABLE) if self.often(0.04) else self.pick(*pool)
