// Checks a parliament's log with Go's own sumdb packages: notes, proofs, tiles, cosignatures. Nothing here is shared with
// the house's code. Reads claims from standard input, one JSON object a line, and answers each with one line: the
// reason why it does not hold, or nothing.
package main

import (
	"bufio"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"evidence/note"
	"evidence/tlog"
)

// A claim has a kind and what this kind needs; paths and entries are in base64, as they are everywhere in the formats.
type claim struct {
	Kind  string   // note, inclusion, consistency, log, cosignature
	Vkeys []string // keys of the log
	Note  string   // a checkpoint
	Old   string   // an earlier checkpoint of the same log
	Proof string   // a c2sp.org/tlog-proof@v1
	Path  []string // a consistency proof
	Entry []byte   // a leaf
	Dir   string   // a log as static files: tile/0/000, tile/entries/000 ...
	Vkey  string   // the key of a witness
	At    uint64   // when it says it cosigned
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var asked claim
		err := json.Unmarshal(lines.Bytes(), &asked)
		if err == nil {
			err = check(asked)
		}
		if err != nil {
			fmt.Println(strings.ReplaceAll(err.Error(), "\n", " "))
		} else {
			fmt.Println()
		}
	}
}

func check(asked claim) error {
	switch asked.Kind {
	case "note":
		_, err := open(asked.Note, asked.Vkeys)
		return err
	case "inclusion":
		return checkInclusion(asked)
	case "consistency":
		return checkConsistency(asked)
	case "log":
		return checkLog(asked)
	case "cosignature":
		return checkCosignature(asked)
	}
	return errors.New("no such claim: " + asked.Kind)
}

func open(text string, vkeys []string) (tlog.Tree, error) {
	var known []note.Verifier
	for _, vkey := range vkeys {
		verifier, err := note.NewVerifier(vkey)
		if err != nil {
			return tlog.Tree{}, err
		}
		known = append(known, verifier)
	}
	opened, err := note.Open([]byte(text), note.VerifierList(known...))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != opened.Sigs[0].Name {
		return tlog.Tree{}, errors.New("not a checkpoint signed in the name of its origin")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func hashes(lines []string) (parsed []tlog.Hash, err error) {
	for _, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, hash)
	}
	return parsed, nil
}

func checkInclusion(asked claim) error {
	head, checkpoint, found := strings.Cut(asked.Proof, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		return errors.New("not a proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	if err != nil {
		return err
	}
	path, err := hashes(lines[2:])
	if err != nil {
		return err
	}
	tree, err := open(checkpoint, asked.Vkeys)
	if err != nil {
		return err
	}
	return tlog.CheckRecord(path, tree.N, tree.Hash, index, tlog.RecordHash(asked.Entry))
}

func checkConsistency(asked claim) error {
	old, err := open(asked.Old, asked.Vkeys)
	if err != nil {
		return err
	}
	tree, err := open(asked.Note, asked.Vkeys)
	if err != nil {
		return err
	}
	path, err := hashes(asked.Path)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, tree.N, tree.Hash, old.N, old.Hash)
}

// files reads tiles of height 8 as C2SP tlog-tiles names them: like Go's own, but without the height.
type files string

func (dir files) Height() int                     { return 8 }
func (dir files) SaveTiles([]tlog.Tile, [][]byte) {}
func (dir files) ReadTiles(tiles []tlog.Tile) (read [][]byte, err error) {
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(dir), path))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

// checkLog authenticates every tile against the checkpoint, every entry against its tile, and, if there is an earlier
// checkpoint, that the log has only grown since.
func checkLog(asked claim) error {
	tree, err := open(asked.Note, asked.Vkeys)
	if err != nil {
		return err
	}
	reader := tlog.TileHashReader(tree, files(asked.Dir))
	root, err := tlog.TreeHash(tree.N, reader)
	if err != nil {
		return err
	}
	if root != tree.Hash {
		return errors.New("the tiles give another root")
	}
	if err := checkEntries(asked.Dir, tree, reader); err != nil {
		return err
	}
	if asked.Old == "" {
		return nil
	}
	old, err := open(asked.Old, asked.Vkeys)
	if err != nil {
		return err
	}
	path, err := tlog.ProveTree(tree.N, old.N, reader)
	if err != nil {
		return err
	}
	return tlog.CheckTree(path, tree.N, tree.Hash, old.N, old.Hash)
}

func checkEntries(dir string, tree tlog.Tree, reader tlog.HashReader) error {
	for bundle := int64(0); bundle*256 < tree.N; bundle++ {
		tile := tlog.Tile{H: 8, L: -1, N: bundle, W: int(min(256, tree.N-bundle*256))}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		data, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return err
		}
		for at := bundle * 256; at < bundle*256+int64(tile.W); at++ {
			if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
				return errors.New("a bundle ends too early")
			}
			end := 2 + int(binary.BigEndian.Uint16(data))
			entry := data[2:end]
			data = data[end:]
			known, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, at)})
			if err != nil {
				return err
			}
			if known[0] != tlog.RecordHash(entry) {
				return fmt.Errorf("entry %d is not in the tree", at)
			}
		}
		if len(data) > 0 {
			return errors.New("a bundle goes on after its last entry")
		}
	}
	return nil
}

// witness is a verifier for C2SP tlog-cosignature v1: type 4, over two lines of its own and the text of the note.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	at   uint64
}

func (w witness) Name() string    { return w.name }
func (w witness) KeyHash() uint32 { return w.hash }
func (w witness) Verify(message, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize || binary.BigEndian.Uint64(signature) != w.at {
		return false
	}
	said := fmt.Sprintf("cosignature/v1\ntime %d\n%s", w.at, message)
	return ed25519.Verify(w.key, []byte(said), signature[8:])
}

func checkCosignature(asked claim) error {
	name, rest, _ := strings.Cut(asked.Vkey, "+")
	id, encoded, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != 33 || key[0] != 4 {
		return errors.New("not the key of a witness")
	}
	digest := sha256.Sum256(append([]byte(name+"\n"), key...))
	hash := binary.BigEndian.Uint32(digest[:4])
	if id != fmt.Sprintf("%08x", hash) {
		return errors.New("the identifier does not belong to the key")
	}
	verifier := witness{name, hash, key[1:], asked.At}
	opened, err := note.Open([]byte(asked.Note), note.VerifierList(verifier))
	if err == nil && opened.Sigs[0].Name != name {
		return errors.New("signed by another")
	}
	return err
}
