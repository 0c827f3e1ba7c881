/**
 * Finding in a log: rows whose sentence or whose own text has the words, in any case. The log is read for it once, some
 * entries at a time so that nobody waits for it; the next words and the next window are looked up in what was read.
 */
import { setImmediate as breath } from 'node:timers/promises';
import type { LogLine } from '../../../preload/contract/evidence.ts';
import { type Entry, decodeEntries } from '../../core/audit/entry.ts';
import { needsSets } from '../../core/ceremony/entry-text.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { lineOf } from './log-line.ts';
import { type Logs, setsSaid } from './logs.ts';

/** Entries that are read in one go: a few milliseconds. */
const some = 128;

interface Row {
  readonly line: LogLine;
  /** All that is searched, in lower case. */
  readonly text: string;
}

/** One log at one head, and the searches made in it. */
interface Index {
  readonly key: string;
  readonly rows: Promise<readonly Row[]>;
  readonly found: Map<string, LogLine[]>;
}

export class Finder {
  private readonly logs: Logs;
  private index: Index | undefined;

  constructor(logs: Logs) {
    this.logs = logs;
  }

  /** The rows that have `words`, in the order of the log. */
  async find(dir: string, words: string): Promise<readonly LogLine[]> {
    const index = this.indexOf(dir);
    const rows = await index.rows;
    const wanted = words.toLowerCase();
    const found = index.found.get(wanted) ?? rows.filter(({ text }) => text.includes(wanted)).map(({ line }) => line);
    index.found.set(wanted, found);
    return found;
  }

  private indexOf(dir: string): Index {
    const key = this.logs.open(dir, ({ head }) => `${toHex(head.root)} ${dir}`);
    if (this.index?.key === key) return this.index;
    const index = { key, rows: this.read(dir), found: new Map<string, LogLine[]>() };
    index.rows.catch(() => {
      if (this.index === index) this.index = undefined;
    });
    this.index = index;
    return index;
  }

  private async read(dir: string): Promise<readonly Row[]> {
    const { entries, plan } = this.logs.open(dir, (log) => ({ plan: log.plan, entries: log.store.entries() }));
    const decoded: Entry[] = [];
    for (let from = 0; from < entries.length; from += some) {
      decoded.push(...decodeEntries(entries.slice(from, from + some), from));
      await breath();
    }
    const sets = decoded.some(needsSets) ? setsSaid(decoded, plan) : [];
    const rows: Row[] = [];
    for (let from = 0; from < entries.length; from += some) {
      const these = decoded.slice(from, from + some);
      rows.push(
        ...these.map((entry) => rowOf(lineOf(entry, entries[entry.index]?.length ?? 0, plan, sets), entry.data)),
      );
      await breath();
    }
    return rows;
  }
}

/** The sentence in both languages, place, moment and kind, and everything that stands in the entry. */
function rowOf(line: LogLine, data: object): Row {
  const { index, time, kind, summary } = line;
  // The moment as it stands in the entry, and as the list shows it.
  const moment = time.replace('T', ' ').slice(0, 19);
  const text = [summary.en, summary.zh, String(index), time, moment, kind, JSON.stringify(data)].join('\n');
  return { line, text: text.toLowerCase() };
}
