/** Every rule of a plan refuses what it must and accepts what is near; a plan that breaks several says all at once. */

import { describe, expect, test } from 'vitest';
import { checkPlan, planChecks } from '../../../main/core/ceremony/checks.ts';
import { planRules, readingRules, shapeRules } from '../../../main/core/ceremony/plan-rules.ts';
import { planCases } from './plan-cases.ts';
import { context, examplePlan, findingsOf } from './plan-help.ts';

const names = (findings: readonly { rule: string; field: string; level: string }[]) =>
  findings.map(({ rule, level, field }) => `${level} ${rule} ${field}`);

describe('each rule of a plan', () => {
  test.each(planCases.map((each, i) => [each.rule, i, each] as const))(
    '%s (case %i) refuses and accepts',
    (_rule, _i, each) => {
      const found = `${each.level} ${each.rule} ${each.field}`;
      expect(names(findingsOf(each.reject, { ...each.context, ...each.rejectContext }))).toContain(found);
      expect(names(findingsOf(each.accept, each.context))).not.toContain(found);
    },
  );

  test('there is a case for every rule of the table, and a check or the schema behind each', () => {
    const tried = new Set<string>([...planCases.map(({ rule }) => rule), ...readingRules]);
    expect(Object.keys(planRules).filter((rule) => !tried.has(rule))).toEqual([]);
    const implemented = new Set<string>([...planChecks.map(({ rule }) => rule), ...shapeRules, ...readingRules]);
    expect(Object.keys(planRules).filter((rule) => !implemented.has(rule))).toEqual([]);
  });

  test('every text says in both languages what it is about, and no parameter stays unfilled', () => {
    for (const { reject, context: given, rejectContext } of planCases) {
      for (const { text } of findingsOf(reject, { ...given, ...rejectContext })) {
        expect(text.en).not.toMatch(/\{\w+\}/);
        expect(text.zh).not.toMatch(/\{[a-zA-Z]\w*\}/);
        expect(text.zh).toMatch(/\p{Script=Han}/u);
        expect(text.en).not.toMatch(/\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}.*\p{Script=Han}/u);
      }
    }
  });
});

describe('the example plan', () => {
  test('has one finding: what new members will lack', () => {
    expect(names(checkPlan(examplePlan(), context()))).toEqual(['warning PLAN-NEWCOMER chain.ledger.roles.DEFAULT']);
  });

  test('broken in many places at once names every place', () => {
    const findings = findingsOf([
      ['chain.version', '1.6.2'],
      ['members.1.consensus', { host: '10.0.0.1', port: 16001 }],
      ['members.2.key', { public: 'x' }],
      ['members.3.name.en', undefined],
      ['custodians.0.seal.workFactor', 3],
      ['threshold', 9],
      ['expires', '2020-01-01T00:00:00Z'],
      ['roots.0.suite', 'sm2'],
      ['comment', 'later'],
    ]);
    expect(
      names(findings)
        .filter((name) => name.startsWith('error'))
        .sort(),
    ).toEqual([
      'error PLAN-ENDPOINT-DUPLICATE members[1].consensus',
      'error PLAN-EXPIRED expires',
      'error PLAN-FIELD-UNKNOWN comment',
      'error PLAN-JDCHAIN-VERSION chain.version',
      'error PLAN-KEY members[2].key.public',
      'error PLAN-THRESHOLD-MAX threshold',
      'error PLAN-TRANSLATION members[3].name.en',
      'error PLAN-TUF-KEY roots',
      'error PLAN-WORK-FACTOR custodians[0].seal.workFactor',
    ]);
  });

  test('with a part of a wrong type, the other parts are still checked', () => {
    const findings = names(
      findingsOf([
        ['members', 'four'],
        ['threshold', 1],
        ['roots.0.suite', 'sm2'],
      ]),
    );
    expect(findings).toEqual(
      expect.arrayContaining([
        'error PLAN-FIELD members',
        'error PLAN-THRESHOLD-MIN threshold',
        'error PLAN-TUF-KEY roots',
      ]),
    );
  });

  test('broken in one part hides no wrong day in another', () => {
    const broken = findingsOf([
      ['chain.ledger.contract', undefined],
      ['expires', '2036-02-30T00:00:00Z'],
    ]);
    expect(names(broken)).toContain('error PLAN-DATE expires');
  });
});
