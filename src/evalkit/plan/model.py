"""A compiled scheme: nodes for everything that a result needs, and the words for every line of an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evalkit.diagnostics import Message
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.scheme import Criterion, Grade, Reward, Scheme, Veto


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an account: what it says, and what it adds to the score."""

    words: Message
    amount: Node
    always: bool = False
    """Shown also where it adds nothing."""
    levers: tuple[Node, ...] = ()
    """What a unit would have to change to change this line."""
    instead: Node | None = None
    """Where this condition holds, the line takes the place of all lines before it; elsewhere it is none."""


@dataclass(frozen=True, slots=True)
class Account:
    """How one class arrives at the score of one criterion: `raw` is the sum of `entries`."""

    criterion: Criterion
    """As it is for the class."""
    points: Node | None
    x: Node | None
    """The value, where there is one."""
    rule: Message | None
    entries: tuple[Entry, ...]
    raw: Node
    refused: Node | None
    """Where this holds, the value is one that the rule refuses."""
    policies: Mapping[str, Message]
    """`missing` and `not_applicable` -> what happens then."""
    own_score: Node | None = None
    """What the unit gives itself."""
    counting: tuple[Node, ...] = ()
    """What a point of each child counts in this group."""


@dataclass(frozen=True, slots=True)
class CriterionPlan:
    """A criterion for all classes."""

    criterion: Criterion
    points: Node | None
    raw: Node
    """The score before what is missing is settled."""
    score: Node
    low: Node
    high: Node
    """What the score may still become, where it is unknown."""
    leaving: Mapping[str, Node]
    """`rescale`, `drop`, `spread` -> whether the criterion leaves its group by that policy."""
    available: Node | None
    """What can be earned where some of it has been dropped."""
    failing: Node
    """Whether a value is missing that must be there."""
    refused: Node
    """Whether the rule refuses the value."""
    accounts: Mapping[str | None, Account]
    """Class -> account; None: all other classes."""
    children: tuple[CriterionPlan, ...] = ()

    def account(self, class_: str | None) -> Account:
        """The account of a class."""
        return self.accounts.get(class_) or self.accounts[None]


@dataclass(frozen=True, slots=True)
class VetoPlan:
    """A veto: its conditions, each told apart, and its numbers."""

    veto: Veto
    conditions: tuple[Node, ...]
    """Each with its exemption in it."""
    numbers: Mapping[str, Node]
    """`deduct`, `cap_score`, `score` in units of the total's last decimal, as `round` nodes."""

    @property
    def name(self) -> str:
        return self.veto.name


@dataclass(frozen=True, slots=True)
class RewardPlan:
    """A reward, like a `VetoPlan`; its number is `add`."""

    reward: Reward
    conditions: tuple[Node, ...]
    numbers: Mapping[str, Node]

    @property
    def name(self) -> str:
        return self.reward.name


@dataclass(frozen=True, slots=True)
class GradePlan:
    """A grade: the truth of its bounds needs the final total, which is the column `total`."""

    grade: Grade
    condition: Node
    """Bounds, needs and `when` together."""
    bounds: tuple[tuple[str, Node], ...] = ()
    """`at_least`, `above`, `at_most`, `below` -> the bound."""
    needs: tuple[tuple[str, Node, Node], ...] = ()
    """Criterion, its score, and what it must reach."""
    top: Node | None = None
    places: Node | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """One flat program in stages: what has to be computed for every unit."""

    scheme: Scheme
    graph: Graph
    top: CriterionPlan
    bonus: CriterionPlan | None
    total: Node
    """A `round` node: the total before vetoes."""
    total_zeroed: Node
    """The same with the criteria that a fired veto zeroes."""
    low: Node
    high: Node
    base: Node
    missing: Node
    """A `round` node: how many indicators have no value though they apply."""
    decimals: int
    vetoes: tuple[VetoPlan, ...]
    rewards: tuple[RewardPlan, ...]
    grades: tuple[GradePlan, ...]
    ranked: Node
    """Who is ranked."""
    keys: tuple[tuple[Node, bool], ...]
    """What ranks: `round` nodes, each with whether higher is better. The first is the total unless said."""
    previous: Mapping[str, Node]
    """Scope -> the rank of the earlier period."""
    criteria: Mapping[str, CriterionPlan] = field(default_factory=dict)
    scopes: Mapping[str, str] = field(default_factory=dict)
    """Name of a scope -> `all`, `class`, `parent` or the heading that divides the units."""

    def __repr__(self) -> str:
        return f"<Plan of {self.scheme.title}>"
