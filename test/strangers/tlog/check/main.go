// check judges a C2SP tlog-tiles folder. golang.org/x/mod/sumdb/{note,tlog} do every cryptographic step,
// filippo.io/torchwood the C2SP framing (tile paths, checkpoint text, entry bundles).
//
//	check -dir LOG -vkey VKEY [-old CHECKPOINT]
//
// It answers one JSON object and exit 0, or "FAIL: why" and exit 1.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func die(format string, a ...any) {
	fmt.Fprintf(os.Stderr, "FAIL: "+format+"\n", a...)
	os.Exit(1)
}

func must[T any](v T, err error) T {
	if err != nil {
		die("%v", err)
	}
	return v
}

// folder is a tlog.TileReader. TileHashReader checks every tile that it takes from here against the root.
type folder struct {
	dir  string
	used map[string]bool
}

func (d folder) Height() int { return 8 }

func (d folder) read(t tlog.Tile) ([]byte, error) {
	p := torchwood.TilePath(t)
	d.used[p] = true
	return os.ReadFile(filepath.Join(d.dir, p))
}

func (d folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(tiles))
	for i, t := range tiles {
		b, err := d.read(t)
		if err != nil {
			return nil, err
		}
		out[i] = b
	}
	return out, nil
}

func (d folder) SaveTiles([]tlog.Tile, [][]byte) {}

type memory []tlog.Hash

func (m memory) ReadHashes(idx []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(idx))
	for i, x := range idx {
		if x >= int64(len(m)) {
			return nil, fmt.Errorf("stored hash %d out of range", x)
		}
		out[i] = m[x]
	}
	return out, nil
}

// open believes a checkpoint only under the log's key, whose name must be the origin.
func open(b []byte, v note.Verifier) (torchwood.Checkpoint, *note.Note) {
	n, err := note.Open(b, note.VerifierList(v))
	if err != nil {
		die("note.Open: %v", err)
	}
	c := must(torchwood.ParseCheckpoint(n.Text))
	if c.Origin != v.Name() {
		die("origin %q is not the key's name %q", c.Origin, v.Name())
	}
	return c, n
}

// rebuild computes the tree from the entry bundles alone.
func rebuild(d folder, size int64) (stored memory, leaves [][]byte) {
	for i := int64(0); i < size; {
		w := int(min(256, size-i))
		b := must(d.read(tlog.Tile{H: 8, L: -1, N: i / 256, W: w}))
		for range w {
			e, rest, err := torchwood.ReadTileEntry(b)
			if err != nil {
				die("entry %d: %v", i, err)
			}
			b = rest
			stored = append(stored, must(tlog.StoredHashes(i, e, stored))...)
			leaves = append(leaves, e)
			i++
		}
		if len(b) != 0 {
			die("entry bundle ending at %d has %d bytes too many", i, len(b))
		}
	}
	return stored, leaves
}

func main() {
	dir := flag.String("dir", "", "log folder (checkpoint, tile/...)")
	vkey := flag.String("vkey", "", "note verifier key of the log")
	old := flag.String("old", "", "older signed checkpoint: prove consistency with it")
	flag.Parse()

	v := must(note.NewVerifier(*vkey))
	c, n := open(must(os.ReadFile(filepath.Join(*dir, "checkpoint"))), v)
	d := folder{*dir, map[string]bool{"checkpoint": true}}
	stored, leaves := rebuild(d, c.N)
	if root := must(tlog.TreeHash(c.N, stored)); root != c.Hash {
		die("root of the entries %v is not the signed root %v", root, c.Hash)
	}
	tiles := tlog.NewTiles(8, 0, c.N)
	for _, t := range tiles {
		if !bytes.Equal(must(tlog.ReadTileData(t, stored)), must(d.read(t))) {
			die("tile %s is wrong", torchwood.TilePath(t))
		}
	}
	// From here on only the hash tiles and the signed root are used.
	reader := tlog.TileHashReader(tlog.Tree{N: c.N, Hash: c.Hash}, d)
	for i, leaf := range leaves {
		p := must(tlog.ProveRecord(c.N, int64(i), reader))
		if err := tlog.CheckRecord(p, c.N, c.Hash, int64(i), tlog.RecordHash(leaf)); err != nil {
			die("inclusion of %d: %v", i, err)
		}
	}
	consistentWith := int64(-1)
	if *old != "" {
		oc, _ := open(must(os.ReadFile(*old)), v)
		consistentWith = oc.N
		if oc.N > c.N {
			die("the older checkpoint is larger: rollback")
		}
		if oc.N > 0 {
			p := must(tlog.ProveTree(c.N, oc.N, reader))
			if err := tlog.CheckTree(p, c.N, c.Hash, oc.N, oc.Hash); err != nil {
				die("consistency: %v", err)
			}
		}
	}
	var extra []string
	err := filepath.WalkDir(*dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		r := filepath.ToSlash(must(filepath.Rel(*dir, p)))
		if !d.used[r] {
			extra = append(extra, r)
		}
		return nil
	})
	if err != nil {
		die("%v", err)
	}
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"origin": c.Origin, "size": c.N, "root": c.Hash.String(), "tiles": len(tiles), "inclusionProofs": len(leaves),
		"consistentWith": consistentWith, "unknownSigs": len(n.UnverifiedSigs), "extraFiles": extra,
	})
}
