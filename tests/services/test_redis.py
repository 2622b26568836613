"""The Redis that tests get is real, empty, and gone afterwards."""

from redis import Redis

from tests.services import redis as service


def test_what_is_published_reaches_a_subscriber(redis_url: str) -> None:
    with Redis.from_url(redis_url) as speaker, Redis.from_url(redis_url) as listener, listener.pubsub() as gallery:
        gallery.subscribe("sitting")
        assert gallery.get_message(timeout=5)["type"] == "subscribe"
        assert speaker.publish("sitting", "opened") == 1
        assert gallery.get_message(timeout=5)["data"] == b"opened"


def test_a_test_finds_redis_empty_although_it_has_been_written_to(redis_server: str, request) -> None:
    with Redis.from_url(redis_server) as client:
        client.set("left", "behind")
        assert client.dbsize() == 1
        request.getfixturevalue("redis_url")
        assert client.dbsize() == 0


def test_redis_keeps_nothing_on_disk(redis_url: str) -> None:
    with Redis.from_url(redis_url) as client:
        assert client.config_get("save") == {"save": ""}
        assert client.config_get("appendonly") == {"appendonly": "no"}


def test_a_server_is_gone_when_it_is_left() -> None:
    with service.server() as url:
        port = int(url.removesuffix("/0").rpartition(":")[2])
        assert service.answers(port)
    assert not service.answers(port)
