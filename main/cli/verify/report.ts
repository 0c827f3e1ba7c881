/** The report: one line for each check, in the order in which they were made; nothing is believed after a refusal. */
import { type Lang, RootsealError, type Text, refuse } from '../../core/rules.ts';
import { verifyRules } from './rules.ts';

export interface Check {
  readonly id: string;
  readonly ok: boolean;
  readonly detail: string;
  /** The rule under which it was refused. */
  readonly code?: string;
  /** The file or field concerned; a file by its path from the folder that is verified. */
  readonly subject?: string;
}

export interface Passed<T> {
  /** Both languages, or one text where there is nothing to translate. */
  readonly detail: string | Text;
  readonly value: T;
}

export class Report {
  readonly checks: Check[] = [];
  readonly lang: Lang;

  constructor(lang: Lang) {
    this.lang = lang;
  }

  /**
   * Makes one check. A refusal becomes its line and undefined comes back. A fault of the verifier's own, which only
   * files made to provoke it can cause, is a refusal too (VERIFY-FAULT): what cannot be checked is not good.
   */
  check<T>(id: string, work: () => Passed<T>): T | undefined {
    try {
      const { detail, value } = work();
      this.checks.push({ id, ok: true, detail: typeof detail === 'string' ? detail : detail[this.lang] });
      return value;
    } catch (error) {
      const { code, subject, text } = asRefusal(error);
      this.checks.push({ id, ok: false, detail: text[this.lang], code, ...(subject !== undefined && { subject }) });
      return undefined;
    }
  }

  get valid(): boolean {
    return this.checks.length > 0 && this.checks.every(({ ok }) => ok);
  }

  get firstRefusal(): Check | undefined {
    return this.checks.find(({ ok }) => !ok);
  }
}

export function asRefusal(error: unknown): RootsealError {
  if (error instanceof RootsealError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return refuse(verifyRules, 'VERIFY-FAULT', { reason }, { cause: error });
}

/** Whatever `work` refuses, it is this file that is refused: the subject becomes its path. */
export function inFile<T>(path: string, work: () => T): T {
  return renamed(work, () => path);
}

/** As `inFile`, for work over several files: `owner` finds the file of a refusal's subject. */
export function renamed<T>(work: () => T, owner: (refusal: RootsealError) => string): T {
  try {
    return work();
  } catch (error) {
    const refusal = asRefusal(error);
    throw new RootsealError(refusal.code, refusal.text, refusal.exit, owner(refusal), refusal);
  }
}
