/**
 * One adversarial case from end to end: files on a disk, read as the program reads them (age files, typed lines, texts of
 * codes), opened and judged by the vault's own act, then combined. What must come out is said beforehand by whoever made
 * the case; here it is only compared, by counting that is not the program's own.
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { noQuorum } from '../../main/app/quorum.ts';
import { readShare } from '../../main/app/scan.ts';
import { equal } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { lineText, toLines } from '../../main/core/paper/lines.ts';
import { toParts } from '../../main/core/paper/frame.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { encodeStatement } from '../../main/core/sealing/statement.ts';
import { type Envelope, encodeEnvelope } from '../../main/core/shares/envelope.ts';
import { encodeShareSet } from '../../main/core/shares/set.ts';
import { judgeShares } from '../../main/vault/acts/judge.ts';
import { combine } from '../../main/vault/acts/restore.ts';
import { doJob } from '../../main/vault/age-worker.ts';
import type { AgePool } from '../../main/vault/age.ts';
import { Identities } from '../../main/vault/identities.ts';
import type { Input, Quorum, ShareVerdict } from '../../main/vault/protocol.ts';
import { Session } from '../../main/vault/session.ts';
import { readAnswers } from '../../main/vault/source-answers.ts';
import type { Random } from '../support/random.ts';
import type { World } from './worlds.ts';

/** What must be said of one file. */
export interface Want {
  /** The code of its verdict, or one of these. */
  readonly code: string | readonly string[];
  /** Whose share it is said to be. */
  readonly custodian?: string;
  /** Part of the sentence: the field, the date, the line. */
  readonly says?: string;
  /** True where it cannot even be read as a file: refused before the vault is asked. */
  readonly unread?: true;
}

/** A file in the pool. */
export interface Item {
  /** Whose passphrase, and the name of the file. */
  readonly id: string;
  readonly file: Uint8Array | { readonly size: number };
  /** Without it the file is called `<id>.age`. */
  readonly name?: string;
  readonly want: Want;
  /** Its slot, where it is an intact share of the set that is restored from. */
  readonly slot?: number;
}

export interface Trial {
  readonly world: World;
  readonly items: readonly Item[];
  readonly others?: Input<'judgeShares'>['others'];
}

export const passphraseOf = (id: string) => `${id} opens it, year after year`;
const ids = Array.from({ length: 9 }, (_, i) => `c${i + 1}`);
const intactCode = 'SHARE-INTACT';

/** A real age file; a work factor of 1 instead of 18, for speed alone. */
export async function sealed(plain: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const key = { kind: 'passphrase', passphrase: new TextEncoder().encode(passphrase), workFactor: 1 } as const;
  const made = await doJob({ kind: 'seal', plain: plain.slice(), key });
  if (!made.ok) throw new Error(`sealing failed: ${made.reason}`);
  return made.bytes;
}

/** A file with an envelope in it, and what must be said of it. */
export async function fileOf(
  envelope: Envelope,
  want: Omit<Want, 'custodian'>,
  id = envelope.custodian.id,
): Promise<Item> {
  const file = await sealed(encodeEnvelope(envelope), passphraseOf(id));
  return { id, file, want: { custodian: envelope.custodian.id, ...want } };
}

const text = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\n'));
export const asLines = (file: Uint8Array) => toLines(file).map(lineText);
export const asCodes = (file: Uint8Array, index: number, set: string) =>
  toParts({ content: { kind: 'share', index }, set, bytes: file });
export const textFile = text;

/** An intact share of the set, by one of three routes: its file, its lines typed, its codes read. */
export async function intact({ envelopes, set }: World, slot: number, random: Random): Promise<Item> {
  const item = { ...(await fileOf(envelopes[slot - 1]!, { code: intactCode })), slot };
  const route = random.below(4);
  if (!(item.file instanceof Uint8Array) || route > 1) return item;
  const lines = route === 0 ? asLines(item.file) : random.shuffled(asCodes(item.file, slot, set.id));
  return { ...item, file: text(lines), name: `sheet of ${item.id}.txt` };
}

/** A second intact share of a slot must be called a duplicate; which one is second, the order says. */
export function pooled(random: Random, items: readonly Item[]): Item[] {
  const seen = new Set<number>();
  return random.shuffled(items).map((item) => {
    if (item.slot === undefined) return item;
    if (!seen.has(item.slot)) {
      seen.add(item.slot);
      return item;
    }
    return { ...item, want: { ...item.want, code: 'SHARE-DUPLICATE' } };
  });
}

/** Whether these slots are a quorum, counted anew. */
function suffices({ set }: World, slots: ReadonlySet<number>): boolean {
  if (!set.groups) return slots.size >= set.m;
  const whole = set.groups.list.filter(
    ({ id, m }) => [...slots].filter((s) => set.shares[s - 1]?.group === id).length >= m,
  );
  return whole.length >= set.groups.threshold;
}

/** age without its threads. */
const age = {
  open: async (file: Uint8Array, key: Parameters<AgePool['open']>[1]) => doJob({ kind: 'open', file, key }),
  close: () => Promise.resolve(),
} as unknown as AgePool;

/** A folder with the answers file of everybody, for many cases. */
export class Room {
  readonly folder = mkdtempSync(join(tmpdir(), 'rootseal-adversarial-'));
  private readonly answers = join(this.folder, 'answers.json');

  constructor() {
    const passphrases = Object.fromEntries(ids.map((id) => [id, passphraseOf(id)]));
    writeFileSync(this.answers, JSON.stringify({ confirm: 'all', passphrases, logPassphrases: {} }));
    chmodSync(this.answers, 0o600);
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** What was answered wrongly; empty when everything was answered as it must be. Never throws. */
  async faults(trial: Trial): Promise<string[]> {
    const place = mkdtempSync(join(this.folder, 'case-'));
    try {
      return await this.judge(trial, place);
    } catch (error) {
      return [`CRASH: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`];
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  }

  private async judge(trial: Trial, place: string): Promise<string[]> {
    const faults: string[] = [];
    const read: { item: Item; file: string; bytes: Uint8Array }[] = [];
    for (const [i, item] of trial.items.entries()) {
      const file = written(join(place, String(i)), item);
      const bytes = await readShare(file).catch((error: unknown) => error);
      if (bytes instanceof Uint8Array) {
        read.push({ item, file, bytes });
        if (item.want.unread) faults.push(`${item.id}: read, instead of ${String(item.want.code)}`);
      } else faults.push(...unreadFaults(bytes, file, item));
    }
    return [...faults, ...(await this.restored(trial, read))];
  }

  private async restored({ world, others }: Trial, read: readonly { item: Item; file: string; bytes: Uint8Array }[]) {
    const { set } = world;
    const identities = new Identities();
    const { source } = readAnswers(this.answers, identities);
    const told = { progress: () => undefined, verdict: () => Promise.resolve() };
    const session = new Session({
      ...{ act: 'restore', lang: 'en', rehearsal: set.rehearsal, source, identities, age, ...told },
    });
    try {
      const files = read.map(({ file, bytes }) => ({ file, bytes }));
      const { shares, quorum } = await judgeShares(session, {
        ...{ files, set: encodeShareSet(set) },
        ...(others && { others }),
      });
      const faults = read.flatMap(({ item, file }, i) => verdictFaults(shares[i], file, item));
      return [...faults, ...(await combineFaults(session, world, quorum, slotsOf(read.map(({ item }) => item))))];
    } finally {
      await session.wipe();
    }
  }
}

const slotsOf = (items: readonly Item[]) =>
  new Set(items.flatMap(({ slot, want }) => (slot !== undefined && want.code === intactCode ? [slot] : [])));

function written(folder: string, { id, name = `${id}.age`, file }: Item): string {
  const path = join(folder, name);
  mkdirSync(dirname(path));
  if (file instanceof Uint8Array) writeFileSync(path, file);
  else {
    writeFileSync(path, '');
    truncateSync(path, file.size);
  }
  return path;
}

const among = (code: string, wanted: Want['code']) => [wanted].flat().includes(code);

function unreadFaults(error: unknown, file: string, { id, want }: Item): string[] {
  if (!(error instanceof RootsealError)) return [`CRASH: ${String(error)}`];
  if (!want.unread) return [`${id}: not read (${error.code}) instead of ${String(want.code)}`];
  const said = `${error.subject ?? ''} ${error.text.en}`;
  const named = want.says === undefined ? error.subject === file : said.includes(want.says);
  const zh = error.text.zh.length > 0;
  return among(error.code, want.code) && named && zh
    ? []
    : [`${id}: ${error.code} "${said}" instead of ${String(want.code)}`];
}

function verdictFaults(verdict: ShareVerdict | undefined, file: string, { want }: Item): string[] {
  if (!verdict) return [`${file}: no verdict`];
  const { code, custodian, ok, text: said } = verdict;
  const right =
    verdict.file === file &&
    among(code, want.code) &&
    ok === (code === intactCode) &&
    (want.custodian === undefined || custodian === want.custodian) &&
    said.en.includes(want.says ?? '') &&
    said.zh.length > 0;
  return right ? [] : [`${code} ${custodian ?? '–'} "${said.en}" instead of ${JSON.stringify(want)}`];
}

async function combineFaults(
  session: Session,
  world: World,
  quorum: Quorum,
  slots: ReadonlySet<number>,
): Promise<string[]> {
  const wanted = suffices(world, slots);
  const faults = quorum.met === wanted ? [] : [`quorum met: ${String(quorum.met)} with slots ${[...slots].join(', ')}`];
  session.recorded = true; // as after a checkpoint: what is asked here is whether anything but a quorum opens a root
  const roots = world.roots.map(({ id }) => id);
  const of = <T>(one: (id: string) => T) => Object.fromEntries(roots.map((id) => [id, one(id)]));
  const input = {
    sealed: of((id) => world.sealed.get(id)!),
    statements: of((id) => encodeStatement(world.statements.get(id)!)),
  };
  try {
    await combine(session, input);
  } catch (error) {
    const code = error instanceof RootsealError ? error.code : 'CRASH';
    if (wanted || code !== 'VAULT-ORDER') return [...faults, `not combined: ${code} ${String(error)}`];
    const short = noQuorum(quorum, '').code;
    const right = world.set.groups ? 'RESTORE-SHORT-GROUPS' : 'RESTORE-SHORT';
    return short === right && session.roots.size === 0
      ? faults
      : [...faults, `${short}, ${session.roots.size} roots open`];
  }
  if (!wanted) faults.push('WRONG SECRET: a root was opened without a quorum');
  for (const { id, secret } of world.roots)
    if (!equal(session.roots.get(id)?.secret ?? new Uint8Array(), secret))
      faults.push(`WRONG SECRET: ${id} is ${toHex(session.roots.get(id)?.publicKey ?? new Uint8Array())}`);
  return faults;
}
