"""A session with something on every page of the procedure, for whoever looks at the pages."""

from datetime import timedelta

from tests.browser.scenes import Scene, convened
from tests.browser.served import Parliament
from tests.varied import written

CHAIR_DECIDES = {
    "majority.motion": "simple",
    "majority.tie": "casting_vote",
    "proxies.max_per_holder": 2,
    "floor.speech_seconds": {"member": 3600, "chair": 3600, "secretariat": 3600, "observer": 3600},
}


def proceedings(parliament: Parliament) -> dict[str, str]:
    """Addresses of a casting vote, minutes, an election, a vote by proxy, a point of order and an urgent session."""
    text = written(CHAIR_DECIDES, base="demonstration", name="chair_decides")
    parliament["desk"].does("/profiles", text=text)
    scene = convened(parliament, "In procedure", profile="chair_decides")
    motion = scene.debated("Night buses")
    equal = scene.put(motion)
    scene.cast(equal, mayors=slice(0, 4))
    scene.cast(equal, "no", mayors=slice(4, 8))
    scene.close(equal)
    scene.chair.does(f"/votes/{equal}/casting-vote", choice="yes")
    scene.chair.does(f"/sittings/{scene.sitting}/adjourn")
    minutes = scene.desk.does(f"/sittings/{scene.sitting}/minutes")["minutes"]
    scene.mayors[1].does(f"/minutes/{minutes}/corrections", paragraph=1, text="The sitting was opened in good order.")
    scene.open()
    by_proxy = _voting_by_proxy(scene)
    election = _standing(scene)
    scene.call(scene.listed(scene.published("Shade on every square")))
    turn = scene.mayors[3].does(f"/sittings/{scene.sitting}/speakers", side="for")["turn"]
    scene.mayors[6].does(f"/sittings/{scene.sitting}/speakers", side="against")
    scene.chair.does(f"/turns/{turn}/give")
    scene.mayors[4].does(f"/sittings/{scene.sitting}/points", about="The speech is not on shade")
    return {"procedure": scene.slug, "equal": equal, "by_proxy": by_proxy, "election": election}


def _voting_by_proxy(scene: Scene) -> str:
    """A vote by window, in which São Paulo has given its voice to Freetown and is not there."""
    until = scene.parliament.client.now() + timedelta(hours=8)
    scene.mayors[1].does(
        f"/sessions/{scene.session}/proxies", holder=scene.mayors[0].known.seat, until_at=until.isoformat()
    )
    scene.mayors[1].does(f"/sittings/{scene.sitting}/check-in", present=False)
    motion = scene.published("Water in every school")
    scene.call(scene.listed(motion))
    vote = scene.put(motion, minutes=50)
    scene.cast(vote, mayors=slice(0, 1))
    return vote


def _standing(scene: Scene) -> str:
    """An election with two candidates and no round yet."""
    item = scene.desk.does(f"/sessions/{scene.session}/items", kind="election", title="Vice-chair")["item"]
    scene.call(item)
    election = scene.chair.does(f"/items/{item}/elections", method="ranked")["election"]
    for mayor in scene.mayors[2:4]:
        mayor.does(f"/elections/{election}/candidates", seat=mayor.known.seat)
    return election
