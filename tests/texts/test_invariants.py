"""What must hold of a whole sitting, whatever is submitted and however it is decided.

Amendments at paragraph level, to the title too, with sub-amendments, a compromise and a withdrawn one; decided one by
one, in parts, accepted by the sponsors, let lapse, cut. docs/texts.md says which test holds which invariant.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from hypothesis import given

from parliament.texts import (
    IN_FORCE,
    OPEN,
    SOURCE,
    TITLE,
    Cutting,
    Decision,
    Deleted,
    Division,
    Fate,
    Inserted,
    Item,
    Ops,
    Standing,
    Text,
    TextProblem,
    check_parts,
    detokenise,
    hard,
    labels,
    order_is_allowed,
    propose_order,
    restore,
    text_hash,
)
from tests.texts.drafting import MODEST, by_chance, make_case, make_sub, rows_of


@dataclass(frozen=True)
class Sitting:
    """A text, what was submitted to it, and the decisions of a house that meets until nothing is open."""

    base: Text
    items: dict[int, Item]
    log: tuple[Decision, ...]

    def moments(self) -> Iterator[tuple[Standing, Decision, Standing]]:
        """Before each decision, the decision, and after it; each read anew from the whole log."""
        for at, decision in enumerate(self.log):
            before, after = self.log[:at], self.log[: at + 1]
            yield Standing(self.base, self.items, before), decision, Standing(self.base, self.items, after)

    @property
    def end(self) -> Standing:
        """When nothing is open any more."""
        return Standing(self.base, self.items, self.log)


def make_sitting(chance: random.Random) -> Sitting:
    """Four amendments, some with a sub-amendment, perhaps a compromise, perhaps one withdrawn."""
    case = make_case(chance, 4)
    items = case.as_items()
    if chance.random() < 0.5:
        others = tuple(sorted(chance.sample([1, 2, 3], chance.randint(1, 2))))
        items[4] = replace(items[4], replaces=others)
    for parent in (1, 2, 3, 1, 2):
        sub = make_sub(chance, case.base, items[parent].ops) if chance.random() < 0.5 else ()
        if sub:
            items[len(items) + 1] = Item(len(items) + 1, sub, parent=parent)
    if chance.random() < 0.3:
        gone = chance.choice(list(items))
        items[gone] = replace(items[gone], withdrawn=True)
    now, log = Standing(case.base, items), list[Decision]()
    while open_ones := [n for n, fate in now.fates.items() if fate.state in ("pending", "partial")]:
        decision = make_decision(chance, now, chance.choice(open_ones))
        log.append(decision)
        now = now.after(decision)
    return Sitting(case.base, items, tuple(log))


def make_decision(chance: random.Random, now: Standing, number: int) -> Decision:
    """What is decided of one that is open."""
    item = now.items[number]
    if now.fate(number).state == "partial":
        return Cutting(number) if chance.random() < 0.5 else (number, "lapsed")
    is_plain = item.parent is None and not item.replaces
    if is_plain and chance.random() < 0.3 and (parts := parts_of(chance, now, number)):
        return Division(number, parts, frozenset(n for n in range(len(parts)) if chance.random() < 0.6))
    if is_plain and chance.random() < 0.1:
        return number, "accepted"
    return number, chance.choice(("adopted", "adopted", "rejected"))


def parts_of(chance: random.Random, now: Standing, number: int) -> tuple[Ops, ...]:
    """The operations of an amendment in two parts, if each can stand without the other."""
    ops = now.operations(number)
    at = chance.randint(1, max(1, len(ops) - 1))
    try:
        check_parts(now.base, ops, [ops[:at], ops[at:]])
    except TextProblem:
        return ()
    return ops[:at], ops[at:]


sittings = by_chance(make_sitting)


@MODEST
@given(sittings())
def test_what_is_said_before_a_vote_is_what_then_happens(sitting: Sitting) -> None:
    for before, decision, after in sitting.moments():
        changed = {n: fate for n, fate in after.fates.items() if fate != before.fate(n)}
        assert before.after(decision).fates == after.fates
        if isinstance(decision, tuple) and decision[1] in ("adopted", "rejected"):
            number, outcome = decision
            assert changed.pop(number) == Fate(outcome)
            assert before.consequences(number, outcome) == changed


@MODEST
@given(sittings())
def test_what_is_settled_stays_settled(sitting: Sitting) -> None:
    for before, _, after in sitting.moments():
        for number, fate in before.fates.items():
            assert fate.state in OPEN or after.fate(number) == fate
    assert not any(fate.state in OPEN for fate in sitting.end.fates.values())


@MODEST
@given(sittings())
def test_the_text_in_force_names_its_sources_and_leads_back_to_the_base(sitting: Sitting) -> None:
    now = sitting.end.consolidated
    adopted = {f"{SOURCE}{n}" for n, fate in sitting.end.fates.items() if fate.state in IN_FORCE}
    assert restore(now) == sitting.base
    assert set(now.provenance) == {TITLE, *(p.id for p in now.text.paragraphs)}
    for pid, words in [(TITLE, now.text.title), *((p.id, p.text) for p in now.text.paragraphs)]:
        assert detokenise(token for token, _ in now.provenance[pid]) == words
    sources = {source for words in now.provenance.values() for _, source in words}
    assert sources | {line.source for line in now.ledger} <= {"", *adopted}


@MODEST
@given(sittings())
def test_the_base_words_that_stay_keep_their_order(sitting: Sitting) -> None:
    now = sitting.end.consolidated
    for pid, words in now.provenance.items():
        rest = iter(sitting.base.tokens.get(pid, ()))
        assert all(token in rest for token, source in words if not source)


@MODEST
@given(sittings())
def test_ids_are_used_once_and_numbers_have_no_gap(sitting: Sitting) -> None:
    now = sitting.end.consolidated
    ids = [p.id for p in now.text.paragraphs]
    gone = {line.pid for line in now.ledger if isinstance(line, Deleted)}
    new = {line.pid for line in now.ledger if isinstance(line, Inserted)}
    assert len(ids) == len(set(ids))
    assert not gone & set(ids)
    assert not new & {p.id for p in sitting.base.paragraphs}
    named = labels(now.text)
    top = [named[p.id] for p in now.text.paragraphs if p.section == "operative" and p.parent is None]
    assert top == [str(n) for n in range(1, len(top) + 1)]


@MODEST
@given(sittings())
def test_no_two_that_are_in_the_text_exclude_each_other(sitting: Sitting) -> None:
    found = list(sitting.end.in_force.values())
    assert not any(hard(sitting.base, a, b) for at, a in enumerate(found) for b in found[:at])


@MODEST
@given(sittings())
def test_text_and_fates_depend_on_the_base_the_items_and_the_log_only(sitting: Sitting) -> None:
    shuffled = list(sitting.items.items())
    random.Random(len(sitting.log)).shuffle(shuffled)
    again = Standing(sitting.base, dict(shuffled), sitting.log)
    assert again.fates == sitting.end.fates
    assert text_hash(again.consolidated.text) == text_hash(sitting.end.consolidated.text)
    assert again.consolidated.provenance == sitting.end.consolidated.provenance


@MODEST
@given(sittings())
def test_whoever_was_not_adopted_might_as_well_not_have_been_there(sitting: Sitting) -> None:
    """But for the order of paragraphs that land at one place, which goes by who submitted them first."""
    kept = {n for n, fate in sitting.end.fates.items() if fate.state in IN_FORCE}
    kept |= {parent for n in kept if (parent := sitting.items[n].parent) is not None}
    items = {n: replace(item, replaces=()) for n, item in sitting.items.items() if n in kept}
    log = [decision for decision in sitting.log if number_of(decision) in kept]
    alone = Standing(sitting.base, items, log).consolidated
    assert sorted(rows_of(alone.text)) == sorted(rows_of(sitting.end.consolidated.text))


def number_of(decision: Decision) -> int:
    return decision[0] if isinstance(decision, tuple) else decision.number


@MODEST
@given(sittings())
def test_acceptance_by_the_sponsors_gives_the_text_adoption_gives(sitting: Sitting) -> None:
    """And what differs between the text before and after is the amendment, derived anew."""
    now = Standing(sitting.base, sitting.items)
    for number, fate in now.fates.items():
        if fate.state == "pending" and sitting.items[number].parent is None:
            accepted, adopted = now.after((number, "accepted")), now.after((number, "adopted"))
            assert accepted.consolidated == adopted.consolidated
            assert {n: f for n, f in accepted.fates.items() if n != number} == {
                n: f for n, f in adopted.fates.items() if n != number
            }


@MODEST
@given(sittings())
def test_order_puts_each_once_and_keeps_precedence(sitting: Sitting) -> None:
    order = [placed.number for placed in propose_order(sitting.base, sitting.items)]
    assert sorted(order) == [n for n, item in sorted(sitting.items.items()) if is_put(sitting.items, n)]
    assert order_is_allowed(order, order, sitting.items)
    for number in order:
        item = sitting.items[number]
        before = [n for n in (item.parent, *item.replaces) if n in order]
        assert all(order.index(number) < order.index(n) for n in before)


def is_put(items: dict[int, Item], number: int) -> bool:
    """Neither withdrawn nor a sub-amendment to what was."""
    parent = items[number].parent
    return not items[number].withdrawn and (parent is None or not items[parent].withdrawn)


@MODEST
@given(sittings())
def test_only_what_clashes_is_cut_off(sitting: Sitting) -> None:
    for before, decision, after in sitting.moments():
        if isinstance(decision, Cutting):
            was, now = before.operations(decision.number), after.operations(decision.number)
            assert set(now) < set(was)
            in_force = before.in_force.values()
            assert all(any(hard(sitting.base, (op,), ops) for ops in in_force) for op in set(was) - set(now))
            assert not any(hard(sitting.base, now, ops) for ops in in_force)
