#!/usr/bin/env python3
"""Checks an acknowledgement of Anxinbao without asking Anxinbao. Python 3, nothing else.

    check-acknowledgement.py ACKNOWLEDGEMENT ROOTS

ACKNOWLEDGEMENT  the member "acknowledgement" of GET /api/v1/mailbox, as a JSON file
ROOTS            an answer of GET /api/v1/transparency/roots that somebody kept, with the day's root in it

Exit code: 0 it holds, 1 it does not, 2 it is signed, but its day is not under a root of this file.
"""

import base64
import hashlib
import json
import sys

# --- Ed25519, RFC 8032, section 5.1.7: checking only, so nothing here is secret -------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def add(a, b):
    """Points as (X, Y, Z, T) with x = X/Z, y = Y/Z, x*y = T/Z."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, z - t, z + t, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    result = (0, 1, 1, 0)
    while number:
        if number & 1:
            result = add(result, point)
        point = add(point, point)
        number >>= 1
    return result


def point(data):
    """None for what is no point."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, message, signature):
    a, r = (point(key), point(signature[:32])) if len(key) == 32 and len(signature) == 64 else (None, None)
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = times(s, BASE), add(r, times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


# --- the Merkle tree, RFC 6962; climbing as in RFC 9162, section 2.1.3.2 --------------------------


def sha256(data):
    return hashlib.sha256(data).digest()


def climb(leaf, index, size, path):
    """The root that a path leads to; None if it cannot be one of a tree of that size."""
    if not 0 <= index < size:
        return None
    last = size - 1
    for neighbour in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            leaf = sha256(b"\1" + neighbour + leaf)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            leaf = sha256(b"\1" + leaf + neighbour)
        index, last = index >> 1, last >> 1
    return leaf if last == 0 else None


# --- what is checked ------------------------------------------------------------------------------


class Wrong(Exception):
    pass


def require(condition, otherwise):
    if not condition:
        raise Wrong(otherwise)


def checkpoint_statement(c):
    return f"anxinbao-checkpoint-v1\n{c['number']}\n{c['day']}\n{c['size']}\n{c['root']}\n{c['previous']}".encode()


def check_roots(roots, key):
    """Each is signed, and names the one before it where that one is in the file."""
    by_number = {c["number"]: c for c in roots}
    for c in roots:
        signature = base64.b64decode(c["signature"], validate=True)
        require(is_signed(key, checkpoint_statement(c), signature), f"root {c['number']} is not signed by the key")
        before = by_number.get(c["number"] - 1)
        chained = before is None or c["previous"] == sha256(checkpoint_statement(before)).hex()
        require(chained, f"root {c['number']} does not follow the one before it")
    return by_number


def check(acknowledgement, kept):
    statement = acknowledgement["statement"].encode()
    version, _, day, office = acknowledgement["statement"].split("\n")
    require(version == "anxinbao-acknowledgement-v1", "not an acknowledgement")
    key = base64.b64decode(kept["acknowledgementKey"], validate=True)
    signature = base64.b64decode(acknowledgement["signature"], validate=True)
    require(is_signed(key, statement, signature), "the statement is not signed by the key")
    roots = check_roots(kept["roots"], base64.b64decode(kept["checkpointKey"], validate=True))

    inclusion = acknowledgement.get("inclusion")
    checkpoint = roots.get(inclusion["checkpoint"]) if inclusion else None
    if checkpoint is None:
        return 2, f"signed, received on {day} for {office}; its day is not under a root of this file"

    entry = inclusion["entry"].split("\n")
    for line in ("anxinbao-audit-entry-v1", "action=SUBMIT", "outcome=DONE", f"on={day}"):
        require(line in entry, f"the entry does not say {line}")
    require(f"digest={sha256(statement).hex()}" in entry, "the entry is not of this statement")
    require(checkpoint["day"] == day, "the root is of another day")
    path = [bytes.fromhex(each) for each in inclusion["path"]]
    leaf = sha256(b"\0" + inclusion["entry"].encode())
    root = climb(leaf, inclusion["index"], checkpoint["size"], path)
    require(root == bytes.fromhex(checkpoint["root"]), "the entry does not lie under the root")
    return 0, f"holds: received on {day} for {office}, under root {checkpoint['number']}"


def main(acknowledgement, roots):
    with open(acknowledgement, encoding="utf-8") as one, open(roots, encoding="utf-8") as other:
        try:
            code, words = check(json.load(one), json.load(other))
        except Wrong as wrong:
            code, words = 1, f"DOES NOT HOLD: {wrong}"
        except (KeyError, TypeError, ValueError, AttributeError) as damaged:
            code, words = 1, f"DOES NOT HOLD: not readable ({type(damaged).__name__})"
    print(words)
    return code


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
