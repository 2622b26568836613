"""How long a thousand amendments to one text take, and whether twice as many take twice as long.

`python -m bench.amendments` draws a text of 200 paragraphs, amends it as a busy house would, and says how long it takes
to find the conflicts, propose the order, take decisions and say what follows from each vote, consolidate and warn. Every
time is given beside that of writing the amendments as JSON and reading them back, run right before it: the ratio is
worth comparing between machines, the milliseconds are not.
"""

import argparse
import gc
import json
import random
import time
from collections.abc import Callable
from typing import Any

from bench import rows
from parliament import texts
from parliament.texts.operations import Delete, Insert, Move, NewParagraph, Ops, Readdress, Replace, seal, splice

PARAGRAPHS, WORDS, VOCABULARY = 200, 60, 400
SHARED = 20  # one in so many amendments proposes what an earlier one does
SUBS = 10  # one in so many is a sub-amendment


def draw_text(chance: random.Random) -> texts.Text:
    """Fifty preambular and 150 operative paragraphs of 30 words with their spaces, every fifth below the one before."""
    rows: list[texts.Paragraph] = []
    for n in range(PARAGRAPHS):
        words = " ".join(f"w{chance.randrange(VOCABULARY)}" for _ in range(WORDS // 2))
        parent = rows[-1].id if n % 5 == 4 and rows[-1].parent is None else None
        rows.append(texts.Paragraph(f"p{n}", "preamble" if n < PARAGRAPHS // 4 else "operative", parent, words))
    return texts.Text("en", "On water in cities", tuple(rows))


def draw_amendment(chance: random.Random, base: texts.Text) -> Ops:
    """Mostly a few words, sometimes a paragraph put in, moved, rewritten, taken out or addressed anew."""
    pid = base.paragraphs[chance.randrange(PARAGRAPHS)].id
    tokens, home = base.tokens[pid], base.outline.home[pid]
    kind = chance.choices("sirdma", (70, 12, 6, 6, 3, 3))[0]
    if kind == "i" or base.outline.children[pid]:
        block = (NewParagraph(0, texts.tokenise(f"We n{chance.randrange(50)} ask for n{chance.randrange(50)}")),)
        return seal(base, [Insert(texts.Place(home.parent, pid), block)])
    if kind == "r":
        return (Replace(pid, tokens, texts.tokenise(f"We n{chance.randrange(9)} act")),)
    if kind == "d":
        return (Delete(pid, tokens),)
    if kind == "m":
        return seal(base, [Move(pid, home, texts.Place(home.parent))]) if home.after else draw_amendment(chance, base)
    if kind == "a":
        return (Readdress(pid, "", "governments"),)
    start = chance.randrange(len(tokens) - 4)
    return (splice(tokens, pid, start, start + chance.choice((0, 1, 1, 3)), (f"n{chance.randrange(9)}", " ")),)


def draw_items(chance: random.Random, base: texts.Text, many: int) -> dict[int, texts.Item]:
    """So many amendments, a few of them alike, one in ten a sub-amendment."""
    items: dict[int, texts.Item] = {}
    for number in range(1, many + 1):
        earlier = items.get(number // 2)
        if number % SUBS == 0 and earlier and (sub := draw_sub(chance, base, earlier)):
            items[number] = texts.Item(number, sub, parent=earlier.number)
        elif number % SHARED == 0 and earlier and earlier.parent is None:
            items[number] = texts.Item(number, earlier.ops)
        else:
            items[number] = texts.Item(number, draw_amendment(chance, base))
    return items


def draw_sub(chance: random.Random, base: texts.Text, item: texts.Item) -> Ops | None:
    """One more word at the beginning of what an amendment brings, if it brings words."""
    brought = texts.payload(base, item.ops) if item.parent is None else base
    if item.parent is not None or not brought.paragraphs:
        return None
    pid = chance.choice(brought.paragraphs).id
    return (splice(brought.tokens[pid], pid, 0, 0, (f"s{chance.randrange(9)}", " ")),)


def sit(base: texts.Text, items: dict[int, texts.Item], index: texts.Index, chance: random.Random) -> texts.Standing:
    """Half of the amendments decided in the proposed order, as many adopted as rejected."""
    now, todo = texts.Standing(base, items, (), index), texts.propose_order(base, items, index=index)
    for placed in todo[: len(todo) // 2]:
        if now.fate(placed.number).state == "pending":
            now = now.after((placed.number, chance.choice(("adopted", "rejected"))))
    return now


def measure(many: int, seed: int) -> dict[str, tuple[float, float]]:
    """Seconds of each part, with the seconds of the same amendments through JSON right before it."""
    chance = random.Random(seed)
    base = draw_text(chance)
    items = draw_items(chance, base, many)
    plain = [texts.operations_to_json(item.ops) for item in items.values()]
    found: dict[str, tuple[float, float]] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        beside = min(seconds(lambda: json.loads(json.dumps(plain)))[0] for _ in range(5))
        gc.collect()
        took, answer = seconds(work)
        found[name] = took, beside
        return answer

    main = {n: item.ops for n, item in items.items() if item.parent is None}
    index = timed("conflicts", lambda: texts.index_of(base, items))
    timed("order", lambda: texts.propose_order(base, items, index=index))
    now = timed("half decided", lambda: sit(base, items, index, chance))
    timed("all fates", lambda: texts.Standing(base, items, now.log, index).fates)
    pending = [n for n, fate in now.fates.items() if fate.state == "pending"]
    timed(
        "consequences", lambda: [now.consequences(n, outcome) for n in pending for outcome in ("adopted", "rejected")]
    )
    timed("consolidation", lambda: now.consolidated)
    timed("restored", lambda: texts.restore(now.consolidated))
    timed("warnings", lambda: texts.soft_conflicts(base, main, index))
    return found


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """How much of a processor one call takes, and what it gives."""
    started = time.process_time()
    answer = work()
    return time.process_time() - started, answer


def run(quick: bool) -> list[rows.Row]:  # noqa: FBT001 -- what every bench is called with
    """Two rows for each part of 1,000 amendments that page 9 names: its time, and what half as many take."""
    found = [{size: measure(size, seed) for size in (500, 1000)} for seed in range(2 if quick else 5)]
    told = []
    for name in ("conflicts", "order", "consolidation"):
        half, whole = (min(each[size][name][0] for each in found) * 1000 for size in (500, 1000))
        told.append(rows.under(f"1,000 amendments: {name}, ms", whole, half, "500 amendments", 100, "ms"))
        told.append(rows.at_most(f"1,000 amendments: {name}, growth", whole, half, "500 amendments", 2.5))
    return told


def main() -> None:
    """Print a table with a column for each size."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[250, 500, 1000, 2000])
    asked.add_argument("--seed", type=int, default=4)
    wanted = asked.parse_args()
    columns = [measure(many, wanted.seed) for many in wanted.sizes]
    print(f"{'amendments':>14}" + "".join(f"{many:>22}" for many in wanted.sizes))
    for name in columns[0]:
        cells = [(took * 1000, took / beside) for took, beside in (column[name] for column in columns)]
        print(f"{name:>14}" + "".join(f"{ms:>11.1f} ms {ratio:>6.2f}x" for ms, ratio in cells))


if __name__ == "__main__":
    main()
