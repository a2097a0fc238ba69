"""npm's @sigstore/verify, fetched by `npm ci` from the committed lock into the data folder."""

import base64
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from linli.journal.notes import VerifierKey, to_base64

HERE = Path(__file__).resolve().parents[4] / "tests" / "third_party"


def modules() -> Path:
    """The folder with `node_modules`; installed once per lock, by the first process that asks."""
    lock = (HERE / "package-lock.json").read_bytes()
    folder = Path(os.environ["LINLI_DATA"]) / f"npm-{hashlib.sha256(lock).hexdigest()[:12]}"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as mine:
        fcntl.flock(mine, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder / name)
            command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
            (folder / "done").touch()
    return folder


def sigstore_accepts(
    vkey: str, checkpoint: str, proofs: list[tuple[int, bytes, list[bytes]]], folder: Path
) -> str:
    """What the program says: ``ok N``, or its error. `proofs` are (index, entry, audit path)."""
    key = VerifierKey.parse(vkey)
    public = Ed25519PublicKey.from_public_bytes(key.public)
    case = {
        "checkpoint": checkpoint,
        "origin": key.name,
        "publicKey": public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode(),
        "keyId": key.id.hex(),
        "proofs": [
            {
                "index": index,
                "entry": base64.b64encode(entry).decode(),
                "hashes": [to_base64(each) for each in path],
            }
            for index, entry, path in proofs
        ],
    }
    file = folder / "case.json"
    file.write_text(json.dumps(case))
    command = ["node", str(HERE / "check.mjs"), str(modules()), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    return done.stdout.strip() if done.returncode == 0 else done.stderr
