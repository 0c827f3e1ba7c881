/**
 * What an administrator sees of a root file, and signs, on a machine of their own: against the consortium's public files,
 * which whoever calls has verified.
 */
import { join } from 'node:path';
import { decodeEntries } from '../../core/audit/entry.ts';
import { readLog } from '../../core/audit/log.ts';
import { parseVkeyFile } from '../../core/audit/note.ts';
import { type ResolvedPlan, parseResolvedPlan } from '../../core/ceremony/plan.ts';
import { setsOf } from '../../core/ceremony/sets.ts';
import { tufTold } from '../../core/ceremony/tuf-told.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { encodeRootSignature, furthest, rootDigest, standingOfRoot } from '../../core/tuf/index.ts';
import type { TufKey } from '../../core/tuf/keys.ts';
import { type TufFile, readTufFile, roleNames } from '../../core/tuf/read.ts';
import { openVault } from '../../vault/client.ts';
import type { AloneOptions } from '../alone.ts';
import { demandFree, listFiles, readNamed, writeNew } from '../files.ts';
import { appRules } from '../rules.ts';

interface Person {
  readonly id: string;
  readonly suite: TufKey['suite'];
  /** Hex. */
  readonly publicKey: string;
}

/** The public files of a consortium, as far as they are about root files. */
export interface PublicRoots {
  readonly plan: ResolvedPlan;
  readonly last: TufFile<'root'>;
  /** Everybody whose key counts, or is to count, by the log: roots and administrators. */
  readonly people: readonly Person[];
}

/** @param folder `public/`, verified before */
export function rootsIn(folder: string): PublicRoots {
  const plan = parseResolvedPlan(readNamed(join(folder, 'plan.json')));
  const files = (path: string) =>
    new Map(listFiles(join(folder, path)).map((name) => [name, readNamed(join(folder, path, name))]));
  const log = readLog(files('log'), parseVkeyFile(readNamed(join(folder, 'log.vkey'))));
  const entries = decodeEntries(log.entries);
  const chain = [...files('tuf')].filter(([name]) => /^\d+\.root\.json$/.test(name));
  const [name, bytes] = chain.find(([one]) => one === `${String(chain.length)}.root.json`) ?? ['', new Uint8Array()];
  const { administrators, pending } = tufTold(entries, plan);
  const roots = setsOf(entries, plan).flatMap((set) => set.roots);
  const people = [...roots, ...(pending?.administrators?.keys ?? []), ...(administrators?.keys ?? [])];
  return { plan, last: readTufFile(name, bytes, 'root'), people: people.flatMap(person) };
}

const person = ({ id, suite, publicKey }: { id: string; suite: string; publicKey: string }): Person[] =>
  suite === 'sm2' ? [] : [{ id, suite: suite as Person['suite'], publicKey }];

/** A root file as it is shown: what it changes, how far it has come, by which hash people compare it. */
export interface RootShown {
  readonly version: number;
  readonly expires: string;
  /** SHA-256 of what is signed, hex. */
  readonly sha256: string;
  readonly lines: readonly { readonly sign: '+' | '-' | ' '; readonly text: Text }[];
  readonly need: number;
  readonly have: number;
  readonly signed: readonly string[];
  readonly missing: readonly string[];
}

/** TUF-ROOT-AGAINST unless it is the next one behind these public files, signed by a key of theirs. */
export function showRoot(bytes: Uint8Array, { last, people }: PublicRoots, subject: string): RootShown {
  const file = readTufFile('root.json', bytes, 'root');
  const wrong = (reason: Text) => refuse(appRules, 'TUF-ROOT-AGAINST', { reason }, { subject });
  const [now, next] = [String(last.version), String(file.version)];
  if (file.version !== last.version + 1)
    throw wrong({ en: `it is version ${next}, here lies ${now}`, zh: `其版本为 ${next}，此处为 ${now}` });
  const standing = standingOfRoot(file, [last.content.roles.root, file.content.roles.root]);
  if (standing[0]?.signed.length === 0)
    throw wrong({ en: 'no key that counts here has signed it', zh: '此处有效的密钥均未签署' });
  const { need, have, signed, missing } = furthest(standing);
  const names = (keys: readonly TufKey[]) => keys.map((key) => nameOf(people, key));
  return {
    ...{ version: file.version, expires: file.expires, sha256: rootDigest(bytes), lines: changes(last, file, people) },
    ...{ need, have, signed: names(signed), missing: names(missing) },
  };
}

const nameOf = (people: readonly Person[], { publicKey }: TufKey) =>
  people.find((one) => one.publicKey === toHex(publicKey))?.id ?? toHex(publicKey).slice(0, 16);

const roleTexts: Readonly<Record<string, Text>> = {
  root: { en: 'whose keys may exchange all keys', zh: '可更换全部密钥的密钥' },
  targets: { en: 'whose keys sign the list of files', zh: '签署文件清单的密钥' },
  snapshot: { en: 'whose keys sign the snapshot', zh: '签署快照的密钥' },
  timestamp: { en: 'whose keys sign the timestamp', zh: '签署时间戳的密钥' },
};

/** Role by role which keys come and go, and what threshold they have. */
function changes(before: TufFile<'root'>, after: TufFile<'root'>, people: readonly Person[]): RootShown['lines'] {
  return roleNames.flatMap((role) => {
    const [old, next] = [before.content.roles[role], after.content.roles[role]];
    const has = (keys: readonly TufKey[], { keyid }: TufKey) => keys.some((one) => one.keyid === keyid);
    const line = (sign: '+' | '-' | ' ', key: TufKey) => {
      const told = `${nameOf(people, key)} (${key.suite} ${toHex(key.publicKey)})`;
      return { sign, text: { en: told, zh: told } } as const;
    };
    const [from, to] = [String(old.threshold), String(next.threshold)];
    const threshold = from === to ? to : `${from} → ${to}`;
    const name = roleTexts[role] ?? { en: role, zh: role };
    const text = { en: `${name.en}; needed: ${threshold}`, zh: `${name.zh}；门限：${threshold}` };
    return [
      { sign: ' ' as const, text },
      ...old.keys.filter((key) => !has(next.keys, key)).map((key) => line('-', key)),
      ...next.keys.map((key) => line(has(old.keys, key) ? ' ' : '+', key)),
    ];
  });
}

export interface SignWish {
  readonly root: Uint8Array;
  readonly administrator: string;
  /** Their age file. */
  readonly key: string;
  readonly out: string;
}

/** Signed in the vault, and written. @throws TUF-SIGNER for somebody whom the log does not name */
export async function signRoot(wish: SignWish, { plan, people }: PublicRoots, options: AloneOptions): Promise<void> {
  demandFree([wish.out]);
  const file = readTufFile('root.json', wish.root, 'root');
  const counting = people.filter(({ publicKey }) =>
    file.content.roles.root.keys.some((key) => toHex(key.publicKey) === publicKey),
  );
  const { id, suite, publicKey } = counting.find((one) => one.id === wish.administrator) ?? {};
  if (id === undefined || suite === undefined || publicKey === undefined)
    throw refuse(
      appRules,
      'TUF-SIGNER',
      { could: counting.map((one) => one.id).join(', ') || '–' },
      { subject: wish.administrator },
    );
  const vault = await openVault({ act: 'vote', rehearsal: plan.rehearsal, ...options });
  const named = { id, name: plan.people.names[id] ?? { en: id, zh: id } };
  const made = await vault.request('signRoot', {
    ...{ administrator: named, root: wish.root, suite, publicKey },
    ...{ file: readNamed(wish.key), name: wish.key },
  });
  await vault.finish();
  writeNew(wish.out, encodeRootSignature({ sha256: rootDigest(wish.root), ...made }), 0o644);
}
