/**
 * The log as an auditor reads it in a window: only the rows asked for are decoded; one entry byte for byte, with the
 * proof that the newest signed checkpoint contains it, verified here and not believed.
 */
import type { LogLine } from '../../../preload/contract/evidence.ts';
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import { verifyCheckpoint } from '../../core/audit/checkpoint.ts';
import { decodeEntries } from '../../core/audit/entry.ts';
import { inclusionProof, leafHash, proofSides, verifyInclusion } from '../../core/audit/merkle.ts';
import { parseVkeyFile } from '../../core/audit/note.ts';
import { auditRules } from '../../core/audit/rules.ts';
import { originOf } from '../../core/ceremony/origin.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { type StoredCheckpoint, statedHead } from '../../store/store.ts';
import { Finder } from './find.ts';
import { lineOf } from './log-line.ts';
import type { Logs, OpenLog } from './logs.ts';
import { fullPath } from './paths.ts';
import { hashView } from './view.ts';

export function logHandlers(logs: Logs): Pick<Handlers, 'log.head' | 'log.rows' | 'log.entry'> {
  const finder = new Finder(logs);
  return {
    'log.head': async ({ dir }) => logs.open(fullPath(dir), head),
    'log.rows': async ({ dir, from, count, find }) => {
      const home = fullPath(dir);
      if (find === undefined || find.trim() === '') return logs.open(home, (log) => rows(logs, log, from, count));
      const found = await finder.find(home, find.trim());
      return { total: found.length, rows: found.slice(from, from + count) };
    },
    'log.entry': async ({ dir, index }) => logs.open(fullPath(dir), (log) => entry(logs, log, index)),
  };
}

function head({ store, plan, head: { size, root } }: OpenLog): ReplyOf<'log.head'> {
  const last = store.lastCheckpoint();
  const { hex, groups } = hashView(root);
  const checkpoint = last ? { size: last.size, note: fromUtf8(last.note) } : null;
  return { origin: originOf(plan), size, root: hex, groups, checkpoint };
}

function rows(logs: Logs, log: OpenLog, from: number, count: number): ReplyOf<'log.rows'> {
  return { total: log.head.size, rows: linesAt(logs, log, from, count) };
}

function linesAt(logs: Logs, log: OpenLog, from: number, count: number): LogLine[] {
  const all = log.store.entries(from, from + count);
  const decoded = decodeEntries(all, from);
  const sets = logs.setsFor(log, decoded);
  return decoded.map((one, i) => lineOf(one, all[i]?.length ?? 0, log.plan, sets));
}

/** @throws MERKLE-RANGE for an entry that the log has not */
function entry(logs: Logs, log: OpenLog, index: number): ReplyOf<'log.entry'> {
  const { store, head: found } = log;
  const [bytes] = store.entries(index, index + 1);
  const [line] = linesAt(logs, log, index, 1);
  if (!bytes || !line) throw refuse(auditRules, 'MERKLE-RANGE', { reason: `${index} / ${found.size}` });
  const leaf = leafHash(bytes);
  const last = store.lastCheckpoint();
  const proved = last && last.size > index ? proofIn(log, last, index, leaf) : { proof: [], checkpoint: null };
  return { line, json: fromUtf8(bytes), leaf: toHex(leaf), ...proved };
}

function proofIn(
  log: OpenLog,
  last: StoredCheckpoint,
  index: number,
  leaf: Uint8Array,
): Pick<ReplyOf<'log.entry'>, 'proof' | 'checkpoint'> {
  const { store } = log;
  const hashes = inclusionProof(index, last.size, (level, place) => store.node(level, place));
  const sides = proofSides(index, last.size, hashes);
  const { size, root } = statedHead(last.note);
  const proved = isSigned(log, last.note) && verifyInclusion(index, size, leaf, hashes, root);
  return {
    proof: hashes.map((hash, i) => ({ hash: toHex(hash), side: sides[i] ?? 'right' })),
    checkpoint: { size, root: toHex(root), note: fromUtf8(last.note), proved },
  };
}

/** By the log's own key, as the bundle publishes it, under the origin that the plan gives. */
function isSigned({ home, plan }: OpenLog, note: Uint8Array): boolean {
  try {
    return verifyCheckpoint(note, parseVkeyFile(home.read('public/log.vkey'))).origin === originOf(plan);
  } catch (error) {
    if (error instanceof RootsealError) return false;
    throw error;
  }
}
