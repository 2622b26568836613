"""Later versions of a declaration, and its withdrawal: two persons each, one after the other, nothing in silence."""

from dataclasses import asdict

from parliament.record.entries import (
    DeclarationCorrected,
    DeclarationPublished,
    DeclarationSuperseded,
    DeclarationWithdrawn,
    Entry,
    VersionCertified,
    VersionDropped,
    VersionProposed,
    WithdrawalDropped,
    WithdrawalProposed,
)
from parliament.record.judge.registry import insist, known, replays, unused
from parliament.record.judge.signatures import agrees, current_version, standing_of
from parliament.record.signature_state import (
    DeclarationVersion,
    Endorsement,
    Signature,
    Signing,
    VersionCertification,
    Withdrawal,
)
from parliament.record.state import State, certification_id
from parliament.rules.declarations import CERTIFIERS
from parliament.rules.signing import Standing
from parliament.rules.versions import VersionState, WithdrawalState


def _stands(state: State, declaration: str) -> None:
    standing = standing_of(state, declaration)
    insist(standing == Standing.IN_FORCE, f"{declaration} is {standing}")


@replays(VersionProposed)
def version_proposed(state: State, entry: Entry, fact: VersionProposed) -> None:
    """On the version in force, one at a time. That only words change is for who reads the annex."""
    unused(state.declaration_versions, fact.version, "version")
    _stands(state, fact.declaration)
    number = current_version(state, fact.declaration) + 1
    insist(fact.number == number, f"the next version of {fact.declaration} is {number}")
    agrees(state, fact.declaration, number - 1, fact.supersedes)
    others = [each for each in state.declaration_versions.values() if each.declaration == fact.declaration]
    for other in others:
        insist(other.state != VersionState.PROPOSED, f"version {other.id} is being prepared")
        if (other.state, other.number) == (VersionState.PUBLISHED, number - 1):
            insist(fact.before_hash == other.after_hash, "the correction is on another text")
            insist(fact.correction > other.correction, f"correction {fact.correction} was made before")
    insist(fact.after_hash != fact.before_hash, "a correction that changes nothing")
    insist(fact.notice != "" and fact.correction > 0, "a correction without a notice or a number")
    said = asdict(fact)
    state.declaration_versions[fact.version] = DeclarationVersion(
        id=said.pop("version"), state=VersionState.PROPOSED.value, proposed_at=entry.at, **said
    )


def _pending(state: State, key: str, declaration: str) -> DeclarationVersion:
    version = known(state.declaration_versions, key, "version")
    insist(version.declaration == declaration, f"version {key} is of another declaration")
    insist(version.state == VersionState.PROPOSED, f"version {key} is {version.state}")
    return version


@replays(VersionCertified)
def version_certified(state: State, entry: Entry, fact: VersionCertified) -> None:
    """Two persons must do so, each in another office."""
    version = _pending(state, fact.version, fact.declaration)
    insist(fact.text_hash == version.after_hash, f"version {fact.version} has another text")
    insist(fact.office in CERTIFIERS, f"the office {fact.office} does not certify")
    key = certification_id(fact.version, fact.office)
    unused(state.version_certifications, key, "certification")
    for other in state.version_certifications.values():
        same = (other.version, other.account) == (fact.version, fact.account)
        insist(not same, f"{fact.account} has certified version {fact.version} already")
    said = asdict(fact)
    said.pop("declaration")
    state.version_certifications[key] = VersionCertification(at=entry.at, **said)


@replays(VersionDropped)
def version_dropped(state: State, entry: Entry, fact: VersionDropped) -> None:
    version = _pending(state, fact.version, fact.declaration)
    insist(fact.reason != "", "a version was dropped without a reason")
    version.state, version.settled_at, version.reason = VersionState.DROPPED.value, entry.at, fact.reason


@replays(DeclarationCorrected)
def declaration_corrected(state: State, entry: Entry, fact: DeclarationCorrected) -> None:
    """Only what chair and secretariat both certified is published, and it says what it stands in place of."""
    version = _pending(state, fact.version, fact.declaration)
    _stands(state, fact.declaration)
    for office in CERTIFIERS:
        insist(
            certification_id(fact.version, office) in state.version_certifications,
            f"the {office} has not certified version {fact.version}",
        )
    said = (fact.number, fact.supersedes, fact.text_hash, fact.notice)
    insist(
        said == (version.number, version.supersedes, version.after_hash, version.notice), "another version was proposed"
    )
    insist(fact.document_hash != fact.supersedes, "a document cannot stand in place of itself")
    version.state, version.settled_at = VersionState.PUBLISHED.value, entry.at
    version.document_hash = fact.document_hash


@replays(WithdrawalProposed)
def withdrawal_proposed(state: State, entry: Entry, fact: WithdrawalProposed) -> None:
    """One proposal at a time, of one of the two offices, for a reason."""
    unused(state.withdrawals, fact.withdrawal, "withdrawal")
    _stands(state, fact.declaration)
    for other in state.withdrawals.values():
        pending = (other.declaration, other.state) == (fact.declaration, WithdrawalState.PROPOSED)
        insist(not pending, f"withdrawal {other.id} is proposed already")
    insist(fact.office in CERTIFIERS, f"the office {fact.office} does not withdraw")
    insist(fact.successor != fact.declaration, "a declaration cannot supersede itself")
    insist(fact.reason != "", "a withdrawal without a reason")
    said = asdict(fact)
    state.withdrawals[fact.withdrawal] = Withdrawal(
        id=said.pop("withdrawal"), state=WithdrawalState.PROPOSED.value, proposed_at=entry.at, **said
    )


def _proposed(state: State, key: str, declaration: str) -> Withdrawal:
    withdrawal = known(state.withdrawals, key, "withdrawal")
    insist(withdrawal.declaration == declaration, f"withdrawal {key} is of another declaration")
    insist(withdrawal.state == WithdrawalState.PROPOSED, f"withdrawal {key} is {withdrawal.state}")
    return withdrawal


@replays(WithdrawalDropped)
def withdrawal_dropped(state: State, entry: Entry, fact: WithdrawalDropped) -> None:
    withdrawal = _proposed(state, fact.withdrawal, fact.declaration)
    withdrawal.state, withdrawal.settled_at = WithdrawalState.DROPPED.value, entry.at


@replays(DeclarationWithdrawn)
def declaration_withdrawn(state: State, entry: Entry, fact: DeclarationWithdrawn) -> None:
    withdrawal = _proposed(state, fact.withdrawal, fact.declaration)
    insist(withdrawal.successor is None, f"withdrawal {withdrawal.id} names a successor")
    _decide(state, entry, fact, withdrawal)


@replays(DeclarationSuperseded)
def declaration_superseded(state: State, entry: Entry, fact: DeclarationSuperseded) -> None:
    withdrawal = _proposed(state, fact.withdrawal, fact.declaration)
    insist(fact.successor == withdrawal.successor, f"withdrawal {withdrawal.id} names another successor")
    _stands(state, fact.successor)
    _decide(state, entry, fact, withdrawal)


def _decide(
    state: State, entry: Entry, fact: DeclarationWithdrawn | DeclarationSuperseded, withdrawal: Withdrawal
) -> None:
    """The other office, another person, for the reason that was given; and nobody signs any more."""
    insist(fact.reason == withdrawal.reason, "another reason was given")
    insist(fact.office in CERTIFIERS and fact.office != withdrawal.office, f"the {fact.office} cannot agree to this")
    insist(fact.account != withdrawal.account, f"{fact.account} cannot be both persons")
    still = [each for each in state.signings.values() if each.declaration == fact.declaration]
    insist(all(each.closed_at is not None for each in still), f"{fact.declaration} is open for signature")
    withdrawal.state, withdrawal.settled_at = WithdrawalState.DECIDED.value, entry.at


def check_first_version(state: State, entry: Entry, fact: DeclarationPublished) -> None:
    """What the institution's log says of the first version is what this entry publishes, and said after it."""
    about: list[Signing | Signature | Endorsement] = [
        *state.signings.values(),
        *state.signatures.values(),
        *state.endorsements.values(),
    ]
    for each in about:
        if (each.declaration, each.version) == (fact.declaration, 1):
            insist(each.document_hash == fact.document_hash, f"{each.id} is of another document than was published")
    for signing in state.signings.values():
        early = signing.declaration == fact.declaration and signing.opened_at < entry.at
        insist(not early, f"{fact.declaration} was opened for signature before it was published")
    for version in state.declaration_versions.values():
        if (version.declaration, version.number) == (fact.declaration, 2):
            said = (version.supersedes, version.before_hash)
            insist(said == (fact.document_hash, fact.text_hash), f"version {version.id} corrects something else")
