// The bridge to the Shamir code of HashiCorp Vault and OpenBao themselves: JSON lines on standard input, answers on standard output.
//
//	{"lib":"vault"|"bao","op":"split","secret":hex,"n":5,"t":3} -> {"shares":[hex...]}
//	{"lib":"vault"|"bao","op":"combine","shares":[hex...]}      -> {"secret":hex}
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"os"

	vault "github.com/hashicorp/vault/shamir"
	bao "github.com/openbao/openbao/sdk/v2/helper/shamir"
)

type req struct {
	Lib, Op, Secret string
	N, T            int
	Shares          []string
}
type rsp struct {
	Secret string   `json:"secret,omitempty"`
	Shares []string `json:"shares,omitempty"`
	Error  string   `json:"error,omitempty"`
}

func do(q req) (r rsp) {
	defer func() {
		if e := recover(); e != nil {
			r = rsp{Error: "panic"}
		}
	}()
	split, combine := vault.Split, vault.Combine
	if q.Lib == "bao" {
		split, combine = bao.Split, bao.Combine
	}
	switch q.Op {
	case "split":
		s, err := hex.DecodeString(q.Secret)
		if err != nil {
			return rsp{Error: err.Error()}
		}
		sh, err := split(s, q.N, q.T)
		if err != nil {
			return rsp{Error: err.Error()}
		}
		for _, b := range sh {
			r.Shares = append(r.Shares, hex.EncodeToString(b))
		}
	case "combine":
		var in [][]byte
		for _, h := range q.Shares {
			b, err := hex.DecodeString(h)
			if err != nil {
				return rsp{Error: err.Error()}
			}
			in = append(in, b)
		}
		s, err := combine(in)
		if err != nil {
			return rsp{Error: err.Error()}
		}
		r.Secret = hex.EncodeToString(s)
	default:
		r.Error = "op?"
	}
	return
}

func main() {
	sc := bufio.NewScanner(os.Stdin)
	sc.Buffer(nil, 1<<24)
	out := json.NewEncoder(os.Stdout)
	for sc.Scan() {
		var q req
		if err := json.Unmarshal(sc.Bytes(), &q); err != nil {
			out.Encode(rsp{Error: err.Error()})
			continue
		}
		out.Encode(do(q))
	}
}
