"""Translations: into which language, at which stages, by whom. House rules, all of them."""

import re

from parliament.rules.powers import Actor, Office
from parliament.rules.refusals import Code, Refused
from parliament.rules.stages import Stage, check_stage

# From the day it is handed in, when its words are fixed but for amendments. Not while it is put: whoever votes late
# reads what those read who voted first. Once it is decided again, since a declaration is read for years.
TRANSLATABLE = (
    Stage.SUBMITTED,
    Stage.ADMITTED,
    Stage.PUBLISHED,
    Stage.SCHEDULED,
    Stage.UNDER_DEBATE,
    Stage.DECIDED,
)
LONGEST_TAG = 35  # RFC 5646, section 4.4.1: what a program must have room for
# RFC 5646, section 2.1, without extended language subtags, extensions and private use.
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.ASCII,
)


def canonical_tag(tag: str) -> str:
    """A language tag as it is written by convention (RFC 5646, section 2.1.1): zh-Hant, pt-BR. Refused: bad_language."""
    found = _TAG.fullmatch(tag.lower()) if tag.isascii() and len(tag) <= LONGEST_TAG else None
    if found is None:
        raise Refused(Code.BAD_LANGUAGE, field="language")
    parts = [found["language"], (found["script"] or "").title(), (found["region"] or "").upper()]
    return "-".join(part for part in parts if part) + found["variants"]


def may_translate(*, seat: str, by: Actor) -> bool:
    """Whether the office goes this far: translators and the secretariat everything, a seat only its own motions."""
    return bool(by.offices & {Office.SECRETARIAT, Office.TRANSLATOR}) or by.seat == seat


def check_translating(*, stage: str, seat: str, by: Actor, authentic: str, language: str) -> None:
    """Refuse whoever may not translate this motion, a motion at another stage, and the authentic language itself."""
    if not may_translate(seat=seat, by=by):
        raise Refused(Code.NOT_YOUR_SEAT)
    check_stage(stage, *TRANSLATABLE)
    if language == authentic:
        raise Refused(Code.AUTHENTIC_LANGUAGE, field="language")


def check_seen(*, source_hash: str, seen_hash: str, revision: int, seen_revision: int) -> None:
    """Refuse who translates words that have changed, or writes over a translation they have not seen."""
    if source_hash != seen_hash:
        raise Refused(Code.STALE_TEXT, field="text")
    if revision != seen_revision:
        raise Refused(Code.TRANSLATION_CHANGED, field="text")
