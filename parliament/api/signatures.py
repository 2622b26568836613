"""Declarations after their publication: signed by cities, endorsed by networks, corrected, withdrawn."""

from typing import Any

from parliament.api.room import Room, base_url, check_holds
from parliament.commands import endorsements, invited_cities, signatures, versions, withdrawals
from parliament.commands.house import Answer
from parliament.identity.acting import act, act_with_password, reading
from parliament.identity.door import token_for
from parliament.rules.powers import Power
from parliament.schemas import signatures as shapes
from parliament.store.tokens import token_hash
from parliament.store.views.signing import declaration_id_of, life_of_slug
from parliament.store.views.signing import invited_cities as list_invited

room = Room("signatures", "What happens to a declaration after its publication.")

AT = "/declarations/<word:slug>"


def by_slug(arguments: dict[str, Any]) -> dict[str, Any]:
    """The declaration at an address, by the id that commands know it by. Refused: not_found."""
    with reading() as db:
        return {"declaration_id": declaration_id_of(db, arguments.pop("slug")), **arguments}


@room.reads(f"{AT}/life", shapes.Life)
def show_life(slug: str) -> dict:
    """Versions, signatories, endorsements, addressees and commitments, told from entries of the record alone."""
    with reading() as db:
        return life_of_slug(db, slug)


@room.reads(f"{AT}/invited-cities", shapes.InvitedCities, guard=check_holds(Power.ADMIT_SIGNATURE))
def show_invited_cities(slug: str) -> dict:
    """Cities without seats that were invited to sign, with what they filled in."""
    with reading() as db:
        return {"invited": list_invited(db, slug)}


def sign(*, password: str, once: str | None, **arguments: Any) -> Answer:
    """The password is looked at before anything is locked, and goes no further."""
    return act_with_password(signatures.sign_declaration, password=password, once=once, **arguments)


def invite(*, once: str | None, **arguments: Any) -> Answer:
    """Make the link's secret here and hand only its hash on; the link is shown this once."""
    token = token_for(once, "city")
    done = act(invited_cities.invite_city, once=once, token_hash=token_hash(token), **arguments)
    return {**done, "link": f"{base_url()}/sign/{token}"}


room.acts(
    f"{AT}/signing/open",
    signatures.open_signing,
    takes=shapes.OpeningSigning,
    answers=shapes.SigningOpened,
    status=201,
    prepare=by_slug,
)
room.acts(
    f"{AT}/signing/close",
    signatures.close_signing,
    takes=shapes.ClosingSigning,
    answers=shapes.SigningClosed,
    prepare=by_slug,
)
room.acts(
    f"{AT}/signatures",
    signatures.sign_declaration,
    takes=shapes.Signing,
    answers=shapes.Signed,
    status=201,
    prepare=by_slug,
    perform=sign,
)
room.acts(
    "/signatures/<word:signature_id>/withdraw",
    signatures.withdraw_signature,
    takes=shapes.Reason,
    answers=shapes.SignatureWithdrawn,
)
room.acts(
    f"{AT}/invited-cities",
    invited_cities.invite_city,
    takes=shapes.InvitingCity,
    answers=shapes.CityInvited,
    status=201,
    prepare=by_slug,
    perform=invite,
)
room.acts("/invited-cities/<word:invitation_id>/admit", invited_cities.admit_signature, answers=shapes.Signed)
room.acts(
    "/invited-cities/<word:invitation_id>/turn-down",
    invited_cities.turn_down_signature,
    takes=shapes.Reason,
    answers=shapes.InvitationSettled,
)
room.acts(
    f"{AT}/endorsements",
    endorsements.record_endorsement,
    takes=shapes.Endorsing,
    answers=shapes.Endorsed,
    status=201,
    prepare=by_slug,
)
room.acts(
    "/endorsements/<word:endorsement_id>/withdraw",
    endorsements.withdraw_endorsement,
    takes=shapes.Reason,
    answers=shapes.EndorsementWithdrawn,
)
room.acts(
    f"{AT}/versions",
    versions.propose_version,
    takes=shapes.ProposingVersion,
    answers=shapes.VersionProposed,
    status=201,
    prepare=by_slug,
)
room.acts("/versions/<word:version_id>/certify", versions.certify_version, answers=shapes.VersionCertified)
room.acts("/versions/<word:version_id>/drop", versions.drop_version, takes=shapes.Reason, answers=shapes.VersionDropped)
room.acts("/versions/<word:version_id>/publish", versions.publish_version, answers=shapes.VersionPublished)
room.acts(
    f"{AT}/withdrawals",
    withdrawals.propose_withdrawal,
    takes=shapes.ProposingWithdrawal,
    answers=shapes.WithdrawalSettled,
    status=201,
    prepare=by_slug,
)
room.acts("/withdrawals/<word:withdrawal_id>/agree", withdrawals.agree_to_withdrawal, answers=shapes.WithdrawalSettled)
room.acts("/withdrawals/<word:withdrawal_id>/drop", withdrawals.drop_withdrawal, answers=shapes.WithdrawalSettled)
