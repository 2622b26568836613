"""Colours for a picture that leaves its page: a file, the PDF, the share card.

In a page the stylesheet gives every mark its colour by class, for light, dark, print and forced colours. Elsewhere no
stylesheet follows, and so the colours of the light scheme are written onto the marks. They are attributes, which a
stylesheet overrides where there is one, and no content security policy forbids.
"""

import re

COLOURS = {
    "ink": "#16213a",
    "quiet": "#535d71",
    "sheet": "#fffefb",
    "well": "#f0ede4",
    "edge": "#7d8494",
    "house": "#1d3f72",
    "yes": "#0b6e63",
    "no": "#b23a12",
    "abstain": "#6d5a8c",
    "empty": "#a9a597",
}
FILLED = {"yes": "yes", "no": "no", "abstain": "abstain", "voted": "house"}
RINGS = {"not_voting": "edge", "absent": "empty", "empty": "empty"}

LOOKS = (
    {f"seat-{state}": f'fill="{COLOURS[colour]}"' for state, colour in FILLED.items()}
    | {f"seat-{state}": f'fill="none" stroke="{COLOURS[colour]}"' for state, colour in RINGS.items()}
    | {
        "seat-absent": f'fill="none" stroke="{COLOURS["empty"]}" stroke-dasharray="2 2"',
        "land": f'fill="{COLOURS["well"]}" stroke="{COLOURS["empty"]}" stroke-width="5"',
        "to-place": f'fill="none" stroke="{COLOURS["quiet"]}" stroke-width="0.6"',
        "group": f'fill="{COLOURS["ink"]}" font-family="sans-serif" font-weight="600"',
        "figure": f'fill="{COLOURS["ink"]}" font-family="sans-serif"',
        "open": f'fill="{COLOURS["house"]}"',
        "pause": f'fill="{COLOURS["sheet"]}"',
        "turn": f'fill="{COLOURS["edge"]}"',
    }
)
_CLASS = re.compile(r'class="([\w -]+)"')


def coloured(svg: str) -> str:
    """A drawing of ours with its colours written onto it, as a document of its own."""
    alone = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return _CLASS.sub(lambda found: " ".join([found[0], *_looks(found[1])]), alone)


def _looks(classes: str) -> list[str]:
    return [LOOKS[name] for name in classes.split() if name in LOOKS]
