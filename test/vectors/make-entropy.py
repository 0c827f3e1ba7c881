#!/usr/bin/env python3
"""Entropy vectors by Python's own hmac and hashlib: docs/formats.md section 3, written a second time.

Prints test/vectors/entropy.json. Run it and compare: the test does so where python3 is there.
"""
import hashlib
import hmac
import json
import struct


def mix(os_bytes, hsm, dice):
    message = b"".join(struct.pack(">I", len(part)) + part for part in (os_bytes, hsm, dice))
    return hmac.new(b"rootseal/entropy/v1", message, hashlib.sha256).digest()


def expand(prk, name, length):
    info = b"rootseal/secret/v1" + b"\x00" + name.encode("ascii")
    out, block, counter = b"", b"", 1
    while len(out) < length:
        block = hmac.new(prk, block + info + bytes([counter]), hashlib.sha256).digest()
        out += block
        counter += 1
    return out[:length]


def scalar(wide, order):
    """48 random bytes to a private scalar of SM2 or P-256, 32 bytes."""
    return (int.from_bytes(wide, "big") % (order - 2) + 1).to_bytes(32, "big")


SM2_ORDER = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551

NAMES = [
    ("root/root-ed", 32), ("root/root-sm", 48), ("root/root-p", 48), ("kek", 32), ("log-key", 32),
    ("member/brand", 32), ("member/lab", 48), ("member-password/brand", 16),
]


def case(title, os_bytes, hsm=b"", dice=b""):
    prk = mix(os_bytes, hsm, dice)
    secrets = [{"name": name, "length": length, "hex": expand(prk, name, length).hex()} for name, length in NAMES]
    wide = expand(prk, "root/root-sm", 48)
    return {
        "title": title, "os": os_bytes.hex(), "hsm": hsm.hex(), "dice": dice.decode("ascii"), "prk": prk.hex(),
        "secrets": secrets, "sm2Scalar": scalar(wide, SM2_ORDER).hex(), "p256Scalar": scalar(wide, P256_ORDER).hex(),
    }


OS = bytes(range(64))
HSM = hashlib.sha256(b"a module").digest()
DICE = ("316425" * 17)[:100].encode("ascii")
CASES = [
    case("the operating system alone", OS),
    case("with a module", OS, hsm=HSM),
    case("with 100 dice rolls", OS, dice=DICE),
    case("with both", OS, hsm=HSM, dice=DICE),
    case("with one byte of a module", OS, hsm=b"\x01"),
    case("with 250 dice rolls", OS[::-1], hsm=HSM, dice=("654321" * 42)[:250].encode("ascii")),
]
print(json.dumps({"source": "test/vectors/make-entropy.py (Python hmac, hashlib)", "cases": CASES}, indent=1))
