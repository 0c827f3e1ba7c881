/**
 * What lies beside a share set's file: in a bundle the other sets, the notices that retired them, and the cross-signatures
 * of rotated roots. So a custodian at any machine hears "epoch 2, retired on …" of an old share, with nothing but the
 * public folder, whichever epoch's set file was named.
 */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { RootsealError } from '../../core/rules.ts';
import { type Rotation, parseRotation } from '../../core/sealing/rotation.ts';
import { type RetiredNotice, parseRetired } from '../../core/shares/retired.ts';
import { type ShareSet, parseShareSet } from '../../core/shares/set.ts';
import type { Input } from '../../vault/client.ts';
import { listFiles, readNamed } from '../files.ts';

type Judging = Pick<Input<'judgeShares'>, 'set' | 'others'>;
type Others = NonNullable<Judging['others']>;

/**
 * The set to judge by, and the retired ones that it answers for. If the set that was named is retired itself, its
 * successor lies there and has said so, the share is judged by the successor.
 */
export function lookAround(setFile: string, set: Uint8Array): Judging {
  const folder = dirname(setFile);
  const named = parseShareSet(set);
  const notices = noticesIn(folder);
  const newest = successorOf(folder, named, notices) ?? { set: named, bytes: set };
  return { set: newest.bytes, others: retiredBefore(folder, newest.set, notices) };
}

/** A file beside the set that is not what it should be says nothing; the verifier is there to judge a bundle. */
export function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RootsealError) return undefined;
    throw error;
  }
}

function noticesIn(folder: string): RetiredNotice[] {
  const names = readdirSync(folder).filter((name) => /^[0-9a-f]{32}\.retired\.json$/.test(name));
  return names.flatMap((name) => quietly(() => parseRetired(readNamed(join(folder, name)))) ?? []);
}

function setBeside(folder: string, id: string): { set: ShareSet; bytes: Uint8Array } | undefined {
  const file = join(folder, `${id}.json`);
  if (!existsSync(file)) return undefined;
  const bytes = readNamed(file);
  const set = quietly(() => parseShareSet(bytes));
  return set && { set, bytes };
}

const sameRoot = ({ signer: a }: ShareSet, { signer: b }: Pick<ShareSet, 'signer'>) =>
  a.suite === b.suite && a.publicKey === b.publicKey;

type Key = ShareSet['signer'];
const keyName = ({ suite, publicKey }: Key) => `${suite} ${publicKey}`;

/** The signer of the set that was named, and each key that took over from it, by the signature of both. */
function keysAfter(folder: string, { signer, consortium, ceremony }: ShareSet): ReadonlySet<string> {
  const all = rotationsIn(join(dirname(folder), 'roots'));
  const ours = all.filter((one) => one.consortium === consortium && one.ceremony === ceremony);
  const known = new Set([keyName(signer)]);
  for (const one of ours.toSorted((a, b) => a.epoch - b.epoch))
    if (known.has(keyName(one.old))) known.add(keyName(one.new));
  return known;
}

function rotationsIn(folder: string): Rotation[] {
  const names = listFiles(folder).filter((name) => /^\d+\/[^/]+\.rotation\.json$/.test(name));
  return names.flatMap((name) => quietly(() => parseRotation(readNamed(join(folder, name)))) ?? []);
}

/** The set in force that came after the one that was named, as far as its root, or one that took over from it, says so. */
function successorOf(folder: string, named: ShareSet, notices: readonly RetiredNotice[]) {
  const keys = keysAfter(folder, named);
  let newest: { set: ShareSet; bytes: Uint8Array } | undefined;
  for (let at: ShareSet | undefined = named; at;) {
    const id: string = at.id;
    const notice = notices.find((one) => one.retired.set === id && keys.has(keyName(one.signer)));
    const next = notice && setBeside(folder, notice.successor.set);
    at = next && keys.has(keyName(next.set.signer)) && next.set.epoch > at.epoch ? next.set : undefined;
    if (at) newest = next;
  }
  return newest;
}

/** Sets that the signer of this one has retired, each named by the hash of its file, and so back to the first. */
function retiredBefore(folder: string, now: ShareSet, notices: readonly RetiredNotice[]): Others {
  const others: Others = [];
  const trusted = [now];
  for (let next = trusted.pop(); next; next = trusted.pop())
    for (const { retired, time, sha256: hash, signer } of notices) {
      if (!sameRoot(next, { signer }) || others.some(({ id }) => id === retired.set) || retired.set === now.id)
        continue;
      const old = setBeside(folder, retired.set);
      if (!old || toHex(sha256(old.bytes)) !== hash) continue;
      others.push({ id: retired.set, epoch: retired.epoch, state: 'retired', date: time, set: old.bytes });
      trusted.push(old.set);
    }
  return others;
}
