/** Every `restore.begun` of a log and the one end that it has: what was done, what was given up, what stands open. */
import type { Entry } from '../../core/audit/entry.ts';
import { type RootsealError, refuse } from '../../core/rules.ts';
import { type Log, dataOf, restoreAbandoned, restoreBegun, restoreDone } from './receipts.ts';
import { asRefusal } from './report.ts';
import { verifyRules } from './rules.ts';

export interface Use {
  readonly begun: Entry;
  /** `restore.done`, or for the signing act `step.done` of `sign`. */
  readonly done?: Entry;
  /** The entry that gave it up: `restore.abandoned`, or for the signing act `step.abandoned` of `sign`. */
  readonly abandoned?: Entry;
}

export interface RestoresTold {
  readonly uses: readonly Use[];
  /** What is wrong with the telling, in the order of the log. */
  readonly faults: readonly RootsealError[];
}

/** A use of the roots as the report's JSON tells it. */
export interface RestoreFacts {
  readonly entry: number;
  readonly purpose: string;
  readonly root?: string;
  readonly recipient?: string;
  readonly done: boolean;
}

interface Telling {
  readonly uses: Use[];
  /** The step that is running. */
  step?: unknown;
}

/** Reads the log from its first entry to its last; a fault does not keep the rest from being told. */
export function restoresTold(log: Log): RestoresTold {
  const telling: Telling = { uses: [] };
  const faults: RootsealError[] = [];
  for (const entry of log.decoded)
    try {
      follow(telling, entry);
    } catch (error) {
      faults.push(asRefusal(error));
    }
  const open = telling.uses.filter(({ done, abandoned }) => !done && !abandoned);
  if (open.length > 0) {
    const restores = open.map(nameOf).join('; ');
    faults.push(refuse(verifyRules, 'VERIFY-RESTORE-UNFINISHED', { restores }, { subject: 'log/' }));
  }
  return { uses: telling.uses, faults };
}

/** One use in a few words: entry, purpose, root and recipient as the log has them. */
export function nameOf({ begun }: Use): string {
  const { purpose, root, recipient } = textsOf(begun);
  const to = recipient === undefined ? [] : ['to', recipient];
  return ['entry', String(begun.index), purpose ?? '?', ...(root === undefined ? [] : [root]), ...to].join(' ');
}

export function restoreFacts({ uses }: RestoresTold): RestoreFacts[] {
  return uses.map(({ begun, done }) => {
    const { purpose = '?', ...texts } = textsOf(begun);
    return { entry: begun.index, purpose, ...texts, done: done !== undefined };
  });
}

function textsOf({ data }: Entry): { purpose?: string; root?: string; recipient?: string } {
  const { purpose, root, recipient } = data;
  return {
    ...(typeof purpose === 'string' && { purpose }),
    ...(typeof root === 'string' && { root }),
    ...(typeof recipient === 'string' && { recipient }),
  };
}

function follow(telling: Telling, entry: Entry): void {
  const { kind, data } = entry;
  if (kind === 'restore.begun') begin(telling, entry);
  else if (kind === 'restore.done') end(telling, entry, dataOf(entry, restoreDone));
  else if (kind === 'restore.abandoned') abandon(telling, entry);
  else if (kind === 'step.done' && data['step'] === 'sign') end(telling, entry, { purpose: 'found' });
  else if (kind === 'step.abandoned' && data['step'] === 'sign') abandonSigning(telling, entry);
  if (kind.startsWith('step.')) telling.step = kind === 'step.begun' ? data['step'] : undefined;
}

/** The founding use of the roots belongs to the signing act, and to nothing else. */
function begin({ uses, step }: Telling, begun: Entry): void {
  uses.push({ begun });
  const { purpose } = dataOf(begun, restoreBegun);
  if (purpose === 'found' && step !== 'sign') throw wrong(begun, 'the roots are restored to found outside step sign');
}

/** It ends the use begun last, which has no end yet, has this purpose, and is the one that it names. VERIFY-STEP. */
function end({ uses }: Telling, done: Entry, { purpose, entry }: { purpose: string; entry?: number }): void {
  const last = uses.at(-1);
  if (!last || last.done || last.abandoned)
    throw refuse(verifyRules, 'VERIFY-STEP', { step: 'restore.begun' }, { subject: 'log/' });
  if (entry !== undefined && entry !== last.begun.index) throw wrong(done, 'it ends another restore than was begun');
  if (purpose !== textsOf(last.begun).purpose) throw wrong(done, 'its purpose is not the one that was begun');
  uses[uses.length - 1] = { ...last, done };
}

function abandon({ uses }: Telling, abandoned: Entry): void {
  const { begun, purpose } = dataOf(abandoned, restoreAbandoned);
  const at = uses.findIndex((use) => use.begun.index === begun);
  const use = uses[at];
  if (!use || use.done || use.abandoned || textsOf(use.begun).purpose !== purpose)
    throw wrong(abandoned, 'it gives up a restore that does not stand open');
  uses[at] = { ...use, abandoned };
}

function abandonSigning({ uses }: Telling, abandoned: Entry): void {
  uses.forEach((use, at) => {
    if (!use.done && !use.abandoned && textsOf(use.begun).purpose === 'found') uses[at] = { ...use, abandoned };
  });
}

const wrong = ({ index }: Entry, reason: string) =>
  refuse(verifyRules, 'VERIFY-ENTRY', { index, reason }, { subject: 'log/' });
