"""Those who ask at the same moment are answered together, each with what was true after they came."""

import threading
import time

import pytest

from parliament.store.together import Together


class Book:
    """Answers slowly with the page that is open when the asking begins; remembers who was asked for together."""

    def __init__(self) -> None:
        self.page, self.groups, self.may_go_on = 0, [], threading.Event()
        self.began = threading.Event()

    def answer(self, _subject: str, given: list[str]) -> list[str | Exception]:
        page = self.page
        self.groups.append(given)
        self.began.set()
        self.may_go_on.wait(10)
        return [ValueError(each) if each == "bad" else f"{each} on page {page}" for each in given]


def ask_in_threads(lines: Together, names: list[str]) -> tuple[list[threading.Thread], dict]:
    said: dict = {}

    def ask(name: str) -> None:
        try:
            said[name] = lines.ask("book", name)
        except Exception as error:  # noqa: BLE001 -- what was raised is what is looked at
            said[name] = error

    threads = [threading.Thread(target=ask, args=(name,)) for name in names]
    for each in threads:
        each.start()
    return threads, said


def waiting(lines: Together, many: int) -> None:
    deadline = time.monotonic() + 10
    while len(lines._lines.get("book", ())) < many:
        assert time.monotonic() < deadline, "they do not come"
        time.sleep(0.001)


def test_who_comes_while_somebody_asks_is_asked_for_together_and_afterwards():
    book = Book()
    lines = Together(book.answer, 3, unknown="nobody knows")
    first, said_first = ask_in_threads(lines, ["ada"])
    assert book.began.wait(10)
    book.page = 1  # what changes after the first question began must be in the answers of those who come now
    others, said = ask_in_threads(lines, ["ben", "eve", "bad", "ida"])
    waiting(lines, 4)
    book.may_go_on.set()
    for each in (*first, *others):
        each.join(10)
    assert said_first["ada"] == ("ada on page 0", True)
    assert {name: str(outcome) for name, (outcome, _) in said.items()} == {
        "ben": "ben on page 1",
        "eve": "eve on page 1",
        "ida": "ida on page 1",
        "bad": "bad",
    }
    assert [len(group) for group in book.groups] == [1, 3, 1]
    assert sum(leads for _, leads in said.values()) == 2
    assert lines._lines == {}


def test_a_question_that_fails_fails_for_all_who_asked_it_and_for_nobody_else():
    def answer(_subject: str, given: list[str]) -> list[str]:
        if "poison" in given:
            raise OSError("the line is cut")
        return given

    lines = Together(answer, 10, unknown="nobody knows")
    outcome, leads = lines.ask("book", "poison")
    assert (type(outcome), leads) == (OSError, True)
    assert lines.ask("book", "good") == ("good", True)


def test_whoever_is_ended_while_they_ask_leaves_nobody_waiting():
    class Ended(BaseException):
        pass

    def answer(_subject: str, given: list[str]) -> list[str]:
        if given == ["ended"]:
            raise Ended
        return given

    lines = Together(answer, 10, unknown="nobody knows")
    with pytest.raises(Ended):
        lines.ask("book", "ended")
    assert lines.ask("book", "next") == ("next", True)
