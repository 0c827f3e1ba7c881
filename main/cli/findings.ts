/** The findings of a plan as scripts and as people read them. */
import type { Finding, Text } from '../core/rules.ts';

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
