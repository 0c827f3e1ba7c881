/**
 * What stands before a ceremony at a terminal: whether it is a rehearsal, what the plan says and what was found in it,
 * and the exceptions that two people answer for where the room stops a real one.
 */
import { createInterface } from 'node:readline/promises';
import { type Admission, type RoomEntry, admitRoom } from '../app/room.ts';
import type { Plan } from '../core/ceremony/plan.ts';
import { type Finding, type Lang, RootsealError, type Text } from '../core/rules.ts';
import { findingLines } from './findings.ts';
import { planText } from './plan-text.ts';
import type { OpenSession } from './session.ts';

const banner: Readonly<Record<'rehearsal' | 'real', Text>> = {
  rehearsal: {
    en: '==== REHEARSAL: every output is marked, nothing made here is of use to a real chain ====',
    zh: '==== 演练（REHEARSAL）：所有产物均带标记，不能用于真实的链 ====',
  },
  real: {
    en: '==== REAL CEREMONY: the keys made here are the root keys of the consortium ====',
    zh: '==== 正式仪式：此处生成的密钥就是联盟的根密钥 ====',
  },
};

interface Shown {
  readonly plan: Plan;
  readonly findings: readonly Finding[];
  readonly rehearsal: boolean;
}

export function showPlan({ desk }: OpenSession, { plan, findings, rehearsal }: Shown): void {
  desk.show(banner[rehearsal ? 'rehearsal' : 'real']);
  desk.show({ en: planText(plan, 'en'), zh: planText(plan, 'zh') });
  if (findings.length > 0) desk.show(findingLines(findings));
}

const says = {
  record: {
    en: 'Two people of the plan may answer for this as an exception. Their ids, or Enter to stop',
    zh: '可由方案中的两人作为例外负责。请输入二人的编号，直接回车则停止',
  },
  reason: { en: 'The reason, as the minutes will repeat it', zh: '理由（将写入纪要）' },
} as const satisfies Record<string, Text>;

/**
 * The room with the exceptions that it needs, asked for one by one at a terminal; elsewhere they stand in the answers.
 * @throws the first rule that stops the ceremony, when nobody answers for it
 */
export async function admitted(
  { room, desk, vault }: OpenSession,
  admission: Admission,
  lang: Lang,
): Promise<RoomEntry> {
  for (let entry = room; ;) {
    try {
      admitRoom(entry, admission);
      return entry;
    } catch (error) {
      const mayAsk = vault.source.kind === 'tty' && process.stdin.isTTY;
      if (!(error instanceof RootsealError) || !mayAsk) throw error;
      desk.show(error.text);
      if (error.code.startsWith('EXCEPTION-')) {
        entry = { ...entry, exceptions: entry.exceptions.slice(0, -1) };
        continue;
      }
      const more = await askException(error.code, lang);
      if (!more) throw error;
      entry = { ...entry, exceptions: [...entry.exceptions, more] };
    }
  }
}

async function askException(rule: string, lang: Lang): Promise<RoomEntry['exceptions'][number] | undefined> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const by = (await reader.question(`${says.record[lang]}: `)).split(/[\s,，、]+/).filter((id) => id !== '');
    if (by.length === 0) return undefined;
    return { rule, by, reason: (await reader.question(`${says.reason[lang]}: `)).trim() };
  } finally {
    reader.close();
  }
}
