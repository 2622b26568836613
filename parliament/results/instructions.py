"""The page in every bundle that says how to check it: with our program, and by hand with programs that are not ours.

Whatever is indented there is a shell script as it stands; the tests run it.
"""

from parliament.record.entries import Json

TEMPLATE = """\
Evidence for declaration {number}: {title}

This archive shows that the declaration follows from the public record of session {session},
that the record is the one its key signed, and that nobody changed a byte since.

With the house's own program, which works without a network:
parliament verify {slug}.zip

By hand, with sh, sha256sum, openssl, base64 and a bare python3: read what is indented below, unpack the archive, open
a shell in its folder, and run all of it at once, which must end without an error:
sed -n 's/^    //p' VERIFY.txt | sh -e

1. Every annex is what its name says: the name is the SHA-256 of the content.
    for f in annexes/*; do echo "${{f#annexes/}}  $f"; done | sha256sum --check --quiet

2. The declaration is the document that the last entry of the record publishes.
    tail -n 1 entries.jsonl | grep -q "\\"document_hash\\":\\"$(sha256sum declaration.json | cut -c1-64)\\""

3. The entries lead to the root that was signed. Each line of entries.jsonl is a leaf of a Merkle tree (RFC 6962);
   {own}
    python3 - <<'END'
    import base64, hashlib, json
    sha = lambda data: hashlib.sha256(data).digest()
    lines = open("entries.jsonl", "rb").read().split(b"\\n")[:-1]
    row = [bytes.fromhex(json.loads(x)["leaf"]) if "leaf" in json.loads(x) else sha(b"\\0" + x) for x in lines]
    while len(row) > 1:
        row = [sha(b"\\1" + row[i] + row[i + 1]) if i + 1 < len(row) else row[i] for i in range(0, len(row), 2)]
    origin, size, root = open("checkpoint", encoding="utf-8").read().split("\\n")[:3]
    assert int(size) == len(lines) and base64.b64decode(root) == row[0], "the entries are not those that were signed"
    END

4. The key signed the checkpoint (Ed25519, in the form of a C2SP signed note).
    work=$(mktemp -d)
    sed '/^$/,$d' checkpoint > "$work/text"
    tail -n 1 checkpoint | cut -d' ' -f3 | base64 -d | tail -c 64 > "$work/signature"
    printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000' > "$work/key"
    cut -d+ -f3- vkey | base64 -d | tail -c 32 >> "$work/key"
    openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/text" -sigfile "$work/signature"

5. The key is the house's. A forger can sign a forgery with a key of their own, so this step is yours: compare
   the key below with the one you kept, or with the one the house publishes in more than one place.
{vkey}

6. The count. roll-call.csv names every seat; the sum must be what declaration.json says under "tally".
    python3 - <<'END'
    import collections, csv, json
    counted = collections.Counter(row["choice"] for row in csv.DictReader(open("roll-call.csv", encoding="utf-8")))
    tally = json.load(open("declaration.json", encoding="utf-8"))["vote"]["tally"]
    assert {{choice: counted[choice] for choice in tally}} == tally, "the roll call adds up to something else"
    END

What this does not show: that each ballot was cast freely, and that the house shows the same record to everybody.
For the first, mayors keep their receipts; for the second, keep this checkpoint and compare it with later ones.
"""

OWN = {
    True: "of entries that are the house's own, the leaf is a seal: the hash of a salt and the entry.",
    # What was written before there were seals. A bundle that was taken away then still has to be word for word right.
    False: "of entries that are the house's own, only the hash of the leaf is given.",
}


def instructions(document: Json, vkey: str, *, sealed: bool) -> str:
    """How to check the bundle of this declaration, signed by this key; `sealed` if any of its entries is."""
    facts = {"number": document["number"], "slug": document["slug"], "session": document["session"]["number"]}
    # One line, whatever a title holds: the script is told from the prose by how a line begins.
    return TEMPLATE.format(**facts, title=" ".join(document["title"].split()), vkey=vkey, own=OWN[sealed])
