#!/usr/bin/python3
"""Recovery without Rootseal: opened shares and sealed roots in, root secrets out.

Written from docs/formats.md alone, with Debian's python3, python3-cbor2 and python3-nacl. The shares are what
`age -d` gives from shares/<custodian>.age.

    recover.py SHARE-SET.json SEALED-FILE ... -- OPENED-SHARE ...

prints one JSON object: the KEK, and per sealed root its suite, public key and secret, in hex. It stops with a
message and exit code 1 at the first thing that is not as formats.md says.
"""
import hashlib
import json
import sys

import cbor2
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import CryptoError


class Refused(Exception):
    """Something is not as docs/formats.md says."""


def need(holds, what):
    if not holds:
        raise Refused(what)


def labelled(label, data):
    return hashlib.sha256(label.encode("ascii") + b"\x00" + data).digest()


def message(kind, data):
    return f"rootseal/{kind}/v1".encode("ascii") + b"\x00" + hashlib.sha256(data).digest()


def check_signature(signer, signature, signed, what):
    """Ed25519 only; PyNaCl knows no SM2 or P-256, whose signatures are left to OpenSSL."""
    if signer["suite"] != "ed25519":
        return False
    try:
        crypto_sign_open(signature + signed, signer["publicKey"])
    except CryptoError:
        raise Refused(f"signature of {what}") from None
    return True


def read_cbor(data, what):
    value = cbor2.loads(data)
    need(cbor2.dumps(value, canonical=True) == data, f"{what} is not canonical CBOR")
    return value


def read_set(data):
    """JSON of ours is RFC 8785; for strings, whole numbers and ASCII keys this is what Python writes, too."""
    document = json.loads(data)
    write = lambda value: json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")
    need(write(document) == data, "the share set is not canonical JSON")
    unsigned = {key: value for key, value in document.items() if key != "signature"}
    signer = {"suite": document["signer"]["suite"], "publicKey": bytes.fromhex(document["signer"]["publicKey"])}
    check_signature(signer, bytes.fromhex(document["signature"]), message("share-set", write(unsigned)), "the share set")
    fingerprint = labelled("rootseal/fingerprint/v1", signer["suite"].encode() + b"\x00" + signer["publicKey"])
    need(document["format"] == "rootseal.share-set/1" and fingerprint.hex() == document["roots"][0], "the share set")
    return document


def read_share(data, share_set):
    envelope = read_cbor(data, "the share")
    need(envelope["format"] == "rootseal.share/1" and envelope["scheme"] == "shamir", "the share's format")
    index, x, share = envelope["index"], envelope["x"], envelope["share"]
    need(len(share) == 33 and share[-1] == x and 1 <= x <= 255, f"share {index}: x")
    commitment = labelled("rootseal/share-commitment/v1", envelope["set"] + bytes([index]) + share)
    slot = share_set["shares"][index - 1]
    need(envelope["set"].hex() == share_set["id"] and envelope["epoch"] == share_set["epoch"], f"share {index}: set")
    need(envelope["rehearsal"] == share_set["rehearsal"], f"share {index}: rehearsal")
    need(commitment == envelope["commitments"][index - 1], f"share {index}: its own commitment")
    need(commitment.hex() == slot["commitment"] and slot["x"] == x, f"share {index}: the set's commitment")
    unsigned = {key: value for key, value in envelope.items() if key != "signature"}
    signed = message("share", cbor2.dumps(unsigned, canonical=True))
    check_signature(envelope["signer"], envelope["signature"], signed, f"share {index}")
    return index, share


# The 30 lines of Shamir's scheme over GF(2^8), x^8 + x^4 + x^3 + x + 1.


def multiply(a, b):
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


def inverse(a):
    result = 1
    for _ in range(254):
        result = multiply(result, a)
    return result


def combine(shares):
    """Lagrange at 0: the sum of y_i times the product of x_j / (x_i + x_j)."""
    secret = bytearray(32)
    for share in shares:
        weight = 1
        for other in shares:
            if other is not share:
                weight = multiply(weight, multiply(other[32], inverse(share[32] ^ other[32])))
        for place in range(32):
            secret[place] ^= multiply(share[place], weight)
    return bytes(secret)


def open_sealed(data, kek):
    outer = read_cbor(data, "the sealed root")
    header = read_cbor(outer["header"], "the sealed root's header")
    try:
        secret = crypto_aead_xchacha20poly1305_ietf_decrypt(outer["ciphertext"], outer["header"], header["nonce"], kek)
    except CryptoError:
        raise Refused(f"{header['id']} does not open") from None
    if header["suite"] == "ed25519":
        need(crypto_sign_seed_keypair(secret)[0] == header["publicKey"], f"{header['id']} is of another key")
    return header["id"], {"suite": header["suite"], "publicKey": header["publicKey"].hex(), "secret": secret.hex()}


def main(arguments):
    def read(path):
        with open(path, "rb") as file:
            return file.read()

    middle = arguments.index("--")
    share_set = read_set(read(arguments[0]))
    given = dict(read_share(read(path), share_set) for path in arguments[middle + 1 :])
    need(len(given) >= share_set["m"], f"{len(given)} of {share_set['m']} shares")
    kek = combine([given[index] for index in sorted(given)[: share_set["m"]]])
    roots = dict(open_sealed(read(path), kek) for path in arguments[1:middle])
    print(json.dumps({"kek": kek.hex(), "slots": sorted(given), "roots": roots}))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except Refused as refused:
        sys.exit(f"refused: {refused}")
