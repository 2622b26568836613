"""What listeners hear: equal numbers for everybody, the content that is theirs, in order and without gaps."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

from tests.live.reading import Reading
from tests.live.server import LOG


def test_member_and_observer_hear_equal_numbers_and_unequal_content(standing, log) -> None:
    with standing.listener("member.login-1") as member, standing.listener("observer.login-2") as observer:
        assert member.follow(log) == {"seq": 0, "entries": []}
        assert observer.follow(log) == {"seq": 0, "entries": []}
        standing.post(f"/append/{log}/1/secret")
        standing.post(f"/append/{log}/1/public")
        first, second = member.next("entry"), member.next("entry")
        assert [(first["seq"], first["kind"]), (second["seq"], second["kind"])] == [
            (1, "motion.submitted"),
            (2, "item.called"),
        ]
        assert first["body"]["title"] == "A secret so far"
        assert observer.next("entry") == {"log": log, "seq": 1}
        assert observer.next("entry") == second


def test_stranger_catches_up_on_bare_numbers_where_the_house_reads_in_full(standing, log) -> None:
    standing.post(f"/append/{log}/2/secret")
    standing.post(f"/append/{log}/1/public")
    with standing.listener() as stranger, standing.listener("cabinet.login-1") as cabinet:
        missed = stranger.follow(log, after=1)
        assert missed["seq"] == 3
        assert missed["entries"][0] == {"seq": 2}
        assert [entry["seq"] for entry in missed["entries"]] == [2, 3]
        assert [entry["kind"] for entry in cabinet.follow(log, after=1)["entries"]] == [
            "motion.submitted",
            "item.called",
        ]


def test_more_than_a_hundred_missed_entries_are_read_over_http(standing, log) -> None:
    standing.post(f"/append/{log}/101/public")
    with standing.listener() as listener:
        assert listener.follow(log) == {"seq": 101, "catch_up": "http"}
        assert len(listener.follow(log, after=1)["entries"]) == 100


def test_entries_arrive_in_order_when_many_write_at_once(standing, log) -> None:
    with standing.listener() as listener, ThreadPoolExecutor(4) as writers:
        listener.follow(log)
        list(writers.map(standing.post, [f"/append/{log}/10/public"] * 4))
        assert [listener.next("entry")["seq"] for _ in range(40)] == list(range(1, 41))


def test_two_requests_of_one_client_are_answered_in_order(standing, log) -> None:
    with standing.listener() as listener:
        for after in range(8):
            follow = {"log": log, "language": "en", "form": "json", "after": after}
            listener.socket.send(f"42/live,{after}" + json.dumps(["follow", follow]))
        answers: list[str] = []
        while len(answers) < 8:
            frame = listener.socket.recv(timeout=5)
            answers += [frame.removeprefix("43/live,").partition("[")[0]] if frame.startswith("43") else []
        assert answers == [str(number) for number in range(8)]


def test_who_leaves_a_log_hears_no_more_of_it(standing, log) -> None:
    with standing.listener() as listener:
        listener.follow(log)
        listener.follow("session-2")
        assert listener.call("leave", {"log": log}) == {}
        standing.post(f"/append/{log}/1/public")
        standing.post("/append/session-2/1/public")
        assert listener.next("entry")["log"] == "session-2"
        assert listener.all("entry", during=0.5) == []


def test_a_log_that_does_not_exist_is_not_found(standing, log) -> None:
    with standing.listener() as listener:
        assert listener.follow("session-9") == {"error": "not_found"}


def test_pages_receive_only_what_changed_in_their_language(standing, log) -> None:
    with standing.listener("member.login-1") as english, standing.listener() as arabic:
        english.follow(log, form="html", language="en")
        arabic.follow(log, form="html", language="ar")
        standing.post(f"/append/{log}/1/public")
        first = english.next("fragments")
        assert (first["log"], first["after"], first["seq"]) == (log, 0, 1)
        assert first["fragments"] == {"head": "<p>en 1</p>", "fixed": "<p>same</p>"}
        assert arabic.next("fragments")["fragments"]["head"] == "<p>ar 1</p>"
        standing.post(f"/append/{log}/1/public")
        change = english.next("fragments")
        assert (change["after"], change["seq"], list(change["fragments"])) == (1, 2, ["head"])
        assert Reading().take(first).take(change).fragments == {"head": "<p>en 2</p>", "fixed": "<p>same</p>"}
        assert "entry" not in [name for name, _ in english.events]


def test_who_comes_back_to_an_empty_gallery_gets_whole_fragments(standing, log) -> None:
    with standing.listener() as first:
        first.follow(log, form="html")
        standing.post(f"/append/{log}/1/public")
        first.next("fragments")
    standing.post(f"/append/{log}/1/public")
    with standing.listener() as second:
        second.follow(log, form="html", after=2)
        standing.post(f"/append/{log}/1/public")
        message = second.next("fragments")
        assert (message["after"], message["seq"], sorted(message["fragments"])) == (0, 3, ["fixed", "head"])


def test_a_page_that_was_away_is_told_only_what_it_missed(standing, log) -> None:
    with standing.listener() as stays, standing.listener() as comes:
        stays.follow(log, form="html")
        assert "wordings" not in comes.follow(log, form="html")  # nothing was sent yet; the page it has loaded is whole
        standing.post(f"/append/{log}/1/public")
        page, chain = Reading(), stays.next("fragments")["chain"]
        page.take(comes.next("fragments"))
        comes.call("leave", {"log": log})
        for _ in range(2):
            standing.post(f"/append/{log}/1/public")
            last = stays.next("fragments")["seq"]
        answer = comes.follow(log, form="html", after=1, chain=chain)
        assert "wordings" not in answer
        for message in answer["missed"]:
            page.take(message)
        assert (page.seq, page.fragments["head"]) == (last, "<p>en 3</p>")
        elsewhere = comes.follow(log, form="html", after=1, chain="another")
        assert Reading().begin(elsewhere).fragments == page.fragments


def test_a_burst_renders_few_times_and_no_command_waits_for_it(start) -> None:
    server = start(render_seconds=0.5)
    with server.listener() as listener:
        listener.follow(form="html")
        answer = json.loads(server.post(f"/append/{LOG}/30/public"))
        assert answer["seconds"] < 5  # thirty renderings would take fifteen seconds
        page = Reading()
        while page.seq < 30:
            page.take(listener.next("fragments"))
        assert len(json.loads(server.get("/state"))["renderings"]) <= 12
        assert page.fragments == {"head": "<p>en 30</p>", "fixed": "<p>same</p>"}


def test_progress_is_told_at_most_four_times_a_second_and_ends_with_the_latest(standing, log) -> None:
    with standing.listener() as listener:
        listener.follow(log)
        standing.post(f"/append/{log}/1/public")
        began = time.monotonic()
        for voted in range(1, 101):
            standing.post(f"/ballot/{log}/vote-1/{voted}")
        took = time.monotonic() - began
        told = []
        while not told or told[-1]["voted"] < 100:
            told.append(listener.next("progress"))
        assert told[-1] == {"log": log, "seq": 1, "vote": "vote-1", "voted": 100, "of": 500}
        assert 1 <= len(told) <= 4 * took + 3
        assert [each["voted"] for each in told] == sorted(each["voted"] for each in told)


def test_presence_counts_those_who_follow(standing, log) -> None:
    with standing.listener() as first:
        first.follow(log)
        assert first.next("presence") == {"log": log, "seq": 0, "connected": 1}
        with standing.listener() as second:
            second.follow(log, form="html")
            assert first.next("presence")["connected"] == 2
        assert first.next("presence")["connected"] == 1
