"""What seats say in writing beside what is decided, and motions to decide anew."""

from parliament.api.room import Room
from parliament.commands import reconsiderations, statements
from parliament.identity.acting import reading
from parliament.schemas import floor as shapes
from parliament.store.views.floor import reconsiderations_of
from parliament.store.views.statements import statement_view, statements_on_item, statements_on_vote

room = Room("statements", "Statements on items, explanations of vote, late dissent, motions to decide anew.")

STATEMENT = "/statements/<word:statement_id>"
RECONSIDERATION = "/reconsiderations/<word:reconsideration_id>"


@room.reads(STATEMENT, shapes.Statement)
def show_statement(statement_id: str) -> dict:
    """One statement; what was withdrawn says so, and stays readable."""
    with reading() as db:
        return statement_view(db, statement_id)


@room.reads("/items/<word:item_id>/statements", shapes.StatementList)
def show_statements_on_item(item_id: str) -> dict:
    """The written statements on an item."""
    with reading() as db:
        return {"statements": statements_on_item(db, item_id)}


@room.reads("/votes/<word:vote_id>/statements", shapes.StatementList)
def show_statements_on_vote(vote_id: str) -> dict:
    """Explanations of a vote and dissent from it: beside the roll call, in no count."""
    with reading() as db:
        return {"statements": statements_on_vote(db, vote_id)}


@room.reads("/motions/<word:motion_id>/reconsiderations", shapes.ReconsiderationList)
def show_reconsiderations(motion_id: str) -> dict:
    """The motions to decide anew on a motion."""
    with reading() as db:
        return {"reconsiderations": reconsiderations_of(db, motion_id)}


room.acts(
    "/items/<word:item_id>/statements",
    statements.submit_statement,
    takes=shapes.Stating,
    answers=shapes.StatementDone,
    status=201,
    at="/api/statements/{statement}",
)
room.acts(
    "/votes/<word:vote_id>/explanations",
    statements.explain_vote,
    takes=shapes.Explaining,
    answers=shapes.StatementDone,
    status=201,
    at="/api/statements/{statement}",
)
room.acts(
    "/votes/<word:vote_id>/dissents",
    statements.register_dissent,
    takes=shapes.Explaining,
    answers=shapes.StatementDone,
    status=201,
    at="/api/statements/{statement}",
)
room.acts(f"{STATEMENT}/withdraw", statements.withdraw_statement, answers=shapes.StatementDone)

room.acts(
    "/motions/<word:motion_id>/reconsiderations",
    reconsiderations.move_reconsideration,
    takes=shapes.Reasoned,
    answers=shapes.ReconsiderationDone,
    status=201,
)
room.acts(f"{RECONSIDERATION}/withdraw", reconsiderations.withdraw_reconsideration, answers=shapes.ReconsiderationDone)
room.acts(
    f"{RECONSIDERATION}/votes",
    reconsiderations.put_reconsideration,
    takes=shapes.Putting,
    answers=shapes.QuestionPut,
    status=201,
    at="/api/votes/{vote}",
)
