/** A share's sheet and blank form from the home of a consortium: every file on it is as the log recorded it. */
import type { Entry } from '../core/audit/entry.ts';
import type { Seal, ShareFacts } from '../core/paper/facts.ts';
import { sheetLayout } from '../core/paper/sheet.ts';
import { type BlankInput, blankLayout } from '../core/paper/blank.ts';
import { paperRules } from '../core/paper/rules.ts';
import { setPath, sharePath } from '../core/ceremony/set-paths.ts';
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import { activeSet, setsOf } from '../core/ceremony/sets.ts';
import { refuse } from '../core/rules.ts';
import { ageNeeds } from '../core/sealing/age-head.ts';
import { type ShareSet, parseShareSet } from '../core/shares/set.ts';
import { drawSheet } from '../paper/sheet.ts';
import { recordedFile, recordedFiles } from './evidence.ts';
import { demandFree, sha256Hex, writeNew } from './files.ts';
import { readFonts } from './fonts.ts';
import type { Home } from './home.ts';
import { entriesOf } from './journal.ts';
import { appRules } from './rules.ts';
import { software } from './software.ts';
import { planOfStore, reading } from './state.ts';
import { writing } from './writing.ts';

/** What was written. */
export interface Printed {
  /** The entry of the log that says so; none for a blank form, which holds nothing of the share. */
  readonly entry?: number;
  readonly out: string;
  readonly sha256: string;
  readonly custodian: string;
  readonly setId: string;
  readonly epoch: number;
  readonly index: number;
  readonly rehearsal: boolean;
}

interface Printable {
  readonly facts: ShareFacts;
  readonly share: Uint8Array;
  readonly sealed: readonly { readonly id: string; readonly bytes: Uint8Array }[];
}

/**
 * Writes the sheet of one custodian's share as a PDF: FILE-EXISTS, HOME-WRITE, PAPER-CUSTODIAN, PAPER-TOO-LARGE, and
 * HOME-… for a home whose files are not as recorded. The log has it before the file is there: a copy of a share is
 * nowhere without a trace, and at worst the log speaks of one that could not be written.
 */
export async function printSheet(dir: string, custodian: string, out: string): Promise<Printed> {
  const { facts, share, sealed } = printableOf(dir, custodian);
  demandFree([out]);
  const pdf = await drawSheet(sheetLayout({ ...facts, share, sealed }), readFonts());
  const entry = recordPrint(dir, facts, sha256Hex(pdf));
  return { ...written(facts, out, pdf), entry };
}

/** Which share, whose, and the digest of the PDF. */
function recordPrint(dir: string, { set, index }: ShareFacts, sha256: string): number {
  return writing(dir, ({ journal }) => {
    const entry = journal.head.size;
    const custodian = set.shares[index - 1]!.custodian.id;
    journal.append({ kind: 'share.printed', data: { set: set.id, epoch: set.epoch, custodian, index, sha256 } });
    return entry;
  });
}

/** Writes the blank form of one custodian's share, with numbered boxes for words copied by hand. */
export async function printBlank(
  dir: string,
  custodian: string,
  boxes: BlankInput['boxes'],
  out: string,
): Promise<Printed> {
  const facts = factsOf(dir, custodian);
  return written(facts, out, await drawSheet(blankLayout({ ...facts, boxes }), readFonts()));
}

/** What the sheet of one share of Vault's is made from: nothing of it stands in a log. */
export interface VaultSheet {
  readonly share: Uint8Array;
  readonly set: ShareSet;
  /** As the share was judged. */
  readonly index: number;
}

/** The sheet of a share that Vault has split, as a PDF. */
export function drawVaultSheet({ share, set, index }: VaultSheet, now: string): Promise<Uint8Array> {
  const name = { zh: set.consortium, en: set.consortium };
  const { suite } = set.signer;
  const facts: ShareFacts = {
    ...{ consortium: { id: set.consortium, name }, set, index, seal: sealOf(share), time: now, software },
    roots: set.roots.map((fingerprint) => ({ id: 'signer', suite, fingerprint })),
  };
  return drawSheet(sheetLayout({ ...facts, share, sealed: [] }), readFonts());
}

/** How its age file is opened. */
function sealOf(share: Uint8Array): Seal {
  const needs = ageNeeds(share);
  return needs?.kind === 'passphrase' ? needs : { kind: 'age' };
}

function written({ set, index }: ShareFacts, out: string, pdf: Uint8Array): Printed {
  writeNew(out, pdf);
  const { id: setId, epoch, rehearsal } = set;
  return {
    out,
    sha256: sha256Hex(pdf),
    custodian: set.shares[index - 1]!.custodian.id,
    setId,
    epoch,
    index,
    rehearsal,
  };
}

/** What stands on paper of a custodian's share, by the log alone: the share itself may have left the home. PAPER-CUSTODIAN. */
export function factsOf(dir: string, custodian: string): ShareFacts {
  return reading(dir, (store, home) => factsIn(planOfStore(store, home), entriesOf(store), home, custodian));
}

function printableOf(dir: string, custodian: string): Printable {
  return reading(dir, (store, home) => {
    const entries = entriesOf(store);
    return {
      facts: factsIn(planOfStore(store, home), entries, home, custodian),
      share: recordedFile(entries, home, sharePath(custodian)),
      sealed: sealedFiles(home, entries),
    };
  });
}

function factsIn(plan: ResolvedPlan, entries: readonly Entry[], home: Home, custodian: string): ShareFacts {
  const now = activeSet(setsOf(entries, plan));
  if (!now) throw refuse(appRules, 'CEREMONY-OPEN', { step: 'found' }, { subject: home.dir });
  const set = parseShareSet(recordedFile(entries, home, setPath(now.id)));
  const share = set.shares.find((one) => one.custodian.id === custodian);
  const holder = now.custodians.find(({ id }) => id === custodian);
  if (!share || !holder) throw unknown(custodian, set);
  const { consortium, policy } = plan;
  return {
    ...{ consortium, set, software },
    index: share.index,
    seal: holder.seal,
    roots: now.roots,
    time: now.made.time,
    ...(policy?.checkMonths !== undefined && { checkMonths: policy.checkMonths }),
  };
}

function unknown(custodian: string, { shares }: ShareSet) {
  const custodians = shares.map((share) => share.custodian.id).join(', ');
  return refuse(paperRules, 'PAPER-CUSTODIAN', { custodians }, { subject: custodian });
}

/** Root keys first, in the order of their names; the log's own key last. */
function sealedFiles(home: Home, entries: readonly Entry[]): Printable['sealed'] {
  const paths = [...recordedFiles(entries).values()].flat().map(({ path }) => path);
  const ids = paths.flatMap((path) => /^sealed\/(.+)\.sealed$/.exec(path)?.[1] ?? []);
  const rank = (id: string) => `${id === 'log-key' ? 1 : 0}${id}`;
  const sorted = [...new Set(ids)].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  return sorted.map((id) => ({ id, bytes: recordedFile(entries, home, `sealed/${id}.sealed`) }));
}
