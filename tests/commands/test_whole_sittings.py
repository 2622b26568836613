"""Whole sittings in any order of acts, held against a sitting kept on paper (design page 3, "must hold").

After each act the house and the paper agree on who may, on every count and outcome; between any two acts the record
and the tables agree too, because the house of the tests checks that before each commit.
"""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from parliament.commands import annulments, manners, proxies, seats, sittings, votes
from parliament.commands.clock import declare_due
from parliament.commands.house import Command
from parliament.rules.powers import Office
from parliament.rules.refusals import Refused
from parliament.store.tables import Ballot, Proxy, RollSeat, Seat, Vote
from tests.builders import MAYORS, Chamber, Shelf
from tests.commands.reference_sitting import PaperSitting
from tests.commands.sitting_rules import RULES, moment_under

OPEN_FOR, ASKING = 40, 10  # seconds, as the demonstration has them
NUMBERS = st.integers(0, MAYORS - 1)
CHOICES = st.sampled_from(["yes", "yes", "no", "no", "abstain"])
SELDOM = st.integers(0, 5)  # what happens only at nothing happens seldom


class Sittings(RuleBasedStateMachine):
    """Acts in any order. Each is tried in the house; the paper says beforehand whether it may happen."""

    shelf: Shelf

    def __init__(self) -> None:
        super().__init__()
        self.rooms = ExitStack()

    @initialize(name=st.sampled_from(sorted(RULES)))
    def sit(self, name: str) -> None:
        self.house: Chamber = self.rooms.enter_context(self.shelf.copy("sqlite", moment_under(name)))
        changes = RULES[name]
        rows = {row.id: row for row in self.ask(select(Seat.id, Seat.population, Seat.continent))}
        self.seats = list(self.house.seats)
        self.paper = PaperSitting(
            rules={
                "majority": changes.get("majority.motion", "qualified 2/3"),
                "tie": changes.get("majority.tie", "rejected"),
                "may_change": changes.get("ballots.may_change_until_close", True),
                "cap": changes.get("proxies.max_per_holder", 1),
                "count_for_quorum": changes.get("proxies.count_for_quorum", False),
                "check": changes.get("quorum.check", "always"),
                "needs_names": "weighted" in changes.get("majority.motion", ""),
                "asks": "quorum.check" in changes,
            },
            population=[rows[seat].population for seat in self.seats],
            continent=[rows[seat].continent for seat in self.seats],
            present=set(range(MAYORS)),
            state=dict.fromkeys(range(MAYORS), "held"),
            holder=dict.fromkeys(range(MAYORS), 0),
        )
        self.mayors = {(seat, 0): actor for seat, actor in enumerate(self.house.mayors)}
        self.seconds = 0

    def ask(self, question: Any) -> list[Any]:
        """What the tables answer."""
        with self.house.house.reading() as db:
            return list(db.execute(question))

    def teardown(self) -> None:
        self.rooms.close()

    def now(self) -> int:
        """Seconds on the clock of the house, as the next act will find it."""
        return int(self.house.at.timestamp()) + 1

    def act(self, expected: bool, actor: Any, command: Command, **arguments: Any) -> dict[str, Any] | None:
        """Try one act; whether it may happen has to be as the paper says."""
        try:
            answer = self.house.by(actor, command, **arguments)
        except Refused as refusal:
            if expected:
                raise AssertionError(f"{command.__name__} was refused") from refusal
            return None
        assert expected, f"{command.__name__} was not refused"
        return answer

    def mayor(self, seat: int) -> Any:
        return self.mayors[seat, self.paper.holder[seat]]

    # Presence, and who holds a seat.

    @rule()
    def everybody_comes_in(self) -> None:
        for seat in range(MAYORS):
            if seat not in self.paper.present:
                self.check_in_as(seat, present=True)

    @rule(seat=NUMBERS, present=st.booleans())
    def check_in(self, seat: int, present: bool) -> None:
        self.check_in_as(seat, present)

    def check_in_as(self, seat: int, present: bool) -> None:
        """Also where the seat has no voice: nobody counts it until it has one again."""
        said = {"sitting_id": self.house.sitting, "present": present}
        if self.act(True, self.mayor(seat), sittings.check_in, **said):
            (self.paper.present.add if present else self.paper.present.discard)(seat)

    @rule(seat=NUMBERS, seldom=SELDOM)
    def succeed(self, seat: int, seldom: int) -> None:
        """A mayor leaves and another follows: the seat goes on, the voice on an open roll does not change hands."""
        if seldom or self.paper.state[seat] != "held":
            return
        self.house.vacate(self.seats[seat])
        self.paper.present.discard(seat)
        self.paper.proxies = {g: h for g, h in self.paper.proxies.items() if seat not in (g, h)}
        generation = self.paper.holder[seat] + 1
        self.house.by(self.house.desk, seats.begin_mandate, seat_id=self.seats[seat], name=f"Successor {generation}")
        self.paper.holder[seat] = generation
        login = f"mayor-{seat}-{generation}"
        self.mayors[seat, generation] = self.house.invite(login, Office.MEMBER, self.seats[seat])

    @rule(seat=NUMBERS, seldom=SELDOM)
    def rule_on_a_seat(self, seat: int, seldom: int) -> None:
        """A disputed seat has no voice until the dispute is settled."""
        disputed = not seldom
        said = {"seat_id": self.seats[seat], "state": "disputed" if disputed else "clear", "reason": "The court asks."}
        differs = (self.paper.state[seat] == "disputed") != disputed
        if self.act(differs, self.house.desk, seats.rule_on_seat, **said):
            self.paper.state[seat] = "disputed" if disputed else "held"
            self.paper.present.discard(seat)  # and when it has a voice again, it checks in again

    # Proxies.

    @rule(giver=NUMBERS, holder=NUMBERS)
    def give_proxy(self, giver: int, holder: int) -> None:
        self.give_proxy_and_leave(giver, holder)

    def give_proxy_and_leave(self, giver: int, holder: int) -> None:
        """And leave, as most do who give one."""
        self.check_in_as(giver, present=False)
        may = self.paper.may_give(giver, holder) and self.paper.state[giver] == "held"
        until = self.house.at + timedelta(days=2)
        said = {"session_id": self.house.plenary, "holder_seat": self.seats[holder], "until_at": until}
        if self.act(may, self.mayor(giver), proxies.give_proxy, **said):
            self.paper.proxies[giver] = holder

    @rule(giver=NUMBERS)
    def take_back(self, giver: int) -> None:
        self.take_back_of(giver)

    def take_back_of(self, giver: int) -> None:
        if giver not in self.paper.proxies or self.paper.state[giver] != "held":
            return
        standing = select(Proxy.id).where(Proxy.giver_id == self.seats[giver], Proxy.taken_back_at.is_(None))
        (proxy,) = self.ask(standing)
        if self.act(self.paper.vote is None, self.mayor(giver), proxies.take_back_proxy, proxy_id=proxy.id):
            del self.paper.proxies[giver]

    # Votes.

    @precondition(lambda self: self.paper.vote is None)
    @rule(seat=NUMBERS, names=st.booleans())
    def ask_before_a_vote(self, seat: int, names: bool) -> None:
        asked = self.paper.asked_names if names else self.paper.asked_quorum
        may = (
            bool(self.paper.rules["asks"])
            and not self.paper.suspended
            and seat in self.paper.here()
            and seat not in asked
        )
        said = {"sitting_id": self.house.sitting, "asks_for": "roll_call" if names else "quorum"}
        if self.act(may, self.mayor(seat), manners.ask_before_vote, **said):
            asked.add(seat)

    @precondition(lambda self: not self.paper.decided)
    @rule(manner=st.sampled_from(["roll_call", "roll_call", "show_of_hands", "without_objection"]))
    def put(self, manner: str) -> None:
        may, at = self.paper.may_put(manner), self.now()
        said = {"motion_id": self.house.motion, "manner": manner}
        answer = self.act(may, self.house.chair, votes.open_vote, **said)
        if answer:
            self.house.vote = answer["vote"]
            self.paper.put(manner, at + (ASKING if manner == "without_objection" else OPEN_FOR))

    @precondition(lambda self: self.paper.vote)
    @rule(choices=st.lists(st.tuples(NUMBERS, CHOICES), min_size=1, max_size=6))
    def cast_several(self, choices: list[tuple[int, str]]) -> None:
        for mayor, choice in choices:
            self.cast(mayor, choice, former=False)

    @precondition(lambda self: self.paper.vote is None and not self.paper.suspended)
    @rule(
        choices=st.lists(CHOICES, min_size=MAYORS, max_size=MAYORS),
        stay=st.integers(2, MAYORS),
        proxy=st.none() | st.tuples(NUMBERS, NUMBERS),
    )
    def decide_by_name(self, choices: list[str], stay: int, proxy: tuple[int, int] | None) -> None:
        """A vote from beginning to end: each who stays casts, for whom they hold a proxy too, and the chair closes."""
        if self.paper.decided:
            self.annul()
        if proxy:
            self.give_proxy_and_leave(*proxy)
        self.put("roll_call")
        for seat, (_, holder) in list(self.paper.vote.roll.items())[:stay] if self.paper.vote else ():
            if holder is None:
                self.cast(seat, choices[seat], former=False)
            else:
                self.cast_for(seat, holder, choices[seat])
        if self.paper.vote:
            self.close(0, by_clock=False)
        for giver in list(self.paper.proxies):
            self.take_back_of(giver)

    @precondition(lambda self: self.house.vote)
    @rule(mayor=NUMBERS, choice=CHOICES)
    def cast_by_whom_the_seat_has_lost(self, mayor: int, choice: str) -> None:
        self.cast(mayor, choice, former=True)

    def cast(self, mayor: int, choice: str, *, former: bool) -> None:
        generation = max(0, self.paper.holder[mayor] - former)
        may = self.paper.may_cast(mayor, mayor, generation, choice, self.now())
        said = {"vote_id": self.house.vote, "choice": choice}
        if self.act(may, self.mayors[mayor, generation], votes.cast_ballot, **said):
            self.paper.cast(mayor, mayor, choice)

    @precondition(lambda self: self.paper.vote and any(proxy is not None for _, proxy in self.paper.vote.roll.values()))
    @rule(choice=CHOICES, data=st.data())
    def cast_by_proxy(self, choice: str, data: st.DataObject) -> None:
        assert self.paper.vote is not None
        roll = self.paper.vote.roll
        giver = data.draw(st.sampled_from([seat for seat, (_, proxy) in roll.items() if proxy is not None]))
        self.cast_for(giver, roll[giver][1], choice)

    def cast_for(self, giver: int, holder: int | None, choice: str) -> None:
        assert self.paper.vote is not None
        assert holder is not None
        generation = self.paper.vote.roll[holder][0]
        may = self.paper.may_cast(giver, holder, generation, choice, self.now())
        said = {"vote_id": self.house.vote, "choice": choice, "seat_id": self.seats[giver]}
        if self.act(may, self.mayors[holder, generation], votes.cast_ballot, **said):
            self.paper.cast(giver, holder, choice)

    @precondition(lambda self: self.paper.vote and self.paper.vote.manner == "show_of_hands")
    @rule(yes=st.integers(0, 3), no=st.integers(0, 3), abstain=st.integers(0, 1))
    def count_hands_alike(self, yes: int, no: int, abstain: int) -> None:
        for by_chair in (True, False):
            self.count_hands(yes, no, abstain, by_chair)

    @precondition(lambda self: self.paper.vote and self.paper.vote.manner == "show_of_hands")
    @rule(yes=st.integers(0, 3), no=st.integers(0, 3), abstain=st.integers(0, 1), by_chair=st.booleans())
    def count_hands_once(self, yes: int, no: int, abstain: int, by_chair: bool) -> None:
        self.count_hands(yes, no, abstain, by_chair)

    def count_hands(self, yes: int, no: int, abstain: int, by_chair: bool) -> None:
        assert self.paper.vote is not None
        may = yes + no + abstain <= len(self.paper.here())
        officer = self.house.chair if by_chair else self.house.desk
        said = {"vote_id": self.house.vote, "yes": yes, "no": no, "abstain": abstain}
        if self.act(may, officer, manners.count_hands, **said):
            self.paper.vote.hands["chair" if by_chair else "desk"] = (yes, no, abstain)

    @precondition(lambda self: self.paper.vote)
    @rule(seconds=st.sampled_from([0, 5, 45]), by_clock=st.booleans())
    def close_after(self, seconds: int, by_clock: bool) -> None:
        self.close(seconds, by_clock=by_clock)

    def close(self, seconds: int, *, by_clock: bool) -> None:
        """By the chair, or by the clock once the time has come."""
        vote = self.paper.vote
        assert vote is not None
        self.house.at += timedelta(seconds=seconds + 1)
        due = int(self.house.at.timestamp()) >= vote.closes_at
        hands = list(vote.hands.values())
        if vote.manner == "show_of_hands":
            may = not by_clock and len(hands) == 2 and hands[0] == hands[1]
        else:
            complete = len(vote.ballots) >= (1 if vote.manner == "without_objection" else len(vote.roll))
            may = due if by_clock else due or complete or vote.manner == "roll_call"
        tally, outcome = (self.paper.tally(), self.paper.outcome()) if may else ({}, "")
        if by_clock:
            assert declare_due(self.house.house) == ([self.house.vote] if may else [])
        else:
            try:
                votes.close(self.house.house, by=self.house.chair, vote_id=self.house.vote)
            except Refused as refusal:
                if may:
                    raise AssertionError("the close was refused") from refusal
                return
            assert may, "the close was not refused"
        if may:
            row = self.house.row(Vote, self.house.vote)
            assert {name: getattr(row, name) for name in tally} == tally
            assert row.outcome == outcome
            self.paper.closed(outcome)

    @precondition(lambda self: self.house.vote and self.paper.rules["tie"] == "casting_vote" and not self.paper.vote)
    @rule(choice=st.sampled_from(["yes", "no"]))
    def give_casting_vote(self, choice: str) -> None:
        may = self.paper.vote is None and self.paper.last == "tied for the chair"
        said = {"vote_id": self.house.vote, "choice": choice}
        if self.act(may, self.house.chair, annulments.give_casting_vote, **said):
            self.paper.last, self.paper.decided = "decided by the chair", True
            self.paper.ties -= 1

    @precondition(lambda self: self.house.vote and not self.paper.vote and self.paper.last != "annulled")
    @rule()
    def annul_the_last(self) -> None:
        self.annul()

    def annul(self) -> None:
        may = self.paper.vote is not None or self.paper.last not in (None, "annulled")
        said = {"vote_id": self.house.vote, "reason": "The line was broken."}
        if self.act(may, self.house.chair, annulments.annul_vote, **said):
            if self.paper.vote is None and self.paper.last in ("tied", "tied for the chair"):
                self.paper.ties -= 1
            self.paper.vote, self.paper.last, self.paper.decided = None, "annulled", False

    @rule(seldom=SELDOM)
    def suspend_or_resume(self, seldom: int) -> None:
        if seldom and not self.paper.suspended:
            return
        command = sittings.resume_sitting if self.paper.suspended else sittings.suspend_sitting
        may = self.paper.suspended or self.paper.vote is None
        if self.act(may, self.house.chair, command, sitting_id=self.house.sitting):
            self.paper.suspended = not self.paper.suspended

    # What holds between any two acts.

    @invariant()
    def ballots_are_those_on_paper_and_only_of_the_frozen_roll(self) -> None:
        if not hasattr(self, "house") or self.paper.vote is None:
            return
        ballots = self.ask(select(Ballot.seat_id, Ballot.choice).where(Ballot.vote_id == self.house.vote))
        assert {self.seats.index(each.seat_id): each.choice for each in ballots} == {
            seat: choice for seat, (choice, _) in self.paper.vote.ballots.items()
        }
        roll = self.house.rows(select(RollSeat.seat_id).where(RollSeat.vote_id == self.house.vote))
        assert {self.seats.index(seat) for seat in roll} == set(self.paper.vote.roll)

    @invariant()
    def nobody_holds_more_proxies_than_the_rules_allow(self) -> None:
        if not hasattr(self, "house"):
            return
        standing = self.ask(select(Proxy.giver_id, Proxy.holder_id).where(Proxy.taken_back_at.is_(None)))
        assert {self.seats.index(each.giver_id): self.seats.index(each.holder_id) for each in standing} == (
            self.paper.proxies
        )
        holders = [each.holder_id for each in standing]
        assert all(holders.count(holder) <= int(str(self.paper.rules["cap"])) for holder in holders)


@pytest.mark.timeout(600)
def test_whole_sittings_go_as_they_do_on_paper(shelf: Shelf) -> None:
    Sittings.shelf = shelf
    run_state_machine_as_test(
        Sittings,
        settings=settings(
            max_examples=20,
            stateful_step_count=50,
            deadline=None,
            # Looking for the shortest sitting that goes wrong would replay hundreds of them.
            phases=[Phase.reuse, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
