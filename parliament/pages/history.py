"""Sessions of the past: their votes, each with what was published beside what its votes give."""

from flask import Blueprint, render_template, request, url_for

from parliament.identity.acting import reading
from parliament.store.views.history import LARGEST, history_view, past_vote_view

pages = Blueprint("history", __name__)

PAGE = 50


@pages.get("/history/<slug>")
def show(slug: str) -> str:
    said = request.args.get("after", "")
    after = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    with reading() as db:
        past = history_view(db, slug, after=after, limit=PAGE)
    last = past["page"][-1]["number"] if past["page"] else after
    earlier = url_for("history.show", slug=slug, after=max(0, after - PAGE)) if after else ""
    later = url_for("history.show", slug=slug, after=last) if last < past["votes"] and past["page"] else ""
    return render_template("history/show.html", past=past, earlier=earlier, later=later, last=last)


@pages.get(f"/history/<slug>/<int(max={LARGEST}):number>")
def vote(slug: str, number: int) -> str:
    with reading() as db:
        view = past_vote_view(db, slug, number)
    around = {
        name: url_for("history.vote", slug=slug, number=other)
        for name, other in (("earlier", number - 1), ("later", number + 1))
        if 0 < other <= view["votes"]
    }
    return render_template("history/vote.html", view=view, around=around)
