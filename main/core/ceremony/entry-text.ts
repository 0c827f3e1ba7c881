/**
 * An entry of the log as one sentence for people who read on a screen. What is hashed and signed is the entry's bytes;
 * the minutes tell more of them, side by side.
 */

import { kindNames } from '../consortium/diff.ts';
import { changeKinds } from '../consortium/register.ts';
import type { Entry } from '../audit/entry.ts';
import { printable } from '../encoding/printable.ts';
import type { Text } from '../rules.ts';
import { policyOfPlan } from '../shares/groups.ts';
import { ruleText } from '../shares/rule-text.ts';
import { both } from './document.ts';
import { eventName, joined, personName } from './minutes-blocks.ts';
import { purposeName } from './minutes-results.ts';
import { names, objectOf, rowsOf, textOf } from './minutes-warnings.ts';
import type { ResolvedPlan } from './plan.ts';
import { type SetRecord, setAt, withHolders } from './sets.ts';
import { isStepId, steps } from './steps.ts';

type Data = Entry['data'];

const end = ({ en, zh }: Text): Text => both(`${en}.`, `${zh}。`);
/** More behind a colon, where there is anything to say. */
const telling = (name: Text, more: Text): Text =>
  more.en === '' ? name : both(`${name.en}: ${more.en}`, `${name.zh}：${more.zh}`);
const nothing = both('', '');
const several = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
const people = (plan: ResolvedPlan, ids: readonly string[]) => joined(ids.map((id) => personName(plan, id)));
const count = (value: unknown) => (typeof value === 'number' || typeof value === 'string' ? String(value) : '–');

/** True where the sentence needs the share sets of the log: later sets have holders and thresholds that no plan has. */
export const needsSets = ({ kind, data }: Pick<Entry, 'kind' | 'data'>): boolean =>
  /^(?:set|restore|share)\./.test(kind) || (kind === 'confirmation' && !isStepId(data.step));

/**
 * One sentence; what a file or a person brought into it acts on no screen.
 * @param sets every share set of the log, where `needsSets`
 */
export function entryText(entry: Entry, plan: ResolvedPlan, sets: readonly SetRecord[] = []): Text {
  const { en, zh } = end(sentence(entry, withHolders(plan, sets), setAt(sets, entry.index)));
  return both(printable(en), printable(zh));
}

function sentence({ kind, data }: Entry, plan: ResolvedPlan, inForce: SetRecord | undefined): Text {
  const name = eventName({ kind, step: textOf(data.step) });
  switch (kind) {
    case 'ceremony.opened':
      return telling(name, plan.consortium.name);
    case 'room.facts':
      return telling(name, foundInRoom(data));
    case 'confirmation':
      return confirmed(data, plan);
    case 'step.done':
      return telling(name, result(data, plan));
    case 'exception':
      return excepted(data, plan);
    case 'act.closed':
      return closed(data);
    case 'register.changed':
      return telling(name, decided(data));
    case 'tuf.renewed':
      return telling(name, renewed(data));
    case 'tuf.root':
      return telling(name, published(data));
    case 'set.agreed':
      return telling(name, both(textOf(data.sha256).slice(0, 8), textOf(data.sha256).slice(0, 8)));
    default:
      if (kind.startsWith('set.') || kind.startsWith('share.')) return ofSet(data, plan, name);
      if (kind === 'restore.refused') return tooFew(data, name, inForce);
      return kind.startsWith('restore.') ? restored(kind, data, plan, name) : name;
  }
}

function foundInRoom({ findings }: Data): Text {
  const rules = rowsOf(findings).map(({ rule }) => textOf(rule));
  return rules.length === 0 ? both('nothing to object to', '未发现问题') : both(rules.join(', '), rules.join('、'));
}

function confirmed({ who, step }: Data, plan: ResolvedPlan): Text {
  const { en, zh } = personName(plan, textOf(who));
  const other = step === 'set' ? both('the new share set', '新份额组') : both('the restore', '恢复');
  const what = isStepId(step) ? steps[step].title : other;
  return both(`${en} said yes to: ${what.en}`, `${zh}确认：${what.zh}`);
}

/** What a step left, in a few words. */
function result(data: Data, plan: ResolvedPlan): Text {
  switch (data.step) {
    case 'agree-plan':
      return both(`plan ${textOf(data.planHash).slice(0, 8)}…`, `方案 ${textOf(data.planHash).slice(0, 8)}…`);
    case 'found':
      return founded(data, plan);
    case 'hand-out': {
      const shares = rowsOf(data.handed).length;
      return both(several(shares, 'share'), `${shares} 份份额`);
    }
    case 'check-shares': {
      const shares = rowsOf(data.checked).length;
      return both(`${several(shares, 'share')} checked and intact`, `${shares} 份份额完好`);
    }
    case 'genesis':
      return both(`transaction ${textOf(data.txHash)}`, `交易 ${textOf(data.txHash)}`);
    case 'sign':
      return withLedger(restoredBy(data, plan), textOf(data.ledgerHash));
    case 'verify':
      return both(`${count(data.checks)} checks passed`, `通过 ${count(data.checks)} 项检查`);
    default:
      return nothing;
  }
}

function founded(data: Data, plan: ResolvedPlan): Text {
  const { threshold, custodians } = plan;
  const roots = rowsOf(data.roots).length;
  const { checked, total } = objectOf(data.quorums);
  if (plan.groups) return foundedGroups(roots, plan, `${count(checked)}/${count(total)}`);
  return both(
    `${several(roots, 'root key')}, any ${threshold} of ${custodians.length} shares, ${count(checked)} of ${count(total)} quorums tried`,
    `${roots} 把根密钥，${custodians.length} 份份额中任意 ${threshold} 份，已验证法定组合 ${count(checked)}/${count(total)}`,
  );
}

function foundedGroups(roots: number, plan: ResolvedPlan, tried: string): Text {
  const rule = ruleText(policyOfPlan(plan));
  return both(
    `${several(roots, 'root key')}, shares of ${rule.en}, quorums tried ${tried}`,
    `${roots} 把根密钥，份额分组：${rule.zh}，已验证法定组合 ${tried}`,
  );
}

function restoredBy({ quorum }: Data, plan: ResolvedPlan): Text {
  const { en, zh } = people(plan, names(quorum));
  return en === '' ? nothing : both(`restored by ${en}`, `由${zh}恢复`);
}

function withLedger(text: Text, ledgerHash: string): Text {
  if (ledgerHash === '') return text;
  return both(`${text.en}, ledger hash ${ledgerHash}`, `${text.zh}，账本哈希 ${ledgerHash}`);
}

/** Which set, and whose share. */
function ofSet({ epoch, set, custodian }: Data, plan: ResolvedPlan, name: Text): Text {
  const number = count(epoch ?? objectOf(set).epoch);
  const who = textOf(custodian) === '' ? nothing : personName(plan, textOf(custodian));
  const [en, zh] = [who.en === '' ? '' : `, ${who.en}`, who.zh === '' ? '' : `，${who.zh}`];
  return both(`${name.en}: epoch ${number}${en}`, `${name.zh}：第 ${number} 期${zh}`);
}

/** What was decided, which version of the register it made, and by whose votes. */
function decided({ change, version, approved }: Data): Text {
  const kind = changeKinds.find((one) => one === change);
  const what = kind ? kindNames[kind] : both(textOf(change), textOf(change));
  const [n, by] = [count(version), names(approved).join(', ')];
  const votes = by === '' ? nothing : both(`, voted for by ${by}`, `，赞成：${by}`);
  return both(`${what.en}, version ${n} of the register${votes.en}`, `${what.zh}，登记册第 ${n} 版${votes.zh}`);
}

/** Which version, and which root file came with it or waits. */
function renewed({ version, root, pending }: Data): Text {
  const n = count(version);
  const waits = objectOf(pending).root;
  const more =
    waits === undefined
      ? both(`, root file ${count(root)}`, `，根文件第 ${count(root)} 版`)
      : both(`, root file ${count(waits)} waits for administrators`, `，根文件第 ${count(waits)} 版等待管理员签名`);
  const also = root === undefined && waits === undefined ? nothing : more;
  return both(`version ${n}${also.en}`, `第 ${n} 版${also.zh}`);
}

function published({ root, signedBy }: Data): Text {
  const by = names(signedBy);
  return both(`${count(root)}, signed by ${by.join(', ')}`, `第 ${count(root)} 版，签名者：${by.join('、')}`);
}

function excepted({ rule, reason, by }: Data, plan: ResolvedPlan): Text {
  const who = people(plan, names(by));
  const [what, why] = [textOf(rule), textOf(reason)];
  return both(`Exception ${what}, for which ${who.en} answer: ${why}`, `例外 ${what}，由${who.zh}负责：${why}`);
}

function closed({ act, minutes }: Data): Text {
  const files = rowsOf(minutes).length;
  const other = textOf(act).startsWith('set-') ? both('new share set', '新份额组') : both('restore', '恢复');
  const title = isStepId(act) ? steps[act].title : other;
  return both(
    `Act closed, ${title.en}: ${several(files, 'file')} of minutes`,
    `阶段结束，${title.zh}：纪要文件 ${files} 个`,
  );
}

function restored(kind: string, data: Data, plan: ResolvedPlan, name: Text): Text {
  const purpose = telling(name, purposeName(data.purpose));
  if (kind === 'restore.done') {
    const by = restoredBy(data, plan);
    return by.en === '' ? purpose : both(`${purpose.en}, ${by.en}`, `${purpose.zh}，${by.zh}`);
  }
  return purpose;
}

/** Against the set in force then, which may need more or fewer shares than the founding's did. */
function tooFew({ purpose, shares }: Data, name: Text, inForce: SetRecord | undefined): Text {
  const what = telling(name, purposeName(purpose));
  const intact = rowsOf(shares).flatMap(({ code, index }) => (code === 'SHARE-INTACT' ? [index] : []));
  const good = new Set(intact).size;
  const needed = inForce ? neededBy(inForce) : both('too few', '不足法定人数');
  return both(`${what.en}, ${several(good, 'good share')}, ${needed.en}`, `${what.zh}，有效 ${good} 份，${needed.zh}`);
}

function neededBy({ m, epoch, groups }: SetRecord): Text {
  if (!groups) return both(`${m} of epoch ${epoch} needed`, `需要第 ${epoch} 期 ${m} 份`);
  const of = `${groups.threshold}/${groups.list.length}`;
  return both(
    `no quorum of the groups of epoch ${epoch} (${of} groups needed)`,
    `第 ${epoch} 期所需组数 ${of}，未达到`,
  );
}
