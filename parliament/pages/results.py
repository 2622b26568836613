"""The results of a session: decisions, figures, declarations, and who was heard; the last also as a table to keep."""

from flask import Blueprint, Response, render_template
from flask_babel import gettext

from parliament.identity.acting import reading
from parliament.pages.shell import check_in_earnest
from parliament.results.equity_csv import equity_csv
from parliament.store.views.results import equity_view, results_view

pages = Blueprint("results", __name__)


@pages.app_template_filter("spoken")
def spoken(seconds: int) -> str:
    """A time somebody had the floor, as hours, minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@pages.app_template_filter("share")
def share(percent: str) -> str:
    """A share as readers write it; a dash where there is nothing to share."""
    return gettext("%(number)s %%", number=percent) if percent else "–"


@pages.get("/sessions/<slug>/results", endpoint="show")
def show(slug: str) -> str:
    with reading() as db:
        view = results_view(db, slug)
    return render_template("sessions/results.html", plenary=view)


@pages.get("/sessions/<slug>/results/equity.csv")
def equity(slug: str) -> Response:
    """Who was heard, one line a group. Refused: not_found, also for a rehearsal."""
    check_in_earnest()
    with reading() as db:
        report = equity_view(db, slug)
    answer = Response(equity_csv(report), content_type="text/csv; charset=utf-8")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{report['slug']}-equity.csv")
    return answer
