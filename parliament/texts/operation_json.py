"""Operations as plain data: objects, lists, strings and integers, as an entry of the record keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from parliament.texts.operations import Delete, Insert, Move, NewParagraph, Op, Ops, Readdress, Replace, Splice
from parliament.texts.outline import Place
from parliament.texts.problems import TextProblem
from parliament.texts.text import ADDRESSEES, Addressee
from parliament.texts.tokens import Tokens


def operations_to_json(ops: Iterable[Op]) -> list[dict[str, Any]]:
    """Plain data from which `operations_from_json` makes the same operations again."""
    return [_to_json(op) for op in ops]


def operations_from_json(data: object) -> Ops:
    """The operations; data of any other shape is a problem."""
    if not isinstance(data, list):
        raise TextProblem("malformed")
    return tuple(_from_json(row) for row in data)


def _to_json(op: Op) -> dict[str, Any]:
    match op:
        case Delete(pid, old):
            return {"op": "delete", "paragraph": pid, "old": list(old)}
        case Replace(pid, old, new):
            return {"op": "replace", "paragraph": pid, "old": list(old), "new": list(new)}
        case Splice():
            return {
                "op": "splice",
                "paragraph": op.pid,
                "start": op.start,
                "end": op.end,
                "old": list(op.old),
                "new": list(op.new),
                "left": op.left,
                "right": op.right,
            }
        case Insert(place, block, group, seq):
            rows = [{"depth": p.depth, "tokens": list(p.tokens), "addressee": p.addressee} for p in block]
            return {"op": "insert", "place": _place(place), "block": rows, "group": group, "seq": seq}
        case Move(pid, home, place, depth, group, seq):
            return {
                "op": "move",
                "paragraph": pid,
                "home": _place(home),
                "place": _place(place),
                "depth": depth,
                "group": group,
                "seq": seq,
            }
        case Readdress(pid, before, after):
            return {"op": "readdress", "paragraph": pid, "old": before, "new": after}


def _place(place: Place) -> dict[str, str]:
    return {"parent": place.parent, "after": place.after}


def _from_json(row: object) -> Op:
    match row:
        case {"op": "delete", "paragraph": str(pid), "old": list(old), **more} if not more:
            return Delete(pid, _tokens(old))
        case {"op": "replace", "paragraph": str(pid), "old": list(old), "new": list(new), **more} if not more:
            return Replace(pid, _tokens(old), _tokens(new))
        case {
            "op": "splice",
            "paragraph": str(pid),
            "start": int(start),
            "end": int(end),
            "old": list(old),
            "new": list(new),
            "left": str(left),
            "right": str(right),
            **more,
        } if not more:
            return Splice(pid, start, end, _tokens(old), _tokens(new), left, right)
        case {"op": "readdress", "paragraph": str(pid), "old": str(before), "new": str(after), **more} if not more:
            return Readdress(pid, _addressee(before), _addressee(after))
    return _landing_from_json(row)


def _landing_from_json(row: object) -> Op:
    match row:
        case {
            "op": "insert",
            "place": place,
            "block": [_, *_] as block,
            "group": str(group),
            "seq": int(seq),
            **more,
        } if not more:
            return Insert(_place_from_json(place), tuple(map(_new_paragraph, block)), group, seq)
        case {
            "op": "move",
            "paragraph": str(pid),
            "home": home,
            "place": place,
            "depth": int(depth),
            "group": str(group),
            "seq": int(seq),
            **more,
        } if not more:
            return Move(pid, _place_from_json(home), _place_from_json(place), depth, group, seq)
    raise TextProblem("malformed")


def _place_from_json(data: object) -> Place:
    match data:
        case {"parent": str(parent), "after": str(after), **more} if not more:
            return Place(parent, after)
    raise TextProblem("malformed")


def _new_paragraph(data: object) -> NewParagraph:
    match data:
        case {"depth": int(depth), "tokens": list(tokens), "addressee": str(addressee), **more} if not more:
            return NewParagraph(depth, _tokens(tokens), _addressee(addressee))
    raise TextProblem("malformed")


def _tokens(data: list[object]) -> Tokens:
    if not all(isinstance(token, str) and token for token in data):
        raise TextProblem("malformed")
    return tuple(cast(list[str], data))


def _addressee(data: str) -> Addressee:
    if data not in ADDRESSEES:
        raise TextProblem("malformed")
    return data
