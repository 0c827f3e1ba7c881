/** The first half of the minutes: what they are of, exceptions and warnings, what was done and by whom. */

import type { Text } from '../rules.ts';
import { ruleText } from '../shares/rule-text.ts';
import { alarm, type Block, both, type Cell, hash, heading, table, text, value, words } from './document.ts';
import type { Happening, MinutesFacts, MinutesInput } from './minutes-facts.ts';
import { planHash, type ResolvedPlan } from './plan.ts';
import { policyOfSet, type SetRecord } from './sets.ts';
import { isStepId, steps } from './steps.ts';

/** Said before anything else on every paper of a rehearsal. */
export function rehearsalAlarm({ rehearsal }: Pick<ResolvedPlan, 'rehearsal'>): Block[] {
  if (!rehearsal) return [];
  return [
    alarm('REHEARSAL. These keys and this ledger are not real.', '演练（REHEARSAL）。其中的密钥与账本均非正式。'),
  ];
}

export function identityBlocks({ plan, head, entries, software }: MinutesInput): Block[] {
  const rows: Cell[][] = [
    [
      words('Consortium', '联盟'),
      text({
        en: `${plan.consortium.name.en} (${plan.consortium.id})`,
        zh: `${plan.consortium.name.zh}（${plan.consortium.id}）`,
      }),
    ],
    [words('Ceremony', '仪式编号'), value(entries[0]?.ceremony ?? '')],
    [words('Mode', '性质'), plan.rehearsal ? words('rehearsal', '演练') : words('real', '正式')],
    [words('Plan (SHA-256)', '方案（SHA-256）'), hash(planHash(plan))],
    [words('Log entries before the close of this act', '本阶段结束前的日志条数'), value(head.size)],
    [words('Log head before the close of this act', '本阶段结束前的日志根'), hash(head.root)],
    [words('Program', '程序'), value(`${software.name} ${software.version}`)],
  ];
  return [
    heading(2, 'What these minutes are of', '纪要所属'),
    table([both('Item', '项目'), both('Value', '内容')], rows),
  ];
}

export function exceptionBlocks(plan: ResolvedPlan, { exceptions, warnings }: MinutesFacts): Block[] {
  const head = [
    both('Entry', '日志条目'),
    both('Time (UTC)', '时间（UTC）'),
    both('Rule', '规则'),
    both('Reason', '理由'),
    both('Recorded by', '记录人'),
  ];
  const rows = exceptions.map(({ entry, time, rule, reason, by }) => [
    value(entry),
    value(time),
    value(rule),
    value(reason),
    text(joined(by.map((id) => personName(plan, id)))),
  ]);
  return [
    heading(2, 'Exceptions', '例外'),
    table(head, rows),
    heading(2, 'Warnings', '警告'),
    table(
      [both('Rule', '规则'), both('What', '内容')],
      warnings.map((warning) => [value(warning.rule), text(warning.text)]),
    ),
  ];
}

const kinds: Readonly<Record<string, Text>> = {
  'ceremony.opened': both('Ceremony opened', '仪式开始'),
  'room.facts': both('Facts of the room recorded', '记录场地事实'),
  'answers.used': both('An answers file was used', '使用了应答文件'),
  confirmation: both('Confirmed', '确认'),
  'step.begun': both('Step begun', '步骤开始'),
  'step.files': both('Files of a step', '步骤的文件'),
  'step.done': both('Step done', '步骤完成'),
  'step.abandoned': both('Step abandoned', '步骤放弃'),
  exception: both('Exception recorded', '记录例外'),
  'restore.begun': both('Restore begun', '恢复开始'),
  'restore.done': both('Restore done', '恢复完成'),
  'restore.refused': both('Restore refused', '恢复被拒绝'),
  'restore.abandoned': both('Restore begun and never ended', '恢复已开始但未结束'),
  'register.changed': both('Decision put into force', '决定生效'),
  'tuf.renewed': both('Files for peers signed anew', '已为各方续签文件'),
  'tuf.root': both('Root file published', '根文件已发布'),
  'set.agreed': both('Parameters of a new share set', '新份额组的参数'),
  'set.pending': both('New share set made, pending', '新份额组已生成，待生效'),
  'set.handed': both('New share handed out', '新份额已交付'),
  'set.confirmed': both('New share opened and intact', '新份额已打开且完好'),
  'set.retired': both('Share set retired', '份额组停用'),
  'set.active': both('Share set in force', '份额组生效'),
  'set.abandoned': both('New share set given up', '新份额组放弃'),
  'set.returned': both('Old share came back', '旧份额已交回'),
  'share.printed': both('Share put on paper', '份额已制成纸质份额单'),
  'share.shown': both('Words of a share shown, to be copied by hand', '已显示份额的单词，供手抄'),
  'share.copied': both('Share copied by hand, every word read back', '份额已手抄，逐词回读无误'),
  'share.checked': both('Share checked alone, receipt recorded', '份额已单独检查，回执入册'),
};

export function happeningBlocks(plan: ResolvedPlan, { happenings }: MinutesFacts): Block[] {
  const head = [
    both('Entry', '日志条目'),
    both('Time (UTC)', '时间（UTC）'),
    both('What', '事项'),
    both('Who', '人员'),
    both('Said', '内容'),
  ];
  const rows = happenings.map((each) => [
    value(each.index),
    value(each.time),
    text(eventName(each)),
    each.who === '' ? value('') : text(personName(plan, each.who)),
    text(each.said),
  ]);
  return [heading(2, 'What was done', '经过'), table(head, rows)];
}

/** What an entry tells of, by its kind and, where it has one, its step. */
export function eventName({ kind, step }: Pick<Happening, 'kind' | 'step'>): Text {
  const name = kinds[kind] ?? both(kind, kind);
  if (!isStepId(step)) return name;
  const { title } = steps[step];
  return both(`${name.en}: ${title.en}`, `${name.zh}：${title.zh}`);
}

/** A person or custodian as the plan names them, with the id. */
export function personName(plan: ResolvedPlan, id: string): Text {
  const custodian = plan.custodians.find((each) => each.id === id);
  const person = Object.hasOwn(plan.people.names, id) ? plan.people.names[id] : undefined;
  const { en, zh } = person ?? custodian?.name ?? both(id, id);
  return en === id ? both(id, id) : both(`${en} (${id})`, `${zh}（${id}）`);
}

/** How many shares restore; of groups, which. */
export function neededCell(set: Pick<SetRecord, 'm' | 'n' | 'scheme' | 'groups' | 'custodians'>): Cell {
  return set.groups ? text(ruleText(policyOfSet(set))) : value(`${set.m} / ${set.n}`);
}

export function joined(texts: readonly Text[]): Text {
  return both(texts.map(({ en }) => en).join(', '), texts.map(({ zh }) => zh).join('、'));
}
