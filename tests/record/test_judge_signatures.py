"""The judge on signing, endorsing, correcting and withdrawing: what the institution's log says of it can have happened."""

from dataclasses import replace

import pytest

from parliament.record.entries import (
    INSTITUTION,
    DeclarationCorrected,
    DeclarationSuperseded,
    DeclarationWithdrawn,
    EndorsementGiven,
    EndorsementWithdrawn,
    Entry,
    Fact,
    MandateBegan,
    MandateEnded,
    SeatRegistered,
    SeatRuled,
    SignatureGiven,
    SignatureWithdrawn,
    SigningClosed,
    SigningOpened,
    VersionCertified,
    VersionDropped,
    VersionProposed,
    WithdrawalDropped,
    WithdrawalProposed,
)
from parliament.record.replay import ReplayError, replay
from tests.record.whole_session import B, C, declared, record_until

D = "d" * 64
OF_ACCRA = {
    "city": "Accra", "other_name": "", "country": "GHA", "country_name": "Ghana", "continent": "AF", "population": 1000,
    "latitude": "5.5", "longitude": "-0.25",
}  # fmt: skip
SEAT = SeatRegistered(seat="s1", slug="accra", time_zone="UTC", languages=[], cities=[], **OF_ACCRA)
HELD = MandateBegan(
    mandate="m1", seat="s1", member="p1", name="Ama", mandate_kind="full", from_at="2026-11-22T09:00:00.000Z"
)
NOW, LATER = "2026-11-22T09:00:00.000Z", "2026-12-22T09:00:00.000Z"
OPENED = SigningOpened(
    signing="g1", declaration="declaration-1", version=1, document_hash=B, closes_at=None, council_needed=False
)
SIGNED = SignatureGiven(
    signature="t1", signing="g1", declaration="declaration-1", version=1, document_hash=B, seat="s1", mandate="m1",
    invitation=None, cities=1, name="Ama", function="Mayor", council_date=None, council_reference="", reservation="",
    signed_at=NOW, **OF_ACCRA,
)  # fmt: skip
NICE = replace(
    SIGNED, signature="t2", seat=None, mandate=None, invitation="i1", city="Nice", country="FRA", name="Chloé"
)
TAKEN_BACK = SignatureWithdrawn(signature="t1", declaration="declaration-1", reason="The council resolved so.")
CLOSED = SigningClosed(signing="g1", declaration="declaration-1", reason="It is over.")
ENDORSED = EndorsementGiven(
    endorsement="e1", declaration="declaration-1", version=1, document_hash=B, network="Rivers", name="Ana",
    function="President", statement="Yes.",
)  # fmt: skip
NO_MORE = EndorsementWithdrawn(endorsement="e1", declaration="declaration-1", reason="In error.")
PROPOSED = VersionProposed(
    version="v1", declaration="declaration-1", number=2, correction=1, account="desk", operations_hash=D, supersedes=B,
    before_hash=C, after_hash=D, notice="A slip.",
)  # fmt: skip
BY_CHAIR = VersionCertified(version="v1", declaration="declaration-1", office="chair", account="a", text_hash=D)
BY_DESK = replace(BY_CHAIR, office="secretariat", account="b")
CORRECTED = DeclarationCorrected(
    version="v1", declaration="declaration-1", number=2, supersedes=B, text_hash=D, document_hash=C, notice="A slip."
)
DROPPED = VersionDropped(version="v1", declaration="declaration-1", reason="No.")
ASKED = WithdrawalProposed(
    withdrawal="w1", declaration="declaration-1", successor=None, reason="Wrong.", office="chair", account="a"
)
AGREED = DeclarationWithdrawn(
    withdrawal="w1", declaration="declaration-1", reason="Wrong.", office="secretariat", account="b"
)
LET_BE = WithdrawalDropped(withdrawal="w1", declaration="declaration-1")
SUPERSEDED = DeclarationSuperseded(
    withdrawal="w1", declaration="declaration-1", successor="declaration-2", successor_slug="2", reason="Wrong.",
    office="secretariat", account="b",
)  # fmt: skip

BEGUN = (SEAT, HELD, OPENED)
VERSION = (PROPOSED, BY_CHAIR, BY_DESK, CORRECTED)


def entries(*facts: Fact) -> list[Entry]:
    by = {"account": "desk", "office": "secretariat", "seat": None}
    return [Entry(INSTITUTION, seq, fact.kind, NOW, by, fact.body()) for seq, fact in enumerate(facts, 1)]


def test_what_can_have_happened_is_known_afterwards():
    state = replay(entries(*BEGUN, SIGNED, NICE, ENDORSED, TAKEN_BACK, NO_MORE, CLOSED, *VERSION, ASKED, AGREED))
    assert [each.withdrawn_at for each in state.signatures.values()] == [NOW, None]
    assert (state.signings["g1"].closed_at, state.endorsements["e1"].withdrawn_reason) == (NOW, "In error.")
    assert (state.declaration_versions["v1"].document_hash, state.withdrawals["w1"].state) == (C, "decided")


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([*BEGUN, OPENED], "there already is signing g1"),
        ([*BEGUN, replace(OPENED, signing="g2")], "open for signature already"),
        ([replace(OPENED, closes_at=NOW)], "close before it opens"),
        ([replace(OPENED, version=2)], "version 2 of declaration-1 is not in force"),
        ([OPENED, CLOSED, replace(OPENED, signing="g2", document_hash=D)], "has another document"),
        ([OPENED, replace(CLOSED, reason="")], "before its time without a reason"),
        ([OPENED, CLOSED, CLOSED], "closed already"),
        ([SEAT, HELD, SIGNED], "there is no signing g1"),
        ([*BEGUN, SIGNED, replace(SIGNED, signature="t9")], "Accra has signed declaration-1 already"),
        ([OPENED, replace(NICE, **OF_ACCRA), SEAT, HELD, SIGNED], "Accra has signed declaration-1 already"),
        ([*BEGUN, SIGNED, SIGNED], "there already is signature t1"),
        ([*BEGUN, replace(SIGNED, document_hash=D)], "has another document"),
        ([*BEGUN, replace(SIGNED, population=10**6)], "the population of seat s1 is another one"),
        ([*BEGUN, replace(SIGNED, latitude="0")], "the latitude of seat s1 is another one"),
        ([*BEGUN, replace(SIGNED, cities=3)], "seat s1 is not 3 cities"),
        ([*BEGUN, replace(SIGNED, name="Kofi")], "Kofi does not hold seat s1"),
        ([*BEGUN, replace(SIGNED, signed_at=LATER)], "after this entry"),
        ([*BEGUN, MandateEnded(mandate="m1", seat="s1", until_at=NOW), SIGNED], "seat s1 is vacant"),
        ([*BEGUN, SeatRuled(seat="s1", ruling="disputed", reason="A court."), SIGNED], "seat s1 is disputed"),
        ([*BEGUN, CLOSED, SIGNED], "signing g1 was closed"),
        ([SEAT, HELD, replace(OPENED, council_needed=True), SIGNED], "the council's resolution is missing"),
        ([*BEGUN, replace(SIGNED, council_date="soon")], "soon is no day"),
        ([*BEGUN, replace(SIGNED, function="")], "without a name or a function"),
        ([*BEGUN, replace(SIGNED, invitation="i1")], "by its seat or by invitation"),
        ([*BEGUN, replace(NICE, invitation=None)], "by its seat or by invitation"),
        ([*BEGUN, replace(NICE, city="ACCRA", country="gha")], "ACCRA has a seat"),
        ([*BEGUN, NICE, replace(NICE, signature="t3", city="Menton")], "invitation i1 has signed already"),
        ([*BEGUN, NICE, replace(NICE, signature="t3", invitation="i2", city="nice")], "nice has signed"),
        ([*BEGUN, replace(NICE, population=0)], "Nice has no inhabitants"),
        ([*BEGUN, replace(NICE, mandate="m1")], "signs for itself"),
        ([*BEGUN, SIGNED, replace(TAKEN_BACK, reason="")], "withdrawn without a reason"),
        ([*BEGUN, SIGNED, TAKEN_BACK, TAKEN_BACK], "withdrawn already"),
        ([*BEGUN, SIGNED, replace(TAKEN_BACK, declaration="declaration-2")], "of another declaration"),
        ([ENDORSED, replace(ENDORSED, endorsement="e2", network="RIVERS")], "endorses declaration-1 already"),
        ([replace(ENDORSED, statement="")], "without its words"),
        ([ENDORSED, replace(NO_MORE, reason="")], "withdrawn without a reason"),
        ([ENDORSED, NO_MORE, NO_MORE], "withdrawn already"),
    ],
)
def test_signing_that_cannot_have_happened_is_refused(facts: list[Fact], why: str) -> None:
    with pytest.raises(ReplayError, match=why) as refusal:
        replay(entries(*facts))
    assert refusal.value.seq == len(facts)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ([replace(PROPOSED, number=3)], "the next version of declaration-1 is 2"),
        ([replace(PROPOSED, notice="")], "without a notice"),
        ([replace(PROPOSED, after_hash=C)], "changes nothing"),
        ([PROPOSED, replace(PROPOSED, version="v2")], "version v1 is being prepared"),
        ([OPENED, replace(PROPOSED, supersedes=D)], "has another document"),
        ([PROPOSED, replace(BY_CHAIR, text_hash=C)], "version v1 has another text"),
        ([PROPOSED, replace(BY_CHAIR, office="member")], "the office member does not certify"),
        ([PROPOSED, BY_CHAIR, replace(BY_DESK, account="a")], "a has certified version v1 already"),
        ([PROPOSED, BY_CHAIR, BY_CHAIR], "there already is certification"),
        ([PROPOSED, BY_CHAIR, CORRECTED], "the secretariat has not certified version v1"),
        ([PROPOSED, BY_CHAIR, BY_DESK, replace(CORRECTED, notice="Another.")], "another version was proposed"),
        ([PROPOSED, BY_CHAIR, BY_DESK, replace(CORRECTED, document_hash=B)], "in place of itself"),
        ([PROPOSED, replace(DROPPED, reason="")], "dropped without a reason"),
        ([PROPOSED, DROPPED, BY_CHAIR], "version v1 is dropped"),
        ([*VERSION, CORRECTED], "version v1 is published"),
        ([*VERSION, replace(PROPOSED, version="v2", number=3, supersedes=C, before_hash=C)], "is on another text"),
        (
            [*VERSION, replace(PROPOSED, version="v2", number=3, supersedes=C, before_hash=D, after_hash=B)],
            "correction 1 was made before",
        ),
        ([replace(ASKED, reason="")], "without a reason"),
        ([replace(ASKED, office="member")], "the office member does not withdraw"),
        ([replace(ASKED, successor="declaration-1")], "cannot supersede itself"),
        ([ASKED, replace(ASKED, withdrawal="w2")], "withdrawal w1 is proposed already"),
        ([ASKED, replace(AGREED, account="a")], "a cannot be both persons"),
        ([ASKED, replace(AGREED, office="chair")], "the chair cannot agree to this"),
        ([ASKED, replace(AGREED, reason="Other.")], "another reason was given"),
        ([ASKED, LET_BE, AGREED], "withdrawal w1 is dropped"),
        ([ASKED, SUPERSEDED], "names another successor"),
        ([replace(ASKED, successor="declaration-2"), AGREED], "names a successor"),
        ([OPENED, ASKED, AGREED], "is open for signature"),
        ([ASKED, AGREED, OPENED], "declaration-1 is withdrawn"),
        ([ASKED, AGREED, ENDORSED], "declaration-1 is withdrawn"),
        ([ASKED, AGREED, PROPOSED], "declaration-1 is withdrawn"),
        ([replace(ASKED, successor="declaration-2"), SUPERSEDED, OPENED], "declaration-1 is superseded"),
    ],
)
def test_version_or_withdrawal_that_cannot_have_happened_is_refused(facts: list[Fact], why: str) -> None:
    with pytest.raises(ReplayError, match=why) as refusal:
        replay(entries(*facts))
    assert refusal.value.seq == len(facts)


LAST = "printed"


@pytest.mark.parametrize(
    ("fact", "why"),
    [
        (replace(OPENED, document_hash=D), "g1 is of another document than was published"),
        (replace(ENDORSED, document_hash=D), "e1 is of another document than was published"),
        (replace(PROPOSED, supersedes=D), "version v1 corrects something else"),
        (OPENED, "was opened for signature before it was published"),
    ],
)
def test_what_the_institution_says_of_a_declaration_is_held_against_its_publication(fact: Fact, why: str) -> None:
    """The institution's log is read first; the session's then says whether that was about what it published."""
    with pytest.raises(ReplayError, match=why):
        replay(record_until(LAST, fact, declared()))
