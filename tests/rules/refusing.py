"""What the tests of single rules share: asking a check, and hearing a code or nothing."""

from collections.abc import Callable

from parliament.rules.refusals import Code, Obstacle, Refused


def refusal(check: Callable[..., None], *arguments: object, **facts: object) -> Code | None:
    """The code a check refuses with, or None when it has nothing against it."""
    try:
        check(*arguments, **facts)
    except Refused as refused:
        return refused.code
    return None


def codes(obstacles: list[Obstacle]) -> list[Code]:
    """The codes of obstacles in their order; each makes a whole sentence."""
    for each in obstacles:
        assert "{" not in each.refusal().sentence()
    return [each.code for each in obstacles]
