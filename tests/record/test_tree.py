"""The tree against the published vectors, against RFC 6962's own definition, and against tampering."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parliament.record.tree import (
    EMPTY_ROOT,
    BadProof,
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_proof,
    frontier,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)

# The eight leaves of Google's certificate-transparency reference tests (merkle_tree_test.cc), its roots and proofs.
CT_LEAVES = [
    leaf_hash(bytes.fromhex(data))
    for data in ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
]
CT_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAF_0, LEAF_1 = CT_ROOTS[1], "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
NODE_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
NODE_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
NODE_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
NODE_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
MANY = [leaf_hash(str(number).encode()) for number in range(70)]
SIZES = st.integers(1, len(MANY))


def by_definition(leaves):
    """`MTH` word for word from RFC 6962 section 2.1, with none of the code under test."""
    if len(leaves) <= 1:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + by_definition(leaves[:split]) + by_definition(leaves[split:])).digest()


def flipped(data, bit):
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size):
    assert root(CT_LEAVES[:size]).hex() == CT_ROOTS[size]


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [LEAF_1, NODE_2_3, NODE_4_7]),
        (5, 8, [LEAF_4, NODE_6_7, CT_ROOTS[4]]),
        (2, 3, [CT_ROOTS[2]]),
        (1, 5, [LEAF_0, NODE_2_3, LEAF_4]),
    ],
)
def test_inclusion_proofs_are_those_of_certificate_transparency(index, size, path):
    assert [each.hex() for each in inclusion_proof(index, CT_LEAVES[:size])] == path


@pytest.mark.parametrize(
    ("old", "new", "proof"),
    [
        (1, 1, []),
        (1, 8, [LEAF_1, NODE_2_3, NODE_4_7]),
        (6, 8, [NODE_4_5, NODE_6_7, CT_ROOTS[4]]),
        (2, 5, [NODE_2_3, LEAF_4]),
    ],
)
def test_consistency_proofs_are_those_of_certificate_transparency(old, new, proof):
    assert [each.hex() for each in consistency_proof(old, CT_LEAVES[:new])] == proof


def test_frontier_grown_leaf_by_leaf_has_the_root_of_the_definition_at_every_size():
    edge = Frontier()
    assert edge.root() == EMPTY_ROOT
    for size, leaf in enumerate(MANY, 1):
        edge = edge.append(leaf)
        assert edge.root() == by_definition(MANY[:size]) == root(MANY[:size])
        assert edge == frontier(MANY[:size])


@given(st.lists(st.binary(max_size=8).map(leaf_hash), max_size=40), st.binary(max_size=8).map(leaf_hash))
def test_frontier_survives_the_store(leaves, following):
    edge = frontier(leaves)
    kept = Frontier.from_hex(len(leaves), edge.to_hex())
    assert kept.append(following).root() == by_definition([*leaves, following])


@pytest.mark.parametrize(
    ("size", "peaks"), [(2, []), (3, [LEAF_0]), (4, [LEAF_0, LEAF_1]), (1, ["00"]), (1, ["zz" * 32]), (-1, [LEAF_0])]
)
def test_frontier_whose_peaks_do_not_fit_its_size_is_refused(size, peaks):
    with pytest.raises(ValueError):  # noqa: PT011 -- a damaged table row, whatever is wrong with it
        Frontier.from_hex(size, peaks)


def test_every_leaf_is_proven_in_every_tree():
    for size in range(1, len(MANY) + 1):
        top = by_definition(MANY[:size])
        for index in range(size):
            check_inclusion(MANY[index], index, size, inclusion_proof(index, MANY[:size]), top)


def test_every_earlier_tree_is_proven_to_begin_every_later_one():
    for new in range(len(MANY) + 1):
        for old in range(new + 1):
            proof = consistency_proof(old, MANY[:new])
            check_consistency(old, new, proof, by_definition(MANY[:old]), by_definition(MANY[:new]))


@given(st.data(), SIZES)
def test_flipped_bit_in_an_inclusion_proof_is_refused(data, size):
    index = data.draw(st.integers(0, size - 1))
    parts = [MANY[index], root(MANY[:size]), *inclusion_proof(index, MANY[:size])]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], data.draw(st.integers(0, 255)))
    leaf, top, *path = parts
    with pytest.raises(BadProof):
        check_inclusion(leaf, index, size, path, top)


@given(st.data(), SIZES)
def test_flipped_bit_in_a_consistency_proof_is_refused(data, size):
    old = data.draw(st.integers(1, size))
    parts = [root(MANY[:old]), root(MANY[:size]), *consistency_proof(old, MANY[:size])]
    which = data.draw(st.integers(0, len(parts) - 1))
    parts[which] = flipped(parts[which], data.draw(st.integers(0, 255)))
    old_root, new_root, *proof = parts
    with pytest.raises(BadProof):
        check_consistency(old, size, proof, old_root, new_root)


@given(st.data(), SIZES)
def test_proof_for_one_place_does_not_serve_another(data, size):
    index = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(-1, size).filter(lambda place: place != index))
    with pytest.raises(BadProof):
        check_inclusion(MANY[index], other, size, inclusion_proof(index, MANY[:size]), root(MANY[:size]))


@given(st.data(), SIZES)
def test_shortened_or_lengthened_path_is_refused(data, size):
    index = data.draw(st.integers(0, size - 1))
    path = inclusion_proof(index, MANY[:size])
    wrong = [*path, data.draw(st.sampled_from(MANY))] if data.draw(st.booleans()) or not path else path[:-1]
    with pytest.raises(BadProof):
        check_inclusion(MANY[index], index, size, wrong, root(MANY[:size]))


@given(st.data(), SIZES)
def test_shortened_or_lengthened_consistency_proof_is_refused(data, size):
    old = data.draw(st.integers(0, size))
    proof = consistency_proof(old, MANY[:size])
    wrong = [*proof, data.draw(st.sampled_from(MANY))] if data.draw(st.booleans()) or not proof else proof[:-1]
    with pytest.raises(BadProof):
        check_consistency(old, size, wrong, root(MANY[:old]), root(MANY[:size]))


@given(st.data(), st.integers(2, len(MANY)))
def test_record_that_rewrote_an_earlier_entry_is_never_consistent(data, size):
    old = data.draw(st.integers(1, size))
    rewritten = MANY[:size]
    rewritten[data.draw(st.integers(0, old - 1))] = leaf_hash(b"rewritten")
    with pytest.raises(BadProof):
        check_consistency(old, size, consistency_proof(old, rewritten), root(MANY[:old]), root(rewritten))


def test_inner_node_does_not_pass_for_an_entry():
    node = node_hash(CT_LEAVES[0], CT_LEAVES[1])
    assert leaf_hash(CT_LEAVES[0] + CT_LEAVES[1]) != node
    with pytest.raises(BadProof):
        check_inclusion(node, 0, 4, [node_hash(CT_LEAVES[2], CT_LEAVES[3])], root(CT_LEAVES[:4]))


def test_entry_data_given_where_a_leaf_hash_belongs_is_refused():
    with pytest.raises(ValueError, match="leaf hashes"):
        root([b"not a hash"])
    with pytest.raises(BadProof):
        check_inclusion(b"short", 0, 1, [], b"short")


@pytest.mark.parametrize(("index", "size"), [(0, 0), (1, 1), (-1, 3)])
def test_place_outside_the_tree_has_no_proof(index, size):
    with pytest.raises(IndexError):
        inclusion_proof(index, MANY[:size])
    with pytest.raises(IndexError):
        consistency_proof(size + 1, MANY[:size])


def test_path_made_up_to_reach_above_the_root_is_refused():
    with pytest.raises(BadProof, match="longer"):
        check_inclusion(MANY[1], 0, 1, [MANY[0]], root(MANY[:2]))
    above, old, new = MANY[9], root(MANY[:3]), root(MANY[:5])
    proof = [*consistency_proof(3, MANY[:5]), above]
    with pytest.raises(BadProof, match="longer"):
        check_consistency(3, 5, proof, node_hash(above, old), node_hash(above, new))


def test_path_that_stops_below_the_root_is_refused_even_if_it_meets_what_was_claimed():
    with pytest.raises(BadProof, match="ends before"):
        check_inclusion(MANY[0], 0, 2, [], MANY[0])
    with pytest.raises(BadProof, match="ends before"):
        check_consistency(3, 5, [MANY[2]], MANY[2], MANY[2])


def test_empty_tree_begins_every_tree_under_its_own_root_alone():
    check_consistency(0, 3, [], EMPTY_ROOT, root(MANY[:3]))
    for old_size, new_size, old_root, new_root in [(0, 3, MANY[0], root(MANY[:3])), (0, 0, EMPTY_ROOT, MANY[0])]:
        with pytest.raises(BadProof):
            check_consistency(old_size, new_size, [], old_root, new_root)


def test_shrunken_tree_is_never_consistent():
    with pytest.raises(BadProof):
        check_consistency(5, 4, [], root(MANY[:5]), root(MANY[:4]))
