"""What every schema stands on: strict ways in, complete ways out, instants and sentences as readers expect them."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from parliament.record.canonical import timestamp
from parliament.rules.refusals import N_
from parliament.schemas.words import in_words

IDENTIFIER = "^[A-Za-z0-9-]{1,120}$"
DIGEST = "^[0-9a-f]{64}$"
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$"
# Calendars further away than this are a slip of the keyboard, and could not be moved to another zone.
EARLIEST, LATEST = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

NOT_AN_IDENTIFIER = N_("This is not an identifier: letters, digits and hyphens.")
NOT_A_DIGEST = N_("This is not a SHA-256: 64 digits and small letters from a to f.")
NOT_A_LANGUAGE = N_("This is not a language tag such as en or pt-BR.")
NOT_ONE_OF = N_("This is not one of the words that are known here.")
OUT_OF_RANGE = N_("This number is too small or too large.")
TOO_MANY = N_("These are too many.")
NO_INSTANT = N_("This is not a time with its zone, such as 2026-11-22T09:00:00Z, in this century.")


class In(Schema):
    """What comes in: an unknown name is a mistake of the sender, and is said (S38)."""

    class Meta:
        unknown = RAISE


class Out(Schema):
    """What goes out: every field is always there, so that a reader never has to guess what a missing one means."""

    class Meta:
        unknown = RAISE

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        field_obj.required = True


class At(fields.DateTime):
    """An instant on its way out: UTC to the millisecond; what is text already came from the record."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return timestamp(value) if isinstance(value, datetime) else value


class Moment(fields.AwareDateTime):
    """An instant on its way in: with its zone, cut to the milliseconds that the house keeps."""

    default_error_messages = {  # noqa: RUF012 -- marshmallow collects these from the classes
        "invalid": NO_INSTANT,
        "invalid_awareness": NO_INSTANT,
        "format": NO_INSTANT,
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        said = super()._deserialize(value, attr, data, **kwargs)
        try:
            moment = said.astimezone(UTC)
        except OverflowError:
            raise self.make_error("invalid") from None
        if not EARLIEST <= moment < LATEST:
            raise self.make_error("invalid")
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


class Said(fields.String):
    """A sentence of the house, in the language of the reader."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else in_words(value)


def identifier(**options: Any) -> fields.String:
    return fields.String(validate=validate.Regexp(IDENTIFIER, error=NOT_AN_IDENTIFIER), **options)


def digest(**options: Any) -> fields.String:
    """The SHA-256 of a text or an annex, in hexadecimal."""
    return fields.String(validate=validate.Regexp(DIGEST, error=NOT_A_DIGEST), **options)


def language_tag(**options: Any) -> fields.String:
    return fields.String(validate=validate.Regexp(LANGUAGE, error=NOT_A_LANGUAGE), **options)


def one_of(*words: str, **options: Any) -> fields.String:
    return fields.String(validate=validate.OneOf([str(word) for word in words], error=NOT_ONE_OF), **options)


def word_of(kind: type[StrEnum], **options: Any) -> fields.String:
    """One word of a closed list; the machine's word is the same in every language."""
    return one_of(*kind, **options)


class Whole(fields.Integer):
    """A whole number; `true` is none, though Python thinks so."""

    def _validated(self, value: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Flag(fields.Boolean):
    """True or false, and neither 1 nor "yes"."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


def whole(least: int = 0, most: int = 10**9, *, strict: bool = True, **options: Any) -> fields.Integer:
    return Whole(strict=strict, validate=validate.Range(min=least, max=most, error=OUT_OF_RANGE), **options)


def count(**options: Any) -> fields.Integer:
    return fields.Integer(**options)


def many(inner: fields.Field, most: int, **options: Any) -> fields.List:
    return fields.List(inner, validate=validate.Length(max=most, error=TOO_MANY), **options)


def nested(schema: type[Schema], **options: Any) -> fields.Nested:
    return fields.Nested(schema, **options)


def listed(schema: type[Schema], **options: Any) -> fields.List:
    return fields.List(fields.Nested(schema), **options)


def answer(name: str, **shape: fields.Field) -> type[Schema]:
    """The shape of a command's answer: mostly the identifiers of what it touched."""
    return Out.from_dict(dict(shape), name=name)
