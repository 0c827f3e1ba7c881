// make writes a C2SP tlog-tiles folder with sumdb and torchwood: the log of somebody else, for our reader.
//
//	make -dir LOG -skey SIGNER-KEY < entries, each as Base64 on a line of its own
package main

import (
	"bufio"
	"encoding/base64"
	"flag"
	"log"
	"os"
	"path/filepath"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](v T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return v
}

type memory []tlog.Hash

func (m memory) ReadHashes(idx []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(idx))
	for i, x := range idx {
		out[i] = m[x]
	}
	return out, nil
}

func main() {
	dir := flag.String("dir", "", "where to write")
	skey := flag.String("skey", "", "note signer key")
	flag.Parse()
	put := func(path string, b []byte) {
		path = filepath.Join(*dir, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			log.Fatal(err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			log.Fatal(err)
		}
	}
	var stored memory
	var bundle []byte
	n := int64(0)
	flush := func(w int) {
		put(torchwood.TilePath(tlog.Tile{H: 8, L: -1, N: (n - 1) / 256, W: w}), bundle)
		bundle = nil
	}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		e := must(base64.StdEncoding.DecodeString(lines.Text()))
		stored = append(stored, must(tlog.StoredHashes(n, e, stored))...)
		bundle = must(torchwood.AppendTileEntry(bundle, e))
		if n++; n%256 == 0 {
			flush(256)
		}
	}
	if n%256 != 0 {
		flush(int(n % 256))
	}
	for _, t := range tlog.NewTiles(8, 0, n) {
		put(torchwood.TilePath(t), must(tlog.ReadTileData(t, stored)))
	}
	signer := must(note.NewSigner(*skey))
	text := torchwood.Checkpoint{Origin: signer.Name(), Tree: tlog.Tree{N: n, Hash: must(tlog.TreeHash(n, stored))}}.String()
	put("checkpoint", must(note.Sign(&note.Note{Text: text}, signer)))
}
