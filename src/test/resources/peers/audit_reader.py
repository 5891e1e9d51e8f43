"""Verifies records of acts and exports of them, from docs/formats/audit.md alone.

Python's standard library and the `openssl` command. Reads lines from standard input, each the JSON of
{"file": ..., "trust": ..., "kept": ... or null}, and answers each with one line of JSON: verdict (verified, tampered,
unverifiable or refused), firstBroken, size, signedSize, problem.
"""

import base64
import datetime
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

LEAF_MAX = NOTE_MAX = 65536
P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
LOW_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
LOW = {0, 1, P - 1, LOW_Y, P - LOW_Y}
V1 = {"v": int, "seq": int, "ts": str, "actor": str, "session": str, "type": str, "act": str, "target": str, "detail": dict}
V2 = V1 | {"origin": str, "mono": int, "nonce": str, "role": str, "prevRoot": str}
MAY_1 = {"caseId": str, "intent": int, "outcome": str}
MAY_2 = MAY_1 | {"key": str, "tenant": str, "run": str, "planHash": str}
COLUMNS = ["act", "target", "actor", "tenant", "run", "type", "intent"]


class Refused(Exception):
    """It is no record, no export, or no key."""


class Tampered(Exception):
    def __init__(self, problem, first_broken=None):
        super().__init__(problem)
        self.first_broken = first_broken


def require(holds, otherwise, error=Refused):
    if not holds:
        raise error(otherwise)


# --- bytes, hashes, trees -------------------------------------------------------------------------------------------


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def node(left, right):
    return sha(b"\x01", left, right)


class Tree:
    """RFC 6962: the roots of complete subtrees, largest first."""

    def __init__(self):
        self.stack, self.size = [], 0

    def append(self, leaf_hash):
        self.stack.append(leaf_hash)
        bits = self.size
        while bits & 1:
            right = self.stack.pop()
            self.stack.append(node(self.stack.pop(), right))
            bits >>= 1
        self.size += 1

    def root(self):
        if not self.stack:
            return sha(b"")
        root = self.stack[-1]
        for left in reversed(self.stack[:-1]):
            root = node(left, root)
        return root


def leads_to_root(leaf_hash, index, size, proof, root):
    """RFC 9162 section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, r = index, size - 1, leaf_hash
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            while not fn & 1 and fn:
                fn >>= 1
                sn >>= 1
        else:
            r = node(r, p)
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root


def decoded(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("not base64") from None
    require(base64.b64encode(raw).decode() == text, "base64 that is not canonical")
    return raw


def parsed(raw):
    def once(pairs):
        require(len(pairs) == len({name for name, _ in pairs}), "a name twice")
        return dict(pairs)

    def number(_):
        raise Refused("a number that is not whole")

    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=once, parse_float=number, parse_constant=number)
    except (ValueError, RecursionError) as e:
        raise Refused(str(e)) from None


# --- entries --------------------------------------------------------------------------------------------------------


def entry_of(leaf):
    """The entry of a leaf that has the one form that the document describes."""
    entry = parsed(leaf)
    require(isinstance(entry, dict) and entry.get("v") in (1, 2), "not an entry")
    must, may = (V1, MAY_1) if entry["v"] == 1 else (V2, MAY_2)
    require(must.keys() <= entry.keys() <= must.keys() | may.keys(), "other fields")
    for name, value in entry.items():
        require(type(value) is (must | may)[name], "the type of " + name)
        require(type(value) is not int or abs(value) < 2**53, "too large a number")
    for name, value in entry["detail"].items():
        require(re.fullmatch("[A-Za-z][A-Za-z0-9]{0,63}", name, re.ASCII) and type(value) is str, "a detail")
    require(entry["type"] in ("intent", "outcome", "note"), "its type")
    ended = entry["type"] == "outcome"
    require(("intent" in entry) == ended == ("outcome" in entry), "intent and outcome")
    require(not ended or entry["outcome"] in ("done", "failed", "refused", "interrupted"), "its outcome")
    require(re.fullmatch("[0-9a-f]{32}", entry.get("nonce", "0" * 32), re.ASCII), "its nonce")
    require(re.fullmatch("[0-9a-f]{8}", entry.get("key", "0" * 8), re.ASCII), "its key")
    moment(entry["ts"])
    try:
        form = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        raise Refused("half a character") from None
    require(form == leaf, "not in canonical form")
    return entry


def moment(text):
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3}|\d{6}))?Z", text, re.ASCII)
    require(match, "its time")
    fraction = match[2]
    require(fraction is None or not fraction.endswith("000"), "too many decimals")
    try:
        datetime.datetime.fromisoformat(match[1])
    except ValueError:
        raise Refused("no such time") from None


# --- keys and notes -------------------------------------------------------------------------------------------------


def bad_name(name):
    return not 0 < len(name) <= 255 or any(
        c == "+" or c.isspace() or unicodedata.category(c) in ("Cc", "Zs", "Zl", "Zp") for c in name)


def key_of(line):
    name, key_id, encoded = (line.split("+", 2) + ["", ""])[:3]
    typed = decoded(encoded)
    require(not bad_name(name) and len(typed) == 33 and typed[0] == 1, "not a key")
    require(key_id == sha(name.encode(), b"\n", typed)[:4].hex(), "the id of another key")
    y = int.from_bytes(typed[1:], "little") & ~(1 << 255)
    require(y < P and y not in LOW, "a weak key")
    x2 = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    require(pow(x2, (P - 1) // 2, P) == 1, "no point of the curve")
    return (name, key_id), typed[1:]


def keys_of(path):
    lines = (line.strip() for line in Path(path).read_text("utf-8").splitlines())
    return dict(key_of(line) for line in lines if line and not line.startswith("#"))


def holds(key, message, signature):
    if len(signature) != 64:
        return False
    with tempfile.TemporaryDirectory() as folder:
        pem, sig, msg = (Path(folder, name) for name in ("key", "sig", "msg"))
        der = bytes.fromhex("302a300506032b6570032100") + key
        pem.write_text("-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(der).decode() + "\n-----END PUBLIC KEY-----\n")
        sig.write_bytes(signature)
        msg.write_bytes(message)
        return subprocess.run(
            ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pem, "-rawin", "-in", msg, "-sigfile", sig],
            capture_output=True).returncode == 0


class Checkpoint:
    """A signed note over origin, size and root."""

    def __init__(self, raw):
        require(raw is not None and len(raw) <= NOTE_MAX, "no note")
        try:
            note = raw.decode("utf-8")
        except ValueError:
            raise Refused("not UTF-8") from None
        text, gap, lines = note.rpartition("\n\n")
        require(gap and lines.endswith("\n"), "no signatures")
        self.text = text + "\n"
        require(not any(unicodedata.category(c) == "Cc" and c != "\n" for c in self.text), "control characters")
        self.signatures = [self.signature(line) for line in lines[:-1].split("\n")]
        require(len(self.signatures) <= 16, "too many signatures")
        match = re.fullmatch(r"([^\n]{1,255})\n(0|[1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n", self.text, re.ASCII)
        require(match, "not a checkpoint")
        self.origin, self.size, self.root = match[1], int(match[2]), decoded(match[3])

    @staticmethod
    def signature(line):
        head, gap, encoded = line.rpartition(" ")
        require(gap and head.startswith("\u2014 ") and not bad_name(head[2:]), "not a signature line")
        raw = decoded(encoded)
        require(4 < len(raw) and len(encoded) <= 8192, "a signature's length")
        return (head[2:], raw[:4].hex()), raw[4:]

    def signed_by(self, keys):
        """Whether a key that counts signed it; raises when one of them did not make its signature."""
        signed = False
        for name, signature in self.signatures:
            if name in keys:
                require(holds(keys[name], self.text.encode(), signature), "a signature that does not hold", Tampered)
                signed = True
        return signed


# --- the record -----------------------------------------------------------------------------------------------------


def as_bytes(value):
    return value.encode() if isinstance(value, str) else value


class Record:
    def __init__(self, connection, keys, kept):
        self.sql, self.keys = connection, keys
        self.kept = Checkpoint(kept) if kept is not None else None
        self.signed, self.size, self.doubt, self.open, self.version = 0, 0, None, set(), 1

    def rows(self, sql, *values):
        return self.sql.execute(sql, values)

    def tables(self, *names):
        for name in names:
            found = self.rows("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", name).fetchone()
            require(found and not found[0].upper().startswith("CREATE VIRTUAL"), "no table " + name)

    def verify(self):
        self.tables("schema_version", "entry")
        version = self.rows("SELECT max(version) FROM schema_version").fetchone()[0]
        require(version in (1, 2), "of version " + str(version))
        self.extended = version == 2
        self.origin, checkpoints = None, iter(())
        if self.extended:
            self.tables("origin", "checkpoint")
            names = self.rows("SELECT name FROM origin").fetchall()
            require(len(names) == 1 and names[0][0] is not None, "not exactly one name", Tampered)
            self.origin = names[0][0]
            checkpoints = iter(self.rows(
                "SELECT size, CASE WHEN length(note) <= ? THEN note END FROM checkpoint ORDER BY size", NOTE_MAX))
        self.look_at_kept()
        self.read(checkpoints)
        if self.signed == 0:
            self.doubt = self.doubt or "no checkpoint vouches for it"
        return "unverifiable" if self.doubt else "verified"

    def look_at_kept(self):
        if self.kept:
            try:
                counts = self.kept.signed_by(self.keys)
            except Tampered:
                counts = False
            if not counts:
                self.doubt, self.kept = "nobody who counts signed the kept checkpoint", None
            else:
                require(self.kept.origin == self.origin, "the kept one is of another record", Tampered)

    def read(self, checkpoints):
        columns = ", " + ", ".join(COLUMNS) if self.extended else ""
        tree, following = Tree(), next(checkpoints, None)
        for row in self.rows("SELECT seq, case_id, CASE WHEN length(leaf) <= %d THEN leaf END, leaf_hash, root_after%s"
                             " FROM entry ORDER BY seq" % (LEAF_MAX, columns)):
            self.size += 1
            try:
                self.entry(row, tree)
            except Refused as e:
                raise Tampered(str(e), self.size - 1) from None
            while following and following[0] <= self.size:
                self.checkpoint(*following, tree.root())
                following = next(checkpoints, None)
            if self.kept and self.kept.size == self.size:
                require(self.kept.root == tree.root(), "not what was kept", lambda p: Tampered(p, self.signed))
                self.signed = self.size
        if following or self.kept and self.kept.size > self.size:
            raise Tampered("entries were cut off", self.size)

    def entry(self, row, tree):
        number, case_id, leaf, leaf_hash, root_after = row[:5]
        expected, before = tree.size, tree.root()
        leaf = as_bytes(leaf)
        require(number == expected and leaf is not None and len(leaf) <= LEAF_MAX, "missing or too large")
        computed = sha(b"\x00", leaf)
        require(computed == as_bytes(leaf_hash), "its hash")
        tree.append(computed)
        require(tree.root() == as_bytes(root_after), "the root after it")
        entry = entry_of(leaf)
        require(entry["seq"] == expected and entry["v"] >= self.version, "its number or version")
        self.version = entry["v"]
        if entry["v"] == 2:
            require(entry["origin"] == self.origin and entry["prevRoot"] == before.hex(), "its place")
        if entry["type"] == "intent":
            self.open.add(expected)
        elif entry["type"] == "outcome":
            require(entry["intent"] in self.open, "an outcome of no open intent")
            self.open.remove(entry["intent"])
        filed = dict(zip(["case_id"] + COLUMNS, row[1:2] + row[5:]))
        for column, value in filed.items():
            said = entry.get("caseId" if column == "case_id" else column)
            require(said == value, "filed under another " + column)

    def checkpoint(self, size, raw, root):
        try:
            checkpoint = Checkpoint(as_bytes(raw))
        except Refused as e:
            raise Tampered(str(e)) from None
        require(size == self.size == checkpoint.size and checkpoint.origin == self.origin,
                "a checkpoint of something else", Tampered)
        counts = checkpoint.signed_by(self.keys)
        require(checkpoint.root == root, "another root", lambda problem: Tampered(problem, self.signed))
        if counts:
            self.signed = size
        else:
            self.doubt = self.doubt or "a checkpoint by a key that does not count"


def verify_record(path, keys, kept):
    connection = sqlite3.connect("file:" + path + "?immutable=1&mode=ro", uri=True)
    try:
        record = Record(connection, keys, kept)
        try:
            verdict, first, problem = record.verify(), None, record.doubt
        except Tampered as e:
            verdict, first, problem = "tampered", e.first_broken, str(e)
        return {"verdict": verdict, "firstBroken": first, "size": record.size, "signedSize": record.signed,
                "problem": problem}
    finally:
        connection.close()


# --- exports --------------------------------------------------------------------------------------------------------


def verify_export(raw, keys):
    document = parsed(raw)
    require(isinstance(document, dict) and list(document) == ["format", "origin", "checkpoint", "entries"], "its form")
    require(document["format"] == "backstay-audit/1" and isinstance(document["entries"], list), "its format")
    require(isinstance(document["checkpoint"], str), "its checkpoint")
    checkpoint = Checkpoint(document["checkpoint"].encode("utf-8"))
    require(checkpoint.origin == document["origin"], "the checkpoint of another record")
    first, problem, size, before, tenant = None, None, 0, -1, None
    for item in document["entries"]:
        require(isinstance(item, dict) and {"seq", "leaf"} <= item.keys() <= {"seq", "leaf", "proof"}, "an entry's form")
        proof = item.get("proof", [])
        require(type(item["seq"]) is int and isinstance(item["leaf"], str) and isinstance(proof, list)
                and all(isinstance(each, str) for each in proof), "an entry's form")
        if problem is None:
            size += 1
            try:
                entry = proven(item, proof, checkpoint)
                require(item["seq"] > before, "out of order")
                require("tenant" in entry and tenant in (None, entry["tenant"]), "of another tenant")
                before, tenant = item["seq"], entry["tenant"]
            except Refused as e:
                first, problem = item["seq"], str(e)
    signed = False
    try:
        signed = checkpoint.signed_by(keys)
    except Tampered as e:
        problem = problem or str(e)
    verdict = "tampered" if problem else "verified" if signed else "unverifiable"
    return {"verdict": verdict, "firstBroken": first, "size": size, "signedSize": None, "problem": problem}


def proven(item, proof, checkpoint):
    leaf, hashes = decoded(item["leaf"]), [decoded(each) for each in proof]
    require(len(leaf) <= LEAF_MAX and all(len(each) == 32 for each in hashes), "a length")
    require(leads_to_root(sha(b"\x00", leaf), item["seq"], checkpoint.size, hashes, checkpoint.root), "not in the record")
    entry = entry_of(leaf)
    require(entry["v"] == 2 and entry["seq"] == item["seq"] and entry["origin"] == checkpoint.origin, "its place")
    return entry


def verify(request):
    try:
        keys = keys_of(request["trust"])
        raw = Path(request["file"]).read_bytes()
        if raw.startswith(b"SQLite format 3\x00"):
            kept = Path(request["kept"]).read_bytes() if request.get("kept") else None
            return verify_record(request["file"], keys, kept)
        return verify_export(raw, keys)
    except (Refused, sqlite3.DatabaseError) as e:
        return {"verdict": "refused", "firstBroken": None, "size": 0, "signedSize": None, "problem": str(e)}


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(verify(json.loads(line))), flush=True)
