"""The page in every bundle of format 2 that says how to check it with tools that are on almost any machine.

Whatever is indented there is a shell script as it stands; the tests run it.
"""

import shlex

from parliament.record.checkpoint import parse_vkey
from parliament.record.entries import Json
from parliament.record.pen import namespace

TEMPLATE = """\
Evidence for declaration {number}: {title}

This archive shows that the declaration follows from the public record of session {session}, that the record is the
one its key signed, that chair and secretariat certified the text, and that nobody changed a byte since.

With the house's own program, which works without a network:
parliament verify {slug}.zip

In a browser, without a network: save the page /verify/offline.html of any house you trust, open it from your disk,
and give it this archive.

By hand, with sh, sha256sum, ssh-keygen, openssl, base64 and a bare python3: read what is indented below, unpack the
archive, open a shell in its folder, and run all of it at once, which must end without an error:
sed -n 's/^    //p' VERIFY.txt | sh -e

1. Every file is the one on the list, and there is no other.
    sha256sum --check --strict --quiet SHA256SUMS
    test "$(find . -type f | cut -c3- | LC_ALL=C sort)" = "$({{ cut -c67- SHA256SUMS; echo SHA256SUMS; echo SHA256SUMS.sig; }} | LC_ALL=C sort)"

2. The list was signed by the house, and the declaration in the name of each of the two offices that certified it.
   These are signatures of OpenSSH: allowed_signers says whose counts for what.
    ssh-keygen -Y verify -f allowed_signers -I house -n {of_list} -s SHA256SUMS.sig < SHA256SUMS
    ssh-keygen -Y verify -f allowed_signers -I chair -n {of_chair} -s declaration.json.chair.sig < declaration.json
    ssh-keygen -Y verify -f allowed_signers -I secretariat -n {of_secretariat} -s declaration.json.secretariat.sig < declaration.json

3. Every annex is what its name says: the name is the SHA-256 of the content.
    for f in annexes/*; do echo "${{f#annexes/}}  $f"; done | sha256sum --check --strict --quiet

4. The declaration is the document that the last entry of the record publishes.
    tail -n 1 entries.jsonl | grep -q "\\"document_hash\\":\\"$(sha256sum declaration.json | cut -c1-64)\\""

5. The entries lead to the root that was signed. Each line of entries.jsonl is a leaf of a Merkle tree (RFC 6962);
   {own}
   published.tlog-proof shows the same of the last entry alone, for whoever does not keep the others.
   One key made all signatures, and the signature over the list is written in the one way there is.
    python3 - <<'END'
    import base64, hashlib, json
    sha = lambda data: hashlib.sha256(data).digest()
    node = lambda left, right: sha(b"\\1" + left + right)
    lines = open("entries.jsonl", "rb").read().split(b"\\n")[:-1]
    row = [bytes.fromhex(json.loads(x)["leaf"]) if "leaf" in json.loads(x) else sha(b"\\0" + x) for x in lines]
    last = row[-1]
    while len(row) > 1:
        row = [node(row[i], row[i + 1]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
    note = open("checkpoint", encoding="utf-8").read()
    origin, size, root = note.split("\\n")[:3]
    assert int(size) == len(lines) and base64.b64decode(root) == row[0], "the entries are not those that were signed"
    head, _, told = open("published.tlog-proof", encoding="utf-8").read().partition("\\n\\n")
    first, index, *path = head.split("\\n")
    assert first == "c2sp.org/tlog-proof@v1" and index == "index " + str(len(lines) - 1) and told == note, "another proof"
    for each in path:
        last = node(base64.b64decode(each), last)
    assert last == row[0], "the last entry is not in the log"
    key = base64.b64decode(open("vkey", encoding="utf-8").read().split("+", 2)[2])[1:]
    signers = [base64.b64decode(x.split()[-1])[-32:] for x in open("allowed_signers", encoding="utf-8")]
    assert signers == [key] * 3, "the signatures are by another key than the checkpoint"
    text = open("SHA256SUMS.sig", encoding="utf-8").read()
    blob = base64.b64encode(base64.b64decode("".join(text.split("\\n")[1:-2]), validate=True)).decode()
    rows = [blob[i : i + 70] for i in range(0, len(blob), 70)]
    assert text == "\\n".join(["-----BEGIN SSH SIGNATURE-----", *rows, "-----END SSH SIGNATURE-----", ""]), "another spelling"
    END

6. The key signed the checkpoint (Ed25519, in the form of a C2SP signed note).
    work=$(mktemp -d)
    sed '/^$/,$d' checkpoint > "$work/text"
    tail -n 1 checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > "$work/signature"
    printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000' > "$work/key"
    cut -d+ -f3- vkey | base64 -d | tail -c 32 >> "$work/key"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/text" -sigfile "$work/signature"
    rm -r "$work"

7. The key is the house's. A forger can sign a forgery with a key of their own, so this step is yours: compare
   the key below with the one you kept, or with the one the house publishes in more than one place.
{vkey}

8. The count. roll-call.csv and roll-call.json name every seat; the sum must be what declaration.json says under "tally".
    python3 - <<'END'
    import collections, csv, json
    tally = json.load(open("declaration.json", encoding="utf-8"))["vote"]["tally"]
    for rows in (csv.DictReader(open("roll-call.csv", encoding="utf-8")), json.load(open("roll-call.json"))["roll_call"]):
        counted = collections.Counter(row["choice"] for row in rows)
        assert not counted or {{each: counted[each] for each in tally}} == tally, "the roll call adds up to something else"
    END

9. The list once more: a script that lost a line on its way would not have run all of the above.
    sha256sum --check --strict --quiet SHA256SUMS

Other files: text.txt is the authentic text, and texts/ holds the translations as the voters had them.{printed}
Not in it: papers that were laid before the house, and prints of other declarations. The entries name them by their
SHA-256 (content_hash, pdf_hash), so that a copy from anywhere can be compared.

What this does not show: that each ballot was cast freely, and that the house shows the same record to everybody.
For the first, mayors keep their receipts; for the second, keep this checkpoint and compare it with later ones.
Nor what came later: this archive is as old as the publication. Whether the declaration was corrected, signed by more
cities, superseded or withdrawn stands in the log of the institution, and on the page of the declaration.
"""

OWN = {
    True: "of entries that are the house's own, the leaf is a seal: the hash of a salt and the entry.",
    False: "of entries that are the house's own, only the hash of the leaf is given.",
}


def by_hand(document: Json, vkey: str, *, sealed: bool, printed: bool) -> str:
    """How to check the bundle of this declaration, signed by this key of the house; `sealed` if any of its entries is."""
    facts = {"number": document["number"], "slug": document["slug"], "session": document["session"]["number"]}
    name = parse_vkey(vkey).name
    spaces = {
        "of_list": shlex.quote(namespace("bundle", name)),
        "of_chair": shlex.quote(namespace("declaration.chair", name)),
        "of_secretariat": shlex.quote(namespace("declaration.secretariat", name)),
    }
    told = " declaration.pdf is for reading." if printed else ""
    # One line, whatever a title holds: the script is told from the prose by how a line begins.
    title = " ".join(document["title"].split())
    return TEMPLATE.format(**facts, **spaces, title=title, vkey=vkey, own=OWN[sealed], printed=told)
