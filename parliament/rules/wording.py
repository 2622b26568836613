"""What people type into lines and boxes: normalised, bounded, and free of characters that mislead a reader."""

import re
import unicodedata

from parliament.rules.refusals import Code, Refused

LINE, PROSE = 200, 4000
# Bidirectional overrides and isolates, zero-width spaces and marks: invisible, and able to reorder what is read.
# Halves of surrogate pairs, which JSON can carry, are no characters and cannot be written down.
MISLEADING = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def line(value: str, field: str, *, limit: int = LINE) -> str:
    """A title or a name: one line, not empty. Refused: text_empty, text_too_long, text_controls."""
    cleaned = " ".join(prose(value, field, limit=limit).split())
    if not cleaned:
        raise Refused(Code.TEXT_EMPTY, field=field)
    return cleaned


def prose(value: str, field: str, *, limit: int = PROSE, required: bool = False) -> str:
    """A reason or a justification; may be empty unless required. Refused as `line`."""
    cleaned = unicodedata.normalize("NFC", value).strip().replace("\r\n", "\n")
    if required and not cleaned:
        raise Refused(Code.REASON_NEEDED, field=field)
    if len(cleaned) > limit:
        raise Refused(Code.TEXT_TOO_LONG, field=field, limit=limit)
    if MISLEADING.search(cleaned):
        raise Refused(Code.TEXT_CONTROLS, field=field)
    return cleaned


def slug(*words: object) -> str:
    """Words for an address: lower-case Latin letters, digits and hyphens; what has no such form falls away."""
    plain = unicodedata.normalize("NFKD", " ".join(str(word) for word in words)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:70].strip("-")
