"""Makes a repository of restic or borg that lists a backup for each moment of a file, and holds no data.

usage: forge_snapshots.py restic|borg REPOSITORY MOMENTS    (moments in microseconds since 1970, one a line)

Making so many backups takes hours; pruning looks at the list alone. For restic each snapshot is a file, encrypted by
the repository's own key (AES-256-CTR and Poly1305-AES, as its design document has it); for borg all of them stand in
one manifest, which its own code writes.
"""

import base64
import glob
import hashlib
import json
import os
import re
import subprocess
import sys
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def moments(path):
    with open(path, encoding="ascii") as lines:
        return [EPOCH + timedelta(microseconds=int(line)) for line in lines]


def restic(repository, times):
    subprocess.run(
        ["restic", "-r", repository, "init", "--repository-version", "1"], check=True, stdout=subprocess.DEVNULL)
    key = json.loads(subprocess.check_output(["restic", "-r", repository, "--no-cache", "cat", "masterkey"]))
    encrypt = base64.b64decode(key["encrypt"])
    mac_k = base64.b64decode(key["mac"]["k"])
    mac_r = int.from_bytes(base64.b64decode(key["mac"]["r"]), "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    for moment in times:
        snapshot = {
            "time": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tree": "0" * 64,
            "paths": ["/data"],
            "hostname": "db",
            "username": "backup",
        }
        data = sealed(json.dumps(snapshot).encode(), encrypt, mac_k, mac_r)
        with open(os.path.join(repository, "snapshots", hashlib.sha256(data).hexdigest()), "wb") as out:
            out.write(data)


def sealed(plain, encrypt, mac_k, mac_r):
    nonce = os.urandom(16)
    cipher = aes("ctr", encrypt, plain, nonce)
    pad = int.from_bytes(aes("ecb", mac_k, nonce, None), "little")
    total = 0
    for start in range(0, len(cipher), 16):
        total = (total + int.from_bytes(cipher[start:start + 16] + b"\x01", "little")) * mac_r % ((1 << 130) - 5)
    return nonce + cipher + ((total + pad) % (1 << 128)).to_bytes(16, "little")


def aes(mode, key, data, nonce):
    from ctypes import CDLL, byref, c_int, c_void_p, create_string_buffer
    from ctypes.util import find_library

    lib = CDLL(find_library("crypto"))
    for name in ("EVP_CIPHER_CTX_new", "EVP_aes_256_ctr", "EVP_aes_128_ecb"):
        getattr(lib, name).restype = c_void_p
    context = c_void_p(lib.EVP_CIPHER_CTX_new())
    kind = c_void_p(lib.EVP_aes_256_ctr() if mode == "ctr" else lib.EVP_aes_128_ecb())
    lib.EVP_EncryptInit_ex(context, kind, None, key, nonce)
    lib.EVP_CIPHER_CTX_set_padding(context, 0)
    out = create_string_buffer(len(data) + 32)
    length = c_int()
    lib.EVP_EncryptUpdate(context, out, byref(length), data, len(data))
    lib.EVP_CIPHER_CTX_free(context)
    return out.raw[:length.value]


def borg(repository, times):
    subprocess.run(["borg", "init", "--encryption=none", repository], check=True)
    subprocess.run(["borg", "create", repository + "::one", sys.argv[3]], check=True)
    code = (
        "import sys, datetime\n"
        "from borg.repository import Repository\n"
        "from borg.helpers import Manifest\n"
        "from borg.logger import setup_logging\n"
        "setup_logging()\n"
        "with Repository(sys.argv[1], exclusive=True) as repository:\n"
        "    manifest, key = Manifest.load(repository, Manifest.NO_OPERATION_CHECK)\n"
        "    del manifest.archives['one']\n"
        "    for number, line in enumerate(open(sys.argv[2])):\n"
        "        moment = datetime.datetime.utcfromtimestamp(int(line) // 1000000)\n"
        "        manifest.archives[f'point-{number}'] = ((number + 1).to_bytes(32, 'big'), moment)\n"
        "    manifest.write()\n"
        "    repository.commit(compact=False)\n"
        "    print(manifest.id.hex())\n")
    listed = subprocess.check_output(["/usr/bin/python3", "-c", code, repository, sys.argv[3]], text=True).split()[-1]
    # Borg would fetch what its cache does not know of; the archives are not there, so the cache is told that it knows.
    for cache in glob.glob(os.path.join(os.environ["BORG_BASE_DIR"], ".cache", "borg", "*", "config")):
        with open(cache, encoding="utf-8") as text:
            told = re.sub(r"(?m)^manifest = .*$", "manifest = " + listed, text.read())
        with open(cache, "w", encoding="utf-8") as text:
            text.write(told)


if __name__ == "__main__":
    if sys.argv[1] == "restic":
        restic(sys.argv[2], moments(sys.argv[3]))
    else:
        borg(sys.argv[2], moments(sys.argv[3]))
