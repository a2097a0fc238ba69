// Checks a log with @sigstore/verify: the signature of a checkpoint and inclusion proofs in it.
// Usage: node check.mjs MODULES CASE.json → "ok N", or an error and code 1.
// CASE: {checkpoint, origin, publicKey (PEM), keyId (hex), proofs: [{index, entry, hashes}] (base64)}
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "package.json"));
const root = join(process.argv[2], "node_modules", "@sigstore", "verify", "dist", "tlog");
const { verifyCheckpoint } = require(join(root, "checkpoint.js"));
const { verifyMerkleInclusion } = require(join(root, "merkle.js"));
const { crypto } = require("@sigstore/core");

const given = JSON.parse(readFileSync(process.argv[3], "utf8"));
const log = {
  logID: Buffer.from(given.keyId, "hex"),
  publicKey: crypto.createPublicKey(given.publicKey),
  baseURL: given.origin,
  validFor: { start: new Date(0), end: new Date(8.64e15) },
};
for (const each of given.proofs) {
  const entry = {
    canonicalizedBody: Buffer.from(each.entry, "base64"),
    inclusionProof: {
      logIndex: String(each.index),
      hashes: each.hashes.map((hash) => Buffer.from(hash, "base64")),
      checkpoint: { envelope: given.checkpoint },
    },
  };
  verifyMerkleInclusion(entry, verifyCheckpoint(entry, [log]));
}
console.log(`ok ${given.proofs.length}`);
