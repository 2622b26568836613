"""Every picture of a page says what the table beside it says; as a file it has colours of its own."""

import re
from collections import Counter
from html import unescape
from html.parser import HTMLParser

import pytest

from parliament.results.world_map import HEIGHT, WIDTH
from tests.results.drawn import seats, seen

CHOSEN = ("Yes", "Abstain", "No", "Did not vote or absent")


class Rows(HTMLParser):
    """The rows of one table, each as the words of its cells."""

    def __init__(self, table: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.feed(table)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] = f"{self.rows[-1][-1]}{data}".strip()


def part(page: str, start: str) -> tuple[str, list[list[str]]]:
    """The drawing and the table's rows, without its head, of the figure that begins with these letters."""
    figure = page[page.index(start) : page.index("</figure>", page.index(start))]
    drawing = re.search(r"<svg class=\"(?:world-map|bars|timeline).*?</svg>", figure, re.DOTALL)
    assert drawing
    return drawing[0], Rows(figure[figure.index("<table") :]).rows[1:]


@pytest.fixture(scope="module")
def pages(declared) -> dict[str, str]:
    """The pages with pictures: of the declaration, and of the vote that adopted it."""
    browser, vote = declared.browser(), declared.votes()[0]["id"]
    return {
        "declaration": browser.get(f"/declarations/{declared.declaration['slug']}").text,
        "vote": browser.get(f"/votes/{vote}").text,
    }


@pytest.mark.parametrize("name", ["declaration", "vote"])
def test_the_map_and_its_table_say_the_same_of_every_city(pages, name):
    drawing, rows = part(pages[name], '<figure class="picture" id="map"')
    shown = sorted(unescape(mark.title) for mark in seats(drawing))
    assert shown == sorted(f"{city}: {choice}" for city, _, choice in rows)
    assert len(shown) == 8
    assert "Freetown: Yes" in shown
    assert "=Leuven: Yes" in shown


@pytest.mark.parametrize("name", ["declaration", "vote"])
@pytest.mark.parametrize("figure", ["by-region", "by-size"])
def test_bars_and_their_table_say_the_same_numbers(pages, name, figure):
    drawing, rows = part(pages[name], f'<figure class="picture" id="{figure}"')
    shown = Counter(each.title for each in seen(drawing) if "bar" in each.classes)
    told = [
        f"{group}: {chosen} {count}"
        for group, *counts, _ in rows
        for chosen, count in zip(CHOSEN, counts, strict=True)
        if count != "0"
    ]
    assert shown == Counter(told)
    assert sum(int(row[-1]) for row in rows) == 8
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in rows)


def test_regions_are_those_of_the_vote(pages):
    _, rows = part(pages["declaration"], '<figure class="picture" id="by-region"')
    assert ["Europe", "1", "0", "1", "1", "3"] in rows
    assert ["Oceania", "0", "1", "0", "0", "1"] in rows


def test_the_timeline_and_its_table_name_the_same_votes(declared):
    page = declared.browser().get(f"/sessions/{declared.slug}/results").text
    drawing, _ = part(page, page[page.index('id="timeline"') :][:12])
    figure = page[page.index('id="timeline"') :]
    table = unescape(figure[figure.index("<table") : figure.index("</figure>")])
    marks = {each.title for each in seen(drawing) if each.title}
    assert {f"Vote {vote['number']}: {vote['outcome']}" for vote in declared.votes()} <= marks
    assert all(title in re.sub(r"<[^>]+>", "", table) for title in marks)


FILES = [
    f"/{noun}/{kind}.svg" for noun in ("declaration", "vote") for kind in ("hemicycle", "map", "regions", "sizes")
] + ["/session/timeline.svg"]


@pytest.mark.parametrize("path", FILES)
def test_a_picture_as_a_file_is_coloured_and_may_be_shown_anywhere(declared, path):
    addresses = {
        "/declaration/": f"/declarations/{declared.declaration['slug']}/",
        "/vote/": f"/votes/{declared.votes()[0]['id']}/",
        "/session/": f"/sessions/{declared.slug}/",
    }
    start = next(name for name in addresses if path.startswith(name))
    answer = declared.browser().get(path.replace(start, addresses[start]))
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert 'fill="#0b6e63"' in answer.text
    again = declared.browser().get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    ["/declarations/none/map.svg", "/votes/none/map.svg", "/sessions/none/timeline.svg", "/votes/none/other.svg"],
)
def test_a_picture_of_nothing_is_not_found(declared, path):
    assert declared.browser().get(path).status_code == 404


def test_a_session_that_has_not_begun_has_no_timeline(convened):
    assert convened.browser().get(f"/sessions/{convened.slug}/timeline.svg").status_code == 404
    assert 'id="timeline"' not in convened.browser().get(f"/sessions/{convened.slug}/results").text


def test_a_vote_that_is_open_has_no_map(deciding):
    vote = deciding.put()
    assert deciding.browser().get(f"/votes/{vote}/map.svg").status_code == 404
    assert "world-map" not in deciding.browser().get(f"/votes/{vote}").text


def test_an_arabic_reader_gets_bars_from_right_to_left_and_the_earth_as_it_is(declared):
    browser, start = declared.browser(), f"/declarations/{declared.declaration['slug']}"
    english, arabic = (browser.get(f"{start}/regions.svg?language={tag}").text for tag in ("en", "ar"))
    assert 'direction="ltr"' in english
    assert 'direction="rtl"' in arabic
    at = [
        [each.attributes for each in seats(browser.get(f"{start}/map.svg?language={tag}").text)] for tag in ("en", "ar")
    ]
    assert at[0] == at[1]
    assert f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}"' in browser.get(f"{start}/map.svg").text
