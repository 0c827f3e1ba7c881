/**
 * What a bundle is held against beside being whole: who must have cosigned, by which log and root, and how lately
 * (C2SP tlog-policy). A bundle can be valid and not accepted: that is another answer, and never the same one.
 */
import { readCosignatures, type Cosignature } from '../../core/audit/cosignature.ts';
import type { Noted } from '../../core/audit/log.ts';
import { type NoteKey, keyText } from '../../core/audit/note.ts';
import { type Policy, isWitnessed } from '../../core/audit/policy.ts';
import { equal } from '../../core/encoding/bytes.ts';
import { type Lang, refuse } from '../../core/rules.ts';
import type { Log } from './receipts.ts';
import { type Check, type Passed, Report } from './report.ts';
import { verifyRules } from './rules.ts';

/** What was verified before, and a policy speaks of. */
export interface Judged {
  readonly log: Log;
  readonly key: NoteKey;
  readonly signers: readonly { readonly id: string; readonly fingerprint: string }[];
}

export interface Accepted {
  readonly checks: readonly Check[];
  /** A key that the policy names was seen to have signed. */
  readonly anchored: boolean;
  /** Cosignatures on the newest checkpoint by the policy's witnesses. */
  readonly witnessed: readonly { readonly name: string; readonly time: string }[];
}

interface Options {
  readonly policy?: Policy;
  readonly now: string;
}

// A witness's clock may run ahead of the auditor's a little; a time beyond that was not told by a clock.
const slack = 300;

/** Undefined without a policy; nothing is accepted of what could not be read so far (`judged` is missing). */
export function judgePolicy(judged: Judged | undefined, { policy, now }: Options, lang: Lang): Accepted | undefined {
  if (policy === undefined) return undefined;
  if (judged === undefined) return { checks: [], anchored: false, witnessed: [] };
  const report = new Report(lang);
  const seconds = Date.parse(now) / 1000;
  const newest = judged.log.noted.at(-1);
  const counted = newest ? report.check('POLICY-COSIGNED', () => cosigned(policy, judged.log, newest, seconds)) : [];
  if (policy.logs.length > 0) report.check('POLICY-LOG', () => ofLog(policy, judged.key));
  const { root, maxAge } = policy;
  if (root !== undefined) report.check('POLICY-ROOT', () => ofRoot(root, judged.signers));
  if (maxAge !== undefined) report.check('POLICY-AGE', () => young(policy, maxAge, counted ?? [], seconds));
  const names = new Set(['POLICY-LOG', 'POLICY-ROOT']);
  return {
    checks: report.checks,
    anchored: report.checks.some(({ id, ok }) => ok && names.has(id)),
    witnessed: (counted ?? []).map(({ witness: { name }, time }) => ({ name, time: moment(time) })),
  };
}

const moment = (seconds: number) => new Date(seconds * 1000).toISOString();

function goodOn({ note }: Noted, policy: Policy, now: number): Cosignature[] {
  const keys = policy.witnesses.map(({ key }) => key);
  return readCosignatures(note, keys, 'log/checkpoint').good.filter(({ time }) => time <= now + slack);
}

function cosigned(policy: Policy, log: Log, newest: Noted, now: number): Passed<Cosignature[]> {
  const good = goodOn(newest, policy, now);
  const isMet = (all: readonly Cosignature[]) =>
    isWitnessed(
      policy,
      all.map(({ witness }) => witness),
    );
  const told = good.map(({ witness: { name }, time }) => `${name} ${moment(time)}`).join(', ') || '–';
  if (isMet(good)) return { value: good, detail: `${String(newest.size)}: ${told}` };
  const before = log.noted.findLast((one) => isMet(goodOn(one, policy, now)))?.size ?? 0;
  throw refuse(verifyRules, 'POLICY-QUORUM', { size: newest.size, found: told, before }, { subject: 'log/checkpoint' });
}

function ofLog({ logs }: Policy, key: NoteKey): Passed<true> {
  const known = logs.some(({ name, publicKey }) => name === key.name && equal(publicKey, key.publicKey));
  if (known) return { value: true, detail: keyText(key) };
  throw refuse(verifyRules, 'POLICY-LOG', { key: keyText(key) }, { subject: 'log.vkey' });
}

function ofRoot(wanted: string, signers: Judged['signers']): Passed<true> {
  const root = signers.find(({ fingerprint }) => fingerprint === wanted);
  if (root) return { value: true, detail: `${root.id} ${root.fingerprint}` };
  throw refuse(verifyRules, 'POLICY-ROOT', {}, { subject: wanted });
}

/** Those that are young enough must be a quorum by themselves; where none is demanded, one of them. */
function young(policy: Policy, days: number, counted: readonly Cosignature[], now: number): Passed<true> {
  const recent = counted.filter(({ time }) => now - time <= days * 86_400);
  const newest = Math.max(0, ...counted.map(({ time }) => time));
  const time = newest === 0 ? '–' : moment(newest);
  if (
    recent.length > 0 &&
    isWitnessed(
      policy,
      recent.map(({ witness }) => witness),
    )
  )
    return { value: true, detail: time };
  throw refuse(verifyRules, 'POLICY-AGE', { time, days }, { subject: 'log/checkpoint' });
}
