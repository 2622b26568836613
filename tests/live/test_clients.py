"""The official clients, unmodified, follow a sitting: the one for Python, and the one for JavaScript in a browser."""

from queue import SimpleQueue

import pytest
import socketio

pytestmark = pytest.mark.timeout(120)

FOLLOW = """async (log) => {
    const { io } = await import("/static/vendor/socket.io.esm.min.js");
    const socket = io("/live", { transports: ["websocket"], reconnection: false });
    const heard = [];
    const all = new Promise((resolve) => socket.on("entry", ({ seq }) => heard.push(seq) === 3 && resolve()));
    const left = new Promise((resolve) => socket.on("disconnect", resolve));
    const answer = await socket.emitWithAck("follow", { log, language: "en", form: "json", after: 0 });
    await fetch(`/append/${log}/3/public`, { method: "POST" });
    await all;
    socket.emit("vote", "yes");
    const ended = await new Promise((resolve) => socket.on("ended", resolve));
    return { answer, heard, ended, why: await left };
}"""


def test_the_python_client_follows_a_sitting(standing, log) -> None:
    client, heard = socketio.Client(reconnection=False), SimpleQueue()
    client.on("entry", heard.put, namespace="/live")
    address = f"http://127.0.0.1:{standing.port}"
    client.connect(address, transports=["websocket"], namespaces=["/live"])
    follow = {"log": log, "language": "en", "form": "json", "after": 0}
    assert client.call("follow", follow, namespace="/live") == {"seq": 0, "entries": []}
    standing.post(f"/append/{log}/3/public")
    assert [heard.get(timeout=10)["seq"] for _ in range(3)] == [1, 2, 3]
    assert client.call("leave", {"log": log}, namespace="/live") == {}
    client.disconnect()
    client.wait()
    assert not client.connected


def test_the_javascript_client_follows_a_sitting_and_hears_why_it_is_put_out(standing, log, open_context) -> None:
    page = open_context(base_url=f"http://127.0.0.1:{standing.port}").new_page()
    page.goto("/static/vendor/manifest.json")  # any page of the house's address without a script of its own
    assert page.evaluate(FOLLOW, log) == {
        "answer": {"seq": 0, "entries": []},
        "heard": [1, 2, 3],
        "ended": {"reason": "unknown_event"},
        "why": "io server disconnect",
    }
