/** Checks of the plan, the root statements and the share sets of a bundle. */
import { type ResolvedPlan, parseResolvedPlan, planHash } from '../../core/ceremony/plan.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import { type Statement, parseStatement } from '../../core/sealing/statement.ts';
import { type Groups, type PlanPolicy, groupsOfPlan } from '../../core/shares/groups.ts';
import { type ShareSet, parseShareSet } from '../../core/shares/set.ts';
import { type Passed, inFile } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, below, need } from './tree.ts';

export function checkPlan(files: Files): Passed<ResolvedPlan> {
  const plan = inFile('plan.json', () => parseResolvedPlan(need(files, 'plan.json')));
  return { value: plan, detail: `${plan.consortium.id}, SHA-256 ${toHex(planHash(plan))}` };
}

/** Which outputs are asked for: real ones, a rehearsal's, or whichever they are (then the report says which). */
export type Wanted = boolean | 'either';

/** Rehearsal outputs are refused by name, unless a rehearsal was asked for. */
export function checkMode(rehearsal: boolean, wanted: Wanted): Passed<boolean> {
  if (rehearsal && wanted === false) throw refuse(verifyRules, 'REHEARSAL');
  if (!rehearsal && wanted === true) throw refuse(verifyRules, 'VERIFY-NOT-REHEARSAL');
  return { value: rehearsal, detail: rehearsal ? 'REHEARSAL' : { en: 'real', zh: '正式' } };
}

/**
 * The statements in force are exactly the plan's roots, each signed by itself, all of one set. In the plan's order. What
 * older epochs left lies below their number, and nothing else does.
 */
export function checkRoots(files: Files, plan: ResolvedPlan): Passed<Statement[]> {
  const present = [...below(files, 'roots/').keys()].sort();
  const wanted = plan.roots.map(({ id }) => `${id}.json`).sort();
  const old = new Set(plan.roots.flatMap(({ id }) => [`${id}.json`, `${id}.rotation.json`]));
  const isOld = (name: string) => /^[1-9]\d*\//.test(name) && old.has(name.slice(name.indexOf('/') + 1));
  const odd =
    present.find((name) => !wanted.includes(name) && !isOld(name)) ?? wanted.find((name) => !present.includes(name));
  if (odd !== undefined) throw refuse(verifyRules, 'VERIFY-ROOT-SET', {}, { subject: `roots/${odd}` });
  const statements = statementsIn(files, plan, 'roots/');
  return { value: statements, detail: statements.map((s) => `${s.id} ${s.suite} ${s.fingerprint}`).join('; ') };
}

/** The statements of one epoch, `roots/` or `roots/<epoch>/`, all of one set. In the plan's order. */
export function statementsIn(files: Files, plan: ResolvedPlan, folder: string): Statement[] {
  const statements = plan.roots.map((root) => checkRoot(need(files, `${folder}${root.id}.json`), root, plan, folder));
  for (const statement of statements)
    agree(`${folder}${statement.id}.json`, founding(statement), founding(statements[0]!));
  return statements;
}

const founding = ({ ceremony, set, epoch }: Statement) => ({ ceremony, set, epoch: String(epoch) });

function checkRoot(
  bytes: Uint8Array,
  root: ResolvedPlan['roots'][number],
  plan: ResolvedPlan,
  folder: string,
): Statement {
  const subject = `${folder}${root.id}.json`;
  const statement = inFile(subject, () => parseStatement(bytes));
  agree(subject, { id: statement.id, suite: statement.suite, purpose: statement.purpose }, root);
  agree(subject, { consortium: statement.consortium }, { consortium: plan.consortium.id });
  agree(subject, { rehearsal: String(statement.rehearsal) }, { rehearsal: String(plan.rehearsal) });
  return statement;
}

/** VERIFY-ROOT-FIELD on the first field of `found` that is not as in `wanted`. */
export function agree<T extends Record<string, string>>(
  subject: string,
  found: T,
  wanted: Record<keyof T, string>,
): void {
  for (const [field, value] of Object.entries(found)) {
    const other = wanted[field as keyof T];
    if (value !== other)
      throw refuse(verifyRules, 'VERIFY-ROOT-FIELD', { field, found: value, wanted: other }, { subject });
  }
}

/** The file of a share set; a notice that it is retired lies beside it. */
const isNotice = (name: string) => name.endsWith('.retired.json');

/**
 * Each share set: signed by the first root of its epoch, over the roots of that epoch; the first over the plan's
 * custodians and threshold (what a later one must hold is in the log, bundle-sets.ts). In the order of epochs.
 */
export function checkShareSets(files: Files, plan: ResolvedPlan, roots: readonly Statement[]): Passed<ShareSet[]> {
  const sets = [...below(files, 'share-sets/')]
    .filter(([name]) => !isNotice(name))
    .map(([name, bytes]) => checkShareSet(name, bytes, files, plan, roots))
    .sort((a, b) => a.epoch - b.epoch);
  if (!sets.some(({ id }) => id === roots[0]?.set))
    throw refuse(verifyRules, 'VERIFY-MISSING', {}, { subject: 'share-sets/' });
  return { value: sets, detail: sets.map(describeSet).join('; ') };
}

export const describeSet = ({ id, epoch, m, n, scheme, groups }: ShareSet) =>
  `${id}, epoch ${String(epoch)}, ${String(m)}/${String(n)}${scheme === 'shamir' ? '' : `, ${scheme}`}${describeGroups(groups)}`;

const describeGroups = (groups?: Groups) =>
  groups
    ? `, ${groups.threshold}/${groups.list.length} (${groups.list.map(({ id, m, n }) => `${id} ${m}/${n}`).join(', ')})`
    : '';

function checkShareSet(
  name: string,
  bytes: Uint8Array,
  files: Files,
  plan: ResolvedPlan,
  current: readonly Statement[],
): ShareSet {
  const subject = `share-sets/${name}`;
  const set = inFile(subject, () => parseShareSet(bytes));
  const isOld = set.id !== current[0]?.set && files.has(`roots/${String(set.epoch)}/${plan.roots[0]?.id ?? ''}.json`);
  const roots = isOld ? statementsIn(files, plan, `roots/${String(set.epoch)}/`) : current;
  const [first] = roots;
  const isFirst = set.epoch === 1;
  const same: Record<string, boolean> = {
    id: name === `${set.id}.json`,
    signer: set.signer.publicKey === first?.publicKey && set.signer.suite === first.suite,
    consortium: set.consortium === plan.consortium.id,
    ceremony: set.ceremony === first?.ceremony,
    rehearsal: set.rehearsal === plan.rehearsal,
    scheme: !isFirst || set.scheme === plan.scheme,
    m: !isFirst || set.m === plan.threshold,
    n: !isFirst || set.n === plan.custodians.length,
    roots: set.roots.join() === roots.map((r) => r.fingerprint).join(),
    custodians: !isFirst || slots(set.shares.map((s) => s.custodian)) === slots(plan.custodians),
    groups: !isFirst || sameGroups(set, plan),
    epoch: roots.every((r) => r.epoch === set.epoch),
    set: roots.every((r) => r.set === set.id),
  };
  const field = Object.keys(same).find((key) => !same[key]);
  if (field !== undefined) throw refuse(verifyRules, 'VERIFY-SHARE-SET', { field }, { subject });
  return set;
}

/** The same groups in the same order, each custodian in the same one. */
export const sameGroups = ({ groups, shares }: ShareSet, plan: PlanPolicy) =>
  toldGroups(groups) === toldGroups(groupsOfPlan(plan)) &&
  shares.every(({ group }, i) => group === plan.custodians[i]?.group);

const toldGroups = (groups?: Groups) =>
  groups &&
  JSON.stringify([groups.threshold, ...groups.list.map(({ id, name: { zh, en }, m, n }) => [id, zh, en, m, n])]);

export const slots = (custodians: readonly { id: string; name: { zh: string; en: string } }[]) =>
  JSON.stringify(custodians.map(({ id, name: { zh, en } }) => [id, zh, en]));
