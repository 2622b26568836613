"""Templates keep the content security policy, and stylesheets keep every page readable in both directions."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLESHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))

PHYSICAL = re.compile(
    r"(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?<![-\w])(?:left|right|top|bottom))(?:-\w+)?\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_has_no_style_attribute_and_no_inline_handler(path: Path) -> None:
    tags = re.findall(r"<[a-z][^>]*>", path.read_text())
    assert [tag for tag in tags if re.search(r"\s(?:style|on[a-z]+)\s*=", tag)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_script_of_a_template_is_a_file_with_the_nonce(path: Path) -> None:
    scripts = re.findall(r"<script\b[^>]*>", path.read_text())
    # Linked data is a block of data, which no browser runs.
    files = [tag for tag in scripts if "src=" in tag or 'type="application/ld+json"' in tag]
    assert [tag for tag in scripts if tag not in files or 'nonce="{{ csp_nonce }}"' not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_template_asks_nothing_of_a_third_party(path: Path) -> None:
    assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", path.read_text()) == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=name)
def test_stylesheet_uses_logical_sides_so_that_right_to_left_is_true(path: Path) -> None:
    assert PHYSICAL.findall(path.read_text()) == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=name)
def test_stylesheet_takes_its_colours_from_the_tokens(path: Path) -> None:
    if path.name in ("tokens.css", "print.css"):
        return
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", path.read_text()) == []


@pytest.mark.parametrize("path", STYLESHEETS, ids=name)
def test_every_rule_of_a_stylesheet_is_in_a_layer(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    depth, outside = 0, ""
    for letter in css:
        depth += (letter == "{") - (letter == "}")
        outside += letter if depth == 0 else ""
    assert {part.split()[0] for part in re.split(r"[;}]", outside) if part.strip()} == {"@layer"}


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("ground", ["paper", "sheet", "well"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "house", "brass", "yes", "no", "abstain"])
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_colours_have_the_contrast_wcag_asks_for(ink: str, ground: str, scheme: int) -> None:
    css = (ROOT / "static" / "css" / "tokens.css").read_text()
    token = {n: (a, b) for n, a, b in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)}
    assert contrast(token[ink][scheme], token[ground][scheme]) >= 4.5


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_script_turns_no_string_into_html_outside_the_one_door(path: Path) -> None:
    calls = re.findall(r"\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML|document\.write|\beval\(", path.read_text())
    assert calls == []
    if path.name != "trusted.js":
        assert "DOMParser" not in path.read_text()
