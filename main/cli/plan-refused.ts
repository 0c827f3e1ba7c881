/** A plan with errors, refused where it was to be run or shown: every finding goes with the refusal. */
import { appRules } from '../app/rules.ts';
import { type Finding, RootsealError, type Text, fill } from '../core/rules.ts';

/** A finding as scripts read it. */
export function findingJson({ rule, level, field, text }: Finding) {
  return { rule, level, field, message: text.en, messageZh: text.zh };
}

const levels: Readonly<Record<Finding['level'], Text>> = {
  error: { en: 'error', zh: '错误' },
  warning: { en: 'warning', zh: '警告' },
};

/** One line a finding, for people. */
export function findingLines(findings: readonly Finding[]): Text {
  const of = (lang: keyof Text) =>
    findings.map(({ rule, level, text }) => `${levels[level][lang]} ${rule}: ${text[lang]}`).join('\n');
  return { en: of('en'), zh: of('zh') };
}

/** CEREMONY-PLAN (exit 1) with the findings of the plan. */
export class PlanRefused extends RootsealError {
  readonly findings: readonly ReturnType<typeof findingJson>[];
  readonly lines: Text;

  constructor(findings: readonly Finding[]) {
    const errors = findings.filter(({ level }) => level === 'error');
    const { field = '', text = { en: '', zh: '' } } = errors[0] ?? {};
    super('CEREMONY-PLAN', fill(appRules['CEREMONY-PLAN'], { count: errors.length, field, first: text }), 1, field);
    this.findings = findings.map(findingJson);
    this.lines = findingLines(findings);
  }
}
