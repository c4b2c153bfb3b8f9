"""Scheme -> plan: everything that a result needs, lowered to the expression language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from evalkit.diagnostics import Problems
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type
from evalkit.plan.context import CROSSING, GRADE, Context
from evalkit.plan.given import given, taken_of
from evalkit.plan.lint import lint
from evalkit.plan.memo import Memo
from evalkit.plan.model import CriterionPlan, Plan, VetoPlan
from evalkit.plan.names import Names
from evalkit.plan.outcomes import BOUNDS, FINAL, RANK, TOTAL, Outcomes
from evalkit.plan.tree import TreeCompiler
from evalkit.scheme import Scheme
from evalkit.scheme.criteria import ROUNDINGS
from evalkit.scheme.shapes import Expression
from evalkit.scheme.taken import Taken

DECIMALS = 2

__all__ = ["BOUNDS", "FINAL", "GRADE", "RANK", "TOTAL", "Plan", "compile_scheme"]


def compile_scheme(scheme: Scheme, problems: Problems) -> Plan:
    """The plan of a scheme. Mistakes are added to `problems`; with errors among them the plan must not be used."""
    schemes = [*scheme.others.values(), scheme]
    plans = {one.place.file: _Compiler(one, problems).plan(taken_of(one, schemes)) for one in schemes}
    plan = plans.pop(scheme.place.file)
    return replace(plan, others=plans)


class _Compiler:
    def __init__(self, scheme: Scheme, problems: Problems) -> None:
        self.scheme = scheme
        self.problems = problems
        self.graph = Graph()
        self.tree = self.new_tree()
        self.names = self.tree.names
        rounding: tuple[str, int] = next(
            (
                (mode, getattr(scheme.top, key))
                for key, mode in ROUNDINGS.items()
                if getattr(scheme.top, key) is not None
            ),
            ("half_up", DECIMALS),
        )
        self.mode, self.decimals = rounding

    def new_tree(self, zeroed: Mapping[str, Node] | None = None) -> TreeCompiler:
        names = Names(self.scheme, self.graph, self.problems, Memo(self.graph, self.problems), lambda *_: None)
        tree = TreeCompiler(names, zeroed=dict(zeroed or {}))
        names.criterion = tree.asked
        return tree

    def plan(self, taken: Sequence[Taken] = ()) -> Plan:
        """The plan, with what others take of it."""
        top, bonus, total = self.totals(self.tree, "score")
        before: dict[str, Callable[[], Node]] = {
            "total": lambda: total,
            "base": lambda: self.base(top),
            "grade": lambda: self.graph.column(GRADE, Type.TEXT),
        }
        outcomes = Outcomes(self.names, self.tree, self.rounded)
        vetoed: Callable[[str], Node | None] = lambda name: outcomes.vetoed(name, context)  # noqa: E731
        context = Context(outcome=before, vetoed=vetoed)
        vetoes = [outcomes.veto(veto, context) for veto in self.scheme.vetoes.values()]
        rewards = [outcomes.reward(reward, context) for reward in self.scheme.rewards.values()]
        after = self.tree_after(vetoes, outcomes)
        final = self.graph.column(TOTAL, Type.NUMBER)
        zeroed = self.totals(after, "score")
        known: dict[str, Callable[[], Node]] = {"total": lambda: final, "base": lambda: self.base(zeroed[0])}
        outcome = Context(outcome=known, vetoed=vetoed)
        ranked = replace(outcome, rank=lambda scope: self.graph.column(RANK + scope, Type.NUMBER))
        graded = replace(ranked, outcome={**known, "grade": lambda: self.graph.column(FINAL, Type.TEXT)})
        plan = Plan(
            scheme=self.scheme,
            graph=self.graph,
            top=top,
            bonus=bonus,
            base=self.rounded(self.base(top)),
            total=total,
            total_zeroed=zeroed[2],
            low=self.totals(after, "low")[2],
            high=self.totals(after, "high")[2],
            missing=self.missing(),
            decimals=self.decimals,
            vetoes=tuple(vetoes),
            rewards=tuple(rewards),
            grades=tuple(outcomes.grade(grade, after, ranked) for grade in self.scheme.grades.values()),
            lists=tuple(outcomes.listing(listing, after, graded) for listing in self.scheme.lists.values()),
            ranked=self.ranked(after.names, outcome),
            keys=self.keys(after.names, final, outcome),
            previous=self.previous(Context(outcome={key: before[key] for key in ("total", "base")})),
            looks=self.names.looks | after.names.looks,
            criteria={n: p for n, p in self.tree.plans.items() if self.tree.family.rows_of(p.criterion) is None},
            filled=self.names.filled,
            scopes=self.scopes(),
            given={one.text: node for one in taken if (node := given(one, self.tree, self.decimals)) is not None},
        )
        used = self.names.used | after.names.used
        self.read_the_rest()
        self.names.used = used
        lint(plan, self.names, self.problems)
        return plan

    def read_the_rest(self) -> None:
        """Values and tables that nothing asks for must be right too."""
        for name in self.scheme.values:
            self.names.value(name)
        for table in self.scheme.tables.values():
            for entry in table.entries.values():
                for expression in (entry,) if isinstance(entry, Expression) else entry.values():
                    self.names.node(expression, Type.NUMBER, Context())

    def totals(self, tree: TreeCompiler, which: str) -> tuple[CriterionPlan, CriterionPlan | None, Node]:
        """The top group, the bonus and the rounded total; `which` is `score`, `low` or `high`."""
        top = tree.plan(self.scheme.top)
        bonus = tree.plan(self.scheme.bonus) if self.scheme.bonus is not None else None
        base = self.base(top, which)
        if bonus is None:
            return top, bonus, self.rounded(base)
        together = self.graph.add(base, getattr(bonus, which))
        return top, bonus, self.rounded(tree.bounded(self.scheme.top, together))

    def base(self, top: CriterionPlan, which: str = "score") -> Node:
        """The total before bonus; where points were dropped, scaled back once."""
        score: Node = getattr(top, which)
        if top.available is None or top.points is None:
            return score
        return self.graph.mul(score, self.graph.div(top.points, top.available))

    def rounded(self, node: Node) -> Node:
        return self.graph.round(node, self.mode, self.decimals)

    def missing(self) -> Node:
        """How many indicators are unknown though they apply."""
        graph, counted = self.graph, []
        family = self.tree.family
        for plan in self.tree.plans.values():
            if plan.is_leaf and family.rows_of(plan.criterion) is None:
                unknown = graph.both(graph.is_unknown(plan.raw), graph.negate(graph.not_applicable(plan.raw)))
                counted.append(unknown)
        return graph.round(graph.make("count_true", *counted), "half_up", 0)

    def tree_after(self, vetoes: list[VetoPlan], outcomes: Outcomes) -> TreeCompiler:
        """The tree with the criteria that a fired veto zeroes; the same tree where no veto does so."""
        zeroed: dict[str, Node] = {}
        for veto in vetoes:
            for name in veto.veto.effect.zero:
                if name in self.tree.family.by_name:
                    fired = self.graph.either(*veto.conditions)
                    zeroed[name] = self.graph.either(zeroed.get(name, self.graph.truth(False)), fired)
                else:
                    outcomes.unknown_criterion(name, veto.veto.effect.place)
        return self.new_tree(zeroed) if zeroed else self.tree

    def ranked(self, names: Names, context: Context) -> Node:
        ranking = self.scheme.ranking
        among = None if ranking is None else ranking.among
        return self.graph.truth(True) if among is None else names.node(among, Type.TRUTH, context)

    def keys(self, names: Names, final: Node, context: Context) -> tuple[tuple[Node, bool], ...]:
        ranking = self.scheme.ranking
        if ranking is None:
            return ((final, True),)
        by = final if ranking.by is None else self.crossing(names, ranking.by, context)
        then = [(self.crossing(names, key.by, context), key.better == "higher") for key in ranking.then]
        return ((by, ranking.better == "higher"), *then)

    def previous(self, context: Context) -> dict[str, Node]:
        """The ranks of the earlier period: a column, or what the data of that period make of it."""
        ranking = self.scheme.ranking
        given = {} if ranking is None else ranking.previous
        return {scope: self.names.node(rank, Type.NUMBER, context) for scope, rank in given.items()}

    def crossing(self, names: Names, expression: Expression, context: Context) -> Node:
        node = names.node(expression, Type.NUMBER, context)
        return (
            node
            if node.operation == "column" and node.data == (TOTAL,)
            else self.graph.round(node, "half_up", CROSSING)
        )

    def scopes(self) -> dict[str, str]:
        """The scopes in which ranks are given: those of the scheme, else all and the class."""
        if self.scheme.scopes:
            return dict(self.scheme.scopes)
        return {"all": "all", **({"class": "class"} if self.scheme.units.class_ else {})}
