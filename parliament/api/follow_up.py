"""What came of declarations: the public tracker, addressees with dispatches and replies, commitments with reports."""

from parliament.api.room import Room, check_signed_in
from parliament.commands import commitments, follow_up
from parliament.identity.acting import reading, the_house
from parliament.identity.door import current_actor
from parliament.rules.papers import MEGABYTES
from parliament.schemas import follow_up as shapes
from parliament.store.queries.declarations import declaration_of
from parliament.store.views.follow_up import addressee_view, commitment_view, due_view, tracker_view

room = Room("follow-up", "Whom a declaration was sent to, what they answered, and what cities promised and did.")

# Base64 takes four letters for three bytes; the rest is room for the words around it.
LARGEST_BODY = MEGABYTES * 1024 * 1024 * 4 // 3 + 64 * 1024


def by_id(arguments: dict) -> dict:
    """A declaration is named by its slug; commands want the id."""
    with reading() as db:
        return arguments | {"declaration_id": declaration_of(db, arguments.pop("slug")).id}


@room.reads("/follow-up", shapes.Tracker, query=shapes.Wanted)
def show_follow_up(wanted: dict) -> dict:
    """Every addressee and commitment, with totals of what cities reported, and of how many that is."""
    with reading() as db:
        return tracker_view(db, **wanted)


@room.reads("/follow-up/due", shapes.DueList, guard=check_signed_in)
def show_due() -> dict:
    """What falls due for the reader within a month: reports of the own city; for the secretariat, what waits for it."""
    with reading() as db:
        return {"due": due_view(db, current_actor(), the_house().now(db))}


@room.reads("/addressees/<word:addressee_id>", shapes.AddresseeWhole)
def show_addressee(addressee_id: str) -> dict:
    """One addressee; receipts and letters are at `/annexes/<hash>`."""
    with reading() as db:
        return addressee_view(db, addressee_id)


@room.reads("/commitments/<word:commitment_id>", shapes.CommitmentWhole)
def show_commitment(commitment_id: str) -> dict:
    """One commitment with all its reports and reviews."""
    with reading() as db:
        return commitment_view(db, commitment_id)


room.acts(
    "/declarations/<word:slug>/addressees",
    follow_up.name_addressee,
    takes=shapes.NamingAddressee,
    answers=shapes.AddresseeDone,
    status=201,
    at="/api/addressees/{addressee}",
    prepare=by_id,
)
room.acts(
    "/addressees/<word:addressee_id>/remove",
    follow_up.remove_addressee,
    takes=shapes.Removing,
    answers=shapes.AddresseeDone,
)
room.acts(
    "/addressees/<word:addressee_id>/dispatches",
    follow_up.record_dispatch,
    takes=shapes.Sending,
    answers=shapes.DispatchMade,
    status=201,
    limit=LARGEST_BODY,
)
room.acts(
    "/addressees/<word:addressee_id>/replies",
    follow_up.record_reply,
    takes=shapes.Answering,
    answers=shapes.ReplyMade,
    status=201,
    limit=LARGEST_BODY,
)
room.acts(
    "/declarations/<word:slug>/commitments",
    commitments.make_commitment,
    takes=shapes.Committing,
    answers=shapes.CommitmentMade,
    status=201,
    at="/api/commitments/{commitment}",
    prepare=by_id,
)
room.acts(
    "/commitments/<word:commitment_id>/reports",
    commitments.report_commitment,
    takes=shapes.Reporting,
    answers=shapes.ReportMade,
    status=201,
)
room.acts(
    "/reports/<word:report_id>/review",
    commitments.review_commitment,
    takes=shapes.Reviewing,
    answers=shapes.ReviewMade,
    status=201,
)
room.acts(
    "/commitments/<word:commitment_id>/withdraw",
    commitments.withdraw_commitment,
    takes=shapes.TakingBack,
    answers=shapes.CommitmentDone,
)
