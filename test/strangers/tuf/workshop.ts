/** A workshop of TUF repositories for the tests: whole ones by our writer, broken ones by careful hands. */

import { sha256, utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs, type Json } from '../../../main/core/encoding/jcs.ts';
import { suite as suiteOf } from '../../../main/core/keys/index.ts';
import {
  canonicalJson,
  tufKeyId,
  tufSignature,
  writeRepository,
  type DelegatedName,
  type TufInput,
  type TufPublicKey,
  type TufSign,
  type TufSignature,
  type TufSuite,
} from '../../../main/core/tuf/index.ts';

export type Files = Map<string, Uint8Array>;
export type JsonObject = Record<string, Json>;

/** What lies on a server: the files of `tuf/` and the targets beside it. */
export interface State {
  readonly files: Files;
  readonly targets: Files;
}

export interface Signer extends TufPublicKey {
  readonly keyid: string;
  sign(message: Uint8Array): TufSignature;
}

/** A key of the tests, always the same for the same number. */
export function signer(suite: TufSuite, seed: number): Signer {
  const kind = suiteOf(suite);
  const secret = kind.secretFromRandom(new Uint8Array(kind.randomLength).fill(seed));
  const key = { suite, publicKey: kind.publicKey(secret) };
  const sign = (message: Uint8Array) => tufSignature(key, kind.sign(message, secret));
  return { ...key, keyid: tufKeyId(suite, key.publicKey), sign };
}

/** Who may sign, how many must, and who does. */
export interface Kit {
  readonly name: string;
  readonly keys: readonly Signer[];
  readonly threshold: number;
  readonly signers: readonly Signer[];
}

const mixed = [signer('ed25519', 2), signer('p256', 3), signer('ed25519', 4)];
export const kits: readonly Kit[] = [
  { name: 'one Ed25519 key', keys: [signer('ed25519', 1)], threshold: 1, signers: [signer('ed25519', 1)] },
  { name: 'one P-256 key', keys: [signer('p256', 1)], threshold: 1, signers: [signer('p256', 1)] },
  { name: 'two of three keys of both kinds', keys: mixed, threshold: 2, signers: mixed.slice(0, 2) },
];

/** The keys that a kit is rotated to. */
export const heirs: Kit = {
  name: 'heirs',
  keys: [signer('p256', 8), signer('ed25519', 9)],
  threshold: 2,
  signers: [signer('p256', 8), signer('ed25519', 9)],
};

export const foreigner = signer('ed25519', 77);

export const validUntil = '2099-12-31T00:00:00Z';
export const longAgo = '2001-01-01T00:00:00Z';
/** The time our verifier is told; the clients take the machine's, which lies between the two as well. */
export const now = '2026-11-21T02:00:00.000Z';

export const signAll =
  (signers: readonly Signer[]): TufSign =>
  (message) =>
    Promise.resolve(signers.map((one) => one.sign(message)));

/** Targets of a ceremony, with sub folders and text in two languages. `extra` adds many more. */
export function makeTargets(version: number, extra = 0): Files {
  const names = [
    'plan.json',
    'log.vkey',
    'roots/root-ed.json',
    'genesis/jdchain/brand/ledger.init',
    'genesis/jdchain/brand/bftsmart/bftsmart.config',
  ];
  for (let i = 0; i < extra; i++) names.push(`members/m${String(i % 9)}/file-${String(i)}.txt`);
  return new Map(names.map((name) => [name, utf8(`${name} 第 ${String(version)} 版 ✓`)]));
}

/** The target list entry of a file, marked as ours. */
export function describe(targets: Files, kind = '创世区块 genesis "✓" \\ 𝄞'): TufInput['targets'] {
  return [...targets].map(([path, bytes]) => ({
    path,
    length: bytes.length,
    sha256: toHex(sha256(bytes)),
    custom: { rootseal: { kind, rehearsal: false } },
  }));
}

/** A whole repository by our writer. */
export async function make(
  kit: Kit,
  version: number,
  more: Partial<TufInput> = {},
  extra = 0,
  also: readonly Signer[] = [],
): Promise<State> {
  const targets = makeTargets(version, extra);
  const input = {
    keys: kit.keys,
    threshold: kit.threshold,
    version,
    expires: validUntil,
    targets: describe(targets),
    ...more,
  };
  const sign: TufSign = (message, file) =>
    signAll(file.endsWith('root.json') ? [...also, ...kit.signers] : kit.signers)(message, file);
  return { files: await writeRepository(input, sign), targets };
}

/** Whose keys the delegated roles have: each others, and two of three must sign admissions. */
export const holders: Readonly<Record<DelegatedName, Omit<Kit, 'name'>>> = {
  revocations: { keys: [signer('ed25519', 21)], threshold: 1, signers: [signer('ed25519', 21)] },
  genesis: { keys: [signer('p256', 22)], threshold: 1, signers: [signer('p256', 22)] },
  admissions: {
    keys: [signer('ed25519', 23), signer('p256', 24), signer('ed25519', 25)],
    threshold: 2,
    signers: [signer('ed25519', 23), signer('p256', 24)],
  },
};

/** What a consortium with decisions has more. */
const decidedFiles = ['register.json', 'proposal.json', 'votes/f1.json', 'revocations.json', 'jdchain/lab/x.tx'];

const delegations = Object.entries(holders).map(([name, { keys, threshold }]) => ({
  ...{ name: name as DelegatedName, keys, threshold },
}));

/** A whole repository whose lists for genesis, admissions and revocations are given away. */
export async function makeGiven(kit: Kit, version: number, more: Partial<TufInput> = {}): Promise<State> {
  const targets = makeTargets(version);
  for (const name of decidedFiles) targets.set(`consortium/2/${name}`, utf8(`${name} of version ${String(version)}`));
  const input = {
    ...{ keys: kit.keys, threshold: kit.threshold, version, expires: validUntil, targets: describe(targets) },
    ...{ delegations, ...more },
  };
  const sign: TufSign = (message, file) => signAll(signersFor(file, kit))(message, file);
  return { files: await writeRepository(input, sign), targets };
}

/** Who signs a file of such a repository. */
export const signersFor = (file: string, kit: Kit): readonly Signer[] =>
  (holders as Record<string, Omit<Kit, 'name'>>)[file.replace('.json', '')]?.signers ?? kit.signers;

/** The root files of a state. */
export const rootsOf = (files: Files): Files => new Map([...files].filter(([name]) => name.endsWith('.root.json')));

export function read(files: Files, name: string): { signatures: JsonObject[]; signed: JsonObject } {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`the test has no ${name}`);
  return parseJcs(bytes, name) as unknown as { signatures: JsonObject[]; signed: JsonObject };
}

/** Replaces a file by these contents, whatever they are. */
export function put(files: Files, name: string, contents: { signatures: Json; signed: Json }): Files {
  return new Map(files).set(name, toJcs(contents));
}

/** Makes the lists above a file agree with it again: snapshot for targets, timestamp for snapshot. */
export function relist(files: Files, name: string, signers: readonly Signer[]): Files {
  const above = name === 'snapshot.json' ? 'timestamp.json' : 'snapshot.json';
  const file = files.get(name);
  if (name === 'timestamp.json' || name.endsWith('root.json') || file === undefined) return files;
  const { version } = read(files, name).signed;
  const entry = { version: version ?? 0, length: file.length, hashes: { sha256: toHex(sha256(file)) } };
  return edit(files, above, signers, (signed) => {
    at(signed, 'meta')[name] = entry;
  });
}

/** Changes what is signed in one file, signs it anew, and the lists above it as well. */
export function edit(
  files: Files,
  name: string,
  signers: readonly Signer[],
  change: (signed: JsonObject) => void,
  listers: readonly Signer[] = signers,
): Files {
  const { signed } = read(files, name);
  change(signed);
  const message = canonicalJson(signed);
  const signatures = signers.map((one) => ({ ...one.sign(message) }));
  return relist(put(files, name, { signatures, signed }), name, listers);
}

/** Signs one file anew as it is, by others or by fewer, and the lists above it rightly. */
export function resign(files: Files, name: string, signers: readonly Signer[], listers: readonly Signer[]): Files {
  return edit(files, name, signers, () => undefined, listers);
}

/** Changes the signatures of one file and leaves what is signed; the lists above agree again. */
export function editSignatures(
  files: Files,
  name: string,
  listers: readonly Signer[],
  change: (signatures: JsonObject[]) => JsonObject[],
): Files {
  const { signed, signatures } = read(files, name);
  return relist(put(files, name, { signatures: change(signatures), signed }), name, listers);
}

/** Replaces a piece of text in a file, leaving everything else as it is. */
export function swap(files: Files, name: string, from: string | RegExp, to: string): Files {
  const text = new TextDecoder().decode(files.get(name));
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`the test changes nothing in ${name}`);
  return new Map(files).set(name, utf8(changed));
}

/** Looks a value up by its way through the objects; the tests know that it is there. */
export function at(value: Json | undefined, ...way: readonly string[]): JsonObject {
  return way.reduce((found, key) => (found as Record<string, JsonObject>)[key]!, value as JsonObject);
}
