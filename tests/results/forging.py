"""Making bundles that lie: one change, and everything over it hashed and signed anew."""

from dataclasses import replace

from parliament.record.canonical import canonical, parse_canonical, sha256_hex
from parliament.record.checkpoint import Signer, sign_checkpoint
from parliament.record.leaves import is_sealed, leaf_of
from parliament.results import checks, verify
from parliament.results.bundle import SignedTree, build_bundle
from parliament.results.verify import verify_bundle


def failing(data: bytes, **options) -> set[str]:
    """The names of the checks that a bundle does not stand."""
    return {check.name for check in verify_bundle(data, **options).checks if not check.ok}


def is_refused(data: bytes) -> bool:
    """Whether any check finds something, without looking further once one has: for tests that change a bundle very often."""
    try:
        opened = verify._opened(data)
        checks.check_key(opened, None)
        for _, step in verify.STEPS + (verify.STEPS_2 if opened.format == 2 else ()):
            step(opened)
    except (*verify.WRONG, *verify.REFUSALS):
        return True
    return False


def built(declared, entries=None, annexes=None, signer=None) -> bytes:
    """A bundle of this record, or of one that was changed, signed by the house or by somebody else."""
    entries = entries or declared.entries
    return build_bundle(
        entries,
        lines_of(declared, entries),
        (declared.annexes | (annexes or {})).__getitem__,
        declaration=declared.published.body["declaration"],
        signed=signing(declared.origin, signer or declared.signer),
    )


def lines_of(declared, entries) -> list[bytes]:
    """What everybody may read of these entries: where one is the house's own, the seal that the house put on it."""
    told = list(declared.lines) + [b""] * len(entries)
    return [
        told[at] or leaf_of(entry.log, entry.seq, canonical(entry.to_json()), b"s" * 32)
        if is_sealed(entry.kind)
        else canonical(entry.to_json())
        for at, entry in enumerate(entries)
    ]


def signing(origin: str, signer: Signer) -> SignedTree:
    """A pen without memory: it signs whatever it is given, as a forger would."""
    return lambda size, root: (sign_checkpoint(origin, size, root, signer), signer.for_log(origin).vkey)


def forged(declared, kind, nth, body, annexes=None) -> bytes:
    """A bundle, signed by the house, in which one entry says something else."""
    target = declared.entry(kind, nth)
    entries = [replace(e, body=e.body | body) if e is target else e for e in declared.entries]
    return built(declared, entries, annexes)


def other_annex(declared, kind, nth, field, change) -> bytes:
    """A bundle, signed by the house, in which one annex was changed and is cited by its new hash everywhere."""
    old = declared.entry(kind, nth).body[field]
    value = change(parse_canonical(declared.annexes[old]))
    content = canonical(value)
    new = sha256_hex(content)
    entries = [
        replace(e, body={name: new if said == old else said for name, said in e.body.items()}) for e in declared.entries
    ]
    return built(declared, entries, {new: content})
