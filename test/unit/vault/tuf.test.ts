/**
 * TUF files signed anew in the vault: the same targets of the next version by keys that are open, the next root file with
 * the keys of administrators beside them, and nothing else. An administrator's own vault signs a root file alone.
 */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { sha256 } from '../../../main/core/encoding/bytes.ts';
import {
  type TufInput,
  delegatedNames,
  rootMessage,
  signedBytes,
  tufKeyId,
  writeRepository,
} from '../../../main/core/tuf/index.ts';
import { signTuf } from '../../../main/vault/acts/restore.ts';
import { renewTuf, signRoot } from '../../../main/vault/acts/tuf.ts';
import type { Input, VaultAct } from '../../../main/vault/protocol.ts';
import { type OpenKey, Session, type SessionParts } from '../../../main/vault/session.ts';
import { codeIn, pair, type Pair } from '../consortium/kit.ts';

const keyOf = (id: string, { suite, secret, publicKey }: Pair): OpenKey => ({
  ...{ id, suite, secret, publicKey: fromHex(publicKey, id) },
});
const root = keyOf('root-ed', pair('root'));
const second = keyOf('root-two', pair('second'));

function opened(act: VaultAct = 'tuf', rehearsal = true): Session {
  const never = {} as unknown as Pick<SessionParts, 'source' | 'identities' | 'age'>;
  const quiet = { progress: () => undefined, verdict: () => Promise.resolve() };
  const session = new Session({ ...never, ...quiet, act, lang: 'en', rehearsal });
  for (const key of [root, second]) session.roots.set(key.id, key);
  return session;
}

const paths = ['plan.json', 'verify/rootseal-verify.mjs', 'genesis/jdchain/genesis.json', 'consortium/2/register.json'];
const target = (path: string, content = path) => ({
  ...{ path, length: content.length, sha256: toHex(sha256(new TextEncoder().encode(content))) },
  custom: { rootseal: { kind: 'file', rehearsal: true } },
});
const keys = [{ suite: 'ed25519' as const, publicKey: root.publicKey }];
const expires = '2037-01-01T00:00:00Z';
const inputOf = (version: number, more: Partial<TufInput> = {}): TufInput => ({
  ...{ keys, threshold: 1, version, expires, targets: paths.map((path) => target(path)) },
  ...{ delegations: delegatedNames.map((name) => ({ name, keys, threshold: 1 })), ...more },
});
async function repository(input: TufInput) {
  const by = opened('restore');
  const keyid = tufKeyId('ed25519', root.publicKey);
  return writeRepository(input, (bytes) =>
    Promise.resolve([{ keyid, sig: signTuf(by, { root: root.id, bytes }).signature }]),
  );
}
const before = await repository(inputOf(4));
const lists = ['targets.json', 'revocations.json', 'genesis.json', 'admissions.json'].map((name) => before.get(name)!);
const one = { roots: ['root-ed'], threshold: 1 };
const f1 = pair('f1');
const administrators = { threshold: 2, keys: [{ id: 'f1', suite: 'ed25519' as const, publicKey: f1.publicKey }] };
const ends = { root: expires, targets: expires, snapshot: expires, timestamp: expires };
const asked: Input<'renewTuf'> = {
  ...{ lists, root: before.get('1.root.json')! },
  next: {
    ...{ version: 5, expires: ends, top: one, withRoot: false },
    delegated: { revocations: one, genesis: one, admissions: one },
  },
};
const sign = (session: Session, bytes: Uint8Array) => codeIn(() => signTuf(session, { root: root.id, bytes }));

describe('TUF files signed anew', () => {
  it('are the same targets of the next version: VAULT-RENEWED for anything else', async () => {
    const session = opened();
    expect(sign(session, signedBytes(before.get('targets.json')!))).toBe('VAULT-ORDER');
    renewTuf(session, asked);
    const good = await repository(inputOf(5));
    for (const [name, bytes] of good)
      expect([name, sign(session, signedBytes(bytes))]).toEqual([
        name,
        name === '1.root.json' ? 'VAULT-RENEWED' : undefined,
      ]);
    const others: Partial<TufInput>[] = [
      { version: 6 },
      { expires: '2038-01-01T00:00:00Z' },
      { targets: paths.slice(1).map((path) => target(path)) },
      { targets: [...paths, 'roots/other.json'].map((path) => target(path)) },
      { targets: paths.map((path) => target(path, path === 'plan.json' ? 'another plan' : path)) },
      { delegations: [] },
      {
        delegations: inputOf(5).delegations!.map((role) => ({
          ...role,
          keys: [{ suite: 'ed25519', publicKey: second.publicKey }],
        })),
      },
    ];
    for (const other of others) {
      const made = await repository({ ...inputOf(5), delegations: [], ...other }).catch(() => undefined);
      if (made) expect(sign(session, signedBytes(made.get('targets.json')!))).toBe('VAULT-RENEWED');
    }
    expect(sign(session, signedBytes((await repository(inputOf(6))).get('timestamp.json')!))).toBe('VAULT-RENEWED');
  });

  it('may bring a newer verifier along, and nothing else that is new', async () => {
    const verifier = { length: 3, sha256: toHex(sha256(new TextEncoder().encode('new'))) };
    const session = opened();
    renewTuf(session, { ...asked, next: { ...asked.next, verifier } });
    const newer = paths.map((path) => (path.startsWith('verify/') ? { ...target(path), ...verifier } : target(path)));
    const made = await repository(inputOf(5, { targets: newer }));
    expect(sign(session, signedBytes(made.get('targets.json')!))).toBeUndefined();
    expect(sign(session, signedBytes((await repository(inputOf(5))).get('targets.json')!))).toBe('VAULT-RENEWED');
  });

  it('are judged on lists that these roots have signed, all of them, of one version', async () => {
    const code = (more: Partial<Input<'renewTuf'>>, session = opened()) =>
      codeIn(() => renewTuf(session, { ...asked, ...more }));
    expect(code({})).toBeUndefined();
    expect(code({ lists: lists.slice(0, 3) })).toBe('VAULT-RENEWED');
    const older = (await repository(inputOf(3))).get('admissions.json')!;
    expect(code({ lists: [...lists.slice(0, 3), older] })).toBe('VAULT-RENEWED');
    const others = opened();
    others.roots.delete('root-ed');
    expect(code({}, others)).toBe('VAULT-RENEWED');
    const none = opened();
    none.roots.clear();
    expect(code({}, none)).toBe('VAULT-ORDER');
    expect(code({}, opened('tuf', false))).toBe('VAULT-REHEARSAL');
    expect(code({ next: { ...asked.next, top: { roots: ['stranger'], threshold: 1 } } })).toBe('VAULT-ROOT');
  });

  it('come with the next root file where that was asked for: the administrators told, the next version', () => {
    const session = opened();
    renewTuf(session, { ...asked, next: { ...asked.next, withRoot: true, administrators } });
    const also = { suite: 'ed25519' as const, publicKey: fromHex(f1.publicKey, 'f1') };
    const input = { ...inputOf(5), root: { keys: [...keys, also], threshold: 2 }, expires: ends };
    expect(sign(session, rootMessage(input, 2))).toBeUndefined();
    expect(sign(session, rootMessage(input, 3))).toBe('VAULT-RENEWED');
    expect(sign(session, rootMessage({ ...input, root: { ...input.root, threshold: 1 } }, 2))).toBe('VAULT-RENEWED');
    const { root: _, ...alone } = input;
    expect(sign(session, rootMessage(alone, 2))).toBe('VAULT-RENEWED');
  });

  it('belong to an act of their own: VAULT-ACT', () => {
    for (const act of ['restore', 'enact', 'sign', 'vote'] as const)
      expect(codeIn(() => opened(act).demandOp('renewTuf'))).toBe('VAULT-ACT');
    expect(codeIn(() => opened('tuf').demandOp('signRoot'))).toBe('VAULT-ACT');
  });

  it('VAULT-ROOT-KEY: an administrator signs no root file in which their key does not count', async () => {
    const input = {
      ...({ administrator: { id: 'f1', name: { en: 'f1', zh: 'f1' } }, suite: 'ed25519', name: 'f1.age' } as const),
      ...{ root: before.get('1.root.json')!, publicKey: f1.publicKey, file: new Uint8Array() },
    };
    await expect(signRoot(opened('vote'), input)).rejects.toMatchObject({ code: 'VAULT-ROOT-KEY' });
  });
});
