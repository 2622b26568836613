"""The one shape in which the API says no, and the words for what was wrong with what was sent."""

from typing import Any

from flask_babel import gettext
from marshmallow import fields

from parliament.rules.refusals import N_
from parliament.schemas.shapes import Out, count, listed

# marshmallow's own sentences, so that they are found by those who translate.
STANDARD = (
    N_("Missing data for required field."),
    N_("Field may not be null."),
    N_("Unknown field."),
    N_("Invalid input type."),
    N_("Invalid value."),
    N_("Not a valid string."),
    N_("Not a valid integer."),
    N_("Not a valid boolean."),
    N_("Not a valid list."),
    N_("Not a valid utf-8 string."),
)


class RowProblem(Out):
    """One thing wrong with one row of a file."""

    row = count()
    column = fields.String()
    problem = fields.String()


class Error(Out):
    """Why nothing was changed: a code for programs, a sentence for people, the field it is about."""

    error = fields.String(metadata={"description": "A code that never changes, such as `wrong_stage`."})
    message = fields.String(metadata={"description": "The same for a person, in the language of the reader."})
    field = fields.String(allow_none=True, metadata={"description": "The name in the request it is about, if any."})
    facts = fields.Dict(keys=fields.String(), metadata={"description": "The numbers and words the sentence states."})
    rows = listed(RowProblem, metadata={"description": "With `bad_rows`: what is wrong in which row."})
    fields_ = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        data_key="fields",
        metadata={"description": "With `malformed`: what is wrong with which part, such as `json.title`."},
    )

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        field_obj.required = field_name not in ("rows", "fields_")


def flattened(messages: Any, path: str = "") -> dict[str, list[str]]:
    """marshmallow's nested messages as `{"json.paragraphs.0.text": ["…"]}`, in the reader's language."""
    if isinstance(messages, dict):
        found: dict[str, list[str]] = {}
        for key, inner in messages.items():
            name = str(key)[:80].encode("utf-8", "replace").decode()
            found |= flattened(inner, path if name == "_schema" else f"{path}.{name}".lstrip("."))
        return found
    return {path: [gettext(str(message)) for message in messages]}
