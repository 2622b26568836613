"""A sitting as one would keep it on paper: who is here, who may vote, what was cast, how it comes out.

It shares no code with the house, and knows one motion without amendments. Seats are numbers; a mayor has the number of
the seat. Outcomes are worked out as the rules read, never by numbers needed.
"""

from dataclasses import dataclass, field
from fractions import Fraction


@dataclass
class PaperVote:
    """A vote on paper. `roll` gives for each seat the generation of its holder and the seat that holds its proxy."""

    manner: str
    round: int
    closes_at: int
    quorum_asked: bool
    members: int
    roll: dict[int, tuple[int, int | None]]
    ballots: dict[int, tuple[str, bool]] = field(default_factory=dict)
    hands: dict[str, tuple[int, int, int]] = field(default_factory=dict)


@dataclass
class PaperSitting:
    """Rules and state in plain values. `population` and `continent` are told by seat."""

    rules: dict[str, object]
    population: list[int]
    continent: list[str]
    present: set[int] = field(default_factory=set)
    state: dict[int, str] = field(default_factory=dict)
    holder: dict[int, int] = field(default_factory=dict)
    proxies: dict[int, int] = field(default_factory=dict)
    asked_quorum: set[int] = field(default_factory=set)
    asked_names: set[int] = field(default_factory=set)
    suspended: bool = False
    vote: PaperVote | None = None
    ties: int = 0
    last: str | None = None
    decided: bool = False

    def accredited(self) -> list[int]:
        return [seat for seat, state in self.state.items() if state == "held"]

    def members(self) -> int:
        return sum(state in ("held", "disputed") for state in self.state.values())

    def here(self) -> set[int]:
        return {seat for seat in self.present if self.state[seat] == "held"}

    def in_force(self) -> dict[int, int]:
        """Proxies that speak: the giver is away, and both have a voice."""
        return {
            giver: holder
            for giver, holder in self.proxies.items()
            if giver not in self.here() and self.state[giver] == self.state[holder] == "held"
        }

    def represented(self) -> set[int]:
        """Who counts as there through a proxy."""
        if not self.rules["count_for_quorum"]:
            return set()
        return {giver for giver, holder in self.in_force().items() if holder in self.here()}

    def quorum_needed(self, members: int, *, asked: bool) -> int:
        """More than half of the members, where it is checked."""
        return members // 2 + 1 if asked else 0

    def quorum_is_asked(self) -> bool:
        return self.rules["check"] == "always" or len(self.asked_quorum) >= 2

    def names_are_asked(self) -> bool:
        return len(self.asked_names) >= 2

    def may_give(self, giver: int, holder: int) -> bool:
        held_already = sum(each == holder for each in self.proxies.values())
        return (
            giver != holder
            and giver not in self.proxies
            and giver not in self.proxies.values()
            and holder not in self.proxies
            and held_already < int(str(self.rules["cap"]))
            and self.state[holder] == "held"
            and self.vote is None
        )

    def may_put(self, manner: str) -> bool:
        there = len(self.here() | self.represented())
        return (
            not self.suspended
            and self.vote is None
            and not self.decided
            and self.last != "tied for the chair"
            and there >= self.quorum_needed(self.members(), asked=self.quorum_is_asked())
            and not (manner == "show_of_hands" and (self.names_are_asked() or self.rules["needs_names"]))
        )

    def put(self, manner: str, closes_at: int) -> None:
        proxies = self.in_force()
        roll = {seat: (self.holder[seat], proxies.get(seat)) for seat in self.accredited()}
        asked = self.quorum_is_asked()
        self.vote = PaperVote(manner, 1 + self.ties, closes_at, asked, self.members(), roll)
        self.asked_quorum.clear()
        self.asked_names.clear()

    def may_cast(self, seat: int, mayor: int, generation: int, choice: str, at: int) -> bool:
        """Whether the ballot of this mayor for this seat counts."""
        vote = self.vote
        if vote is None or at >= vote.closes_at or vote.manner == "show_of_hands" or mayor not in vote.roll:
            return False
        if vote.roll[mayor][0] != generation or seat not in vote.roll:
            return False
        if vote.manner == "without_objection" and choice != "no":
            return False
        if seat != mayor:
            if vote.roll[seat][1] != mayor or not (mayor in self.here() or mayor in vote.ballots):
                return False
            if seat in vote.ballots and not vote.ballots[seat][1]:
                return False
        former = vote.ballots.get(seat)
        return former is None or former[0] == choice or bool(self.rules["may_change"])

    def cast(self, seat: int, mayor: int, choice: str) -> None:
        assert self.vote is not None
        former = self.vote.ballots.get(seat)
        if former is None or former[0] != choice:
            self.vote.ballots[seat] = (choice, seat != mayor)

    def tally(self) -> dict[str, int]:
        assert self.vote is not None
        roll = set(self.vote.roll)
        there = (self.here() | self.represented() | set(self.vote.ballots)) & roll
        if self.vote.manner == "show_of_hands":
            yes, no, abstain = next(iter(self.vote.hands.values()))
            silent = max(len(there) - yes - no - abstain, 0)
        else:
            cast = [choice for choice, _ in self.vote.ballots.values()]
            yes, no, abstain = (cast.count(word) for word in ("yes", "no", "abstain"))
            silent = len(there) - len(cast)
        absent = len(roll) - yes - no - abstain - silent
        return {"yes": yes, "no": no, "abstain": abstain, "papers": 0, "not_voting": silent, "absent": absent}

    def outcome(self) -> str:
        vote, tally = self.vote, self.tally()
        assert vote is not None
        if vote.manner == "without_objection":
            return "objected" if tally["no"] else "adopted"
        by_proxy = {seat for seat, (_, proxy) in vote.ballots.items() if proxy} - self.here()
        left_out = 0 if self.rules["count_for_quorum"] else len(by_proxy)
        there = sum(tally.values()) - tally["absent"] - left_out
        if there < self.quorum_needed(vote.members, asked=vote.quorum_asked):
            return "inquorate"
        answer = self.majority(tally)
        if answer != "equal":
            return answer
        tie = str(self.rules["tie"])
        if tie == "casting_vote" or (tie == "second_round" and vote.round == 1):
            return "tied"
        return "rejected"

    def majority(self, tally: dict[str, int]) -> str:
        """Each rule as it reads; votes that are equal are told apart from those that are fewer."""
        yes, no, rule = tally["yes"], tally["no"], self.rules["majority"]
        if rule == "qualified 2/3":
            return "adopted" if yes and Fraction(yes) >= Fraction(2, 3) * (yes + no) else "rejected"
        seats = "equal" if yes == no > 0 else "adopted" if yes > no else "rejected"
        if rule == "simple":
            return seats
        people = {word: self._people(word) for word in ("yes", "no")}
        by_people = (
            "equal" if people["yes"] == people["no"] > 0 else "adopted" if people["yes"] > people["no"] else "rejected"
        )
        answers = {seats, by_people, "adopted" if self._continents() >= 2 else "rejected"}
        return "rejected" if "rejected" in answers else "equal" if "equal" in answers else "adopted"

    def _people(self, word: str) -> int:
        assert self.vote is not None
        return sum(self.population[seat] for seat, (choice, _) in self.vote.ballots.items() if choice == word)

    def _continents(self) -> int:
        """Continents in which more seats are in favour than against."""
        assert self.vote is not None
        balance: dict[str, int] = {}
        for seat, (choice, _) in self.vote.ballots.items():
            step = {"yes": 1, "no": -1}.get(choice, 0)
            balance[self.continent[seat]] = balance.get(self.continent[seat], 0) + step
        return sum(each > 0 for each in balance.values())

    def closed(self, outcome: str) -> None:
        """What follows from an outcome."""
        assert self.vote is not None
        self.last = "tied for the chair" if outcome == "tied" and self.rules["tie"] == "casting_vote" else outcome
        self.ties += outcome == "tied"
        self.decided = outcome in ("adopted", "rejected")
        self.vote = None
