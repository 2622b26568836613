"""The record of one small session from the first key to the declaration, written down by hand."""

from parliament.record.entries import (
    INSTITUTION,
    AmendmentSubmitted,
    ChairHandedOver,
    DeclarationCertified,
    DeclarationPrinted,
    DeclarationPublished,
    Entry,
    Fact,
    ItemAdded,
    ItemCalled,
    KeyAdded,
    MandateBegan,
    MotionAdmitted,
    MotionDecided,
    MotionPublished,
    MotionSubmitted,
    OfficeGranted,
    OrderConfirmed,
    SeatRegistered,
    SessionConvened,
    SittingAdjourned,
    SittingOpened,
    SittingResumed,
    SittingScheduled,
    SittingSuspended,
    SpeakerListed,
    TurnBegan,
    TurnEnded,
    VoteClosed,
    VoteOpened,
)

A, B, C = "a" * 64, "b" * 64, "c" * 64
AT = "2026-11-22T09:{minute:02}:{second:02}.000Z"


def seat(slug: str) -> SeatRegistered:
    """A city, of which only the name matters here."""
    return SeatRegistered(
        seat=f"seat-{slug}",
        slug=slug,
        city=slug.title(),
        other_name="",
        country="FRA",
        country_name="France",
        continent="EU",
        population=1000,
        latitude="48.85",
        longitude="2.35",
        time_zone="Europe/Paris",
        cities=[],
        languages=["fr"],
    )


def mandate(number: int, slug: str) -> MandateBegan:
    return MandateBegan(
        mandate=f"mandate-{number}",
        seat=f"seat-{slug}",
        member=f"member-{number}",
        name=f"Mayor {number}",
        mandate_kind="full",
        from_at=AT.format(minute=0, second=0),
    )


def grant(number: int, office: str) -> OfficeGranted:
    return OfficeGranted(grant=f"grant-{number}", account=f"account-{number}", office=office, seat=None)


def convened(**changes: object) -> SessionConvened:
    said = {
        "plenary": "session-1",
        "slug": "1-spring",
        "number": 1,
        "title": "Spring",
        "language": "en",
        "time_zone": "Europe/Paris",
        "opens_at": AT.format(minute=30, second=0),
        "profile": "global_mayors",
        "profile_hash": A,
        "seats_hash": B,
        "seats": 3,
    }
    return SessionConvened(**(said | changes))


def sitting_opened(sitting: str = "sitting-1", *, present: int = 3, held: int = 3) -> SittingOpened:
    return SittingOpened(
        sitting=sitting, chair="account-1", present=present, held=held, vacant=0, needed=2, credentials_hash=C
    )


def amendment(number: int, **changes: object) -> AmendmentSubmitted:
    said = {
        "amendment": f"amendment-{number}",
        "motion": "motion-1",
        "number": number,
        "seat": "seat-lyon",
        "base_hash": A,
        "operations_hash": B,
        "justification": "",
        "parent": None,
        "replaces": [],
    }
    return AmendmentSubmitted(**(said | changes))


def vote(number: int, amendment: str | None = None, **changes: object) -> VoteOpened:
    said = {
        "vote": f"vote-{number}",
        "number": number,
        "sitting": "sitting-1",
        "item": "item-1",
        "question": "amendment" if amendment else "motion",
        "about": None,
        "wording": "",
        "motion": "motion-1",
        "amendment": amendment,
        "manner": "roll_call",
        "round": 1,
        "majority": "simple",
        "tie": "rejected",
        "quorum": "none",
        "objections": 1,
        "members": 3,
        "accredited": 3,
        "text_hash": C,
        "roll_hash": B,
        "roll": 3,
        "present": 3,
        "window": False,
        "closes_at": AT.format(minute=59, second=0),
    }
    return VoteOpened(**(said | changes))


def closed(number: int, outcome: str = "adopted", **changes: object) -> VoteClosed:
    said = {"yes": 2, "no": 1, "abstain": 0, "papers": 0, "not_voting": 0, "absent": 0, "present": 3, "represented": 0}
    return VoteClosed(vote=f"vote-{number}", outcome=outcome, roll_call_hash=A, **(said | changes))


def decided(number: int, outcome: str = "adopted", text_hash: str = C) -> MotionDecided:
    return MotionDecided(motion="motion-1", vote=f"vote-{number}", outcome=outcome, text_hash=text_hash)


def certified(office: str, account: str, text_hash: str = C) -> DeclarationCertified:
    return DeclarationCertified(motion="motion-1", text_hash=text_hash, office=office, account=account)


def declared(**changes: object) -> DeclarationPublished:
    said = {
        "declaration": "declaration-1",
        "motion": "motion-1",
        "number": 1,
        "slug": "1-1-water",
        "title": "Water",
        "text_hash": C,
        "document_hash": B,
    }
    return DeclarationPublished(**(said | changes))


def printed(**changes: str) -> DeclarationPrinted:
    said = {"declaration": "declaration-1", "document": B, "language": "en", "pdf_hash": A}
    return DeclarationPrinted(**(said | changes))


MOTION = {"motion": "motion-1", "seat": "seat-paris", "title": "Water", "text_hash": A, "sponsors": ["seat-paris"]}

INSTITUTIONS_FACTS: list[Fact] = [
    KeyAdded(vkey="house+00000000+AAAA"),
    seat("paris"),
    seat("lyon"),
    seat("lille"),
    mandate(1, "paris"),
    mandate(2, "lyon"),
    mandate(3, "lille"),
    grant(1, "chair"),
    grant(2, "secretariat"),
]

# Each key names the moment right after the facts up to it have been said.
SESSIONS_FACTS: dict[str, Fact] = {
    "convened": convened(),
    "sitting scheduled": SittingScheduled(sitting="sitting-1", number=1, starts_at=AT.format(minute=30, second=0)),
    "next sitting scheduled": SittingScheduled(sitting="sitting-2", number=2, starts_at=AT.format(minute=58, second=0)),
    "submitted": MotionSubmitted(**MOTION),
    "admitted": MotionAdmitted(motion="motion-1", number=1),
    "published": MotionPublished(number=1, **MOTION),
    "item added": ItemAdded(item="item-1", position=1, item_kind="motion", title="Water", motion="motion-1"),
    "other item added": ItemAdded(item="item-2", position=2, item_kind="debate", title="Roads", motion=None),
    "amended": amendment(1),
    "amended again": amendment(2),
    "opened": sitting_opened(),
    "called": ItemCalled(sitting="sitting-1", item="item-1"),
    "listed": SpeakerListed(
        turn="turn-1", sitting="sitting-1", item="item-1", seat="seat-lyon", side="for", procedural=None
    ),
    "also listed": SpeakerListed(
        turn="turn-2", sitting="sitting-1", item="item-1", seat="seat-lille", side="against", procedural=None
    ),
    "speaking": TurnBegan(turn="turn-1", seconds=120),
    "spoken": TurnEnded(turn="turn-1"),
    "ordered": OrderConfirmed(motion="motion-1", proposed=[1, 2], confirmed=[2, 1], reason="2 goes further"),
    "amendment put": vote(1, "amendment-2"),
    "amendment adopted": closed(1),
    "other amendment put": vote(2, "amendment-1"),
    "other amendment rejected": closed(2, "rejected"),
    "handed over": ChairHandedOver(sitting="sitting-1", from_account="account-1", to_account="account-3", reason=""),
    "suspended": SittingSuspended(sitting="sitting-1"),
    "resumed": SittingResumed(sitting="sitting-1"),
    "put": vote(3),
    "inquorate": closed(3, "inquorate", yes=1, no=0, absent=2, present=1),
    "put again": vote(4),
    "counted": closed(4),
    "decided": decided(4),
    "certified": certified("chair", "account-3"),
    "certified twice": certified("secretariat", "account-2"),
    "printed": printed(),
    "declared": declared(),
    "adjourned": SittingAdjourned(sitting="sitting-1"),
}


def entries(log: str, facts: list[Fact]) -> list[Entry]:
    """Facts as the entries of one log, a second apart."""
    by = {"account": "account-2", "office": "secretariat", "seat": None}
    return [
        Entry(log, seq, fact.kind, AT.format(minute=seq // 60, second=seq % 60), by, fact.body())
        for seq, fact in enumerate(facts, start=1)
    ]


def facts_until(moment: str) -> list[Fact]:
    """The session's facts up to and with this moment."""
    names = list(SESSIONS_FACTS)
    return [SESSIONS_FACTS[name] for name in names[: names.index(moment) + 1]]


def record_until(moment: str, *more: Fact) -> list[Entry]:
    """Both logs up to a moment, and what is said after it: to the institution's log or the session's."""
    own = [fact for fact in more if fact.home == INSTITUTION]
    others = [fact for fact in more if fact.home != INSTITUTION]
    return entries(INSTITUTION, INSTITUTIONS_FACTS + own) + entries("session-1", facts_until(moment) + others)
