"""Certifying the adopted text by two persons, and publishing it as a declaration."""

from parliament.record.declaration_state import Certification, Declaration, TextCorrection
from parliament.record.entries import INSTITUTION, DeclarationCertified, DeclarationPublished, Entry, TextCorrected
from parliament.record.judge.motions import motion_at
from parliament.record.judge.registry import insist, named_once, numbered_once, replays, unused
from parliament.record.judge.versions import check_first_version
from parliament.record.state import Motion, State, certification_id
from parliament.rules.declarations import CERTIFIERS
from parliament.rules.stages import Outcome, Question, Stage, VoteState


def _adopted(state: State, key: str, text_hash: str, entry: Entry) -> Motion:
    motion = motion_at(state, key, entry, Stage.DECIDED)
    insist(motion.outcome == Outcome.ADOPTED, f"motion {key} was not adopted")
    current = corrected_hash(state, motion)
    insist(current == text_hash, f"motion {key} was adopted with another text, or corrected to another")
    return motion


def corrected_hash(state: State, motion: Motion) -> str | None:
    """The text as its last correction left it; corrections fall with the vote whose text they were made on."""
    vote = _adopting(state, motion.id)
    made = [each for each in state.text_corrections.values() if (each.motion, each.vote) == (motion.id, vote)]
    return max(made, key=lambda each: each.number).after_hash if made else motion.adopted_hash


def _adopting(state: State, motion: str) -> str | None:
    """The vote that adopted the motion: the last one on the whole text that stands."""
    votes = [
        each
        for each in state.votes.values()
        if (each.motion, each.question, each.state) == (motion, Question.MOTION, VoteState.CLOSED)
    ]
    return max(votes, key=lambda each: each.number).id if votes else None


@replays(TextCorrected)
def text_corrected(state: State, entry: Entry, fact: TextCorrected) -> None:
    """On the adopted text as it stands, before anybody certifies it. That only words change is for who reads the annex."""
    _adopted(state, fact.motion, fact.before_hash, entry)
    insist(fact.vote == _adopting(state, fact.motion), f"vote {fact.vote} did not adopt motion {fact.motion}")
    certified = any(each.motion == fact.motion for each in state.certifications.values())
    insist(not certified, f"the text of motion {fact.motion} is certified")
    insist(fact.after_hash != fact.before_hash, "a correction that changes nothing")
    insist(fact.reason != "", "a text was corrected without a reason")
    unused(state.text_corrections, fact.correction, "correction of a text")
    numbered_once(state, "correction of a text", fact.number, fact.motion)
    state.text_corrections[fact.correction] = TextCorrection(
        id=fact.correction,
        motion=fact.motion,
        vote=fact.vote,
        number=fact.number,
        account=fact.account,
        operations_hash=fact.operations_hash,
        before_hash=fact.before_hash,
        after_hash=fact.after_hash,
        reason=fact.reason,
        at=entry.at,
    )


@replays(DeclarationCertified)
def declaration_certified(state: State, entry: Entry, fact: DeclarationCertified) -> None:
    """Two persons must do so, each in another office."""
    _adopted(state, fact.motion, fact.text_hash, entry)
    insist(fact.office in CERTIFIERS, f"the office {fact.office} does not certify")
    key = certification_id(fact.motion, fact.office)
    unused(state.certifications, key, "certification")
    for other in state.certifications.values():
        same = (other.motion, other.account) == (fact.motion, fact.account)
        insist(not same, f"{fact.account} has certified motion {fact.motion} already")
    state.certifications[key] = Certification(
        motion=fact.motion, office=fact.office, account=fact.account, text_hash=fact.text_hash, at=entry.at
    )


@replays(DeclarationPublished)
def declaration_published(state: State, entry: Entry, fact: DeclarationPublished) -> None:
    """Only what chair and secretariat both certified is published, and once."""
    unused(state.declarations, fact.declaration, "declaration")
    _adopted(state, fact.motion, fact.text_hash, entry)
    for office in CERTIFIERS:
        word = state.certifications.get(certification_id(fact.motion, office))
        insist(word is not None and word.text_hash == fact.text_hash, f"the {office} has not certified this text")
    kept = state.prints.get(fact.declaration)
    insist(
        kept is None or kept.document == fact.document_hash, f"what was printed is not declaration {fact.declaration}"
    )
    declared = any(each.motion == fact.motion for each in state.declarations.values())
    insist(not declared, f"motion {fact.motion} is declared already")
    check_first_version(state, entry, fact)
    named_once(state, "declaration", fact.slug)
    numbered_once(state, "declaration", fact.number, INSTITUTION)
    state.declarations[fact.declaration] = Declaration(
        id=fact.declaration,
        plenary=entry.log,
        motion=fact.motion,
        number=fact.number,
        slug=fact.slug,
        title=fact.title,
        text_hash=fact.text_hash,
        document_hash=fact.document_hash,
        published_at=entry.at,
    )
