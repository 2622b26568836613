"""The record in words: one sentence for every kind of entry, its ids replaced by the names people know."""

from datetime import datetime
from typing import Any

from flask_babel import gettext
from markupsafe import Markup, escape

from parliament.pages.shell import listed, number, when
from parliament.rules.refusals import N_
from parliament.schemas.words import topic_in_words, word

# Facts whose values are words of ours, to be said in the reader's language.
WORDS = {
    "asks_for",
    "choice",
    "ruling",
    "outcome",
    "office",
    "side",
    "item_kind",
    "change_kind",
    "decision_kind",
    "mandate_kind",
    "method",
    "procedural_kind",
    "statement_kind",
    "state",
    "addressee_kind",
    "how",
    "position",
    "status",
    "finding",
}

SENTENCES: dict[str, str] = {
    "key.added": N_("The house’s signing key was published: {vkey}"),
    "key.rotated": N_("The house signs with another key from now on: {vkey}. What was signed before still holds."),
    "seat.registered": N_("{city} ({country_name}) received a seat."),
    "mandate.began": N_("{name} took the seat of {seat}."),
    "mandate.ended": N_("The mandate for {seat} ended on {until_at}."),
    "seat.ruled": N_("The seat of {seat} was ruled upon: {ruling}. Reason: {reason}"),
    "office.granted": N_("An office was given: {office}. Held by: {holder}."),
    "office.ended": N_("An office ended: {grant}."),
    "profile.adopted": N_("Rules of procedure were adopted: {name}, version {version}."),
    "session.convened": N_("Session {number}, “{title}”, was convened for {opens_at}. Seats of the house: {seats}."),
    "session.closed": N_("The session was closed."),
    "item.added": N_("Item {position} was put on the agenda: “{title}”."),
    "urgency.decided": N_("The house voted on the urgency of the session: {outcome}."),
    "rehearsal.deleted": N_("Rehearsal {number}, “{title}”, was deleted with its record. Entries: {size}."),
    "evidence.signed": N_("The house signed the evidence for a declaration, in the name of those who certified it."),
    "checkpoint.recorded": N_("The record {origin} was signed as it stood. Entries: {size}."),
    "item.moved": N_("“{title}” was moved to place {position} of the agenda."),
    "item.changed": N_("An item of the agenda was changed: “{title}”."),
    "item.removed": N_("“{title}” was taken off the agenda."),
    "agenda_change.proposed": N_("It was proposed about the agenda ({change_kind}): “{title}”. {reason}"),
    "agenda_change.decided": N_("A proposal about the agenda was decided: {outcome}."),
    "agenda.adopted": N_("The house adopted its agenda."),
    "agenda.reordered": N_("The agenda goes on in the order that was decided."),
    "paper.added": N_("Paper {number} was laid before the house: “{title}”."),
    "paper.withdrawn": N_("A paper was withdrawn. Reason: {reason}"),
    "minutes.drafted": N_(
        "The minutes of sitting {sitting} were drafted. Corrections may be proposed until {corrections_until_at}."
    ),
    "correction.proposed": N_("{seat} proposed correction {number}, to paragraph {paragraph} of the minutes: “{text}”"),
    "correction.decided": N_("A correction of the minutes was decided: {outcome}. {reason}"),
    "minutes.decided": N_("The house voted on the minutes: {outcome}."),
    "item.called": N_("The chair called {item}."),
    "sitting.scheduled": N_("Sitting {number} was fixed for {starts_at}."),
    "sitting.opened": N_(
        "Sitting {sitting} was opened by {chair}. Seats present: {present} of {held}; needed to open: {needed}."
    ),
    "roll_call.taken": N_("The roll was called in sitting {sitting}. Seats present: {present} of {held}."),
    "sitting.suspended": N_("Sitting {sitting} was suspended."),
    "sitting.resumed": N_("Sitting {sitting} went on."),
    "sitting.adjourned": N_("Sitting {sitting} was adjourned."),
    "chair.handed_over": N_("{from_account} handed the chair to {to_account}. {reason}"),
    "substitute.certified": N_(
        "{name} was certified to stand in for {seat} from {from_at} until {until_at}. Basis: {reason}"
    ),
    "substitute.ended": N_("The substitute for {seat} no longer stands in."),
    "proxy.given": N_("{giver} gave its proxy to {holder} from {from_at} until {until_at}."),
    "proxy.taken_back": N_("The proxy that {holder} held for {giver} ended before its time."),
    "speaker.listed": N_("{seat} asked for the floor ({side})."),
    "speaker.withdrew": N_("{turn} left the speakers’ list."),
    "speaker.invited": N_("{name} was invited to speak for {seconds} seconds ({office})."),
    "speakers.reordered": N_("The speakers’ list was put in another order. {reason}"),
    "reply.asked": N_("{seat} asked to reply. {about}"),
    "reply.granted": N_("{turn} was granted a reply."),
    "reply.refused": N_("{turn} was not granted a reply. Reason: {reason}"),
    "turn.began": N_("{turn} received the floor for {seconds} seconds."),
    "turn.interrupted": N_("{turn} was interrupted by a point of order."),
    "turn.resumed": N_("{turn} went on speaking."),
    "turn.ended": N_("{turn} finished speaking."),
    "point.raised": N_("{seat} raised a point of order: “{about}”"),
    "point.ruled": N_("The chair ruled on the point of order: {ruling}. “{words}”"),
    "ruling.appealed": N_("{seat} appealed against the ruling."),
    "appeal.settled": N_("The appeal against the ruling was settled: {stands}."),
    "procedural.moved": N_("{seat} moved a procedural motion: {procedural_kind}. {text}"),
    "procedural.ended": N_("The procedural motion ended without a vote: {state}."),
    "procedural.decided": N_("The house decided on the procedural motion: {outcome}."),
    "debate.adjourned": N_("The debate on {item} was put off."),
    "motion.referred_back": N_("The house sent back {motion}: it is scheduled anew before it is debated again."),
    "item.brought_forward": N_("The house decided that {item} comes next."),
    "statement.submitted": N_("{seat} handed in a text ({statement_kind})."),
    "statement.withdrawn": N_("A text that had been handed in was withdrawn."),
    "reconsideration.moved": N_("{seat} moved that the house decide anew on {motion}. Reason: {reason}"),
    "reconsideration.ended": N_("The motion to decide anew ended: {state}."),
    "motion.reconsidered": N_("The house decides anew: {motion} is under debate again, without an outcome."),
    "motion.cosponsored": N_("The cabinet of {seat} co-sponsored a motion on its mayor’s instruction: {instruction}"),
    "motion.submitted": N_("{seat} submitted a motion: “{title}”. Sponsors: {sponsors}."),
    "motion.admitted": N_("The motion was found in order and became motion {number}."),
    "motion.not_admitted": N_("The motion was not admitted. Reason: {reason}"),
    "motion.published": N_("Motion {number} of {seat} was published: “{title}”. Sponsors: {sponsors}."),
    "motion.withdrawn": N_("Its mover withdrew {motion}."),
    "amendment.submitted": N_("{seat} submitted amendment {number} to {motion}."),
    "amendment.decided": N_("Amendment {amendment} was decided without a vote: {decision_kind}. {reason}"),
    "amendment.withdrawn": N_("Amendment {amendment} was withdrawn."),
    "acceptance.given": N_("{seat} sponsors {motion}, and accepted amendment {amendment} to it."),
    "acceptance.objected": N_(
        "{seat} objected to amendment {amendment} to {motion} being accepted without a vote. {reason}"
    ),
    "order.confirmed": N_("The order of voting on {motion} was confirmed: {confirmed}. {reason}"),
    "bloc.proposed": N_("The chair proposed to put these amendments to {motion} at once: {amendments}."),
    "taking_out.asked": N_("{seat} asked that amendment {number} be put by itself."),
    "amendment.taken_out": N_("Amendment {number} was taken out of those that are put at once."),
    "bloc.withdrawn": N_("The chair took back that several amendments be put at once."),
    "bloc.decided": N_("The house decided on several amendments at once: {outcome}."),
    "division.asked": N_("{seat} asked that amendment {amendment} be put in parts. {wish}"),
    "division.ordered": N_("Amendment {amendment} to {motion} was divided for the vote. Parts: {parts}."),
    "amendment.divided": N_("Amendment {amendment} to {motion} was decided in parts: {outcomes}."),
    "vote_request.made": N_("{seat} asked for this at the next vote: {asks_for}."),
    "vote.opened": N_("Vote {number} was opened on {question}. Seats on the roll: {roll}. It closes at {closes_at}."),
    "translations.frozen": N_("Translations of {motion} were frozen for vote {vote}. Languages: {languages}."),
    "vote.closed": N_(
        "Vote {vote} was closed: {outcome}. Yes: {yes}; No: {no}; Abstain: {abstain}; "
        "did not vote: {not_voting}; absent: {absent}."
    ),
    "ballot.telephoned": N_(
        "{seat} voted by telephone in vote {vote}. Officers: {first}, {second}. How the person was known: {identity_check}"
    ),
    "hands.counted": N_("Hands were counted in vote {vote}. Yes: {yes}; No: {no}; Abstain: {abstain}."),
    "casting_vote.given": N_("Equal votes in vote {vote}: the casting vote of the chair was {choice}."),
    "vote.annulled": N_("Vote {vote} was annulled. Reason: {reason}"),
    "motion.decided": N_("The house decided on {motion}: {outcome}."),
    "past_session.imported": N_(
        "A session of the past was taken in: “{title}”. Votes: {votes}; they agree with what was published: {agreements}; "
        "they do not: {disagreements}."
    ),
    "election.opened": N_("Nominations were opened for “{title}” ({method}). Seats to fill: {seats}."),
    "candidate.nominated": N_("{nominated_by} put {name} forward as candidate {number} for “{election}”."),
    "candidate.withdrew": N_("{candidate} no longer stands."),
    "nominations.closed": N_("Nominations were closed for “{election}”."),
    "election.round_counted": N_(
        "Round {round} of the election “{election}” was counted. Elected: {elected}; in the next round: {standing}."
    ),
    "election.round_undone": N_(
        "Vote {vote} was annulled, and whoever stood in that round of “{election}” stands again."
    ),
    "election.abandoned": N_("The election “{election}” was abandoned. Reason: {reason}"),
    "text.corrected": N_(
        "Words were put right in the adopted text of {motion} (correction {number}). By: {account}. Reason: {reason}"
    ),
    "declaration.certified": N_("The adopted text of {motion} was certified. Office: {office}; by: {account}."),
    "addressee.named": N_("{name} was named as an addressee of a declaration ({addressee_kind})."),
    "addressee.removed": N_("An addressee was removed: {addressee}. Reason: {reason}"),
    "dispatch.sent": N_("A declaration was sent on {sent_on} ({how}). Addressee: {addressee}. {note}"),
    "addressee.replied": N_("Position written down on {received_on}: {position}. Addressee: {addressee}. {summary}"),
    "commitment.made": N_("{seat} committed: {measure}. Target: {target} {unit}, by {due_on}."),
    "commitment.reported": N_("A city reported on its commitment ({commitment}): {status}. {note}"),
    "commitment.reviewed": N_("A report on a commitment was reviewed ({commitment}): {finding}. {note}"),
    "commitment.withdrawn": N_("A city no longer stands by a commitment: {commitment}. Reason: {reason}"),
    "witness.added": N_("{name} watches this record now. Its key: {vkey}"),
    "witness.removed": N_("{witness} is no longer listed as a witness. Reason: {reason}"),
    "declaration.printed": N_("The declaration was printed as it is about to be published; the file is kept."),
    "declaration.published": N_("Declaration {number} was published: “{title}”."),
    "signing.opened": N_("A declaration was opened for signature, in its version {version}."),
    "signing.closed": N_("A declaration was closed for signature. {reason}"),
    "signature.given": N_("{city} ({country_name}) signed a declaration, in its version {version}. Signed by: {name}."),
    "signature.withdrawn": N_("A city took its signature of a declaration back. Reason: {reason}"),
    "endorsement.given": N_("{network} endorsed a declaration, in its version {version}. For it: {name}."),
    "endorsement.withdrawn": N_("A network took its endorsement of a declaration back. Reason: {reason}"),
    "version.proposed": N_("Words of a published declaration are to be put right in version {number}. {notice}"),
    "version.certified": N_("The corrected text of a declaration was certified. Office: {office}; by: {account}."),
    "version.dropped": N_("A correction of a declaration was given up. Reason: {reason}"),
    "declaration.corrected": N_("Version {number} of a declaration was published. {notice}"),
    "withdrawal.proposed": N_(
        "It was proposed to withdraw a declaration. Office: {office}; by: {account}. Reason: {reason}"
    ),
    "withdrawal.dropped": N_("The proposal to withdraw a declaration was given up."),
    "declaration.withdrawn": N_("A declaration was withdrawn. Office: {office}; by: {account}. Reason: {reason}"),
    "declaration.superseded": N_("A later declaration stands in place of an earlier one. Reason: {reason}"),
    "declaration.classified": N_("A declaration received its topics: {topics}."),
}

MOTION = N_("motion {number}, “{title}”")
ITEM = N_("item {position}, “{title}”")
AMENDMENT_TO = N_("amendment {number} to {motion}")
SOMEBODY = N_("an account of the house")
NOBODY = N_("nobody")
NO_TOPICS = N_("none")
STANDS = N_("the ruling stands")
OVERTURNED = N_("the ruling was overturned")

Names = dict[str, dict[str, dict]]


def sentence(entry: dict[str, Any], names: Names, zone: str) -> Markup:
    """An entry in the reader's language; whatever people wrote stands in its own direction."""
    body = entry["body"]
    facts = {name: _said(name, value, names, zone) for name, value in body.items()} | _joined(body, names)
    return _fill(SENTENCES[entry["kind"]], facts)


def author(by: dict[str, Any], names: Names) -> str:
    """Under which office, and for which city or by whom."""
    office = word(by.get("office") or "") if by.get("office") else ""
    seat, account = names["seat"].get(by.get("seat") or ""), names["account"].get(by.get("account") or "")
    who = seat["city"] if seat else account["name"] if account else ""
    return listed([part for part in (office, who) if part])


def _fill(template: str, facts: dict[str, object]) -> Markup:
    """The sentence is ours; each fact is escaped and kept from turning the words around it."""
    aside = Markup("<bdi>{}</bdi>")
    marked = {name: fact if isinstance(fact, Markup) else aside.format(fact) for name, fact in facts.items()}
    return escape(gettext(template)).format(**marked)


def _said(name: str, value: Any, names: Names, zone: str) -> object:
    """One fact as a reader knows it: by the field's name, which says what its value is."""
    if name.endswith("_at") and isinstance(value, str):
        return when(datetime.fromisoformat(value), zone)
    if name in WORDS and isinstance(value, str):
        return word(value)
    if name in _NAMED and isinstance(value, str):
        return _NAMED[name](value, names)
    if name == "topics":
        return listed([topic_in_words(each) for each in value]) or gettext(NO_TOPICS)
    if name == "outcomes":
        return listed([word(each) for each in value])
    if name in ("elected", "standing"):
        return listed([_candidate(each, names) for each in value]) or gettext(NOBODY)
    if name == "stands":
        return gettext(STANDS) if value else gettext(OVERTURNED)
    if name == "sponsors":
        return number(len(value))
    if isinstance(value, list):
        return listed(value)
    return number(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _joined(body: dict[str, Any], names: Names) -> dict[str, object]:
    """Facts that a sentence takes from more than one field."""
    found: dict[str, object] = {}
    if "office" in body and "account" in body:
        city = names["seat"].get(body.get("seat") or "")
        found["holder"] = city["city"] if city else _account(body["account"], names)
    if "vote" in body and "amendment" in body:
        found["question"] = _question(body, names)
    return found


def _election(election: str, names: Names) -> str:
    return names["election"].get(election, {}).get("title", election)


def _candidate(candidate: str, names: Names) -> str:
    return names["candidate"].get(candidate, {}).get("name", candidate)


def _question(body: dict[str, Any], names: Names) -> object:
    if body.get("wording"):
        return body["wording"]
    whole = _motion(body["motion"], names)
    if body["amendment"] is None:
        return whole
    return _fill(AMENDMENT_TO, {"number": _amendment(body["amendment"], names), "motion": whole})


def _seat(seat: str, names: Names) -> str:
    return names["seat"].get(seat, {}).get("city", seat)


def _account(account: str, names: Names) -> str:
    known = names["account"].get(account)
    return known["name"] if known else gettext(SOMEBODY)


def _motion(motion: str, names: Names) -> object:
    return _fill(MOTION, names["motion"].get(motion, {"number": "", "title": motion}))


def _item(item: str, names: Names) -> object:
    return _fill(ITEM, names["item"].get(item, {"position": "", "title": item}))


def _amendment(amendment: str, names: Names) -> str:
    return str(names["amendment"].get(amendment, {}).get("number", amendment))


def _turn(turn: str, names: Names) -> str:
    known = names["turn"].get(turn, {})
    return known.get("name") or _seat(known.get("seat", ""), names) or turn


def _witness(witness: str, names: Names) -> str:
    return names["witness"].get(witness, {}).get("name", witness)


def _addressee(addressee: str, names: Names) -> str:
    return names["addressee"].get(addressee, {}).get("name", addressee)


def _commitment(commitment: str, names: Names) -> str:
    known = names["commitment"].get(commitment)
    return f"{_seat(known['seat'], names)}: {known['measure']}" if known else commitment


def _grant(grant: str, names: Names) -> str:
    held = names["grant"].get(grant)
    if held is None:
        return grant
    city = names["seat"].get(held["seat"] or "")
    return f"{word(held['office'])} ({city['city'] if city else _account(held['account'], names)})"


_NAMED = {
    "first": _account,
    "second": _account,
    "seat": _seat,
    "giver": _seat,
    "holder": _seat,
    "chair": _account,
    "account": _account,
    "from_account": _account,
    "to_account": _account,
    "motion": _motion,
    "item": _item,
    "amendment": _amendment,
    "turn": _turn,
    "grant": _grant,
    "election": _election,
    "candidate": _candidate,
    "nominated_by": _seat,
    "witness": _witness,
    "addressee": _addressee,
    "commitment": _commitment,
    "sitting": lambda sitting, names: str(names["sitting"].get(sitting, {}).get("number", sitting)),
    "vote": lambda vote, names: str(names["vote"].get(vote, {}).get("number", vote)),
}
