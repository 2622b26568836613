"""The paper of a motion: its published text, its amendments and what was decided on them at one point of the record."""

from dataclasses import dataclass
from functools import cached_property

from parliament import texts
from parliament.results.matter import Annex, Matter, NotInRecord, read
from parliament.texts import SOURCE, Consolidated, Fate, Item


@dataclass(frozen=True)
class Paper:
    """What lay before the house. The text in force and the fate of each amendment follow from it."""

    base: texts.Text
    items: dict[int, Item]
    log: tuple[texts.Decision, ...]

    @cached_property
    def standing(self) -> texts.Standing:
        return texts.Standing(self.base, self.items, self.log)

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
    withdrawn = {entry.body["amendment"] for entry in matter.withdrawn if entry.seq < seq}
    items: dict[int, Item] = {}
    number_of: dict[str, int] = {}
    for entry in matter.amendments:
        body = entry.body
        if body["base_hash"] != matter.published.body["text_hash"]:
            raise NotInRecord(f"amendment {body['number']} was written for another text")
        if entry.seq < seq:
            ops = texts.operations_from_json(read(annex, body["operations_hash"]))
            items[body["number"]] = Item(body["number"], ops, body["amendment"] in withdrawn)
            number_of[body["amendment"]] = body["number"]
    log: list[texts.Decision] = []
    for vote in matter.votes:
        if not vote.is_amendment or vote.settled_seq >= seq:
            continue
        number = number_of[vote.opened.body["amendment"]]
        if vote.outcome == "adopted":
            log.append((number, "adopted"))
        elif vote.outcome == "rejected":
            log.append((number, "rejected"))
    return Paper(base_text(matter, annex), items, tuple(log))


def base_text(matter: Matter, annex: Annex) -> texts.Text:
    """The text of the motion as it was published."""
    return texts.text_from_json(read(annex, matter.published.body["text_hash"]))


def amended_by(now: Consolidated, pid: str) -> list[int]:
    """The numbers of the amendments that brought, took out or moved something in this paragraph."""
    sources = {source for _, source in now.provenance.get(pid, ()) if source}
    sources |= {line.source for line in now.ledger if line.pid == pid}
    return sorted(int(source.removeprefix(SOURCE)) for source in sources)
