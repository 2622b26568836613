"""Tests with a browser and tests with an event loop of their own can share a process."""

import asyncio

from tests.services import chromium


def test_no_event_loop_is_left_running_once_the_browser_is_closed() -> None:
    async def seven() -> int:
        return 7

    with chromium.launched() as browser:
        assert browser.is_connected()
    assert asyncio.run(seven()) == 7
