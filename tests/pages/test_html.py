"""Every public page, an embedded card and an error page, by the HTML checker of the W3C: not one error."""

import re
from pathlib import Path

from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.services.validator import complaints

LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
# What nobody needs a link to.
BESIDE = ("/nowhere", "/declarations?words=heat&year=2026", "/sessions/1-water-and-heat/record?after=3")


def rule_of(app: Flask, path: str) -> str:
    """Which page an address is of; "" of what is no page of ours. Twelve cities are one page."""
    try:
        rule, _ = app.url_map.bind("localhost").match(path.partition("?")[0], return_rule=True)
    except HTTPException:
        return ""
    is_file = "." in path.rpartition("/")[2]
    return "" if is_file or rule.endpoint.startswith(("static", "api_")) else str(rule.rule)


def crawled(declared) -> dict[str, bytes]:
    """One page of each kind that a passer-by comes to from the first one, without a script, by its address."""
    client, found, todo = declared.browser(), {}, ["/", *BESIDE, f"/embed/declarations/{declared.declaration['slug']}"]
    known = {"/"}
    while todo:
        path = todo.pop(0)
        answer = client.get(path)
        if answer.status_code in (302, 303):
            continue
        assert answer.status_code == (404 if path == "/nowhere" else 200), path
        if answer.mimetype != "text/html":
            continue
        found[path] = answer.data
        for link in LINK.findall(answer.text):
            rule = rule_of(declared.app, link)
            if rule and rule not in known:
                known.add(rule)
                todo.append(link.replace("&amp;", "&"))
    return found


def kept(pages: dict[str, bytes], folder: Path) -> Path:
    for path, content in pages.items():
        (folder / (re.sub(r"\W+", "_", path)[:100] + ".html")).write_bytes(content)
    return folder


def test_no_public_page_has_an_error_and_a_broken_one_is_found(declared, tmp_path):
    pages = crawled(declared)
    for path in ("/", "/declarations/1-heat-plans", "/sessions/1-water-and-heat/results"):
        pages[f"{path}?in=ar"] = declared.browser().get(path, headers={"Accept-Language": "ar"}).data
        assert b'dir="rtl"' in pages[f"{path}?in=ar"]
    for needed in (
        "/declarations/1-heat-plans",
        "/sessions/1-water-and-heat/results",
        "/verify",
        "/cities",
        "/sign-in",
    ):
        assert needed in pages
    assert len(pages) >= 30
    broken = pages["/verify"].replace(b"</main>", b'<img src="x.png"><p><div></p><ul><p></ul></main>')
    found = complaints(kept({**pages, "/broken": broken}, tmp_path))
    assert [each for each in found if not each.startswith("_broken.html")] == []
    assert any("must have an “alt” attribute" in each for each in found)
    assert any("Unclosed element “div”" in each for each in found)
