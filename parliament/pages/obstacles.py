"""What stands in the way, in sentences, with instants in the session's zone; and times as forms hold them."""

from datetime import datetime

from parliament.pages.shell import utc_from_form, when
from parliament.rules.refusals import Code, Obstacle, Refused
from parliament.schemas.words import refusal_in_words


def sentences(obstacles: list[Obstacle], zone: str) -> list[str]:
    """Each obstacle as a reader of this session should hear it."""
    return [refusal_in_words(Obstacle(each.code, _shown(each, zone)).refusal()) for each in obstacles]


def _shown(obstacle: Obstacle, zone: str) -> tuple[tuple[str, object], ...]:
    """Rules say instants in UTC, because they know no reader."""
    return tuple(
        (name, _local(value, zone) if name in ("at", "closed_at") else value) for name, value in obstacle.facts
    )


def _local(value: object, zone: str) -> object:
    try:
        return when(datetime.fromisoformat(str(value)), zone)
    except ValueError:
        return value


def field_time(name: str, typed: str, zone: str) -> datetime:
    """The instant a time field of a form holds, in the zone it stands beside. Refused: malformed."""
    try:
        return utc_from_form(typed, zone)
    except (ValueError, KeyError, OverflowError):
        raise Refused(Code.MALFORMED, field=name) from None
