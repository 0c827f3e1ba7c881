/**
 * Sign and verify: our SM2 against sm-crypto (goals of issue 3: 10x and 5x), and, told without a goal,
 * our Ed25519 and P-256 against OpenSSL inside Node, which is native code and faster.
 * Run: node bench/keys.ts [--json]
 */

import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import smCrypto from 'sm-crypto';
import { toHex, fromHex } from '../main/core/encoding/hex.ts';
import { suite } from '../main/core/keys/index.ts';
import { toPkcs8Pem, toSpkiPem } from '../main/core/keys/pem.ts';
import { bench } from './harness.ts';
import type { Comparison } from './harness.ts';

/** As long as the messages that are signed most: a label, a zero and a digest. */
const message = new Uint8Array(50).fill(0x5a);

function mustHold(what: string, holds: boolean): void {
  if (!holds) throw new Error(`${what}: the two sides do not agree, so their times mean nothing`);
}

function againstSmCrypto(): Comparison[] {
  const ours = suite('sm2');
  const secret = ours.secretFromRandom(new Uint8Array(48).fill(7));
  const publicKey = ours.publicKey(secret);
  const signature = ours.sign(message, secret);
  // Everything that its callers may prepare once is prepared.
  const hex = { secret: toHex(secret), publicKey: toHex(publicKey), signature: toHex(signature) };
  const bytes = Array.from(message);
  const signTheirs = () => smCrypto.sm2.doSignature(bytes, hex.secret, { hash: true });
  const signTheirsPrepared = () =>
    smCrypto.sm2.doSignature(bytes, hex.secret, { hash: true, publicKey: hex.publicKey });
  const verifyTheirs = () => smCrypto.sm2.doVerifySignature(bytes, hex.signature, hex.publicKey, { hash: true });
  mustHold('sm-crypto verifies ours', verifyTheirs());
  mustHold('we verify sm-crypto', ours.verify(fromHex(signTheirs(), 'signature'), message, publicKey));
  const peerName = 'sm-crypto';
  return [
    { name: 'SM2 sign', ours: () => ours.sign(message, secret), peerName, peer: signTheirs, goal: 10 },
    // Harder for us: it is handed the public key, which ours derives from the secret each time.
    {
      name: 'SM2 sign, public key given to the peer',
      ours: () => ours.sign(message, secret),
      peerName,
      peer: signTheirsPrepared,
    },
    {
      name: 'SM2 verify',
      ours: () => ours.verify(signature, message, publicKey),
      peerName,
      peer: verifyTheirs,
      goal: 5,
    },
  ];
}

function againstNode(name: 'ed25519' | 'p256', label: string, digest: string | null): Comparison[] {
  const ours = suite(name);
  const secret = ours.secretFromRandom(new Uint8Array(ours.randomLength).fill(7));
  const publicKey = ours.publicKey(secret);
  const signature = ours.sign(message, secret);
  const dsaEncoding = 'ieee-p1363' as const;
  const privateKey = { key: createPrivateKey(Buffer.from(toPkcs8Pem(name, secret))), dsaEncoding };
  const verifier = { key: createPublicKey(toSpkiPem(name, publicKey)), dsaEncoding };
  mustHold(`node verifies our ${label}`, verify(digest, message, verifier, signature));
  mustHold(`we verify node's ${label}`, ours.verify(sign(digest, message, privateKey), message, publicKey));
  const peerName = 'node:crypto';
  return [
    {
      name: `${label} sign`,
      ours: () => ours.sign(message, secret),
      peerName,
      peer: () => sign(digest, message, privateKey),
    },
    {
      name: `${label} verify`,
      ours: () => ours.verify(signature, message, publicKey),
      peerName,
      peer: () => verify(digest, message, verifier, signature),
    },
  ];
}

bench([...againstSmCrypto(), ...againstNode('ed25519', 'Ed25519', null), ...againstNode('p256', 'P-256', 'sha256')]);
