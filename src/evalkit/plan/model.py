"""A compiled scheme: nodes for everything that a result needs, and the words for every line of an account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from evalkit.diagnostics import Message
from evalkit.expression.graph import Graph
from evalkit.expression.nodes import Node
from evalkit.plan.look import Look
from evalkit.scheme import Criterion, Grade, Listing, Reward, Scheme, Veto


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
    looks: tuple[Look, ...] = ()
    """The records that it counts, each with what it brings."""


@dataclass(frozen=True, slots=True)
class Each:
    """The rows that a criterion is read for."""

    look: Look
    """What they bring is their score after what is missing is settled."""
    together: Node
    """What the rows make together, in which each has its part."""
    raw: Node
    """The score of a row before."""
    value: Node | None
    """The value of a row, where it has one."""
    wanted: Node | None
    """How many rows there must be."""


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
    each: Each | None = None
    """Where the criterion is read row by row."""
    compared: Mapping[Node, str] = field(default_factory=dict)
    """What its rule and its lines compute to set beside the value, as it is written."""
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

    @property
    def is_leaf(self) -> bool:
        """Whether its account shows no other criterion: also where its children are read row by row."""
        return not self.children or self.criterion.for_each is not None

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

    @property
    def limits(self) -> tuple[tuple[Node, bool], ...]:
        """What bounds the number of units that may have it, each with whether it is a share of them."""
        found = ((self.top, True), (self.places, False))
        return tuple((node, is_share) for node, is_share in found if node is not None)


@dataclass(frozen=True, slots=True)
class ListPlan:
    """A list: who comes into question, and how many of them there is place for."""

    listing: Listing
    condition: Node
    amount: Node | None

    @property
    def limits(self) -> tuple[tuple[Node, bool], ...]:
        """How many places there are, with whether that is a share of the units, as with a grade."""
        said = self.listing.amount
        return () if said is None or self.amount is None else ((self.amount, said.is_share),)

    @property
    def name(self) -> str:
        return self.listing.name


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
    lists: tuple[ListPlan, ...]
    ranked: Node
    """Who is ranked."""
    keys: tuple[tuple[Node, bool], ...]
    """What ranks: `round` nodes, each with whether higher is better. The first is the total unless said."""
    previous: Mapping[str, Node]
    """Scope -> the rank of the earlier period."""
    looks: Mapping[Node, Look] = field(default_factory=dict)
    """What is made of other rows, by the node that gives it."""
    criteria: Mapping[str, CriterionPlan] = field(default_factory=dict)
    filled: Mapping[Node, Node] = field(default_factory=dict)
    """A column with what its blanks stand for -> the column."""
    scopes: Mapping[str, str] = field(default_factory=dict)
    """Name of a scope -> `all`, `class`, `parent` or the heading that divides the units."""
    others: Mapping[str, Plan] = field(default_factory=dict)
    """File -> the plan of a scheme whose result is taken, each behind those that it takes from itself."""
    given: Mapping[str, Node] = field(default_factory=dict)
    """What other schemes take of this one that has to be computed: `share`, `score(service)`."""

    def __repr__(self) -> str:
        return f"<Plan of {self.scheme.title}>"
