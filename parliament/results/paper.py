"""The paper of a motion: its published text, its amendments and what was decided on them at one point of the record."""

from dataclasses import dataclass, field
from functools import cached_property

from parliament import texts
from parliament.results.matter import Annex, Matter, NotInRecord, Voted, read
from parliament.results.parts import adopted_at_once, decided_in_parts, divided_before, is_bloc, numbers_at_once
from parliament.rules.amendments import decision, decision_log, stands
from parliament.rules.divisions import Divided, that_hold
from parliament.rules.stages import DecisionKind
from parliament.texts import SOURCE, Consolidated, Fate, Item


@dataclass(frozen=True)
class Paper:
    """What lay before the house. The text in force and the fate of each amendment follow from it."""

    base: texts.Text
    items: dict[int, Item]
    log: tuple[texts.Decision, ...]
    divisions: dict[int, Divided] = field(default_factory=dict)  # as the chair ordered them

    @cached_property
    def standing(self) -> texts.Standing:
        return texts.Standing(self.base, self.items, self.log)

    @cached_property
    def divided(self) -> dict[int, Divided]:
        """The amendments that are put, or were put, in parts."""
        return that_hold(self.divisions, self.standing.operations)

    def consolidated(self, also: int | None = None) -> Consolidated:
        """The text as amended so far, or as it would read with one amendment more."""
        try:
            return self.standing.text_with(also)
        except texts.Mismatch as error:
            raise NotInRecord(f"the adopted amendments cannot all stand in the text: {error}") from error

    def fates(self) -> dict[int, Fate]:
        return self.standing.fates


def paper_before(matter: Matter, annex: Annex, seq: int) -> Paper:
    """The paper as it was just before an entry of the record."""
    items, divided = _items(matter, annex, seq), divided_before(matter, annex, seq)
    log = decision_log(_voted(matter, divided, seq), _decided_without_vote(matter, seq))
    return Paper(base_text(matter, annex), items, log, divided)


def text_put(matter: Matter, annex: Annex, vote: Voted) -> texts.Text:
    """The text a vote was on: with the amendment in, with all of several, or with the part and those before it."""
    paper, said = paper_before(matter, annex, vote.opened.seq), vote.opened.body
    if is_bloc(vote):
        together: list[texts.Decision] = [(number, "adopted") for number in numbers_at_once(matter, vote)]
        return paper.standing.after(*together).consolidated.text
    number = numbers(matter)[said["amendment"]] if vote.is_amendment else None
    divided = paper.divided.get(number) if number is not None else None
    following, parts = (divided.next_part, len(divided.parts)) if divided else (None, None)
    if (said["part"], said["parts"]) != (following, parts):
        raise NotInRecord(f"vote {said['number']} is on part {said['part']}, and part {following} was next")
    if divided is None:
        return paper.consolidated(also=number).text
    return paper.standing.after(divided.with_next()).consolidated.text


def _items(matter: Matter, annex: Annex, seq: int) -> dict[int, Item]:
    """The amendments as they were submitted before an entry, by their numbers."""
    withdrawn = {entry.body["amendment"] for entry in matter.withdrawn if entry.seq < seq}
    number_of = numbers(matter)
    items: dict[int, Item] = {}
    for entry in matter.amendments:
        body = entry.body
        if body["base_hash"] != matter.published.body["text_hash"]:
            raise NotInRecord(f"amendment {body['number']} was written for another text")
        if entry.seq < seq:
            items[body["number"]] = Item(
                body["number"],
                texts.operations_from_json(read(annex, body["operations_hash"])),
                body["amendment"] in withdrawn,
                None if body["parent"] is None else number_of[body["parent"]],
                tuple(number_of[each] for each in body["replaces"]),
            )
    return items


def numbers(matter: Matter) -> dict[str, int]:
    """The number of each amendment by its id."""
    return {entry.body["amendment"]: entry.body["number"] for entry in matter.amendments}


def _voted(matter: Matter, divided: dict[int, Divided], seq: int) -> list[tuple[int, texts.Decision]]:
    """What votes that were settled before an entry decided on amendments, each with the number of the vote."""
    return [*_voted_alone(matter, seq), *adopted_at_once(matter, seq), *decided_in_parts(matter, divided, seq)]


def _voted_alone(matter: Matter, seq: int) -> list[tuple[int, texts.Decision]]:
    """Amendments that were put one by one and whole."""
    found: list[tuple[int, texts.Decision]] = []
    number_of = numbers(matter)
    for vote in matter.votes:
        if not vote.is_amendment or vote.opened.body["part"] is not None or vote.settled_seq >= seq:
            continue
        number, at = number_of[vote.opened.body["amendment"]], int(vote.opened.body["number"])
        if vote.outcome == "adopted":
            found.append((at, (number, "adopted")))
        elif vote.outcome == "rejected":
            found.append((at, (number, "rejected")))
    return found


def _decided_without_vote(matter: Matter, seq: int) -> list[tuple[int, texts.Decision]]:
    """What the sponsors accepted and the chair ruled before an entry, each with the number of the vote it follows."""
    votes = [int(vote.opened.body["number"]) for vote in matter.votes]
    number_of = numbers(matter)
    return [
        (entry.body["after_vote"], decision(number_of[entry.body["amendment"]], entry.body["decision_kind"]))
        for entry in matter.decided_without_vote
        if entry.seq < seq and stands(entry.body["decision_kind"], entry.body["after_vote"], votes)
    ]


def check_rulings(matter: Matter, annex: Annex) -> None:
    """Each ruling of the chair that counts was on an amendment that clashed in part with the text as it was then.

    Raises `NotInRecord` where it did not, or where the ruling is said to follow another vote than it does.
    """
    number_of, standing = numbers(matter), [int(vote.opened.body["number"]) for vote in matter.votes]
    for entry in matter.decided_without_vote:
        kind, after = entry.body["decision_kind"], entry.body["after_vote"]
        if kind == DecisionKind.ACCEPTED or not stands(kind, after, standing):
            continue
        before = [int(vote.opened.body["number"]) for vote in matter.votes if vote.opened.seq < entry.seq]
        fate = paper_before(matter, annex, entry.seq).standing.fate(number_of[entry.body["amendment"]])
        if fate.state != "partial" or after != max(before, default=0):
            raise NotInRecord(f"decision {entry.body['number']} is a ruling where no part of the amendment clashed")


def base_text(matter: Matter, annex: Annex) -> texts.Text:
    """The text of the motion as it was published."""
    return texts.text_from_json(read(annex, matter.published.body["text_hash"]))


def amended_by(now: Consolidated, pid: str) -> list[int]:
    """The numbers of the amendments that brought, took out or moved something in this paragraph."""
    sources = {source for _, source in now.provenance.get(pid, ()) if source}
    sources |= {line.source for line in now.ledger if line.pid == pid}
    return sorted(int(source.removeprefix(SOURCE)) for source in sources)
