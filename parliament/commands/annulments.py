"""After a vote: the chair's casting vote, and annulment. Neither deletes anything."""

from parliament.commands.house import Answer, Tx, requires
from parliament.commands.questions import ANNULS, MOVES
from parliament.commands.sittings import presided
from parliament.record.entries import CastingVoteGiven, VoteAnnulled
from parliament.rules.powers import Power
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Choice, Outcome, Question, Stage, VoteState, check_stage
from parliament.rules.votes import check_annulling, check_casting_vote
from parliament.rules.wording import prose
from parliament.store.queries import held
from parliament.store.queries import votes as asked
from parliament.store.tables import Motion, Vote


@requires(Power.GIVE_CASTING_VOTE)
def give_casting_vote(tx: Tx, *, vote_id: str, choice: str) -> Answer:
    """The chair decides between equal votes, where the rules say so; the tally stays as it was.

    Refused: not_presiding, not_tied, malformed (a casting vote is yes or no), rested_on (the matter was put again in
    the meantime, or an amendment decided without a vote), wrong_stage (the motion is no longer under debate).
    """
    vote = held(tx.db, Vote, vote_id)
    presided(tx, vote.sitting_id)
    check_casting_vote(state=vote.state, outcome=vote.outcome, tie=vote.tie)
    # A window may come out equal when its sitting is long over, and the house have gone on since.
    if asked.rests_on(tx.db, vote) or asked.is_decided_since(tx.db, vote):
        raise Refused(Code.RESTED_ON)
    if vote.question == Question.MOTION:
        check_stage(tx.db.get_one(Motion, vote.motion_id).stage, Stage.UNDER_DEBATE)
    if choice not in (Choice.YES, Choice.NO):
        raise Refused(Code.MALFORMED, field="choice")
    outcome = Outcome.ADOPTED if choice == Choice.YES else Outcome.REJECTED
    vote.casting, vote.outcome = choice, outcome
    tx.record(CastingVoteGiven(vote=vote.id, choice=choice), vote.plenary_id)
    if vote.question in MOVES:
        MOVES[vote.question](tx, vote, outcome)
    return {"vote": vote.id, "outcome": str(outcome)}


@requires(Power.ANNUL_VOTE)
def annul_vote(tx: Tx, *, vote_id: str, reason: str) -> Answer:
    """The vote does not count: a wrong text, a broken line. Ballots, tally and reason stay in the record.

    Refused: not_presiding, wrong_stage, rested_on, reason_needed.
    """
    reason = prose(reason, "reason", limit=500, required=True)
    plenary_id = held(tx.db, Vote, vote_id).plenary_id
    vote = asked.vote_for_closing(tx.db, vote_id)
    presided(tx, vote.sitting_id)
    was_closed = vote.state == VoteState.CLOSED
    # What an outcome moved can be moved back only by its own room.
    moved = was_closed and vote.outcome in (Outcome.ADOPTED, Outcome.REJECTED) and vote.question not in ANNULS
    check_annulling(state=vote.state, rested_on=moved or asked.rests_on(tx.db, vote))
    vote.state, vote.annulled_reason = VoteState.ANNULLED, reason
    vote.outcome = vote.outcome or Outcome.UNDECIDED
    tx.record(VoteAnnulled(vote=vote.id, reason=reason), plenary_id)
    if vote.question in ANNULS:
        ANNULS[vote.question](tx, vote)
    return {"vote": vote.id}
