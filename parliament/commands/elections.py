"""Elections of persons: nominations, rounds, and what a counted round moves."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session as Db

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import Asked, annuls, counts, moves, papers, put
from parliament.commands.substitutes import check_own_voice
from parliament.record.canonical import canonical
from parliament.record.entries import (
    CandidateNominated,
    CandidateWithdrew,
    ElectionAbandoned,
    ElectionOpened,
    ElectionRoundCounted,
    ElectionRoundUndone,
    NominationsClosed,
)
from parliament.rules.elections import (
    Contest,
    Method,
    RoundCount,
    check_leaving,
    check_method,
    check_own_candidacy,
    check_paper,
    check_room_for_candidate,
    count_round,
    obstacles_to_putting_round,
)
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Obstacle, Refused, raise_first
from parliament.rules.stages import CandidateState, ElectionState, ItemKind, Outcome, Question, check_stage
from parliament.rules.wording import line, prose
from parliament.store.queries import elections as asked
from parliament.store.queries import found, held
from parliament.store.queries import sessions as questions
from parliament.store.queries.seats import running_mandate
from parliament.store.queries.votes import ballots_of
from parliament.store.tables import Ballot, Candidate, Election, ElectionRound, Item, Member, PlenarySession, Seat, Vote

REASON = 500


@requires(Power.OPEN_ELECTION)
def open_election(tx: Tx, *, item_id: str, method: str = Method.ONE, seats: int = 1, title: str = "") -> Answer:
    """Open nominations for so many seats under an item of the agenda; without a title it bears the item's.

    Refused: not_found, malformed (the item is no election), bad_number_of_seats, wrong_stage, text_too_long.
    """
    item = held(tx.db, Item, item_id)
    if item.kind != ItemKind.ELECTION or method not in set(Method):
        raise Refused(Code.MALFORMED, field="item_id" if method in set(Method) else "method")
    check_method(Method(method), seats)
    election = Election(
        id=tx.new_id("election"),
        plenary_id=item.plenary_id,
        item_id=item.id,
        title=line(title.strip() or item.title, "title"),
        method=method,
        seats=seats,
        state=ElectionState.NOMINATIONS_OPEN,
        round=1,
        opened_at=tx.now,
    )
    tx.db.add(election)
    tx.record(
        ElectionOpened(
            election=election.id, item=item.id, title=election.title, method=election.method, seats=election.seats
        ),
        item.plenary_id,
    )
    return {"election": election.id}


@requires(Power.NOMINATE)
def nominate(tx: Tx, *, election_id: str, seat_id: str | None = None, name: str = "") -> Answer:
    """Put forward the holder of a seat, or somebody by name.

    Refused: no_mandate (of the nominating member, or of the seat), voice_rests, wrong_stage, text_empty, text_too_long,
    already_exists, too_many_candidates.
    """
    election = held(tx.db, Election, election_id)
    check_stage(election.state, ElectionState.NOMINATIONS_OPEN)
    by = check_own_voice(tx, tx.db.get_one(PlenarySession, election.plenary_id))
    name = _holder(tx.db, seat_id) if seat_id else line(name, "name")
    stand = asked.candidates_of(tx.db, election.id, CandidateState.STANDING)
    if any(_same(each, seat_id, name) for each in stand):
        raise Refused(Code.ALREADY_EXISTS, field="seat_id" if seat_id else "name", what=name)
    check_room_for_candidate(Method(election.method), len(stand))
    candidate = Candidate(
        id=tx.new_id("candidate"),
        election_id=election.id,
        number=questions.next_number(tx.db, Candidate.number, Candidate.election_id == election.id),
        name=name,
        seat_id=seat_id,
        nominated_by=by,
        state=CandidateState.STANDING,
        nominated_at=tx.now,
    )
    tx.db.add(candidate)
    fact = CandidateNominated(
        candidate=candidate.id,
        election=election.id,
        number=candidate.number,
        name=name,
        seat=seat_id,
        nominated_by=candidate.nominated_by,
    )
    tx.record(fact, election.plenary_id)
    return {"candidate": candidate.id}


def _holder(db: Db, seat_id: str) -> str:
    """The name of whoever holds the seat. Refused: not_found, no_mandate."""
    mandate = running_mandate(db, found(db, Seat, seat_id).id)
    if mandate is None:
        raise Refused(Code.NO_MANDATE, field="seat_id")
    return db.get_one(Member, mandate.member_id).name


def _same(candidate: Candidate, seat_id: str | None, name: str) -> bool:
    if seat_id is not None:
        return candidate.seat_id == seat_id
    return candidate.seat_id is None and candidate.name.casefold() == name.casefold()


@requires(Power.NOMINATE)
def withdraw_candidacy(tx: Tx, *, candidate_id: str) -> Answer:
    """The candidate, or who put the name forward, takes it back. Refused: not_your_seat, wrong_stage, vote_open."""
    candidate = held(tx.db, Candidate, candidate_id)
    election = tx.db.get_one(Election, candidate.election_id)
    check_own_candidacy(candidate=candidate.seat_id, nominated_by=candidate.nominated_by, by=tx.actor.seat)
    check_stage(candidate.state, CandidateState.STANDING)
    check_leaving(state=election.state, round_open=asked.open_round(tx.db, election.id) is not None)
    candidate.state = CandidateState.WITHDRAWN
    tx.record(CandidateWithdrew(candidate=candidate.id), election.plenary_id)
    return {"candidate": candidate.id}


def obstacles_to_round(db: Db, election: Election) -> list[Obstacle]:
    """What of the election itself stands in the way of its next round: for the page and for the command."""
    sitting = questions.meeting_of(db, election.plenary_id)
    return obstacles_to_putting_round(
        state=election.state,
        candidates=len(asked.candidates_of(db, election.id, CandidateState.STANDING)),
        is_current_item=sitting is not None and sitting.item_id == election.item_id,
        round_open=asked.open_round(db, election.id) is not None,
    )


@requires(Power.OPEN_VOTE)
def put_round(tx: Tx, *, election_id: str, closes_at: datetime | None = None) -> Answer:
    """Put the next round to the vote, by name; the first one closes the nominations.

    Refused: not_presiding, everything in `obstacles_to_round`, everything that keeps a question from being put.
    """
    election = held(tx.db, Election, election_id)
    sitting = questions.current_sitting(tx.db, election.plenary_id)
    raise_first(obstacles_to_round(tx.db, election))
    if election.state == ElectionState.NOMINATIONS_OPEN:
        election.state = ElectionState.VOTING
        tx.record(NominationsClosed(election=election.id), election.plenary_id)
    stand = asked.candidates_of(tx.db, election.id, CandidateState.STANDING)
    rules = questions.profile_of(tx.db, tx.db.get_one(PlenarySession, election.plenary_id)).elections
    contest = Contest(
        method=Method(election.method),
        seats=asked.count_free_seats(tx.db, election),
        candidates=tuple(each.id for each in stand),
        round=election.round,
        max_rounds=rules.max_rounds,
        tie=rules.tie,
    )
    question = Asked(
        question=Question.ELECTION,
        about=election.id,
        wording=election.title,
        item=election.item_id,
        text_hash=tx.annex(canonical(_frozen(election, contest, stand))),
    )
    return put(tx, sitting, question, closes_at=closes_at)


def _frozen(election: Election, contest: Contest, stand: list[Candidate]) -> dict[str, Any]:
    """What the round is voted on under: the rules of the round, and the names behind the candidates' ids."""
    named = [{"candidate": each.id, "name": each.name, "seat": each.seat_id} for each in stand]
    return contest.to_json() | {"election": election.id, "title": election.title, "names": named}


@requires(Power.OPEN_ELECTION)
def abandon_election(tx: Tx, *, election_id: str, reason: str) -> Answer:
    """Hold no further round; whoever was elected stays elected. Refused: wrong_stage, vote_open, reason_needed."""
    election = held(tx.db, Election, election_id)
    check_leaving(state=election.state, round_open=asked.open_round(tx.db, election.id) is not None)
    election.reason = prose(reason, "reason", limit=REASON, required=True)
    election.state = ElectionState.ABANDONED
    tx.record(ElectionAbandoned(election=election.id, reason=election.reason), election.plenary_id)
    return {"election": election.id}


@papers(Question.ELECTION)
def checked_paper(db: Db, vote: Vote, marks: list[str]) -> list[str]:
    """The names on a paper, in their order. Refused: unknown_candidate, marked_twice, too_many_marks."""
    contest = asked.contest_of(db, vote)
    check_paper(contest.method, contest.seats, contest.candidates, marks)
    return list(marks)


@counts(Question.ELECTION)
def round_outcome(tx: Tx, vote: Vote, ballots: dict[str, Ballot]) -> Outcome:
    """Whether this round elects somebody. Lots change who it is, never whether, so they can wait for the roll call."""
    return Outcome.ELECTED if _counted(tx.db, vote, ballots).elected else Outcome.UNDECIDED


def _counted(db: Db, vote: Vote, ballots: dict[str, Ballot]) -> RoundCount:
    """The count; the seed of its lots is the hash of the roll call, which holds every paper."""
    marks = {seat: ballot.marks or [] for seat, ballot in ballots.items()}
    return count_round(asked.contest_of(db, vote), marks, vote.roll_call_hash or "")


@moves(Question.ELECTION)
def round_counted(tx: Tx, vote: Vote, outcome: Outcome) -> None:
    """Who is elected, who goes on, and whether it is over. Without a quorum the same round is put again."""
    if outcome not in (Outcome.ELECTED, Outcome.UNDECIDED):
        return
    election = held(tx.db, Election, str(vote.about))
    count = _counted(tx.db, vote, ballots_of(tx.db, vote.id))
    contest = asked.contest_of(tx.db, vote)
    counted = ElectionRound(
        vote_id=vote.id,
        election_id=election.id,
        round=contest.round,
        elected=list(count.elected),
        standing=list(count.standing),
        count_hash=tx.annex(canonical({"vote": vote.id, "contest": contest.to_json(), "count": count.to_json()})),
        counted_at=tx.now,
    )
    tx.db.add(counted)
    _settle(tx.db, election, counted)
    tx.record(
        ElectionRoundCounted(
            election=election.id,
            vote=vote.id,
            round=counted.round,
            elected=counted.elected,
            standing=counted.standing,
            count_hash=counted.count_hash,
        ),
        election.plenary_id,
    )


def _settle(db: Db, election: Election, counted: ElectionRound) -> None:
    for candidate in asked.candidates_of(db, election.id, CandidateState.STANDING):
        if candidate.id not in counted.standing:
            elected = candidate.id in counted.elected
            candidate.state = CandidateState.ELECTED if elected else CandidateState.NOT_ELECTED
            candidate.settled_round = counted.round
    if counted.standing:
        election.round += 1
    else:
        election.state = ElectionState.DECIDED


@annuls(Question.ELECTION)
def undo_round(tx: Tx, vote: Vote) -> None:
    """Everybody who stood in the annulled round stands again; a later round has to be annulled first.

    Refused: vote_open (a later round is open), rested_on (a later round was counted), wrong_stage (abandoned).
    """
    counted = tx.db.get(ElectionRound, vote.id)
    if counted is None:
        return
    election = held(tx.db, Election, counted.election_id)
    check_stage(election.state, ElectionState.VOTING, ElectionState.DECIDED)
    if asked.open_round(tx.db, election.id) is not None:
        raise Refused(Code.VOTE_OPEN)
    if election.round - (election.state == ElectionState.VOTING) != counted.round:
        raise Refused(Code.RESTED_ON)
    for candidate in asked.candidates_of(tx.db, election.id):
        if candidate.settled_round == counted.round:
            candidate.state, candidate.settled_round = CandidateState.STANDING, None
    election.state, election.round = ElectionState.VOTING, counted.round
    tx.record(ElectionRoundUndone(election=election.id, vote=vote.id), election.plenary_id)
