/** The report as people read it: a line for each check, then the verdict. */
import { printable } from '../../core/encoding/printable.ts';
import type { Text } from '../../core/rules.ts';
import type { Check } from './report.ts';

export interface Verdict {
  readonly valid: boolean;
  readonly anchored: boolean;
  readonly accepted: boolean | null;
  /** A policy was given. */
  readonly judged: boolean;
  readonly rehearsal: boolean;
}

const line = ({ ok, id, detail, subject, code }: Check) => {
  const named = !ok && subject !== undefined && !detail.includes(subject) ? ` [${subject}]` : '';
  return `${ok ? 'ok  ' : 'FAIL'} ${id.padEnd(18)} ${ok ? '' : `${code ?? ''}: `}${detail}${named}`;
};

const sayings = {
  refused: { en: 'REFUSED', zh: '拒绝' },
  accepted: { en: 'valid, accepted under the policy', zh: '有效，符合策略' },
  notAccepted: { en: 'valid, NOT ACCEPTED under the policy', zh: '有效，但不符合策略' },
  anchored: { en: 'valid, anchored', zh: '有效，已锚定' },
  alone: {
    en: 'valid, not anchored (consistent with itself; give --root-fingerprint or --checkpoint as read aloud)',
    zh: '有效，未锚定（仅自洽；请给出宣读过的 --root-fingerprint 或 --checkpoint）',
  },
} as const;

function sayingOf({ valid, anchored, accepted, judged }: Verdict): keyof typeof sayings {
  if (!valid) return 'refused';
  if (judged) return accepted === true ? 'accepted' : 'notAccepted';
  return anchored ? 'anchored' : 'alone';
}

export function verdictText(kind: string, checks: readonly Check[], verdict: Verdict): Text {
  // Details and subjects are foreign: a file name or a value of the plan must not write lines of its own.
  const lines = checks.map((check) => printable(line(check))).join('\n');
  const said = sayings[sayingOf(verdict)];
  const count = String(checks.filter(({ ok }) => ok).length);
  const mark = verdict.rehearsal ? { en: ' REHEARSAL', zh: '（演练 REHEARSAL）' } : { en: '', zh: '' };
  return {
    en: `${lines}\n${kind}${mark.en}: ${said.en}; ${count} of ${String(checks.length)} checks passed`,
    zh: `${lines}\n${kind}${mark.zh}：${said.zh}；通过 ${count}/${String(checks.length)} 项检查`,
  };
}
