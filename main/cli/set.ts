/** `rootseal set status | resume | abandon | retire` and `share receipt add`: the life of share sets beside their making. */
import { resolve } from 'node:path';
import { peopleOf } from '../app/room.ts';
import { appRules } from '../app/rules.ts';
import type { Progress } from '../app/sets/activate.ts';
import { abandonSet, addReceipt, returnShares } from '../app/sets/leave.ts';
import { resumeSet } from '../app/sets/resume.ts';
import { type SetStatus, type TufStatus, ceremonyStatus } from '../app/state.ts';
import { refuse } from '../core/rules.ts';
import type { Lang, Text } from '../core/rules.ts';
import { ruleText } from '../core/shares/rule-text.ts';
import type { TufEnd } from '../core/ceremony/tuf-ends.ts';
import type { Due } from '../core/ceremony/due.ts';
import { admitted } from './before.ts';
import { interruptible } from './interrupt.ts';
import type { SecretOptions } from './options.ts';
import type { Answer } from './output.ts';
import { openSession } from './session.ts';

export interface ResumeOptions extends SecretOptions {
  /** New holders who are in the room; all who can be opened unless said. */
  readonly custodian?: readonly string[];
}

/** Goes on with the set that is being made: hands out, lets holders open their shares, puts it in force with the last. */
export async function setResume(folder: string, options: ResumeOptions, lang: Lang): Promise<Answer> {
  const dir = resolve(folder);
  return interruptible({ dir, what: 'set resume' }, async (ending) => {
    const { rehearsal, exceptions } = ceremonyStatus(dir);
    const session = await ending(openSession(options, lang, rehearsal, dir));
    const room = await admitted(session, { rehearsal, people: peopleOf(dir), recorded: exceptions }, lang);
    const set = await resumeSet(dir, { ...session, room }, options.custodian);
    return { exit: 0, json: { set }, text: progressText(set) };
  });
}

/** "3/5", or the rule of the groups. */
const neededOf = (set: Pick<SetStatus, 'm' | 'n' | 'groups'>): Text =>
  set.groups ? ruleText(set) : { en: `${String(set.m)}/${String(set.n)}`, zh: `${String(set.m)}/${String(set.n)}` };

/** How far a new set has come, for people. */
export function progressText(set: Progress): Text {
  const { id, epoch, n, state, confirmed, missing, outstanding } = set;
  const [e, of] = [String(epoch), neededOf(set)];
  if (state === 'pending') {
    const count = `${String(confirmed.length)}/${String(n)}`;
    return {
      en: `Share set ${id}, epoch ${e}, ${of.en}: PENDING, the old set stays in force. ${count} new holders have opened their share; still to come: ${missing.join(', ') || 'the last act, with M of them in the room'}. Go on with: set resume`,
      zh: `份额组 ${id}，第 ${e} 期，${of.zh}：待生效，旧份额组仍然有效。已有 ${count} 位新保管人打开份额；尚缺：${missing.join('、') || '最后一步，须有 M 位在场'}。请用 set resume 继续`,
    };
  }
  const out = outstanding.join(', ');
  return {
    en: `Share set ${id}, epoch ${e}, ${of.en}: IN FORCE; the set before it is retired.${out && `\nOld shares that are still out: ${out}. Ask for them, destroy them, and record it with: set retire`}`,
    zh: `份额组 ${id}，第 ${e} 期，${of.zh}：已生效；之前的份额组已停用。${out && `\n尚未交回的旧份额：${out}。请收回并销毁，然后用 set retire 记录`}`,
  };
}

export interface AbandonOptions {
  readonly reason: string;
  readonly by: readonly string[];
}

export function setAbandon(folder: string, options: AbandonOptions): Answer {
  const done = abandonSet(resolve(folder), options);
  const [set, e] = [done.set, String(done.epoch)];
  return {
    exit: 0,
    json: done,
    text: {
      en: `Share set ${set}, epoch ${e}, is given up; what was made of it here is destroyed. The set in force stays as it is. New shares that were handed out count for nothing: ask for them back.`,
      zh: `份额组 ${set}（第 ${e} 期）已放弃；此处所生成的内容已销毁。现用份额组保持不变。已交付的新份额无效：请收回。`,
    },
  };
}

export interface RetireOptions {
  readonly epoch: string;
  readonly returned: readonly string[];
  readonly destroyed?: boolean;
  readonly from?: string;
}

export function setRetire(folder: string, { epoch, returned, destroyed = false, from }: RetireOptions): Answer {
  const place = from === undefined ? undefined : resolve(from);
  const done = returnShares(resolve(folder), { epoch: Number(epoch), custodians: returned, destroyed, from: place });
  const gone = done.removed.map((file) => `\n  ${file}`).join('');
  const out = done.outstanding.join(', ') || '–';
  return {
    exit: 0,
    json: done,
    text: {
      en: `Epoch ${epoch}: recorded what came back from ${returned.join(', ')}. Still out: ${out}${gone && `\nOverwritten and removed:${gone}`}`,
      zh: `第 ${epoch} 期：已记录 ${returned.join('、')} 交回的份额。尚未交回：${out}${gone && `\n已覆写并删除：${gone}`}`,
    },
  };
}

export function setStatusOf(folder: string): Answer {
  const { sets, due, rehearsal } = ceremonyStatus(resolve(folder));
  return {
    exit: 0,
    json: { rehearsal, sets, due },
    text: { en: setLines(sets, due, 'en'), zh: setLines(sets, due, 'zh') },
  };
}

const stateNames: Readonly<Record<SetStatus['state'], Text>> = {
  active: { en: 'in force', zh: '生效中' },
  pending: { en: 'pending', zh: '待生效' },
  retired: { en: 'retired', zh: '已停用' },
  abandoned: { en: 'given up', zh: '已放弃' },
};

/** Each set on a line, then what is due, overdue first. */
export function setLines(sets: readonly SetStatus[], due: readonly Due[], lang: Lang): string {
  const lines = sets.map(({ id, epoch, state, ended, missing, outstanding, ...holding }) => {
    const of = neededOf(holding);
    const name = stateNames[state][lang] + (ended === undefined ? '' : ` ${ended.slice(0, 10)}`);
    const out = [...missing, ...outstanding].join(', ');
    const more = out === '' ? '' : { en: `; still to come: ${out}`, zh: `；尚缺：${out}` }[lang];
    return {
      en: `share set ${id}: epoch ${String(epoch)}, ${of.en}, ${name}${more}`,
      zh: `份额组 ${id}：第 ${String(epoch)} 期，${of.zh}，${name}${more}`,
    }[lang];
  });
  return [
    ...lines,
    ...due.toSorted((a, b) => Number(b.overdue) - Number(a.overdue)).map((one) => dueLine(one, lang)),
  ].join('\n');
}

/** A line for each file of TUF that ends soon or has ended; where none does, one for the first that will. */
export function expiryLines(ends: readonly TufEnd[], lang: Lang): string[] {
  const soon = ends.filter(({ state }) => state !== 'good');
  return (soon.length > 0 ? soon : ends.slice(0, 1)).map(({ file, expires, days, state }) => {
    const on = expires.slice(0, 10);
    const name = `tuf/${file}`;
    const texts = {
      good: { en: `${name}: valid until ${on}`, zh: `${name}：有效期至 ${on}` },
      soon: {
        en: `${name}: ENDS on ${on}, in ${String(days)} days; a quorum signs it anew: tuf renew`,
        zh: `${name}：将于 ${on} 到期（还有 ${String(days)} 天），须由法定人数续签：tuf renew`,
      },
      expired: {
        en: `${name}: EXPIRED on ${on}, peers refuse it; a quorum signs it anew: tuf renew`,
        zh: `${name}：已于 ${on} 过期，各方会拒绝；须由法定人数续签：tuf renew`,
      },
    };
    return texts[state][lang];
  });
}

/** The root file that waits for administrators. */
export function waitingLine({ root, have, need, missing }: NonNullable<TufStatus['pending']>, lang: Lang): string {
  const [n, of, open] = [String(root), `${String(have)}/${String(need)}`, missing.join(', ')];
  return {
    en: `the root file ${n} waits for signatures: ${of}; can still sign: ${open}`,
    zh: `根文件第 ${n} 版等待签名：${of}；尚可签名：${open}`,
  }[lang];
}

function dueLine({ what, custodian = '', due, last, never, overdue }: Due, lang: Lang): string {
  const [day, before] = [due.slice(0, 10), last.slice(0, 10)];
  const done = never
    ? { en: `never yet; its set is in force since ${before}`, zh: `从未检查；所属份额组自 ${before} 起生效` }[lang]
    : { en: `last ${before}`, zh: `上次 ${before}` }[lang];
  const late = overdue ? { en: 'OVERDUE since', zh: '已逾期，应于' }[lang] : { en: 'due', zh: '应于' }[lang];
  return {
    en: `${what === 'drill' ? 'drill' : `check of ${custodian}'s share`}: ${late} ${day} (${done})`,
    zh: `${what === 'drill' ? '恢复演习' : `检查 ${custodian} 的份额`}：${late} ${day}（${done}）`,
  }[lang];
}

/** A custodian's receipt goes into the log. */
export function receiptAdd(folder: string, file: string): Answer {
  const done = addReceipt(resolve(folder), file);
  const { custodian, epoch, time, entry } = done;
  return {
    exit: 0,
    json: done,
    text: {
      en: `Log entry ${String(entry)}: ${custodian} checked their share of epoch ${String(epoch)} at ${time}; it was intact.`,
      zh: `日志第 ${String(entry)} 条：${custodian} 于 ${time} 检查了第 ${String(epoch)} 期的份额，份额完好。`,
    },
  };
}

/** `--epoch` of a set: a whole number from 1. */
export function epochOf(text: string): string {
  if (/^[1-9]\d{0,5}$/.test(text)) return text;
  throw refuse(appRules, 'RESTORE-OPTION', { purpose: 'set retire' }, { subject: '--epoch' });
}
