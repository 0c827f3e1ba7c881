/**
 * Keys of companies that apply and of people who vote. They are made here, leave as an age file alone, and sign two
 * things: the application that offers them, and the statement of a vote, each parsed before it is signed.
 */

import { randomBytes } from 'node:crypto';
import {
  type MemberKey,
  applicationMessage,
  encodeApplication,
  readApplication,
  readDraft,
} from '../../core/consortium/application.ts';
import { encodeApproval, readStatement, signApproval } from '../../core/consortium/approval.ts';
import { type RingKey, type RingUse, encodeKeyring, keyOfRing, keyUse } from '../../core/consortium/keyring.ts';
import { type Offerer, encodeOffers, offerFormat, offerMessage, readOffers } from '../../core/consortium/offer.ts';
import { draftFormat, encodeUnproved, readUnproved } from '../../core/consortium/unproved.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type SuiteName, suite } from '../../core/keys/index.ts';
import type { Text } from '../../core/rules.ts';
import { judgePassphrase, requirePassphrase } from '../../core/sealing/passphrase.ts';
import type { AgeKey } from '../age.ts';
import { openFor } from '../open-file.ts';
import type { Input, Result } from '../protocol.ts';
import type { Session } from '../session.ts';
import type { Who } from '../source.ts';

export async function makeKeys(session: Session, input: Input<'makeKeys'>): Promise<Result<'makeKeys'>> {
  const { owner, keys: wanted, application: draft, foreign = [], offer: offerer, seal } = input;
  const { key, weak } = await sealingKey(session, { ...owner, role: 'signer' }, seal);
  const keys = wanted.map(({ use, suite: name }) => newRingKey(session, use, name));
  const application = draft && signed(session, draft, keys, foreign);
  const offer = offerer && offered(session, offerer, keys);
  const plain = session.keep(encodeKeyring(owner.id, keys));
  const file = await session.age.seal(plain, key);
  plain.fill(0);
  return {
    keys: keys.map(({ use, suite: name, publicKey }) => ({ use, suite: name, publicKey: toHex(publicKey) })),
    ...(application && { application }),
    ...(offer && { offer }),
    file,
    weakPassphrase: weak,
  };
}

/** A real one refuses a weak passphrase; a rehearsal tells of it. */
async function sealingKey(
  session: Session,
  who: Who,
  seal: Input<'makeKeys'>['seal'],
): Promise<{ key: AgeKey; weak: boolean }> {
  if (seal.kind === 'age') return { key: { kind: 'recipient', recipient: seal.recipient }, weak: false };
  const { rehearsal } = session;
  const judge = (given: Uint8Array) => requirePassphrase(given, { rehearsal }, who.id);
  const passphrase = session.keep(await session.source.newPassphrase(who, judge));
  const weak = !judgePassphrase(passphrase, { rehearsal: false }).ok;
  return { key: { kind: 'passphrase', passphrase, workFactor: seal.workFactor }, weak };
}

function newRingKey(session: Session, use: RingUse, name: SuiteName): RingKey {
  const keys = suite(name);
  const random = session.keep(new Uint8Array(randomBytes(keys.randomLength)));
  const secret = session.keep(keys.secretFromRandom(random));
  return { use, suite: name, publicKey: keys.publicKey(secret), secret };
}

/** The application with the keys in it, each of which signs it; read back as whoever receives it will. */
function signed(
  session: Session,
  bytes: Uint8Array,
  ring: readonly RingKey[],
  foreign: readonly MemberKey[],
): Uint8Array {
  const draft = readDraft(bytes);
  session.demandKind(draft.rehearsal, 'application');
  const keys = ring.map(publicOf);
  const message = applicationMessage({ ...draft, keys: [...keys, ...foreign] });
  const proofs = ring.map(({ suite: name, secret }) => toHex(suite(name).sign(message, secret)));
  const proved = keys.map((key, n) => ({ ...key, proof: proofs[n] ?? '' }));
  if (foreign.length > 0) {
    const open = encodeUnproved({ format: draftFormat, application: { ...draft, keys: [...proved, ...foreign] } });
    readUnproved(open);
    return open;
  }
  const made = encodeApplication({ ...draft, keys: proved });
  readApplication(made);
  return made;
}

const publicOf = ({ use, suite: name, publicKey }: RingKey) => ({
  ...{ use: keyUse(use), suite: name, publicKey: toHex(publicKey) },
});

/** The keys as their member offers them, each of which signs it; read back as whoever receives it will. */
function offered(session: Session, offerer: Offerer, ring: readonly RingKey[]): Uint8Array {
  session.demandKind(offerer.rehearsal, 'offer');
  const keys = ring.map((one) => {
    const key = publicOf(one);
    return { ...key, proof: toHex(suite(one.suite).sign(offerMessage(offerer, key), one.secret)) };
  });
  const made = encodeOffers({ format: offerFormat, ...offerer, keys });
  readOffers(made);
  return made;
}

const saysVote: Text = { en: 'To sign a vote.', zh: '用于签署表决。' };

export async function signVote(session: Session, input: Input<'signVote'>): Promise<Result<'signVote'>> {
  const statement = readStatement(input.statement);
  session.demandKind(statement.rehearsal, 'vote');
  const opened = await openFor(session, { ...input.voter, role: 'signer' }, input.file, saysVote);
  if ('refused' in opened) throw opened.refused;
  const key = keyOfRing(opened.plain, statement.key, input.name);
  opened.plain.fill(0);
  session.keep(key.secret);
  const approval = await signApproval(statement, (message) => suite(key.suite).sign(message, key.secret));
  return { approval: encodeApproval(approval) };
}
