"""The simulated mayors: they check in, move, sponsor, amend, ask for the floor and vote, each in their own time."""

from typing import Any

from parliament.demo.client import Denied
from parliament.demo.hands import Hands, Look, chance
from parliament.demo.home import Simulated
from parliament.demo.library import Change, open_library

MOTIONS_A_SESSION = 3
TURNOUT = 0.885  # of the simulated mayors; the others are at home, where mayors often have to be
CHECK_IN_SECONDS, VOTING_SECONDS = 12.0, 24.0
LONGEST_VOTING = 28.0  # on the wall: a live vote of the demonstration's rules lasts 40
COMING = ("gathering", "submitted", "admitted", "published", "scheduled")
AMENDABLE = ("published", "scheduled", "under_debate")
# A visitor may move these; the house mostly goes on with its business, so that the demonstration does too.
BESIDE_THE_TEXT = ("procedural", "appeal", "reconsideration")


def present_members(hands: Hands, sitting: str) -> list[Simulated]:
    """Those who come to this sitting."""
    return chance("present", sitting).sample(hands.members, max(1, round(len(hands.members) * TURNOUT)))


def check_in(hands: Hands, look: Look) -> None:
    """They come one after another, a short while before the sitting opens."""
    sitting = look.sitting
    if sitting is None:
        return
    path = f"/api/sittings/{sitting['id']}/check-in"
    when = chance("arrival", sitting["id"])
    hands.crowd.plan(
        ("sitting", sitting["id"]),
        [
            (hands.pace.wall(when.uniform(0, CHECK_IN_SECONDS)), _sending(hands, member, path, {}))
            for member in present_members(hands, sitting["id"])
        ],
    )


def _sending(hands: Hands, member: Simulated, path: str, body: dict[str, Any]):
    return lambda: hands.client.post(path, member.token, **body)


def move(hands: Hands, look: Look) -> None:
    """While nothing of ours is on its way to the house, a mayor takes the next motion out of the drawer."""
    ours = own_motions(hands, look)
    if len(ours) >= MOTIONS_A_SESSION or any(motion["stage"] in COMING for motion in ours):
        return
    key = ("drafting", look.plenary["id"], len(ours))
    if hands.pace.since(*key) < 3:
        return
    drafts = open_library().drafts
    draft = drafts[(look.plenary["number"] * MOTIONS_A_SESSION + len(ours)) % len(drafts)]
    mover = hands.some_member(*key)
    made = hands.act(
        mover,
        f"/api/sessions/{look.plenary['id']}/motions",
        title=draft.title,
        paragraphs=list(draft.rows),
        language="en",
    )
    if made:
        hands.act(mover, f"/api/motions/{made['motion']}/gather")


def own_motions(hands: Hands, look: Look) -> list[dict[str, Any]]:
    """The motions of this session that simulated mayors moved."""
    return [motion for motion in look.motions if motion["mover"]["id"] in hands.by_seat]


def sponsor(hands: Hands, look: Look) -> None:
    """Mayors of other countries sign what is gathering sponsors, also a visitor's; then a simulated mover submits."""
    for row in look.motions:
        if row["stage"] != "gathering":
            continue
        motion = hands.read(f"/api/motions/{row['id']}")
        signed = [sponsor["id"] for sponsor in motion["sponsors"] if sponsor["is_current"]]
        wanted = chance("sponsors", row["id"]).randint(3, 5)
        if len(signed) >= wanted:
            mover = hands.by_seat.get(row["mover"]["id"])
            if mover and hands.pace.since("submitting", row["id"]) >= 2:
                hands.act(mover, f"/api/motions/{row['id']}/submit")
        elif hands.pace.since("signing", row["id"], len(signed)) >= 1.5:
            signer = _sponsor_from_elsewhere(hands, motion, signed)
            hands.act(signer, f"/api/motions/{row['id']}/sponsor", text_hash=motion["text_hash"])


def _sponsor_from_elsewhere(hands: Hands, motion: dict[str, Any], signed: list[str]) -> Simulated:
    seats = (motion["mover"]["id"], *signed)
    home = motion["mover"]["country"]
    compatriots = tuple(member.seat for member in hands.members if member.country == home)
    return hands.some_member("signer", motion["id"], len(signed), apart_from=seats + compatriots)


def amend(hands: Hands, look: Look) -> None:
    """Amendments come out of the drawer one after another; one of them is taken back."""
    for row in look.motions:
        draft = open_library().named(row["title"])
        if row["stage"] not in AMENDABLE or draft is None or row["mover"]["id"] not in hands.by_seat:
            continue
        motion = (
            look.motion if look.motion and look.motion["id"] == row["id"] else hands.read(f"/api/motions/{row['id']}")
        )
        if motion["order"]["confirmed"] is not None:
            continue
        submitted = [each for each in motion["amendments"] if each["mover"]["id"] in hands.by_seat]
        if len(submitted) < len(draft.changes):
            _submit(hands, motion, len(submitted), draft.changes[len(submitted)])
        else:
            _take_back(hands, submitted, draft.changes)


def has_more_to_amend(hands: Hands, motion: dict[str, Any]) -> bool:
    """Whether amendments to this motion are still in the drawer, so that the chair had better wait."""
    draft = open_library().named(motion["title"])
    if draft is None or motion["mover"]["id"] not in hands.by_seat or motion["order"]["confirmed"] is not None:
        return False
    return sum(each["mover"]["id"] in hands.by_seat for each in motion["amendments"]) < len(draft.changes)


def _submit(hands: Hands, motion: dict[str, Any], place: int, change: Change) -> None:
    if hands.pace.since("amending", motion["id"], place) < 7:
        return
    rows = [
        {key: paragraph[key] for key in ("id", "section", "depth", "text", "addressee")}
        for paragraph in motion["text"]["paragraphs"]
    ]
    mover = hands.some_member("amender", motion["id"], place, apart_from=(motion["mover"]["id"],))
    hands.act(
        mover,
        f"/api/motions/{motion['id']}/amendments",
        base_hash=motion["text_hash"],
        title=motion["text"]["title"],
        paragraphs=change.apply(rows),
        justification=change.why,
    )


def _take_back(hands: Hands, submitted: list[dict[str, Any]], changes: tuple[Change, ...]) -> None:
    for amendment, change in zip(submitted, changes, strict=False):
        is_due = change.withdraw and amendment["fate"] == "pending" and amendment["withdrawn_at"] is None
        if is_due and hands.pace.since("taking back", amendment["id"]) >= 6:
            hands.act(hands.by_seat[amendment["mover"]["id"]], f"/api/amendments/{amendment['id']}/withdraw")


def speakers_wanted(motion: dict[str, Any]) -> int:
    """How many take the floor in the debate on a motion."""
    return chance("speakers", motion["id"]).randint(3, 5)


def ask_for_the_floor(hands: Hands, look: Look) -> None:
    """A few mayors ask to speak, one by one, as long as the debate lasts."""
    motion, floor, sitting = look.motion, look.live["floor"], look.sitting
    if motion is None or sitting is None or sitting["state"] != "open" or motion["stage"] != "under_debate":
        return
    if look.live["vote"] or motion["order"]["confirmed"] is not None or motion["votes"]:
        return
    asked = floor["spoken"] + len(floor["waiting"]) + bool(floor["speaker"])
    if asked < speakers_wanted(motion) and hands.pace.since("asking", motion["id"], asked) >= 2:
        speaker = hands.some_member("speaker", motion["id"], asked)
        side = chance("side", motion["id"], asked).choices(("for", "against", "neutral"), (5, 3, 1))[0]
        hands.act(speaker, f"/api/sittings/{sitting['id']}/speakers", side=side)


def vote(hands: Hands, look: Look) -> None:
    """Ballots trickle in while a vote is open. Choice and moment rest on the vote's id: a restart changes neither."""
    vote, sitting = look.live["vote"], look.sitting
    if vote is None or sitting is None:
        return
    when = chance("moments", vote["id"])
    longest = min(hands.pace.wall(VOTING_SECONDS), LONGEST_VOTING)
    acts = []
    for member in present_members(hands, sitting["id"]):
        moment, choice = when.triangular(0, longest, longest / 4), choice_of(vote, member)
        if choice:
            acts.append((moment, _casting(hands, member, vote, choice)))
    hands.crowd.plan(("vote", vote["id"]), acts)


def choice_of(vote: dict[str, Any], member: Simulated) -> str | None:
    """How this mayor votes: moods differ by vote and by continent, and a few cast nothing."""
    mood = chance("mood", vote["id"])
    if vote["question"] in BESIDE_THE_TEXT:
        yes = mood.uniform(0.2, 0.45)
    else:
        yes = mood.uniform(0.32, 0.68) if vote["amendment"] else mood.choice((0.62, 0.78, 0.82, 0.86, 0.9, 0.93))
    yes += chance("mood", vote["id"], member.continent).uniform(-0.1, 0.1)
    own = chance("choice", vote["id"], member.seat)
    if own.random() < 0.04:
        return None
    if own.random() < 0.07:
        return "abstain"
    return "yes" if own.random() < yes else "no"


def _casting(hands: Hands, member: Simulated, vote: dict[str, Any], choice: str):
    def cast() -> None:
        try:
            hands.client.put(
                f"/api/votes/{vote['id']}/ballot", member.token, choice=choice, text_hash=vote["text_hash"]
            )
        except Denied as refusal:
            # The chair or the clock was quicker: that happens to mayors too.
            if refusal.code != "vote_closed":
                raise

    return cast
