"""Verifying an evidence bundle, offline and from its bytes alone: everything it states is computed again.

A bundle comes from strangers, so whatever is wrong with it is a finding, never a crash.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from parliament import texts
from parliament.results import checks
from parliament.results.archive import unpack
from parliament.results.opened import FIXED, Fault, Opened, check_files, open_entries
from parliament.results.translations import check_translations
from parliament.rules.refusals import Refused

# What a malformed document may raise where it is read; bundles are data, and data has no other way to fail.
WRONG = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
REFUSALS = (Refused, texts.TextProblem, texts.Mismatch)


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, whether it holds, and what was found."""

    name: str
    ok: bool
    detail: str


@dataclass(frozen=True)
class Report:
    """The findings, and whose signature it is. A report without a finding against the bundle is `ok`."""

    checks: tuple[Check, ...]
    declaration: str = ""
    origin: str = ""
    vkey: str = ""

    @property
    def ok(self) -> bool:
        return all(check.ok for check in self.checks)


STEPS: tuple[tuple[str, Callable[[Opened], str]], ...] = (
    ("signature", checks.check_signature),
    ("tree", checks.check_tree),
    ("annexes", checks.check_annexes),
    ("numbering", checks.check_complete),
    ("count", checks.check_count),
    ("outcome", checks.check_outcome),
    ("acceptance", checks.check_accepted),
    ("text", checks.check_text),
    ("translations", check_translations),
    ("certification", checks.check_certified),
    ("document", checks.check_document),
)


# What a bundle of format 2 shows beside that.
STEPS_2: tuple[tuple[str, Callable[[Opened], str]], ...] = (
    ("list", checks.check_list),
    ("signers", checks.check_signers),
    ("proof", checks.check_proof),
)


def verify_bundle(data: bytes, *, expected_vkey: str | None = None) -> Report:
    """Check everything the bundle states. With `expected_vkey`, also whose record it is."""
    found: list[Check] = []
    opened: list[Opened] = []

    def read() -> str:
        opened.append(_opened(data))
        return f"{len(opened[0].files)} files, exactly those that belong in it; entries numbered without gaps."

    if not _holds(found, "archive", read):
        return Report(tuple(found))
    bundle = opened[0]
    _holds(found, "key", partial(checks.check_key, bundle, expected_vkey))
    for name, step in STEPS + (STEPS_2 if bundle.format == 2 else ()):
        _holds(found, name, partial(step, bundle))
    said = bundle.published.body
    title = f"{said['number']}: {said['title']}"
    try:
        return Report(tuple(found), title, bundle.key.name, bundle.key.encode())
    except WRONG:
        return Report(tuple(found), title)  # the key cannot be read, which the findings say


def _opened(data: bytes) -> Opened:
    files = unpack(data)
    if missing := sorted(FIXED - set(files)):
        raise Fault(f"missing: {missing[0]}")
    bundle = open_entries(files)
    check_files(bundle)
    return bundle


def _holds(found: list[Check], name: str, look: Callable[[], str]) -> bool:
    try:
        found.append(Check(name, True, look()))
    except (*WRONG, *REFUSALS) as error:
        found.append(Check(name, False, str(error) or type(error).__name__))
    return found[-1].ok


def report_text(report: Report) -> str:
    """The report as the command line prints it."""
    lines = [f"Declaration {report.declaration}"] if report.declaration else []
    lines += [f"{'ok    ' if check.ok else 'FAILED'}  {check.name:13}  {check.detail}" for check in report.checks]
    if report.vkey:
        lines.append(f"Key: {report.vkey}")
    failed = sum(not check.ok for check in report.checks)
    lines.append("Verified." if report.ok else f"NOT verified: {failed} of {len(report.checks)} checks failed.")
    return "\n".join(lines) + "\n"
