/**
 * What a quorum does: combine, open every sealed root and compare it, then sign or export with it.
 * Order is held by the session: judged shares, then a signed checkpoint, then `combine` (docs/architecture.md 8).
 */

import { randomBytes } from 'node:crypto';
import { concat, digestMessage, u64 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { fingerprint, suite } from '../../core/keys/index.ts';
import { toPkcs8Pem } from '../../core/keys/pem.ts';
import { refuse } from '../../core/rules.ts';
import { openSealed } from '../../core/sealing/sealed.ts';
import { type Statement, checkSealedFile, parseStatement } from '../../core/sealing/statement.ts';
import type { ShareSet } from '../../core/shares/set.ts';
import { tufSignature } from '../../core/tuf/keys.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { OpenKey, Session } from '../session.ts';
import { combine as join } from '../shamir.ts';
import { combineWords } from '../slip39.ts';
import { demandTuf } from '../tuf-gate.ts';
import { xchacha } from '../xchacha.ts';
import { demandDecided } from './enact.ts';
import { demandRenewed } from './tuf.ts';

export async function combine(session: Session, input: Input<'combine'>): Promise<Result<'combine'>> {
  const { set, quorum } = session.demandOrder('combine', session.judged, 'judgeShares, with a quorum');
  session.demandOrder('combine', session.recorded, 'signCheckpoint, after judgeShares');
  const statements = statementsOf(input, set);
  const shares = quorum.map(({ share }) => share);
  const kek = session.keep(await (set.scheme === 'slip39' ? combineWords(shares) : join(shares, set.m)));
  try {
    for (const statement of statements) openRoot(session, statement, input.sealed[statement.id]!, kek);
  } finally {
    kek.fill(0);
    for (const { share } of quorum) share.fill(0);
    session.judged = undefined;
  }
  session.restored = set;
  session.combined = quorum.map(({ custodian }) => custodian.id);
  return { quorum: [...session.combined], roots: [...session.roots.values()].map(listed) };
}

const listed = ({ id, suite: name, publicKey }: OpenKey) => ({
  id,
  suite: name,
  publicKey: toHex(publicKey),
  fingerprint: fingerprint(name, publicKey),
});

/** Statements in the set's order: exactly the roots that the shares name, each with its own sealed file. */
function statementsOf({ sealed, statements }: Input<'combine'>, set: ShareSet): Statement[] {
  const read = Object.values(statements).map(parseStatement);
  const inOrder = set.roots.flatMap((wanted) => read.find((each) => each.fingerprint === wanted) ?? []);
  const ids = inOrder.map(({ id }) => id);
  const same = (record: Record<string, unknown>) =>
    Object.keys(record).length === ids.length && ids.every((id) => Object.hasOwn(record, id));
  if (ids.length !== set.roots.length || !same(sealed) || !same(statements)) {
    const given = Object.keys(sealed).join(', ');
    throw refuse(vaultRules, 'VAULT-ROOT-SET', { given, expected: set.roots.map((f) => f.slice(0, 16)).join(', ') });
  }
  for (const statement of inOrder) demandSame(statement, set);
  return inOrder;
}

/** A statement of another ceremony, set or kind under a root's fingerprint is not of these shares. */
function demandSame(statement: Statement, set: ShareSet): void {
  const { consortium, ceremony, epoch, rehearsal } = set;
  const same =
    statement.consortium === consortium &&
    statement.ceremony === ceremony &&
    statement.set === set.id &&
    statement.epoch === epoch &&
    statement.rehearsal === rehearsal;
  if (!same) throw refuse(vaultRules, 'VAULT-ROOT-MISMATCH', {}, { subject: statement.id });
}

/** `openSealed` compares the secret with the header's key; here the header's key with what the shares name. */
function openRoot(session: Session, statement: Statement, sealed: Uint8Array, kek: Uint8Array): void {
  checkSealedFile(statement, sealed, `${statement.id}.sealed`);
  const { header, secret } = openSealed(sealed, kek, xchacha);
  session.keep(secret);
  if (fingerprint(header.suite, header.publicKey) !== statement.fingerprint) {
    throw refuse(vaultRules, 'VAULT-ROOT-MISMATCH', {}, { subject: statement.id });
  }
  session.roots.set(statement.id, { id: statement.id, suite: header.suite, secret, publicKey: header.publicKey });
}

const sign = (key: OpenKey, message: Uint8Array) => suite(key.suite).sign(message, key.secret);

/** Proof that each root is open, bound to the log head and to a fresh nonce. */
export function challenge(session: Session, { size, root }: Input<'challenge'>): Result<'challenge'> {
  session.demandOrder('challenge', session.roots.size > 0, 'combine');
  const challenges = [...session.roots.values()].map((key) => {
    const nonce = new Uint8Array(randomBytes(32));
    const message = digestMessage('challenge', concat(nonce, u64(size), root));
    return { root: key.id, nonce: toHex(nonce), challenge: toHex(message), signature: toHex(sign(key, message)) };
  });
  return { challenges };
}

export function signTuf(session: Session, { root, bytes, publicKey }: Input<'signTuf'>): Result<'signTuf'> {
  session.demandOrder('signTuf', session.roots.size > 0, 'combine');
  const key = session.root(root, publicKey);
  const role = demandTuf(bytes);
  if (session.act === 'enact') demandDecided(session, role, bytes);
  if (session.act === 'tuf') demandRenewed(session, role, bytes);
  const signature = sign(key, bytes);
  if (key.suite === 'sm2') return { suite: key.suite, signature: toHex(signature) };
  return { suite: key.suite, signature: tufSignature({ suite: key.suite, publicKey: key.publicKey }, signature).sig };
}

export function signFile(session: Session, { root, bytes }: Input<'signFile'>): Result<'signFile'> {
  session.demandOrder('signFile', session.roots.size > 0, 'combine');
  const key = session.root(root);
  const signature = sign(key, digestMessage('file', bytes));
  return { suite: key.suite, fingerprint: fingerprint(key.suite, key.publicKey), signature: toHex(signature) };
}

/** Only for what the signer may issue by its own root certificate; anything else is refused before it is signed. */
export async function certifyByRoot(session: Session, input: Input<'certifyByRoot'>): Promise<Result<'certifyByRoot'>> {
  session.demandOrder('certifyByRoot', session.roots.size > 0, 'combine');
  const key = session.root(input.root);
  const signer = { suite: key.suite, raw: key.publicKey };
  // The codec of certificates takes a while to load.
  const { certified } = await import('../../export/jdchain/ca/wish.ts');
  const serial = new Uint8Array(randomBytes(16));
  return { pem: certified(input.wish, { signer, serial }, (message) => sign(key, message)) };
}

/** Never plain: PKCS#8 PEM inside an age file to the recipient. */
export async function exportRoot(session: Session, input: Input<'exportRoot'>): Promise<Result<'exportRoot'>> {
  session.demandOrder('exportRoot', session.roots.size > 0, 'combine');
  const key = session.root(input.root);
  const plain = session.keep(toPkcs8Pem(key.suite, key.secret));
  try {
    return { bytes: await session.age.seal(plain, { kind: 'recipient', recipient: input.recipient }) };
  } finally {
    plain.fill(0);
  }
}
