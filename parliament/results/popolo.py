"""Popolo JSON in: organisations, people, memberships, motions and vote events become sessions of the past.

Liberal in how the pieces are put together, strict in what they say; docs/formats.md has the whole mapping.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parliament.results.popolo_fields import MOST_TEXT, Thing, span
from parliament.results.popolo_json import malformed, read_strictly, shown
from parliament.results.popolo_sessions import Ask, Gathering, Known
from parliament.rules.past import PastSession
from parliament.rules.past_outcomes import RESULTS
from parliament.rules.refusals import Refused
from parliament.rules.requirement import Requirement, parse_requirement, requirement_parts

COLLECTIONS = ("organizations", "persons", "people", "memberships", "motions", "vote_events", "events", "votes")
MARKS = ("votes", "counts", "motion", "motion_id", "result", "group_results", "organization_id")
LONGEST_TITLE = 300
# Sessions of one file, and memberships, which stand in each session of their organisation: a bound for hostile files.
MOST_TENURES = 1_000_000


@dataclass(frozen=True)
class Defaults:
    """What holds for motions that do not say it themselves; a majority of None is `simple`, and is called assumed."""

    requirement: Requirement = Requirement()  # noqa: RUF009 -- a frozen value
    names_majority: bool = False


@dataclass(frozen=True)
class Popolo:
    """What a file holds."""

    sessions: tuple[PastSession, ...]
    people: int
    organizations: int


def read_popolo(data: bytes, defaults: Defaults = Defaults()) -> Popolo:
    """Read a whole file, or refuse it for the first thing that is wrong. Refused: bad_popolo."""
    return _File(read_strictly(data), defaults).read()


class _File:
    """The file while it is read."""

    def __init__(self, value: Any, defaults: Defaults) -> None:
        self.defaults, self.known = defaults, Known()
        self.motions: dict[str, Thing] = {}
        self.periods: dict[str, str] = {}
        self.tenures = 0
        self.event_ids: set[str] = set()
        self.asked: Counter[str | int] = Counter()
        self.gatherings: dict[tuple[str | None, str | None], Gathering] = {}
        self.loose_votes: dict[str, list[tuple[str, Any]]] = {}
        if isinstance(value, list):
            self.top = Thing({}, "")
            self.listed = [Thing(each, f"/{index}") for index, each in enumerate(value)]
        else:
            self.top = Thing(value, "")
            is_whole_file = self.top.data.keys() & set(COLLECTIONS) - {"votes"} and "requirement" not in self.top.data
            self.listed = [] if is_whole_file else [self.top]
        for each in self.listed:
            if not each.data.keys() & {*MARKS, "vote_events"}:
                raise malformed(each.place, "this is no vote event, and holds none of Popolo’s collections")

    def read(self) -> Popolo:
        self._read_people()
        self._read_memberships()
        self._read_motions()
        events = list(self._events())
        self._read_loose_votes()
        self.asked = Counter(one_motion(motion) for _, motion in events if motion)
        for event, motion in events:
            self._read_event(event, motion)
        for left in self.loose_votes.values():
            raise malformed(f"{left[0][0]}/vote_event_id", "this vote event is not in the file")
        sessions = tuple(each.session_of_the_past() for each in self.gatherings.values())
        people = self.known.persons.keys() | {person for past in sessions for person, _ in past.persons}
        named = {past.organization for past in sessions} - {None}
        return Popolo(sessions, len(people), len(self.known.organizations.keys() | named))

    def _read_people(self) -> None:
        known = self.known
        known.lists_organizations = self.top.list("organizations") is not None
        known.lists_persons = any(self.top.list(key) is not None for key in ("persons", "people"))
        for each in self.top.things("organizations"):
            organization = self._own_id(each, known.organizations)
            known.organizations[organization] = each.name("name")
            if (seats := each.whole("seats")) is not None:
                known.seats[organization] = seats
        for key in ("persons", "people"):
            for each in self.top.things(key):
                known.persons[self._own_id(each, known.persons)] = person_name(each)
        for each in self.top.things("events"):
            if not is_vote_event(each):
                self.periods[self._own_id(each, self.periods)] = each.name("name", "identifier")

    def _own_id(self, each: Thing, taken: Any) -> str:
        own = each.text("id")
        if not own:
            raise malformed(each.at("id"), "an id is needed here, so that others can refer to it")
        if own in taken:
            raise malformed(each.at("id"), "this id is given twice")
        return own

    def _read_memberships(self) -> None:
        seen: set[str] = set()
        for each, holder in self._memberships():
            if (own := each.text("id")) is not None:
                self._own_id(each, seen)
                seen.add(own)
            organization = each.id_of("organization") or (holder.text("id") if holder is not None else None)
            self.known.check_organization(organization, each.at("organization_id"))
            person = each.id_of("person") or each.id_of("member")
            if holder is not None and "/organizations/" not in holder.place:
                organization, person = each.id_of("organization"), person or holder.text("id")
            if person is not None:
                self.known.check_person(person, each.at("person_id"))
            since, until = ordered_dates(each)
            self.known.memberships.setdefault(organization, []).append((person, since, until, each.text("role")))

    def _memberships(self) -> Iterator[tuple[Thing, Thing | None]]:
        """Every membership, with the person or the organisation it is embedded in."""
        yield from ((each, None) for each in self.top.things("memberships"))
        for key in ("organizations", "persons", "people"):
            for holder in self.top.things(key):
                yield from ((each, holder) for each in holder.things("memberships"))

    def _read_motions(self) -> None:
        for each in self.top.things("motions"):
            if each.text("id") is not None or not each.data.get("vote_events"):
                self.motions[self._own_id(each, self.motions)] = each
            self._check_motion(each)

    def _events(self) -> Iterator[tuple[Thing, Thing | None]]:
        """Every vote event with its motion, in the order of the file."""
        for each in self.listed:
            inner = list(each.things("vote_events"))
            if inner:
                self._check_motion(each)
                yield from ((event, each) for event in inner)
            else:
                yield each, self._motion_of(each)
        if self.listed:
            return
        for key in ("vote_events", "events"):
            for each in self.top.things(key):
                if key == "vote_events" or is_vote_event(each):
                    yield each, self._motion_of(each)
        for motion in self.top.things("motions"):
            yield from ((event, self._motion_of(event) or motion) for event in motion.things("vote_events"))

    def _motion_of(self, event: Thing) -> Thing | None:
        """The motion an event names or embeds; what is embedded wins over what is listed."""
        named, embedded = event.id_of("motion"), event.thing("motion")
        listed = self.motions.get(named or "")
        if named is not None and embedded is None and listed is None and self.top.list("motions") is not None:
            raise malformed(event.at("motion_id"), "this motion is not in the file’s motions")
        if embedded is None:
            return listed
        self._check_motion(embedded)
        if listed is None:
            # Twice the same motion embedded is one motion that was put twice.
            return self.motions.setdefault(named, embedded) if named else embedded
        return Thing(listed.data | embedded.data, embedded.place)

    def _check_motion(self, motion: Thing) -> None:
        self.known.check_organization(motion.id_of("organization"), motion.at("organization_id"))
        motion.date("date")
        self._result(motion)
        self._rule(motion)

    def _result(self, thing: Thing) -> str | None:
        said = thing.text("result")
        if said is not None and said.strip().casefold() not in RESULTS:
            raise malformed(thing.at("result"), f"{shown(said)} is no result such as pass or fail")
        return said

    def _rule(self, motion: Thing | None) -> tuple[str, bool]:
        """The rule as it is written, and whether its majority is only assumed."""
        said = motion.text("requirement") if motion else None
        if motion is None or said is None:
            return str(self.defaults.requirement), not self.defaults.names_majority
        try:
            rule = parse_requirement(said, self.defaults.requirement)
        except Refused as refusal:
            raise malformed(motion.at("requirement"), str(refusal.facts["problem"])) from None
        return str(rule), not (self.defaults.names_majority or "majority" in requirement_parts(said))

    def _read_loose_votes(self) -> None:
        """Votes that stand in a collection of their own, by the event they name."""
        if self.listed:
            return
        for each in self.top.things("votes"):
            event = each.id_of("vote_event")
            if event is None:
                raise malformed(each.at("vote_event_id"), "a vote that stands by itself has to name its vote event")
            self.loose_votes.setdefault(event, []).append((each.place, each.data))

    def _read_event(self, event: Thing, motion: Thing | None) -> None:
        own = event.text("id")
        if own is not None:
            self.event_ids.add(self._own_id(event, self.event_ids))
        since, until = ordered_dates(event)
        date = since or until or (motion.date("date") if motion else None)
        gathering = self._gathering(event, motion, date)
        rule, assumed = self._rule(motion)
        motion_id = event.id_of("motion") or (motion.text("id") if motion else None)
        called = own or event.text("identifier") or motion_id or event.place or "/"
        ask = Ask(
            id=called,
            motion=motion_id,
            title=title_of(event, motion) or called,
            text=motion.text("text", MOST_TEXT) if motion else None,
            date=date,
            rule=rule,
            assumed=assumed,
            published=self._published(event, motion),
            seats=event.whole("seats"),
        )
        place = event.at("votes")
        rows = [(f"{place}/{index}", row) for index, row in enumerate(event.list("votes") or ())]
        gathering.add(ask, event, rows + self.loose_votes.pop(own or "", []))

    def _published(self, event: Thing, motion: Thing | None) -> str | None:
        """The event's own result; that of its motion, if this is the only vote on it."""
        said = self._result(event)
        if said is None and motion is not None and self.asked[one_motion(motion)] == 1:
            return self._result(motion)
        return said

    def _gathering(self, event: Thing, motion: Thing | None, date: str | None) -> Gathering:
        organization = self._organization(event, motion)
        period, name = self._period(event, motion)
        key = (organization, period or (date or "")[:4] or None)
        if key not in self.gatherings:
            self.tenures += 1 + len(self.known.memberships.get(organization, ()))
            if self.tenures > MOST_TENURES:
                raise malformed(event.place, "with this the file has too many sessions, or memberships in all of them")
            self.gatherings[key] = Gathering(self.known, organization, key[1], name or key[1] or "")
        return self.gatherings[key]

    def _organization(self, event: Thing, motion: Thing | None) -> str | None:
        """The event's, else its motion's; where neither says, the only one that the file knows."""
        for thing in (event, motion):
            found = thing.id_of("organization") if thing else None
            if thing and found is not None:
                self.known.check_organization(found, thing.at("organization_id"))
                embedded = thing.thing("organization")
                if embedded and found not in self.known.organizations:
                    self.known.organizations[found] = embedded.name("name")
                return found
        return next(iter(self.known.organizations)) if len(self.known.organizations) == 1 else None

    def _period(self, event: Thing, motion: Thing | None) -> tuple[str | None, str]:
        """The legislative session with its name."""
        for thing in (event, motion):
            found = thing.id_of("legislative_session") if thing else None
            if thing and found is not None:
                if self.periods and found not in self.periods:
                    raise malformed(thing.at("legislative_session_id"), "this session is not in the file’s events")
                embedded = thing.thing("legislative_session")
                return found, self.periods.get(found) or (embedded.name("name") if embedded else "") or found
        return None, ""


def is_vote_event(event: Thing) -> bool:
    """Popolo's `events` are legislative sessions; some files call their vote events so."""
    return bool(event.data.keys() & set(MARKS[:-1]))


def one_motion(motion: Thing) -> str | int:
    """What makes a motion the same motion where it stands in the file several times."""
    return motion.text("id") or id(motion.data)


def person_name(person: Thing) -> str:
    """The name, or what there is of it."""
    return person.name("name") or " ".join(filter(None, (person.name("given_name"), person.name("family_name"))))


def title_of(event: Thing, motion: Thing | None) -> str:
    """One line that tells the question from others: the motion's words, or else what it is called."""
    said = motion.name("title", "name", "text", "identifier", most=MOST_TEXT) if motion else ""
    said = said or event.name("title", "name", "identifier", "id")
    return said if len(said) <= LONGEST_TITLE else f"{said[: LONGEST_TITLE - 1]}…"


def ordered_dates(thing: Thing) -> tuple[str | None, str | None]:
    """The beginning and the end, which must not come before it."""
    since, until = thing.date("start_date"), thing.date("end_date")
    begins, ends = span(since or ""), span(until or "")
    if begins and ends and ends[1] < begins[0]:
        raise malformed(thing.at("end_date"), "this is before the start_date")
    return since, until
