/** What every step of a ceremony has at hand, and the one way in which a step ends. */
import type { ResolvedPlan } from '../core/ceremony/plan.ts';
import type { StepId } from '../core/ceremony/steps.ts';
import { type Demand, unmet } from '../core/ceremony/demands.ts';
import { type Lang, RootsealError, type Text } from '../core/rules.ts';
import { type SecretField, type Vault, type VaultAct, type VaultLauncher, type VaultSource } from '../vault/client.ts';
import type { Desk } from './desk.ts';
import { type FileHash, type NamedBytes, hashesOf } from './files.ts';
import { openHeard } from './heard.ts';
import type { Home } from './home.ts';
import type { CheckpointSigner, Draft, Journal } from './journal.ts';
import { exportLog } from './log-export.ts';
import { minutesOf } from './minutes.ts';
import type { Present } from './present.ts';
import type { VerifierProgram } from './verifier.ts';

export interface VaultOptions {
  readonly lang: Lang;
  readonly source: VaultSource;
  /** age identity files of custodians whose share is sealed to a recipient. */
  readonly identities: Readonly<Record<string, string>>;
  /** Starts a vault in a host's own way. */
  readonly launch?: VaultLauncher;
  /** A vault has opened a secret field in a window, or closed it. */
  readonly onField?: (vault: Vault, field: SecretField | null) => void;
}

export interface Run {
  readonly home: Home;
  readonly journal: Journal;
  readonly plan: ResolvedPlan;
  readonly desk: Desk;
  readonly vault: VaultOptions;
  /** Custodians who can open their share in this room, in the plan's order. */
  readonly openable: readonly string[];
  readonly present: Present;
  /** Ends with the process: kills the vault that is at work. */
  readonly running: Set<Vault>;
  /** How a verifier's file is run; by plain Node unless said. */
  readonly verifier?: VerifierProgram | undefined;
}

/** What a step hands back to be committed. */
export interface Outcome {
  readonly files: readonly NamedBytes[];
  /** Public facts for `step.done`. */
  readonly receipts: Draft['data'];
  /** Present in an act that signs a checkpoint and writes minutes. */
  readonly vault?: Vault;
  /** Further files that are covered by the closing entry, not by `step.done`: below `public/minutes/`. */
  readonly appendix?: readonly NamedBytes[];
}

/** Starts the vault of one act and remembers it for an interrupt. `purpose` is said to whoever types a passphrase. */
export async function openAct(run: Run, act: VaultAct, purpose?: Text): Promise<Vault> {
  const { launch, onField } = run.vault;
  const opening: Parameters<typeof openHeard>[0] = {
    act,
    lang: run.vault.lang,
    source: run.vault.source,
    identities: run.vault.identities,
    rehearsal: run.journal.id.rehearsal,
    ...(purpose && { purpose }),
    ...(launch && { launch }),
    onProgress: (p) => {
      run.desk.progress(p.what, p.done, p.total);
    },
    onVerdict: (verdict, quorum) => run.desk.verdict?.(verdict, act === 'check' ? undefined : quorum),
  };
  const vault = await openHeard(opening, { onField });
  run.running.add(vault);
  return vault;
}

/** Ends the vault of an act; VAULT-ENDED when it did not say "done". */
export async function endAct(run: Run, vault: Vault): Promise<void> {
  await vault.finish();
  run.running.delete(vault);
}

export function checkpointSigner(vault: Vault): CheckpointSigner {
  return async (text) => (await vault.request('signCheckpoint', { text })).note;
}

/** The files that an act's entries speak of, for settling and for resume. */
export function filesOf(data: Draft['data'], field: 'files' | 'minutes'): FileHash[] {
  return (data[field] ?? []) as unknown as FileHash[];
}

const asJson = (files: readonly FileHash[]) => files.map(({ path, sha256 }) => ({ path, sha256 }));

/** Named checks of `core/ceremony/demands` over the log; the first that is not met is thrown. */
export function demand(run: Run, step: StepId, when: Demand['when']): void {
  const [first] = unmet(step, when, { plan: run.plan, entries: run.journal.entries(), openable: run.openable });
  if (first) throw new RootsealError(first.rule, first.text, 1, step);
}

/** How many files one entry tells at most: with path and hash of each, an entry stays below its 65,535 bytes. */
const filesInOne = 100;

/** `step.done`, and before it as many `step.files` as it takes to tell of all files. */
function ending(step: StepId, files: readonly FileHash[], receipts: Draft['data']): Draft[] {
  const rows = asJson(files);
  const all = Array.from({ length: Math.max(1, Math.ceil(rows.length / filesInOne)) }, (_, n) =>
    rows.slice(n * filesInOne, (n + 1) * filesInOne),
  );
  const last = all.pop() ?? [];
  return [
    ...all.map((some) => ({ kind: 'step.files', data: { step, files: some } })),
    { kind: 'step.done', data: { step, files: last, ...receipts } },
  ];
}

/** Ends a step without an act: stage, `step.done`, rename. */
export function commitStep(run: Run, step: StepId, outcome: Outcome): void {
  demand(run, step, 'end');
  const files = run.home.stage(step, outcome.files);
  run.journal.append(...ending(step, files, outcome.receipts));
  run.home.settle(step, files);
}

/**
 * Ends an act: stage, then `step.done` and `act.closed` under one checkpoint in one transaction, then rename.
 * The minutes carry the head before `act.closed`, which holds their hashes.
 */
export async function commitAct(run: Run, step: StepId, outcome: Outcome & { vault: Vault }): Promise<void> {
  const { home, journal } = run;
  demand(run, step, 'end');
  const files = home.stage(step, outcome.files);
  const time = journal.now();
  const done = ending(step, files, outcome.receipts);
  const doneBytes = journal.encode(done, time);
  const minuteFiles = [...minutesOf(run, step, doneBytes), ...(outcome.appendix ?? [])];
  const minutes = home.stage(step, minuteFiles);
  const closed: Draft = { kind: 'act.closed', data: { act: step, minutes: asJson(hashesOf(minuteFiles)) } };
  await journal.appendSigned(journal.encode([...done, closed], time), async (text) => {
    const note = await checkpointSigner(outcome.vault)(text);
    await endAct(run, outcome.vault); // a vault that does not end well commits nothing
    return note;
  });
  home.settle(step, [...files, ...minutes]);
  exportLog(home, journal.store);
}
