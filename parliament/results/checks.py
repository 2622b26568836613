"""What a bundle must show, one check a sentence. Each computes anew what the record states, and raises if it differs."""

from parliament import texts
from parliament.record.canonical import canonical, sha256_hex
from parliament.record.checkpoint import VerifierKey, parse_vkey
from parliament.record.entries import Json
from parliament.record.pen import namespace
from parliament.record.sshsig import signature_in
from parliament.record.tree import root
from parliament.results import evidence
from parliament.results.acceptances import accepted
from parliament.results.bundle import ANNEXES, CHECKPOINT, DOCUMENT, renderings
from parliament.results.corrections import corrections, in_force
from parliament.results.declaration import build_declaration
from parliament.results.matter import Matter, closed_votes, matter_of, profile_in
from parliament.results.opened import Fault, Opened
from parliament.results.paper import check_rulings, paper_before, text_put
from parliament.results.parts import check_told
from parliament.results.recount import decision_of, declared, tally_again
from parliament.rules.declarations import CERTIFIERS, check_publishing
from parliament.rules.stages import Question
from parliament.rules.tally import Tally


def check_key(opened: Opened, expected_vkey: str | None) -> str:
    """The bundle names its key itself, so a forger's names a forger's: only the reader can say whose it should be."""
    key = opened.key
    if expected_vkey is None:
        return "Not compared. Compare the key below with the one you kept or the house publishes."
    expected = parse_vkey(expected_vkey.strip())
    # The house signs each log under that log's name; the published key bears the name of the house.
    if key.public_key != expected.public_key:
        raise Fault("signed with another key than the one expected")
    if key.name != expected.name and not key.name.startswith(f"{expected.name}/"):
        raise Fault(f"the key is for {key.name}, not for {expected.name}")
    return f"The key is the one expected, {expected.name}."


def check_signature(opened: Opened) -> str:
    checkpoint = opened.checkpoint
    return f"{checkpoint.origin} signed its first {checkpoint.size} entries."


def check_tree(opened: Opened) -> str:
    checkpoint = opened.checkpoint
    if checkpoint.size != len(opened.leaves):
        raise Fault(f"{len(opened.leaves)} entries, but the checkpoint is over {checkpoint.size}")
    if root(opened.leaves) != checkpoint.root:
        raise Fault("the entries lead to another root than the one signed")
    kept = len(opened.leaves) - len(opened.entries)
    return f"{len(opened.entries)} entries and {kept} that are the house's own lead to the root."


def check_annexes(opened: Opened) -> str:
    names = [name for name in opened.files if name.startswith(ANNEXES)]
    for name in names:
        if sha256_hex(opened.files[name]) != name.removeprefix(ANNEXES):
            raise Fault(f"{name} has another content than its name says")
    return f"{len(names)} annexes are what their names say."


def check_complete(opened: Opened) -> str:
    """Entries told by hash alone could hide what is public; gaps in the house's own numbering would show it."""
    matter = _matter(opened)
    opened_votes = [entry.body["number"] for entry in opened.entries if entry.kind == "vote.opened"]
    if sorted(opened_votes) != list(range(1, len(opened_votes) + 1)):
        raise Fault(f"the votes of the session are numbered {opened_votes}")
    numbers = sorted(entry.body["number"] for entry in matter.amendments)
    if numbers != list(range(1, len(numbers) + 1)):
        raise Fault(f"the amendments are numbered {numbers}")
    return f"{len(opened_votes)} votes and {len(numbers)} amendments, numbered without gaps."


def check_count(opened: Opened) -> str:
    """Every closed vote of the session, counted again from its roll call, over its frozen roll.

    Hands leave no names; there, two officers must have counted what was declared.
    """
    ballots, votes = 0, closed_votes(opened.entries)
    for vote in votes:
        tally, stated = tally_again(vote, opened.annex), declared(vote)
        if tally != stated or tally.present != vote.closed.body["present"]:
            number = vote.opened.body["number"]
            raise Fault(f"vote {number} was declared with {_words(stated)}; its roll call says {_words(tally)}")
        ballots += tally.voted
    return f"{len(votes)} votes with {ballots} ballots, counted again from the roll calls."


def _words(tally: Tally) -> str:
    return ", ".join(f"{name} {count}" for name, count in tally.to_json().items())


def check_outcome(opened: Opened) -> str:
    """Every outcome, from the tally and the rules of procedure that were frozen into the session."""
    convened = opened.entries[0]
    profile, votes = profile_in(convened, opened.annex), closed_votes(opened.entries)
    for vote in votes:
        if vote.opened.body["question"] == Question.ELECTION:
            continue  # counted by the room of elections, whose count is an annex of its own
        outcome = decision_of(vote, profile, opened.annex).outcome
        if outcome != vote.closed.body["outcome"]:
            declared_as = vote.closed.body["outcome"]
            raise Fault(f"vote {vote.opened.body['number']} was declared {declared_as}; the rules say {outcome}")
    return f"{len(votes)} outcomes follow from the rules of {profile.name}, version {profile.version}."


def check_text(opened: Opened) -> str:
    """The published text with the adopted amendments is the text voted on, certified and published."""
    matter = _matter(opened)
    for vote in matter.votes:
        if texts.text_hash(text_put(matter, opened.annex, vote)) != vote.opened.body["text_hash"]:
            raise Fault(f"vote {vote.opened.body['number']} was on another text than the amendments make")
    check_told(matter, opened.annex)
    check_rulings(matter, opened.annex)
    adopted = paper_before(matter, opened.annex, matter.final.opened.seq).consolidated()
    made = corrections(matter, opened.annex, adopted)
    voted = {entry.body["text_hash"] for entry in (matter.final.opened, matter.decided)}
    named = {entry.body["text_hash"] for entry in (*matter.certified, opened.published)}
    if (voted, named) != ({texts.text_hash(adopted.text)}, {texts.text_hash(in_force(adopted, made).text)}):
        raise Fault("the texts voted on, certified and published are not the same")
    after = f", after {len(made)} linguistic corrections, which change words alone and no number" if made else ""
    return f"The text voted on, certified and published has the hash {opened.published.body['text_hash']}{after}."


def check_accepted(opened: Opened) -> str:
    """What was adopted without a vote: all sponsors of the motion accepted it, and nobody objected in time."""
    found = accepted(_matter(opened), profile_in(opened.entries[0], opened.annex))
    if not found:
        return "No amendment was accepted without a vote."
    return f"{len(found)} amendments accepted by every sponsor, and no seat objected in the time that the rules give."


def check_certified(opened: Opened) -> str:
    matter = _matter(opened)
    done = {entry.body["office"]: entry.body["account"] for entry in matter.certified}
    if len(done) != len(matter.certified) or len(set(done.values())) != len(done):
        raise Fault("one person or one office certified twice")
    check_publishing(done=done, published=False)
    return f"Certified by {' and '.join(CERTIFIERS)}, two persons."


def check_document(opened: Opened) -> str:
    """The declaration is what anybody builds from the entries before it."""
    said, document = opened.published.body, opened.files[DOCUMENT]
    if sha256_hex(document) != said["document_hash"]:
        raise Fault("declaration.json is not the document that the last entry publishes")
    rebuilt = build_declaration(
        opened.before,
        opened.annex,
        motion=said["motion"],
        number=said["number"],
        slug=said["slug"],
        published_at=opened.published.at,
        origin=opened.checkpoint.origin,
    )
    if canonical(rebuilt) != document or rebuilt["title"] != said["title"]:
        raise Fault("declaration.json is not what the record says")
    said_again = _renderings(opened, rebuilt)
    for name, content in said_again.items():
        if opened.files.get(name) != content:
            raise Fault(f"{name} does not say what the declaration says")
    of_record = [name for name in opened.files if name == evidence.PDF or name.startswith(evidence.TEXTS)]
    if more := sorted(set(of_record) - set(said_again)):
        raise Fault(f"the record knows of no {more[0]}")
    return f"declaration.json and what is printed of it were built again: {said['document_hash']}."


def _renderings(opened: Opened, document: Json) -> dict[str, bytes]:
    if opened.format == 1:
        return renderings(document, opened.key.encode(), sealed=opened.is_sealed)
    vkey = house_key(opened).encode()
    return evidence.renderings(document, opened.entries, opened.annex, vkey=vkey, sealed=opened.is_sealed)


def house_key(opened: Opened) -> VerifierKey:
    """The key under the name of the house, as signatures beside the log bear it."""
    return opened.key.for_log(evidence.house_of(opened.checkpoint.origin))


def check_list(opened: Opened) -> str:
    """Every file is on the list with its hash, and the list names no other."""
    listed = opened.files[evidence.LIST]
    if evidence.list_of(opened.files) != listed:
        told = evidence.read_list(listed)
        wrong = [n for n, data in opened.files.items() if n in told and told[n] != sha256_hex(data)]
        raise Fault(f"{wrong[0]} has another hash than the list says" if wrong else "the list names other files")
    return f"{len(opened.files) - 2} files have the hashes that the signed list says."


def check_signers(opened: Opened) -> str:
    """The house signed the list, and the declaration in the name of chair and secretariat, as `ssh-keygen` checks it."""
    key = house_key(opened)
    for who, name in evidence.SIGNATURES.items():
        message = opened.files[evidence.LIST if who == evidence.HOUSE else DOCUMENT]
        text = opened.files[name].decode("utf-8")
        signature_in(text, key.public_key, namespace(evidence.DOMAINS[who], key.name), message)
    return f"{key.name} signed the list of files, and the declaration for chair and secretariat."


def check_proof(opened: Opened) -> str:
    """The proof that the publishing entry is in the log, made again."""
    if opened.files[evidence.PROOF] != evidence.proof_of_publishing(opened.leaves, opened.files[CHECKPOINT].decode()):
        raise Fault(f"{evidence.PROOF} is not the proof of the entry that publishes the declaration")
    return f"Entry {len(opened.leaves)} is in the log, as {evidence.PROOF} shows by itself."


def _matter(opened: Opened) -> Matter:
    return matter_of(opened.before, opened.published.body["motion"])
