/** From what somebody wants of the shares to the parameters that every holder compares (`rootseal.set-change/1`). */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { checkReading } from '../../core/ceremony/checks.ts';
import { readJson } from '../../core/ceremony/json.ts';
import { planSchema } from '../../core/ceremony/plan.ts';
import { custodianSchema, groupsSchema, patterns } from '../../core/ceremony/plan-schema.ts';
import { type Holding, type SetRecord, holdingOf, nextEpoch, pendingSet, planWith } from '../../core/ceremony/sets.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { type Finding, type Text, refuse } from '../../core/rules.ts';
import { type Change, changeFormat, parseChange } from '../../core/shares/change.ts';
import { groupsOfPlan } from '../../core/shares/groups.ts';
import { schemes } from '../../core/shares/scheme.ts';
import { decodePublicKey } from '../../export/jdchain/keys.ts';
import { readNamed } from '../files.ts';
import { PlanRefused, planMost } from '../plans.ts';
import { appRules } from '../rules.ts';
import { type Ground, setInForce, setsIn } from './told.ts';

/**
 * What is wanted. `plan` is a file: `rootseal.set-plan/1`, or a whole plan of which threshold and custodians are taken.
 * `text` is its content where it was filled in on a form; `plan` only names it then.
 */
export type Wish =
  | { readonly kind: 'resplit'; readonly plan: string; readonly text?: string }
  | { readonly kind: 'replace'; readonly custodians: readonly string[] }
  | { readonly kind: 'refresh' }
  | { readonly kind: 'rotate'; readonly root: string };

const parts = z.object({
  threshold: z.int(),
  /** That of the set in force where it is left out. */
  scheme: z.enum(schemes).exactOptional(),
  groups: groupsSchema.exactOptional(),
  custodians: z.array(custodianSchema),
});
const setPlan = parts.extend({ format: z.literal('rootseal.set-plan/1') }).strict();
const wholePlan = parts.extend({
  format: planSchema.shape.format,
  consortium: z.object({ id: z.string().regex(patterns.id) }),
});

/**
 * The parameters, with warnings. Everything that can be refused is refused here, before anybody is asked for a share.
 * @throws SET-PENDING, SET-HOLDER, RESTORE-ROOT, SET-PLAN, CEREMONY-PLAN with every finding, CHANGE-…
 */
export function changeOf(run: Ground, wish: Wish): { change: Change; findings: readonly Finding[] } {
  const sets = setsIn(run);
  const open = pendingSet(sets);
  if (open) throw refuse(appRules, 'SET-PENDING', { epoch: open.epoch }, { subject: open.id });
  const now = setInForce(run);
  const { holders, findings } = holdersFor(run, wish, now);
  const { ceremony, rehearsal } = run.journal.id;
  const change = parseChange({
    format: changeFormat,
    ...{ consortium: run.plan.consortium.id, ceremony, rehearsal, purpose: wish.kind },
    nonce: randomBytes(32).toString('hex'),
    from: { set: now.id, epoch: now.epoch },
    to: { epoch: nextEpoch(sets), ...holders },
    ...(wish.kind === 'replace' && { replaced: [...wish.custodians] }),
    ...(wish.kind === 'rotate' && { root: wish.root }),
  });
  return { change, findings };
}

function holdersFor(run: Ground, wish: Wish, now: SetRecord): { holders: Holding; findings: readonly Finding[] } {
  if (wish.kind === 'rotate') {
    const roots = run.plan.roots.map(({ id }) => id);
    if (!roots.includes(wish.root))
      throw refuse(appRules, 'RESTORE-ROOT', { roots: roots.join(', ') }, { subject: wish.root });
  }
  if (wish.kind === 'replace') {
    const ids = now.custodians.map(({ id }) => id);
    const stranger = wish.custodians.find((id) => !ids.includes(id));
    if (stranger !== undefined)
      throw refuse(appRules, 'SET-HOLDER', { holders: ids.join(', ') }, { subject: stranger });
  }
  return wish.kind === 'resplit' ? fromFile(run, wish, now) : { holders: holdingOf(now), findings: [] };
}

/** A set plan, or what of a whole plan is one. SET-PLAN naming the field, PLAN-JSON, PLAN-JSON-DUPLICATE. */
export function parseSetPlan(text: string, file: string): z.infer<typeof setPlan> | z.infer<typeof wholePlan> {
  const value = readJson(text);
  const read = [setPlan, wholePlan].map((shape) => shape.safeParse(value));
  const good = read.find(({ success }) => success);
  const known = (value as { format?: unknown } | null)?.format;
  const issue = (known === 'rootseal.plan/1' ? read[1] : read[0])?.error?.issues[0];
  if (good?.data) return good.data;
  throw refuse(
    appRules,
    'SET-PLAN',
    { field: issue === undefined || issue.path.length === 0 ? 'format' : issue.path.join('.') },
    { subject: file },
  );
}

function fromFile(
  run: Ground,
  { plan: file, text }: Extract<Wish, { kind: 'resplit' }>,
  now: SetRecord,
): { holders: Holding; findings: readonly Finding[] } {
  const wanted = parseSetPlan(text ?? fromUtf8(readNamed(file, planMost), file), file);
  const { threshold, custodians, groups, scheme = now.scheme } = wanted;
  const consortium = 'consortium' in wanted ? wanted.consortium.id : run.plan.consortium.id;
  if (consortium !== run.plan.consortium.id)
    throw refuse(appRules, 'SET-PLAN', { field: 'consortium.id' }, { subject: file });
  const holders = { threshold, scheme, custodians, ...(groups && { groups }) };
  const findings = judged(run, holders);
  if (findings.some(({ level }) => level === 'error')) throw new PlanRefused(findings);
  return { holders, findings };
}

/** The checks that a plan's holders have to pass, and no others: the rest of the plan is as it was founded. */
function judged(run: Ground, holders: Holding): Finding[] {
  const draft = planWith(run.plan, holders) as never;
  return checkReading(
    { draft, sound: new Set(['threshold', 'scheme', 'groups', 'custodians'] as const), findings: [] },
    {
      keyFiles: {},
      now: new Date().toISOString(),
      decodeKey: (text: string) => decodePublicKey(text),
      openable: run.present.identified,
    },
  );
}

const purposes: Readonly<Record<Wish['kind'], Text>> = {
  resplit: { en: 'RE-SPLIT', zh: '重新拆分' },
  replace: { en: 'REPLACE', zh: '替换份额' },
  refresh: { en: 'REFRESH', zh: '更新份额' },
  rotate: { en: 'ROTATE', zh: '轮换' },
};

/** The change in one sentence, as it is said aloud and shown before each passphrase. */
export function changeText({ purpose, from, to, root, replaced }: Change): Text {
  const who = to.custodians.map(({ id }) => id).join(', ');
  const what = root ?? replaced?.join(', ') ?? '';
  const name = purposes[purpose];
  return {
    en: `${name.en}${what && ` ${what}`}: epoch ${String(from.epoch)} becomes epoch ${String(to.epoch)}, ${howMany(to).en} (${who})`,
    zh: `${name.zh}${what && ` ${what}`}：第 ${String(from.epoch)} 期换为第 ${String(to.epoch)} 期，${howMany(to).zh}（${who}）`,
  };
}

function howMany({ threshold, groups, custodians }: Change['to']): Text {
  const [m, n] = [String(threshold), String(custodians.length)];
  if (!groups) return { en: `any ${m} of ${n}`, zh: `${n} 份中任意 ${m} 份` };
  const of = groupsOfPlan({ threshold, groups, custodians })!;
  const each = of.list.map((group) => `${group.id} ${String(group.m)}/${String(group.n)}`).join(', ');
  const [needed, all] = [String(of.threshold), String(of.list.length)];
  return { en: `${needed} of ${all} groups: ${each}`, zh: `${all} 组中任意 ${needed} 组：${each}` };
}

/** What no re-split can do, said at the terminal and in the minutes. */
export function limitsText({ purpose, root }: Pick<Change, 'purpose' | 'root'>): Text {
  return purpose === 'rotate'
    ? {
        en: `The old key of ${root ?? ''} no longer stands for this consortium. Whoever kept an old quorum and an old sealed root can still sign with the old key: peers must take over the new root file. The other roots keep their keys.`,
        zh: `${root ?? ''} 的旧密钥不再代表本联盟。若有人保留了旧的法定人数份额及旧的封存根密钥，仍可用旧密钥签名：各方须采用新的根文件。其他根密钥保持不变。`,
      }
    : {
        en: 'The root keys stay the same. Whoever kept an old quorum AND an old sealed root can still open that root: only rotating the root voids it. Old shares and old copies of sealed/ should come back and be destroyed.',
        zh: '根密钥保持不变。若有人同时保留了旧的法定人数份额和旧的封存根密钥，仍可打开该根密钥：只有轮换根密钥才能使其作废。旧份额及 sealed/ 的旧副本应交回并销毁。',
      };
}
