"""Who a file is written for: the language of the house's words in it, its numbers and its times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from parliament.record.entries import Json
from parliament.rules.words import WORDS
from parliament.texts import N_, Phrase, say

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Reader:
    """A reader's language (BCP 47) and its catalogue; English needs none."""

    language: str = "en"
    translate: Translate = str

    @property
    def locale(self) -> Locale:
        try:
            return Locale.parse(self.language, sep="-")
        except (UnknownLocaleError, ValueError):
            return Locale("en")

    @property
    def _day(self) -> str:
        """Day, month and year in the order of the language; in English as on our pages."""
        order = None if self.locale.language == "en" else self.locale.datetime_skeletons.get("yMMMd")
        return order.pattern if order else "d MMM y"

    def words(self, template: str, **facts: object) -> str:
        """A sentence of the house with its facts."""
        return self.translate(template) % facts if facts else self.translate(template)

    def word(self, value: str) -> str:
        """A value of a closed list as a reader sees it."""
        return self.translate(WORDS.get(value, value))

    def read_out(self, said: Json) -> str:
        """A sentence as documents carry it: `{"template", "params"}`."""
        return say(_phrase(said), self.translate)

    def number(self, value: int) -> str:
        """With the grouping and digits of the language."""
        return format_decimal(value, locale=self.locale)

    def decimal(self, said: str) -> str:
        """A decimal number, with every digit it was written with."""
        places = len(said.partition(".")[2])
        return format_decimal(Decimal(said), format=f"#,##0.{'0' * places}" if places else "#,##0", locale=self.locale)

    def listed(self, *parts: str) -> str:
        """What there is of these, with the comma of the script."""
        return self.translate(N_(", ")).join(part for part in parts if part)

    def day(self, on: str) -> str:
        """A day of the civil calendar; what is no such day stays as it is written."""
        try:
            return format_date(datetime.fromisoformat(on).date(), self._day, locale=self.locale)
        except ValueError:
            return on

    def instant(self, at: str, zone: str = "UTC") -> str:
        """An instant (RFC 3339) in a zone, which is named."""
        local = datetime.fromisoformat(at).astimezone(ZoneInfo(zone))
        place = zone.rpartition("/")[2].replace("_", " ")
        day, time = (format_datetime(local, form, locale=self.locale) for form in (self._day, "HH:mm"))
        return f"{self.listed(day, time)} ({place})"


def _phrase(said: Json) -> Phrase:
    params = {name: _phrase(part) if isinstance(part, dict) else part for name, part in said["params"].items()}
    return Phrase(said["template"], params)
