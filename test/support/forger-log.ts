/** The logs of the forger: a true log's entries saying of other files what they said of the true ones. */
import { type Entry, decodeEntries, encodeEntry } from '../../main/core/audit/entry.ts';
import { checkpointText } from '../../main/core/audit/checkpoint.ts';
import { leafHash, rootHash } from '../../main/core/audit/merkle.ts';
import { formatNote, noteSignatureLine } from '../../main/core/audit/note.ts';
import { readTiles, tileFiles } from '../../main/core/audit/tiles.ts';
import { type ResolvedPlan, planHash } from '../../main/core/ceremony/plan.ts';
import { concat, digestMessage, sha256, u64, utf8 } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import type { Json } from '../../main/core/encoding/jcs.ts';
import type { ShareSet } from '../../main/core/shares/set.ts';
import type { Made, Pair, Root } from './forger-keys.ts';

export type Files = Map<string, Uint8Array>;

/** The entries of a bundle of at most 256. */
export function entriesOf(files: ReadonlyMap<string, Uint8Array>): Entry[] {
  const log = [...files].filter(([path]) => path.startsWith('log/tile/'));
  const [bundle = ''] = log.map(([path]) => path).filter((path) => path.includes('/entries/'));
  const size = Number(bundle.split('/').at(-1));
  return decodeEntries(readTiles(new Map(log.map(([path, bytes]) => [path.slice('log/'.length), bytes])), size));
}

export interface Facts {
  readonly plan: ResolvedPlan;
  readonly roots: readonly Root[];
  readonly set: ShareSet;
  readonly made: readonly Made[];
  readonly ceremony: string;
  readonly txHash: string;
  readonly contentSha256: string;
}

/** A true entry, saying of the forger's files what it said of the true ones. */
export function rewritten(entry: Entry, files: Files, { plan, roots, set, made, ceremony, ...genesis }: Facts): Entry {
  const data: Record<string, Json> = { ...entry.data };
  const hash = toHex(planHash(plan));
  if ('planHash' in data) data['planHash'] = hash;
  if (entry.kind === 'ceremony.opened') data['consortium'] = plan.consortium.id;
  for (const list of ['files', 'minutes']) if (list in data) data[list] = rehashed(data[list] as never, files);
  if (data['step'] === 'found' && 'roots' in data) {
    data['roots'] = roots.map(({ id, suite: of, publicKey, fingerprint: print }) => {
      return { id, suite: of, publicKey: toHex(publicKey), fingerprint: print };
    });
    data['set'] = { id: set.id, epoch: set.epoch, m: set.m, n: set.n, scheme: set.scheme };
    data['members'] = made.map(({ id, suite: of, publicKey }) => ({ id, suite: of, publicKey: toHex(publicKey) }));
  }
  if ('txHash' in data) Object.assign(data, genesis);
  return { ...entry, ceremony, rehearsal: plan.rehearsal, data };
}

function rehashed(list: { path: string; sha256: string }[], files: Files): Json {
  return list.flatMap(({ path, sha256: hash }) => {
    if (!path.startsWith('public/')) return [{ path, sha256: hash }];
    const bytes = files.get(path.slice('public/'.length));
    return bytes ? [{ path, sha256: toHex(sha256(bytes)) }] : [];
  });
}

/** Encodes one entry after the other; where one has challenges, every root signs over the log as it is by then. */
export function signChallenges(
  entries: readonly Entry[],
  roots: readonly Root[],
  last: (entry: Entry) => Entry = (entry) => entry,
): Uint8Array[] {
  const log: Uint8Array[] = [];
  for (const [index, entry] of entries.entries()) {
    const { challenges, challengeSize } = entry.data;
    const data = { ...entry.data };
    if (challenges !== undefined) data['challenges'] = challengesOver(log, Number(challengeSize), roots);
    const right = { ...entry, index, data };
    log.push(encodeEntry(last(right)));
  }
  return log;
}

function challengesOver(log: readonly Uint8Array[], size: number, roots: readonly Root[]): Json {
  const head = rootHash(log.slice(0, size).map((entry) => leafHash(entry)));
  return roots.map(({ id, sign }) => {
    const nonce = sha256(utf8(`nonce of ${id}`));
    const message = digestMessage('challenge', concat(nonce, u64(size), head));
    return { root: id, nonce: toHex(nonce), challenge: toHex(message), signature: toHex(sign(message)) };
  });
}

/** Tiles and a checkpoint over these entries. */
export function logFolder(entries: readonly Uint8Array[], origin: string, key: Pair): Files {
  const root = rootHash(entries.map((entry) => leafHash(entry)));
  const text = checkpointText({ origin, size: entries.length, root });
  const note = formatNote(text, [noteSignatureLine(origin, key.publicKey, key.sign(utf8(text)))]);
  return new Map([...tileFiles(entries), ['checkpoint', note]]);
}
