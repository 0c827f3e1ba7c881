/** A refusal of the gate or of a host, as it crosses to the page: a code and its text in both languages. */
import type { Answer } from '../../preload/contract/index.ts';

export type Failure = Extract<Answer<never>, { ok: false }>;

export function refused(code: string, name: string, en: string, zh: string): Failure {
  return { ok: false, code, text: { en: `${name}: ${en}`, zh: `${name}：${zh}` } };
}
