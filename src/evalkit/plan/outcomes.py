"""Vetoes, rewards, grades and lists -> conditions and numbers as nodes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from evalkit.diagnostics import Place, Words
from evalkit.diagnostics import expression as expression_kinds
from evalkit.diagnostics import scheme as scheme_kinds
from evalkit.diagnostics.near import near
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node, Type, columns
from evalkit.plan.context import Context
from evalkit.plan.model import GradePlan, ListPlan, RewardPlan, VetoPlan
from evalkit.plan.names import Names
from evalkit.plan.tree import TreeCompiler
from evalkit.scheme import Criterion, Effect, Grade, Listing, Reward, RewardEffect, Veto
from evalkit.scheme.shapes import Expression

TOTAL = "$total"
"""The column of the final totals, which ranking keys and grades look at."""
FINAL = "$final"
"""The column of the grades that come out, which lists may look at."""
RANK = "$rank:"
"""Before the name of what divides the units: the column of the ranks, which grades and lists may look at."""
BOUNDS = {"at_least": ">=", "above": ">", "at_most": "<=", "below": "<"}
SHARE_OF_THEM = Words("a share of them is asked for", "此处为其分值的百分比")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Lowers what follows from a score."""

    names: Names
    tree: TreeCompiler
    rounded: Callable[[Node], Node]
    """Rounds as the total is rounded."""

    @property
    def graph(self) -> Graph:
        return self.names.graph

    def veto(self, veto: Veto, context: Context) -> VetoPlan:
        numbers = self.numbers(veto.effect, ("deduct", "cap_score", "score"), context)
        return VetoPlan(veto, self.conditions(veto.when, veto.unless, context), numbers)

    def vetoed(self, name: str, context: Context) -> Node | None:
        """Whether any condition of a veto holds, or None where there is no such veto."""
        veto = self.names.scheme.vetoes.get(name)
        if veto is None:
            return None
        make = lambda: self.graph.either(*self.conditions(veto.when, veto.unless, context))  # noqa: E731
        return self.names.memo.once(("veto", name), name, veto.place, make)

    def reward(self, reward: Reward, context: Context) -> RewardPlan:
        numbers = self.numbers(reward.effect, ("add",), context)
        return RewardPlan(reward, self.conditions(reward.when, None, context), numbers)

    def conditions(self, when: tuple[Expression, ...], unless: Expression | None, context: Context) -> tuple[Node, ...]:
        exempt = self.graph.truth(False) if unless is None else self.names.node(unless, Type.TRUTH, context)
        found = (self.names.node(condition, Type.TRUTH, context) for condition in when)
        return tuple(self.graph.both(truth, self.graph.negate(exempt)) for truth in found)

    def numbers(self, effect: Effect | RewardEffect, keys: tuple[str, ...], context: Context) -> dict[str, Node]:
        """The points that an effect speaks of, in the total's decimals; % is a share of all points."""
        found = {}
        for key in keys:
            expression: Expression | None = getattr(effect, key)
            if expression is not None:
                found[key] = self.rounded(self.bound(expression, context))
        return found

    def bound(self, expression: Expression, context: Context, of: Criterion | None = None) -> Node:
        """A number, or with % a share of the points of a criterion (of the scheme unless said)."""
        node = self.names.node(expression, Type.NUMBER, context)
        if not expression.is_share:
            return node
        criterion = self.names.scheme.top if of is None else of
        points = self.tree.reachable_points(criterion)
        if points is None:
            self.names.problems.add(
                scheme_kinds.NO_POINTS(expression.place, name=criterion.called, why=SHARE_OF_THEM())
            )
            return self.graph.nothing("undefined")
        return self.graph.mul(node, points)

    def grade(self, grade: Grade, after: TreeCompiler, context: Context) -> GradePlan:
        """Bounds on the final total, parts that must reach a score, and what else must hold."""
        total, graph = self.graph.column(TOTAL, Type.NUMBER), self.graph
        bounds = [
            (key, self.bound(expression, context)) for key in BOUNDS if (expression := getattr(grade, key)) is not None
        ]
        needs = []
        for name, needed in (grade.needs or {}).items():
            criterion = after.family.by_name.get(name)
            if criterion is None:
                self.unknown_criterion(name, grade.place)
            else:
                needs.append((name, after.score(criterion), self.bound(needed, context, criterion)))
        holds = [graph.compare(BOUNDS[key], total, bound) for key, bound in bounds]
        holds += [graph.compare(">=", score, needed) for _, score, needed in needs]
        if grade.when is not None:
            holds.append(self.when(grade.when, after.names, context))
        top, places = (
            None if expression is None else after.names.node(expression, Type.NUMBER, context)
            for expression in (grade.top, grade.places)
        )
        return GradePlan(grade, graph.both(*holds), tuple(bounds), tuple(needs), top, places)

    def listing(self, listing: Listing, after: TreeCompiler, context: Context) -> ListPlan:
        """Who comes into question for a list, and how many places it has."""
        true, amount = self.graph.truth(True), listing.amount
        return ListPlan(
            listing,
            true if listing.when is None else self.when(listing.when, after.names, context),
            None if amount is None else after.names.node(amount, Type.NUMBER, context),
        )

    def when(self, expression: Expression, names: Names, context: Context) -> Node:
        """A condition on the outcome; one that asks for a rank holds for nobody who has none."""
        node = names.node(expression, Type.TRUTH, context)
        ranks = [self.graph.column(name, Type.NUMBER) for name in columns([node]) if name.startswith(RANK)]
        return self.graph.both(*map(self.graph.is_known, ranks), node)

    def unknown_criterion(self, name: str, place: Place) -> None:
        hint = near(name, self.tree.family.by_name, self.names.problems)
        self.names.problems.add(expression_kinds.UNKNOWN_CRITERION(place, hint=hint, name=name))
