"""Files for other programs over HTTP."""

import io
import zipfile

from lxml import etree

from parliament.schemas.files import OF_AMENDMENT, OF_MOTION
from tests.api.conftest import World


def test_motion_and_amendment_are_had_as_files_of_every_kind(sqlite_world: World):
    world = sqlite_world
    session = world.session()
    draft = world.draft(session)["motion"]
    for kind in OF_MOTION:
        assert world.nobody.get(f"/motions/{draft}/{kind}").status_code == 404
    motion = world.under_debate(session, world.sitting(session))
    assert world.nobody.get(f"/motions/{motion}/amendments.akn.xml").status_code == 404
    body = world.amended(motion, "every year", "every <month> & #day")
    amendment = world.mayors[1].does(f"/motions/{motion}/amendments", body)["amendment"]
    made = {kind: world.nobody.get(f"/motions/{motion}/{kind}") for kind in OF_MOTION}
    made |= {f"1/{kind}": world.nobody.get(f"/amendments/{amendment}/{kind}") for kind in OF_AMENDMENT}
    for kind, answer in made.items():
        assert answer.status_code == 200, kind
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert answer.headers["Cache-Control"] == "no-store"
    assert made["compendium.pdf"].data.startswith(b"%PDF-")
    assert b"amendment-1" in made["amendments.akn.xml"].data
    quoted = etree.fromstring(made["1/amendment.akn.xml"].data).findall(".//{*}quotedText")
    assert "<month> & #day" in quoted[-1].text
    with zipfile.ZipFile(io.BytesIO(made["1/changes.docx"].data)) as package:
        assert b"&lt;month&gt; &amp; #day" in package.read("word/document.xml")
    for kind in OF_AMENDMENT:
        assert world.nobody.get(f"/amendments/nothing/{kind}").status_code == 404
