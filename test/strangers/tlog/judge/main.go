// judge asks filippo.io/torchwood for its verdict on one checkpoint or one entry's proof under a C2SP tlog-policy.
//
//	judge policy POLICY CHECKPOINT
//	judge proof POLICY PROOF ENTRY
//
// It answers "ok" and exit 0, or "FAIL: why" and exit 1.
package main

import (
	"fmt"
	"os"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"
)

func die(err error) {
	fmt.Fprintln(os.Stderr, "FAIL:", err)
	os.Exit(1)
}

func read(path string) []byte {
	b, err := os.ReadFile(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	return b
}

func main() {
	policy, err := torchwood.ParsePolicy(read(os.Args[2]))
	if err != nil {
		die(err)
	}
	switch os.Args[1] {
	case "policy":
		_, _, err = torchwood.VerifyCheckpoint(read(os.Args[3]), policy)
	case "proof":
		err = torchwood.VerifyProof(policy, tlog.RecordHash(read(os.Args[4])), read(os.Args[3]))
	default:
		err = fmt.Errorf("no such job: %s", os.Args[1])
	}
	if err != nil {
		die(err)
	}
	fmt.Println("ok")
}
