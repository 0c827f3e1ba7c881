"""Trezor's shamir-mnemonic as a judge: one JSON request a line on standard input, one answer a line.

{"op": "words"} -> {"words": [...]}
{"op": "combine", "shares": [...], "passphrase": "..."} -> {"secret": hex} or {"refused": why}
{"op": "split", "secret": hex, "threshold": g, "groups": [[m, n], ...], "exponent": e} -> {"groups": [[share, ...], ...]}
{"op": "read", "share": "..."} -> the fields of one share, numbers from 0
"""

import json
import sys

import shamir_mnemonic as slip39
from shamir_mnemonic import MnemonicError
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORDLIST


def read(text):
    share = Share.from_mnemonic(text)
    return {
        "identifier": share.identifier,
        "extendable": share.extendable,
        "exponent": share.iteration_exponent,
        "group": share.group_index,
        "groupThreshold": share.group_threshold,
        "groupCount": share.group_count,
        "member": share.index,
        "memberThreshold": share.member_threshold,
        "value": share.value.hex(),
    }


def answer(request):
    if request["op"] == "words":
        return {"words": list(WORDLIST)}
    if request["op"] == "read":
        return read(request["share"])
    if request["op"] == "combine":
        passphrase = request.get("passphrase", "").encode()
        return {"secret": slip39.combine_mnemonics(request["shares"], passphrase).hex()}
    groups = [tuple(group) for group in request["groups"]]
    made = slip39.generate_mnemonics(
        request["threshold"], groups, bytes.fromhex(request["secret"]), b"", True, request["exponent"]
    )
    return {"groups": made}


for line in sys.stdin:
    try:
        said = answer(json.loads(line))
    except MnemonicError as error:
        said = {"refused": str(error)}
    print(json.dumps(said), flush=True)
