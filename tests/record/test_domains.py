"""What a pen signs beside checkpoints: declarations in the name of those who certified them, and lists of files (S59)."""

import pytest

from parliament.record.canonical import canonical
from parliament.record.checkpoint import BadSignature, Signer
from parliament.record.pen import PenRefused, namespace, to_sign
from parliament.record.sshsig import armored, signature_in

HOUSE = Signer("parliament.example", b"h" * 32)
SAID = {
    "kind": "declaration",
    "check": {"origin": "parliament.example/1-water"},
    "certifications": [{"office": "chair"}],
}


def why(message: bytes, domain: str) -> str:
    with pytest.raises(PenRefused) as refused:
        to_sign(message, domain, [HOUSE.vkey])
    return refused.value.why


def test_a_declaration_is_signed_in_the_name_of_an_office_that_certified_it():
    asked = to_sign(canonical(SAID), "declaration.chair", [HOUSE.vkey])
    assert asked.startswith(b"SSHSIG")
    assert b"declaration.chair@parliament.example" in asked


@pytest.mark.parametrize(
    ("domain", "said"),
    [
        ("declaration.secretariat", SAID),
        ("declaration.chair", SAID | {"kind": "minutes"}),
        ("declaration.chair", SAID | {"certifications": []}),
        ("declaration.chair", {"kind": "declaration"}),
        ("declaration.chair", [SAID]),
    ],
)
def test_what_the_office_did_not_certify_as_a_declaration_is_not_signed(domain: str, said: object):
    assert why(canonical(said), domain) == "malformed"


def test_a_declaration_of_another_house_or_in_another_form_is_not_signed():
    elsewhere = SAID | {"check": {"origin": "elsewhere.example/1-water"}}
    assert why(canonical(elsewhere), "declaration.chair") == "unknown_log"
    assert why(canonical(SAID) + b"\n", "declaration.chair") == "malformed"


def test_a_list_of_files_is_signed_and_nothing_else_under_its_name():
    line = b"0" * 64 + b"  declaration.json\n"
    assert b"bundle@parliament.example" in to_sign(line, "bundle", [HOUSE.vkey])
    for other in (b"", line[:-1], line * 2, b"\xff" + line, b"G" + line[1:], line + b"pay 100\n"):
        assert why(other, "bundle") == "malformed"


def test_a_signature_file_is_read_in_its_one_spelling_and_its_one_namespace():
    message = b"0" * 64 + b"  declaration.json\n"
    space = namespace("bundle", HOUSE.name)
    signature = HOUSE.sign(to_sign(message, "bundle", [HOUSE.vkey]))
    told = armored(HOUSE.public_key, space, signature)
    assert signature_in(told, HOUSE.public_key, space, message) == signature
    other = Signer("parliament.example", b"o" * 32).public_key
    for text, key, named, of in (
        (told, other, space, message),
        (told, HOUSE.public_key, "checkpoint@parliament.example", message),
        (told, HOUSE.public_key, space, message + b"x"),
        (told.replace("\n-----END", "\n\n-----END"), HOUSE.public_key, space, message),
        ("", HOUSE.public_key, space, message),
        ("a\n*\n", HOUSE.public_key, space, message),
    ):
        with pytest.raises(BadSignature):
            signature_in(text, key, named, of)
