"""What a print says of what came of a declaration: to whom it was sent, their answers, and what cities promised and did.

An addressee that is named and to which nothing was sent yet is left out, so that naming one does not change a print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parliament.documents.print_blocks import Block, heading, quoted, said, table
from parliament.documents.reader import Reader
from parliament.record.entries import Json
from parliament.texts import N_


def happened(life: Json) -> list[Json]:
    """Everything that is told here, each with the instant at which it was written down."""
    sent, made = _sent(life), life["commitments"]
    rows = [each for row in sent for each in (*row["dispatches"], *row["replies"], row["removed"])]
    rows += [each for row in made for each in (row, *row["reports"], *row["reviews"], row["withdrawn"])]
    return [each for each in rows if each is not None]


def outcome(life: Json | None, to: Reader) -> Iterator[Block]:
    """Addressees with dispatches, answers and positions; commitments with their last report."""
    if life is not None:
        yield from _addressees(_sent(life), to)
        yield from _commitments(life["commitments"], to)


def _sent(life: Json) -> list[Json]:
    return [row for row in life["addressees"] if row["dispatches"]]


def _addressees(addressees: Sequence[Json], to: Reader) -> Iterator[Block]:
    if not addressees:
        return
    yield heading(to.words(N_("Sent to")))
    head = [to.words(each) for each in (N_("Name"), N_("Kind"), N_("Sent on"), N_("Answer asked for by"), N_("Status"))]
    rows = [_dispatch(row, each, to) for row in addressees for each in row["dispatches"]]
    yield table(head, rows, ["wide", "narrow", "wide", "narrow", "narrow"])
    for row in addressees:
        for each in (each for each in row["dispatches"] if each["note"]):
            yield said(to.listed(row["name"], to.words(N_("Sent on %(day)s"), day=to.day(each["sent_on"]))))
            yield quoted(each["note"])
        for each in row["replies"]:
            yield from _reply(row["name"], each, to)
        if row["removed"] is not None:
            yield said(to.listed(row["name"], to.word("removed"), to.instant(row["removed"]["at"])))
            yield quoted(row["removed"]["reason"])


def _dispatch(row: Json, sent: Json, to: Reader) -> tuple[str, ...]:
    status = row["status"] if row["removed"] or not row["position"] else row["position"]
    on = to.listed(to.day(sent["sent_on"]), to.word(sent["how"]))
    return row["name"], to.word(row["kind"]), on, to.day(sent["answer_by"] or ""), to.word(status)


def _reply(name: str, reply: Json, to: Reader) -> Iterator[Block]:
    yield said(to.listed(name, to.word(reply["position"]), to.day(reply["received_on"])))
    yield quoted(reply["summary"])
    if reply["next_step"] or reply["next_step_on"]:
        when = to.day(reply["next_step_on"] or "")
        yield said(to.words(N_("Next step:")) + " " + to.listed(reply["next_step"], when))


def _commitments(commitments: Sequence[Json], to: Reader) -> Iterator[Block]:
    if not commitments:
        return
    yield heading(to.words(N_("Commitments of cities")))
    yield said(to.words(N_("As the cities reported them. Only what a review says was looked at by the secretariat.")))
    names = (
        N_("City"),
        N_("Commitment"),
        N_("Baseline"),
        N_("Target"),
        N_("Last figure reported"),
        N_("Status"),
        N_("Due"),
    )
    rows = [_commitment(row, to) for row in commitments]
    yield table([to.words(each) for each in names], rows, [*["wide"] * 5, "narrow", "narrow"])
    for row in commitments:
        if row["reports"]:
            yield from _report(row, row["reports"][-1], to)
        if row["withdrawn"] is not None:
            yield said(to.listed(row["city"], to.word("withdrawn"), to.instant(row["withdrawn"]["at"])))
            yield quoted(row["withdrawn"]["reason"])


def _commitment(row: Json, to: Reader) -> tuple[str, ...]:
    unit = row["unit"]
    figures = [f"{to.decimal(row[name])} {unit}" if row[name] else "" for name in ("baseline", "target", "figure")]
    return row["city"], row["measure"], *figures, to.word(row["status"]), to.day(row["due_on"])


def _report(row: Json, report: Json, to: Reader) -> Iterator[Block]:
    """The last report: its day, what it says and points to, and what a review found of it."""
    found = to.words(N_("Review: %(finding)s"), finding=to.word(row["finding"])) if row["finding"] else ""
    told = to.listed(to.word(report["status"]), to.day(report["reported_on"]), found)
    yield said(to.listed(row["city"], row["measure"]) + ": " + told)
    for words in (report["note"], report["evidence"]):
        if words:
            yield quoted(words)
