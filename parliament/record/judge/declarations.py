"""Certifying the adopted text by two persons, and publishing it as a declaration."""

from parliament.record.declaration_state import Certification, Declaration
from parliament.record.entries import INSTITUTION, DeclarationCertified, DeclarationPublished, Entry
from parliament.record.judge.motions import motion_at
from parliament.record.judge.registry import insist, named_once, numbered_once, replays, unused
from parliament.record.state import Motion, State, certification_id
from parliament.rules.declarations import CERTIFIERS
from parliament.rules.stages import Outcome, Stage


def _adopted(state: State, key: str, text_hash: str, entry: Entry) -> Motion:
    motion = motion_at(state, key, entry, Stage.DECIDED)
    insist(motion.outcome == Outcome.ADOPTED, f"motion {key} was not adopted")
    insist(motion.adopted_hash == text_hash, f"motion {key} was adopted with another text")
    return motion


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
    declared = any(each.motion == fact.motion for each in state.declarations.values())
    insist(not declared, f"motion {fact.motion} is declared already")
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
