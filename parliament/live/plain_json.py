"""JSON for the wire, with letters as they are: `\\u0645` for every letter of Arabic would be three times its bytes."""

import json
from typing import Any

from engineio import json as engine_json

loads = engine_json.loads  # with the library's own guard against huge numbers


def dumps(value: Any, **how: Any) -> str:
    """As the library calls it, without turning letters into escapes."""
    return json.dumps(value, ensure_ascii=False, **how)
