/**
 * Witnesses of the log, who meet no network: a request leaves the home, the witness judges it on a machine of their own and
 * answers with a cosignature, which comes back into the home (C2SP tlog-witness, tlog-cosignature).
 */
import { existsSync } from 'node:fs';
import { formatWitnessVkey, readCosignatures, withLines } from '../core/audit/cosignature.ts';
import { consistencyProof, inclusionProof } from '../core/audit/merkle.ts';
import { type NoteKey, formatVkey, isKeyName, parseVkeyFile, vkeyFile } from '../core/audit/note.ts';
import { formatProof } from '../core/audit/proof.ts';
import {
  type WitnessState,
  formatRequest,
  formatState,
  judgeRequest,
  parseRequest,
  parseState,
} from '../core/audit/witness.ts';
import { isRehearsalOrigin } from '../core/ceremony/origin.ts';
import type { Seal } from '../core/ceremony/plan-schema.ts';
import { equal, fromUtf8, utf8 } from '../core/encoding/bytes.ts';
import { fromHex } from '../core/encoding/hex.ts';
import { refuse } from '../core/rules.ts';
import type { ReadableStore } from '../store/store.ts';
import { lockForWriting } from '../store/lock.ts';
import { openVault } from '../vault/client.ts';
import type { AloneOptions } from './alone.ts';
import { demandFree, readNamed, replaceFile, writeNew } from './files.ts';
import { exportLog, newestCosigned } from './log-export.ts';
import { appRules } from './rules.ts';
import { reading } from './state.ts';
import { writing } from './writing.ts';

const publicFile = 0o644;
/** A proof has 63 lines at most, a checkpoint a hundred. */
const most = 65_536;

const nodesIn = (store: ReadableStore) => (level: number, index: number) => store.node(level, index);

/** The newest checkpoint with its cosignatures. LOG-NO-CHECKPOINT */
function newest(store: ReadableStore, dir: string): { size: number; note: Uint8Array } {
  const last = newestCosigned(store);
  if (!last) throw refuse(appRules, 'LOG-NO-CHECKPOINT', {}, { subject: dir });
  return last;
}

export interface RequestWish {
  /** The witness's verifier key: the request begins at what they cosigned last, as far as this home knows. */
  readonly witness?: NoteKey;
  /** Where the request begins, if the witness says so; else 0 for somebody new. */
  readonly old?: number;
}

/** What a witness is asked to cosign: the newest checkpoint, and that it continues what they know. LOG-NO-CHECKPOINT, LOG-SIZE */
export function requestFor(
  dir: string,
  { witness, old }: RequestWish,
): { bytes: Uint8Array; old: number; size: number } {
  return reading(dir, (store) => {
    const { size, note } = newest(store, dir);
    const begin = old ?? (witness ? lastCosigned(store, witness) : 0);
    if (begin > size) throw refuse(appRules, 'LOG-SIZE', { old: begin, size }, { subject: '--old' });
    const proof = begin === 0 || begin === size ? [] : consistencyProof(begin, size, nodesIn(store));
    return { bytes: formatRequest({ oldSize: begin, proof, checkpoint: note }), old: begin, size };
  });
}

const lastCosigned = (store: ReadableStore, { name, publicKey }: NoteKey) =>
  Math.max(
    0,
    ...store
      .cosignatures()
      .filter(({ vkey }) => vkey === formatWitnessVkey(name, publicKey))
      .map(({ size }) => size),
  );

export interface CosignWish {
  readonly request: string;
  /** The file that holds what the witness knows of this log; made with the first one. */
  readonly state: string;
  /** The log's verifier key, which is compared by people once; afterwards the state has it. */
  readonly log?: NoteKey;
}

/** The witness's judgement, kept on the medium before anything is signed. WITNESS-…, NOTE-…, CHECKPOINT-… */
export function witnessed({ request, state, log }: CosignWish): WitnessState {
  const lock = lockForWriting(state);
  try {
    const known = existsSync(state) ? parseState(readNamed(state, most), state) : undefined;
    const vkey = log ? formatVkey(log.name, log.publicKey) : known?.vkey;
    if (vkey === undefined) throw refuse(appRules, 'WITNESS-NEW', {}, { subject: state });
    const asked = parseRequest(readNamed(request, most), request);
    // The very checkpoint that was judged last is answered again: a stick that got lost on the way must not end it.
    if (known?.vkey === vkey && equal(known.note, asked.checkpoint)) return known;
    const next = judgeRequest(asked, vkey, known);
    replaceFile(state, formatState(next), `${state}.part`, 0o600);
    return next;
  } finally {
    lock.release();
  }
}

export interface Cosigned {
  readonly size: number;
  readonly origin: string;
  readonly root: Uint8Array;
  /** Seconds since 1970. */
  readonly time: number;
  /** With its line feed. */
  readonly line: string;
}

/** Judges, keeps, signs in the vault, checks, writes `out`: one signature line. */
export async function cosign(
  wish: CosignWish & { readonly key: string; readonly witness: NoteKey; readonly out: string; readonly time: number },
  options: AloneOptions,
): Promise<Cosigned> {
  demandFree([wish.out]);
  const { note, vkey, checkpoint } = witnessed(wish);
  const vault = await openVault({ act: 'cosign', rehearsal: isRehearsalOrigin(checkpoint.origin), ...options });
  const { name, publicKey } = wish.witness;
  const asked = { witness: { id: 'witness', name: { en: name, zh: name } }, vkey: formatWitnessVkey(name, publicKey) };
  const file = { file: readNamed(wish.key), name: wish.key };
  const { line } = await vault.request('cosign', { ...asked, log: vkey, checkpoint: note, time: wish.time, ...file });
  await vault.finish();
  readCosignatures(withLines(note, [line]), [wish.witness]);
  writeNew(wish.out, utf8(`${line}\n`), publicFile);
  const { size, origin, root } = checkpoint;
  return { size, origin, root, time: wish.time, line: `${line}\n` };
}

/** Takes lines of a witness into the home; each must be over a checkpoint of this log. STORE-COSIGNATURE, COSIGNATURE-… */
export function addCosignatures(
  dir: string,
  file: string,
  witness: NoteKey,
): { size: number; time: number; known: boolean } {
  const lines = fromUtf8(readNamed(file, most), file).trimEnd().split('\n');
  return writing(dir, ({ home, journal: { store } }) => {
    const vkey = formatWitnessVkey(witness.name, witness.publicKey);
    const found = lines.flatMap((line) => overWhich(store, line, witness, file));
    const [first] = found;
    if (first === undefined)
      throw refuse(appRules, 'COSIGNATURE-STRANGE', { witness: witness.name }, { subject: file });
    const added = found.map(({ size, line }) => store.addCosignature({ size, vkey, line }));
    exportLog(home, store);
    return { size: first.size, time: first.time, known: !added.includes(true) };
  });
}

/** A line does not say of which size it is: it is tried on each checkpoint, the newest first. */
function overWhich(
  store: ReadableStore,
  line: string,
  witness: NoteKey,
  subject: string,
): { size: number; time: number; line: string }[] {
  for (const { size, note } of store.checkpoints().reverse()) {
    try {
      const [good] = readCosignatures(withLines(note, [line]), [witness], subject).good;
      if (good) return [{ size, time: good.time, line }];
    } catch {
      // Of another checkpoint, as every line is of all but one.
    }
  }
  return [];
}

/** One entry with its path to the newest checkpoint, C2SP tlog-proof, and the entry's bytes. LOG-NO-CHECKPOINT, MERKLE-RANGE */
export function proofFor(dir: string, index: number): { proof: Uint8Array; entry: Uint8Array; size: number } {
  return reading(dir, (store) => {
    const { size, note } = newest(store, dir);
    const path = inclusionProof(index, size, nodesIn(store));
    const [entry = new Uint8Array()] = store.entries(index, index + 1);
    return { proof: formatProof({ index, proof: path, checkpoint: note }), entry, size };
  });
}

export interface WitnessKeyWish {
  /** As its cosignatures call it: a URL without a scheme, by C2SP. */
  readonly name: string;
  readonly out: string;
  readonly seal: Seal;
  readonly rehearsal: boolean;
}

/** A key to cosign with and its verifier key beside it, `<out>.vkey`. WITNESS-NAME, FILE-EXISTS */
export async function makeWitnessKey(wish: WitnessKeyWish, options: AloneOptions) {
  const { name, out } = wish;
  const beside = `${out.replace(/\.age$/, '')}.vkey`;
  if (!isKeyName(name)) throw refuse(appRules, 'WITNESS-NAME', {}, { subject: name });
  demandFree([out, beside]);
  const owner = { id: 'witness', name: { en: name, zh: name } };
  const vault = await openVault({ act: 'member', rehearsal: wish.rehearsal, ...options });
  const keys = [{ use: 'witness' as const, suite: 'ed25519' as const }];
  const made = await vault.request('makeKeys', { owner, keys, seal: wish.seal });
  await vault.finish();
  const publicKey = fromHex(made.keys[0]?.publicKey ?? '', 'publicKey');
  const vkey = formatWitnessVkey(name, publicKey);
  writeNew(out, made.file);
  writeNew(beside, vkeyFile(name, publicKey, 'witness'), publicFile);
  return { vkey, files: { key: out, vkey: beside }, weakPassphrase: made.weakPassphrase };
}

export const witnessKeyIn = (file: string): NoteKey => parseVkeyFile(readNamed(file, most), file, 'witness');
export const logKeyIn = (file: string): NoteKey => parseVkeyFile(readNamed(file, most), file);
