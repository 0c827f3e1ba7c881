/**
 * Shares of HashiCorp Vault under our envelopes. Each holder types theirs alone, it is judged at once, and sealed under
 * a passphrase of their own; the secret that they restore is never rebuilt (core/shares/vault-agree.ts). Nothing is
 * returned before all of them agree.
 *
 * Set and envelopes are signed by a key that is made for them and gone with this act: so nobody, not even whoever has
 * all shares, can make another envelope of this set later.
 */

import { randomBytes } from 'node:crypto';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { fingerprint, suite } from '../../core/keys/index.ts';
import { commitShare, setIdLength } from '../../core/shares/commitment.ts';
import { encodeEnvelope, signEnvelope } from '../../core/shares/envelope.ts';
import { receiptKey } from '../../core/shares/receipt.ts';
import { vaultScheme } from '../../core/shares/scheme.ts';
import { encodeShareSet, setFormat, signShareSet } from '../../core/shares/set.ts';
import { type Brought, agree, demandDistinct } from '../../core/shares/vault-agree.ts';
import { type VaultImport, checkVaultImport } from '../../core/shares/vault-import.ts';
import { readVaultShare } from '../../core/shares/vault-share.ts';
import { requirePassphrase } from '../../core/sealing/passphrase.ts';
import type { AgeKey } from '../age.ts';
import type { Input, Result } from '../protocol.ts';
import type { OpenKey, Session } from '../session.ts';
import { combine } from '../shamir.ts';
import type { Who } from '../source.ts';
import { type Plain, sealAll, weaklySealed } from './found.ts';
import { signerOf } from './papers.ts';

type Custodian = VaultImport['custodians'][number];
interface Holder extends Brought {
  readonly key: AgeKey;
}

export async function importShares(session: Session, input: Input<'importShares'>): Promise<Result<'importShares'>> {
  const wish = checkVaultImport(input.wish);
  session.demandKind(wish.rehearsal, 'share set');
  const holders: Holder[] = [];
  for (const custodian of wish.custodians) holders.push(await takeOne(session, wish, custodian, holders));
  const proved = await agree(holders, wish.threshold, combine);
  const signer = oneTimeKey(session);
  const papers = await makePapers(wish, holders, proved, signer);
  const plain: Plain[] = wish.custodians.map(({ id }, i) => ({
    path: `shares/${id}.age`,
    plain: session.keep(papers.envelopes[i] ?? new Uint8Array()),
    key: holders[i]?.key ?? { kind: 'recipient', recipient: id },
  }));
  const { id, m, n, roots } = papers.set;
  return {
    files: [{ path: 'share-set.json', bytes: encodeShareSet(papers.set) }, ...(await sealAll(session, plain))],
    set: { id, m, n, signer: roots[0] ?? '' },
    proved,
    weakWorkFactor: weaklySealed(wish.custodians),
  };
}

/** One holder alone at the keyboard: the share, judged beside those before it, then the passphrase that seals it. */
async function takeOne(
  session: Session,
  { rehearsal }: VaultImport,
  { id, name, seal }: Custodian,
  before: readonly Brought[],
): Promise<Holder> {
  const who: Who = { id, name, role: 'custodian' };
  const read = (typed: Uint8Array): Brought => {
    const brought = { custodian: id, share: session.keep(readVaultShare(typed)) };
    demandDistinct(before, brought);
    return brought;
  };
  const typed = session.keep(await session.source.share(who, read));
  const brought = read(typed);
  typed.fill(0);
  if (seal.kind === 'age') return { ...brought, key: { kind: 'recipient', recipient: seal.recipient } };
  const judge = (given: Uint8Array) => requirePassphrase(given, { rehearsal }, id);
  const passphrase = session.keep(await session.source.newPassphrase(who, judge));
  return { ...brought, key: { kind: 'passphrase', passphrase, workFactor: seal.workFactor } };
}

function oneTimeKey(session: Session): OpenKey {
  const made = suite('ed25519');
  const secret = session.keep(made.secretFromRandom(new Uint8Array(randomBytes(made.randomLength))));
  return { id: vaultScheme, suite: 'ed25519', secret, publicKey: made.publicKey(secret) };
}

/** The share set, and the plaintext of each holder's age file (secret), in their order. */
async function makePapers(wish: VaultImport, holders: readonly Brought[], proved: boolean, key: OpenKey) {
  const setId = new Uint8Array(randomBytes(setIdLength));
  const commitments = holders.map(({ share }, i) => commitShare(setId, i + 1, share));
  const root = fingerprint(key.suite, key.publicKey);
  const common = {
    consortium: wish.name,
    ceremony: toHex(new Uint8Array(randomBytes(16))),
    epoch: 1,
    scheme: vaultScheme,
    m: wish.threshold,
    n: holders.length,
    vault: { product: wish.product, kind: wish.kind, shares: wish.shares, proved },
    rehearsal: wish.rehearsal,
  } as const;
  const slots = holders.map(({ share }, i) => ({ index: i + 1, x: share.at(-1) ?? 0, share }));
  const set = await signShareSet(
    {
      ...{ format: setFormat, ...common, id: toHex(setId), roots: [root] },
      shares: slots.map(({ index, x, share }, i) => ({
        ...{ index, x, custodian: custodianOf(wish, i), commitment: toHex(commitments[i] ?? new Uint8Array()) },
        receiptKey: toHex(receiptKey(setId, index, share)),
      })),
      signer: { suite: key.suite, publicKey: toHex(key.publicKey) },
    },
    signerOf(key),
  );
  const envelopes: Uint8Array[] = [];
  for (const [i, slot] of slots.entries()) {
    const { id, name } = custodianOf(wish, i);
    const unsigned = { ...common, ...slot, custodian: { id, ...name }, set: setId, commitments };
    const signer = { suite: key.suite, publicKey: key.publicKey };
    const envelope = await signEnvelope({ ...unsigned, roots: [fromHex(root, 'root')], signer }, signerOf(key));
    envelopes.push(encodeEnvelope(envelope));
    envelope.share.fill(0);
  }
  return { set, envelopes };
}

function custodianOf({ custodians }: VaultImport, i: number) {
  const { id = '', name = { zh: '', en: '' } } = custodians[i] ?? {};
  return { id, name: { zh: name.zh, en: name.en } };
}
