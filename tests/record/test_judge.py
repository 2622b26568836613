"""The judge: one refusal after another, each on the record of a session that was in order until then."""

from dataclasses import replace

import pytest

from parliament.record import entries as said
from parliament.record.cosignature import Cosigner
from parliament.record.entries import Fact, ItemAdded, ItemCalled, SpeakerListed, TurnBegan, VoteOpened
from parliament.record.replay import ReplayError, replay
from tests.record.whole_session import (
    MOTION,
    SESSIONS_FACTS,
    A,
    B,
    amendment,
    certified,
    closed,
    convened,
    decided,
    declared,
    grant,
    mandate,
    printed,
    record_until,
    seat,
    sitting_opened,
    vote,
)


def listed(turn: str, seat: str, item: str = "item-1") -> SpeakerListed:
    return SpeakerListed(turn=turn, sitting="sitting-1", item=item, seat=seat, side="for", procedural=None)


def item(number: int, position: int, motion: str | None = None, kind: str = "debate") -> ItemAdded:
    return ItemAdded(item=f"item-{number}", position=position, item_kind=kind, title="?", motion=motion)


def order(proposed: list[int], confirmed: list[int], reason: str = "") -> said.OrderConfirmed:
    return said.OrderConfirmed(motion="motion-1", proposed=proposed, confirmed=confirmed, reason=reason)


def window() -> VoteOpened:
    return vote(1, "amendment-2", window=True)


SITTING = {"sitting": "sitting-1"}
ENDED = said.MandateEnded(mandate="mandate-1", seat="seat-paris", until_at=A)
HANDED = said.ChairHandedOver(sitting="sitting-1", from_account="account-1", to_account="account-9", reason="")


def adopted(number: int, version: int, name: str = "ours") -> said.ProfileAdopted:
    return said.ProfileAdopted(profile=f"profile-{number}", name=name, version=version, text_hash=A, profile_hash=B)


ACCRA = Cosigner("accra.example", bytes([1]) * 32).vkey


def witness(number: int, vkey: str = ACCRA, name: str = "Accra") -> said.WitnessAdded:
    return said.WitnessAdded(witness=f"witness-{number}", name=name, vkey=vkey)


def classified(*topics: str) -> said.DeclarationClassified:
    return said.DeclarationClassified(declaration="declaration-1", topics=list(topics))


GONE = said.WitnessRemoved(witness="witness-1", reason="lost")

INSTITUTION_REFUSALS: list[tuple[list[Fact], str]] = [
    ([adopted(1, 1), adopted(1, 2)], "there already is profile profile-1"),
    ([classified("weather")], "declaration declaration-1 is about what is not on the list"),
    ([classified("water", "health")], "declaration declaration-1 is about what is not on the list"),
    ([classified("climate", "culture", "digital", "economy", "education", "energy")], "has 6 topics"),
    ([classified()], "a classification that changes nothing"),
    ([classified("water"), classified("water")], "a classification that changes nothing"),
    ([adopted(1, 2), adopted(2, 9, "theirs"), adopted(3, 2)], "version 2 of ours follows version 2"),
    ([adopted(1, 0)], "version 0 of ours follows version 0"),
    ([said.KeyAdded(vkey="house+00000000+AAAA")], "there already is key"),
    ([witness(1, name="")], "a witness without a name"),
    ([witness(1, "house+00000000+AAAA")], "not an Ed25519 key of type 04"),
    ([witness(1), witness(1)], "there already is witness witness-1"),
    ([witness(1), witness(2)], "another witness is called accra.example"),
    ([GONE], "there is no witness witness-1"),
    ([witness(1), GONE, GONE], "witness witness-1 was removed before"),
    ([witness(1), replace(GONE, reason="")], "a witness is not removed without a reason"),
    ([seat("paris")], "there already is seat seat-paris"),
    ([replace(seat("nice"), slug="paris")], "another seat is called paris"),
    ([mandate(4, "paris")], "seat seat-paris is held"),
    ([mandate(4, "nice")], "there is no seat seat-nice"),
    ([ENDED, mandate(1, "paris")], "there already is mandate mandate-1"),
    ([ENDED, ENDED], "mandate mandate-1 has ended already"),
    ([replace(ENDED, seat="seat-lyon")], "mandate mandate-1 is not of seat seat-lyon"),
    ([replace(ENDED, mandate="mandate-9")], "there is no mandate mandate-9"),
    ([grant(1, "chair")], "there already is grant grant-1"),
    ([grant(9, "clock")], "there is no office clock"),
    ([replace(grant(9, "cabinet"), seat="seat-nice")], "there is no seat seat-nice"),
    ([said.OfficeEnded(grant="grant-9")], "there is no grant grant-9"),
    ([said.OfficeEnded(grant="grant-1"), said.OfficeEnded(grant="grant-1")], "grant grant-1 has ended already"),
]

SITTING_REFUSALS: list[tuple[str, list[Fact], str]] = [
    ("convened", [convened()], "a session's log begins with its convening"),
    ("opened", [said.SessionClosed(plenary="session-1")], "sitting sitting-1 is open"),
    ("convened", [said.SessionClosed(plenary="session-2")], "session session-2 is closed in the log session-1"),
    ("convened", [said.SessionClosed(plenary="session-1"), item(3, 3)], "takes no more entries"),
    ("next sitting scheduled", [SESSIONS_FACTS["sitting scheduled"]], "there already is sitting sitting-1"),
    (
        "sitting scheduled",
        [said.SittingScheduled(sitting="sitting-9", number=1, starts_at=A)],
        "there already is sitting number 1",
    ),
    ("opened", [sitting_opened("sitting-2")], "sitting sitting-1 is open"),
    ("opened", [sitting_opened()], "sitting sitting-1 is open"),
    ("suspended", [sitting_opened("sitting-2")], "sitting sitting-1 is open"),
    ("adjourned", [sitting_opened()], "sitting sitting-1 is adjourned"),
    ("item added", [sitting_opened("sitting-9")], "there is no sitting sitting-9"),
    ("item added", [sitting_opened(present=4)], "4 present of 3 held seats"),
    ("item added", [said.SittingSuspended(**SITTING)], "sitting sitting-1 is scheduled"),
    ("opened", [said.SittingResumed(**SITTING)], "sitting sitting-1 is open"),
    ("speaking", [said.SittingSuspended(**SITTING)], "turn turn-1 is not over"),
    ("speaking", [said.SittingAdjourned(**SITTING)], "turn turn-1 is not over"),
    ("put", [said.SittingAdjourned(**SITTING)], "vote vote-3 is open"),
    ("adjourned", [said.SittingAdjourned(**SITTING)], "sitting sitting-1 is adjourned"),
    (
        "adjourned",
        [said.RollCallTaken(**SITTING, present=1, held=3, vacant=0, credentials_hash=A)],
        "sitting sitting-1 is adjourned",
    ),
    ("opened", [replace(HANDED, from_account="account-2")], "account-2 is not in the chair"),
    ("item added", [HANDED], "sitting sitting-1 is scheduled"),
    ("item added", [item(3, 9)], "there is no place 9 on an agenda of 1 items"),
    ("item added", [item(1, 2)], "there already is item item-1"),
    ("item added", [item(3, 2, kind="ballet")], "there is no kind of item ballet"),
    ("admitted", [item(3, 1, "motion-1")], "motion motion-1 is admitted"),
    ("item added", [item(3, 2, "motion-1")], "motion motion-1 is scheduled"),
    ("opened", [ItemCalled(**SITTING, item="item-9")], "there is no item item-9"),
    ("amended", [ItemCalled(**SITTING, item="item-1")], "sitting sitting-1 is scheduled"),
    ("put", [ItemCalled(**SITTING, item="item-2")], "vote vote-3 is open"),
]

FLOOR_REFUSALS: list[tuple[str, list[Fact], str]] = [
    ("opened", [listed("turn-9", "seat-paris")], "item item-1 is not before the house"),
    ("called", [listed("turn-9", "seat-nice")], "there is no seat seat-nice"),
    ("listed", [listed("turn-9", "seat-lyon")], "seat seat-lyon is on the list"),
    ("speaking", [listed("turn-9", "seat-lyon")], "seat seat-lyon is on the list"),
    ("spoken", [listed("turn-1", "seat-lyon")], "there already is turn turn-1"),
    ("called", [replace(listed("turn-9", "seat-lyon"), side="beside")], "there is no side beside"),
    ("suspended", [listed("turn-9", "seat-paris")], "sitting sitting-1 is suspended"),
    ("speaking", [TurnBegan(turn="turn-2", seconds=60)], "turn turn-1 is not over"),
    ("speaking", [said.SpeakerWithdrew(turn="turn-1")], "turn turn-1 is speaking"),
    ("spoken", [TurnBegan(turn="turn-1", seconds=60)], "turn turn-1 is done"),
    ("also listed", [TurnBegan(turn="turn-2", seconds=0)], "a turn of 0 seconds"),
    ("also listed", [said.TurnEnded(turn="turn-2")], "turn turn-2 is waiting"),
    (
        "also listed",
        [said.SpeakerWithdrew(turn="turn-2"), TurnBegan(turn="turn-2", seconds=60)],
        "turn turn-2 is withdrawn",
    ),
    (
        "spoken",
        [ItemCalled(**SITTING, item="item-2"), TurnBegan(turn="turn-2", seconds=60)],
        "item item-1 is not before the house",
    ),
    ("amendment put", [TurnBegan(turn="turn-2", seconds=60)], "vote vote-1 is open"),
]

MOTION_REFUSALS: list[tuple[str, list[Fact], str]] = [
    ("submitted", [said.MotionSubmitted(**MOTION)], "there already is motion motion-1"),
    ("convened", [said.MotionSubmitted(**(MOTION | {"seat": "seat-nice"}))], "there is no seat seat-nice"),
    ("convened", [said.MotionSubmitted(**(MOTION | {"sponsors": ["seat-nice"]}))], "there is no seat seat-nice"),
    ("convened", [said.MotionSubmitted(**(MOTION | {"sponsors": ["seat-lyon"] * 2}))], "a sponsor is named twice"),
    ("admitted", [said.MotionAdmitted(motion="motion-1", number=2)], "motion motion-1 is admitted"),
    ("submitted", [said.MotionAdmitted(motion="motion-9", number=1)], "there is no motion motion-9"),
    (
        "admitted",
        [
            said.MotionSubmitted(**(MOTION | {"motion": "motion-2"})),
            said.MotionAdmitted(motion="motion-2", number=1),
        ],
        "there already is motion number 1",
    ),
    ("submitted", [said.MotionNotAdmitted(motion="motion-1", reason="")], "without a reason"),
    ("submitted", [said.MotionPublished(number=1, **MOTION)], "motion motion-1 is submitted"),
    ("admitted", [said.MotionPublished(number=1, **(MOTION | {"text_hash": B}))], "was admitted with another"),
    ("put", [said.MotionWithdrawn(motion="motion-1")], "motion motion-1 is put"),
    ("amendment put", [said.MotionWithdrawn(motion="motion-1")], "a vote on motion motion-1 is open"),
    ("admitted", [amendment(1)], "motion motion-1 is admitted"),
    ("amended", [amendment(1)], "there already is amendment amendment-1"),
    ("amended", [replace(amendment(1), amendment="amendment-9")], "there already is amendment number 1"),
    ("published", [amendment(1, base_hash=B)], "was written for another text"),
    ("ordered", [amendment(3)], "the order of voting on motion motion-1 is confirmed"),
    ("amended", [said.AmendmentWithdrawn(amendment="amendment-9")], "there is no amendment amendment-9"),
    ("amended", [said.AmendmentWithdrawn(amendment="amendment-1")] * 2, "was withdrawn already"),
    ("amendment put", [said.AmendmentWithdrawn(amendment="amendment-2")], "the vote on amendment amendment-2 is open"),
    ("amendment adopted", [said.AmendmentWithdrawn(amendment="amendment-2")], "amendment-2 has been decided"),
    ("spoken", [order([1, 2, 3], [1, 2, 3])], "there is no amendment 3 pending to motion motion-1"),
    ("spoken", [order([1, 2], [2, 2])], "an amendment is ordered twice"),
    ("spoken", [order([1, 2], [1])], "the order confirmed is not of what was proposed"),
    ("spoken", [order([1, 2], [2, 1])], "the order was changed without a reason"),
    ("opened", [order([1, 2], [1, 2])], "motion motion-1 is scheduled"),
    ("ordered", [order([1, 2], [1, 2])], "there already is order of voting on motion motion-1"),
    (
        "spoken",
        [said.AmendmentWithdrawn(amendment="amendment-2"), order([1, 2], [1, 2])],
        "there is no amendment 2 pending",
    ),
]

VOTE_REFUSALS: list[tuple[str, list[Fact], str]] = [
    ("put", [vote(9)], "is open"),
    ("ordered", [window(), vote(2, "amendment-1")], "a vote on motion motion-1 is open"),
    ("amendment adopted", [vote(1, "amendment-1")], "there already is vote vote-1"),
    ("amendment adopted", [replace(vote(1, "amendment-1"), vote="vote-9")], "there already is vote number 1"),
    ("speaking", [vote(1)], "turn turn-1 is not over"),
    ("suspended", [vote(9)], "sitting sitting-1 is suspended"),
    ("called", [vote(1, item="item-2")], "item item-2 is not before the house"),
    ("spoken", [ItemCalled(**SITTING, item="item-2"), vote(1, item="item-2")], "is not what the item is about"),
    ("decided", [vote(9)], "motion motion-1 is decided"),
    ("spoken", [vote(1, "amendment-1")], "there is no order of voting on motion motion-1"),
    ("ordered", [vote(1, "amendment-9")], "there is no amendment amendment-9"),
    ("amendment adopted", [vote(9, "amendment-2")], "amendment amendment-2 has been decided"),
    (
        "ordered",
        [said.AmendmentWithdrawn(amendment="amendment-2"), vote(1, "amendment-2")],
        "amendment amendment-2 was withdrawn",
    ),
    ("counted", [closed(4)], "vote vote-4 is closed"),
    ("put", [closed(9)], "there is no vote vote-9"),
    ("put", [closed(3, yes=3)], "the tally accounts for 4 seats of a roll of 3"),
    ("put", [closed(3, absent=1)], "the tally accounts for 4 seats of a roll of 3"),
    ("put", [closed(3, yes=1)], "the tally accounts for 2 seats of a roll of 3"),
    ("put", [closed(3, yes=3, no=1, abstain=-1)], "a count of -1"),
    ("put", [closed(3, present=4)], "4 present on a roll of 3"),
    ("put", [closed(3, "carried")], "there is no outcome carried"),
    ("put again", [decided(4)], "vote vote-4 is open"),
    ("inquorate", [decided(3, "inquorate")], "motion motion-1 is under_debate"),
    ("counted", [decided(4, "rejected")], "vote vote-4 came out adopted"),
    ("counted", [decided(4, text_hash=B)], "vote vote-4 was on another text"),
    ("counted", [decided(1)], "vote vote-1 was not on motion motion-1"),
    ("decided", [decided(4)], "motion motion-1 is decided"),
]

DECLARATION_REFUSALS: list[tuple[str, list[Fact], str]] = [
    ("counted", [certified("chair", "account-3")], "motion motion-1 is put"),
    ("decided", [certified("chair", "account-3", A)], "motion motion-1 was adopted with another text"),
    ("decided", [certified("member", "account-3")], "the office member does not certify"),
    ("certified", [certified("chair", "account-1")], "there already is certification motion-1 chair"),
    ("certified", [certified("secretariat", "account-3")], "account-3 has certified motion motion-1 already"),
    ("decided", [declared()], "the chair has not certified this text"),
    ("certified", [declared()], "the secretariat has not certified this text"),
    ("certified twice", [declared(text_hash=A)], "motion motion-1 was adopted with another text"),
    ("put again", [closed(4, "rejected"), decided(4, "rejected"), declared()], "motion motion-1 was not adopted"),
    ("declared", [declared()], "there already is declaration declaration-1"),
    ("certified twice", [declared(), printed()], "was printed after it was published"),
    ("printed", [printed()], "there already is print declaration-1"),
    ("certified twice", [printed(document=A), declared()], "what was printed is not declaration declaration-1"),
    ("declared", [printed(declaration="declaration-2"), declared(declaration="declaration-2")], "is declared already"),
    (
        "declared",
        [declared(declaration="declaration-2", slug="other", number=2)],
        "motion motion-1 is declared already",
    ),
]


def test_record_of_the_session_is_in_order_at_every_moment() -> None:
    for moment in SESSIONS_FACTS:
        replay(record_until(moment))


@pytest.mark.parametrize(("facts", "why"), INSTITUTION_REFUSALS)
def test_institution_cannot_say_what_cannot_be(facts: list[Fact], why: str) -> None:
    with pytest.raises(ReplayError, match=why) as refusal:
        replay(record_until("convened", *facts))
    assert (refusal.value.log, refusal.value.seq) == ("institution", 9 + len(facts))


@pytest.mark.parametrize(
    ("moment", "facts", "why"),
    [*SITTING_REFUSALS, *FLOOR_REFUSALS, *MOTION_REFUSALS, *VOTE_REFUSALS, *DECLARATION_REFUSALS],
)
def test_session_cannot_say_what_cannot_be(moment: str, facts: list[Fact], why: str) -> None:
    with pytest.raises(ReplayError, match=why) as refusal:
        replay(record_until(moment, *facts))
    assert refusal.value.seq == list(SESSIONS_FACTS).index(moment) + 1 + len(facts)


@pytest.mark.parametrize(
    ("moment", "facts"),
    [
        ("ordered", [window(), TurnBegan(turn="turn-2", seconds=60), said.TurnEnded(turn="turn-2")]),
        ("ordered", [window(), said.SittingAdjourned(**SITTING), closed(1)]),
        ("ordered", [vote(1, "amendment-2"), closed(1, "inquorate"), vote(2, "amendment-2")]),
        ("submitted", [said.MotionNotAdmitted(motion="motion-1", reason="Not within our remit.")]),
        ("amended again", [said.MotionWithdrawn(motion="motion-1")]),
        ("suspended", [said.RollCallTaken(**SITTING, present=1, held=3, vacant=0, credentials_hash=A)]),
        ("adjourned", [sitting_opened("sitting-2"), ItemCalled(sitting="sitting-2", item="item-2")]),
    ],
)
def test_session_may_go_another_way(moment: str, facts: list[Fact]) -> None:
    replay(record_until(moment, *facts))


def test_session_is_not_closed_over_an_open_window() -> None:
    facts = [window(), said.SittingAdjourned(**SITTING), said.SessionClosed(plenary="session-1")]
    with pytest.raises(ReplayError, match="a vote is open"):
        replay(record_until("ordered", *facts))
