"""What a question needed to be adopted, written in one line: a majority, and beside it a quorum and what a tie does.

`simple` · `absolute 94; quorum 67` · `of_members 1/2; quorum more_than 1/2 of members` · `simple; tie adopted`.
The majority and the quorum are written exactly as in the rules of procedure.
"""

from dataclasses import dataclass

from parliament.rules.majority import Majority, Measure, Simple, Tie, needs_ballots, parse_majority
from parliament.rules.quorum import Quorum, parse_quorum
from parliament.rules.refusals import Code, Refused

LONGEST = 600  # characters of a whole requirement
TIES = (Tie.REJECTED, Tie.ADOPTED)  # what can be worked out from counts alone


@dataclass(frozen=True)
class Requirement:
    """A whole rule: majority, quorum, tie."""

    majority: Majority = Simple()  # noqa: RUF009 -- a frozen value
    quorum: Quorum = Quorum(0)  # noqa: RUF009 -- a frozen value
    tie: Tie = Tie.REJECTED

    def __str__(self) -> str:
        parts = [str(self.majority)]
        parts += [f"quorum {self.quorum}"] if self.quorum != Quorum(0) else []
        parts += [f"tie {self.tie}"] if self.tie is not Tie.REJECTED else []
        return "; ".join(parts)

    @property
    def needs_groups(self) -> bool:
        """Whether it has to be known who cast which ballot, and of which group they are."""
        return needs_ballots(self.majority)

    @property
    def needs_population(self) -> bool:
        """Whether votes count as population, which no count and no roll call of the past says."""
        return f"weighted {Measure.POPULATION}" in str(self.majority)


def parse_requirement(text: str, otherwise: Requirement, key: str = "requirement") -> Requirement:
    """Read a written requirement; what it leaves out is as in `otherwise`. Refused: bad_profile, naming the key."""
    try:
        if len(text) > LONGEST:
            raise ValueError(f"a requirement takes at most {LONGEST} characters")
        said = requirement_parts(text)
        tie = _tie(said["tie"]) if "tie" in said else otherwise.tie
    except ValueError as problem:
        raise Refused(Code.BAD_PROFILE, key=key, problem=str(problem)) from None
    return Requirement(
        parse_majority(said["majority"], key) if "majority" in said else otherwise.majority,
        parse_quorum(said["quorum"], key) if "quorum" in said else otherwise.quorum,
        tie,
    )


def requirement_parts(text: str) -> dict[str, str]:
    """The parts between semicolons by what they are about: a majority has no word in front of it."""
    found: dict[str, str] = {}
    for number, part in enumerate(part.strip() for part in text.split(";")):
        word, _, rest = part.partition(" ")
        about, said = (word, rest.strip()) if word in ("quorum", "tie") else ("majority", part)
        if not said:
            raise ValueError("nothing stands where a majority, a quorum or a tie is expected")
        if about in found:
            raise ValueError(f"{about} is said twice")
        if about == "majority" and number > 0:
            raise ValueError(f"“{part}” is neither a quorum nor a tie, and a majority stands first")
        found[about] = said
    return found


def _tie(word: str) -> Tie:
    if word not in TIES:
        raise ValueError(f"“{word}” is not rejected or adopted, which is what a tie can be computed to")
    return Tie(word)
