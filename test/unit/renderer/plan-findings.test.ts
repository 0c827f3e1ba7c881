/** Every finding of the program has its place in the plan editor, and what one press mends is mended. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { examinePlan } from '../../../main/core/ceremony/checks.ts';
import { ledgerPermissions, transactionPermissions } from '../../../main/core/ceremony/permissions.ts';
import { dualControlSteps, planFormat, planSchema } from '../../../main/core/ceremony/plan-schema.ts';
import { planRules } from '../../../main/core/ceremony/plan-rules.ts';
import { profileNames } from '../../../main/core/ceremony/profile-data.ts';
import { newPlan } from '../../../main/core/ceremony/profiles.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { type Finding, RootsealError } from '../../../main/core/rules.ts';
import { consensusFacts, consensusKinds, mqServer } from '../../../main/core/ceremony/consensus.ts';
import { consensusOf } from '../../../main/export/jdchain/consensus.ts';
import {
  byPlace,
  count,
  countBySection,
  next,
  placed,
  sectionIds,
  sectionOf,
} from '../../../renderer/screens/plan/findings.ts';
import { fixOf } from '../../../renderer/screens/plan/fixes.ts';
import { fieldName, get, type Json, keysOf, type Path, set } from '../../../renderer/screens/plan/model.ts';
import { fits, places, planShape, shapeAt, unknownFields } from '../../../renderer/screens/plan/shape.ts';
import * as words from '../../../renderer/screens/plan/vocabulary.ts';
import { planCases } from '../ceremony/plan-cases.ts';
import { changed, context, examplePlan } from '../ceremony/plan-help.ts';

const example = examplePlan() as unknown as Json;
const sample = newPlan('traceability', { now: '2026-11-21T02:00:00Z' }) as unknown as Json;

/** The findings of the program about a tree; a refusal of the whole file as a finding, as the editor has it. */
function examine(tree: Json, more: Parameters<typeof context>[0] = {}): readonly Finding[] {
  try {
    return examinePlan(utf8(JSON.stringify(tree)), context(more)).findings;
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    return [{ rule: error.code, level: 'error', field: error.subject ?? '', text: error.text }];
  }
}

const cases = planCases.map((each) => ({
  ...each,
  tree: changed(each.reject) as Json,
  seen: { ...each.context, ...each.rejectContext },
}));

describe('the place of a finding', () => {
  it.each(cases)('$rule at $field', ({ rule, field, tree, seen }) => {
    const all = placed(tree, examine(tree, seen));
    const own = all.find((each) => each.rule === rule && each.field === field);
    expect(own).toBeDefined();
    expect(places(tree)).toContainEqual(own?.place);
    // Words of a list stand at their list; everything else beside the very field.
    const inList = shapeAt(own!.path.slice(0, -1))?.kind === 'choices';
    expect(fieldName(own!.place)).toBe(inList ? fieldName(own!.path.slice(0, -1)) : field);
  });

  it('is one for every finding, whatever the plan has become', () => {
    const paths = (tree: Json, at: Path = []): Path[] => [
      at,
      ...keysOf(get(tree, at)).flatMap((key) => paths(tree, [...at, key])),
    ];
    const spots = paths(example).filter((path) => path.length > 0);
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>,
      fc.constantFrom<Json>([], {}, null, 7, '', 'x', { zh: 1 }, [[]], [{}], { 'a b': {} }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...spots), value), { minLength: 1, maxLength: 4 }), (changes) => {
        const tree = changes.reduce((plan, [path, each]) => set(plan, path, each), example);
        const findings = examine(tree);
        const all = placed(tree, findings);
        const shownAt = new Set(places(tree).map(fieldName));
        expect(all).toHaveLength(findings.length);
        expect(all.filter(({ place }) => !shownAt.has(fieldName(place)))).toEqual([]);
        const sums = Object.values(countBySection(all));
        expect(sums.reduce((sum, { errors, warnings }) => sum + errors + warnings, 0)).toBe(findings.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is the part itself where something else stands than belongs there', () => {
    const tree = set(example, ['custodians'], 'five');
    expect(places(tree)).toContainEqual(['custodians']);
    expect(fits(shapeAt(['custodians'])!, 'five')).toBe(false);
    expect(placed(tree, examine(tree)).find(({ field }) => field === 'custodians')?.place).toEqual(['custodians']);
  });

  it('is a field of its own for what is missing and for what is unknown', () => {
    const tree = changed([
      ['members.0.key', { make: 'sm2', file: 'a.pub' }],
      ['custodians.0.seal', { kind: 'passphrase', workFactor: 18, recipient: 'age1' }],
      ['people.auditor', undefined],
      ['mood', 'good'],
    ]) as Json;
    expect(unknownFields(tree, [])).toEqual(['mood']);
    expect(unknownFields(tree, ['custodians', 0, 'seal'])).toEqual(['recipient']);
    expect(unknownFields(tree, ['members', 0, 'key'])).toEqual(['make', 'file']);
    expect(unknownFields(tree, ['people', 'names'])).toEqual([]);
    expect(places(tree)).toContainEqual(['people', 'auditor']);
  });
});

describe('sections', () => {
  it('hold every part of a plan', () => {
    expect(planShape.kind === 'object' && Object.keys(planShape.fields).sort()).toEqual(
      Object.keys(planSchema.shape).sort(),
    );
    expect(sectionOf(['chain', 'ledger', 'roles', 'ADMIN', 'tx', 0])).toBe('roles');
    expect(sectionOf(['chain', 'ledger', 'rolesx'])).toBe('ledger');
    expect(sectionOf(['chain', 'ledger', 'consensus', 'settings', 'a.b'])).toBe('consensus');
    expect(sectionOf(['threshold'])).toBe('custodians');
    expect(sectionOf([])).toBe('consortium');
    expect(new Set(Object.keys(planSchema.shape).map((part) => sectionOf([part]))).size).toBeGreaterThan(5);
    expect(sectionIds).toHaveLength(9);
  });

  it('order the findings and let one go from each to the next, round the end', () => {
    const tree = changed([
      ['members.0.id', 'BRAND'],
      ['consortium.id', ''],
      ['threshold', 5],
    ]) as Json;
    const all = placed(tree, examine(tree));
    expect(all.map(({ section }) => sectionIds.indexOf(section))).toEqual(
      all.map(({ section }) => sectionIds.indexOf(section)).sort((a, b) => a - b),
    );
    expect(count(all)).toEqual({
      errors: all.filter(({ level }) => level === 'error').length,
      warnings: all.filter(({ level }) => level === 'warning').length,
    });
    expect([next(all, -1, 1), next(all, 0, 1), next(all, all.length - 1, 1), next(all, 0, -1)]).toEqual([
      0,
      1,
      0,
      all.length - 1,
    ]);
    expect(next([], -1, 1)).toBeUndefined();
    expect(
      byPlace(all)
        .get('threshold')
        ?.map(({ rule }) => rule),
    ).toContain('PLAN-THRESHOLD-ALL');
  });
});

describe('what one press mends', () => {
  const mendable = cases.filter(({ rule, field, tree, seen }) => {
    const own = examine(tree, seen).find((each) => each.rule === rule && each.field === field);
    return fixOf(tree, own!, sample) !== undefined;
  });

  it('is offered for what leaves no choice', () => {
    const rules = [...new Set(mendable.map(({ rule }) => rule))].sort();
    expect(rules).toEqual([
      'PLAN-CHAIN',
      'PLAN-CONSENSUS-SETTING',
      'PLAN-CONSENSUS-UNREAD',
      'PLAN-CONSENSUS-VALUE',
      'PLAN-DUAL-CONTROL',
      'PLAN-FIELD-MISSING',
      'PLAN-FIELD-UNKNOWN',
      'PLAN-HASH-PROVIDER',
      'PLAN-HOLDER-IDLE',
      'PLAN-JDCHAIN-VERSION',
      'PLAN-KEY-PROVIDER',
      'PLAN-LIST-REPEATS',
      'PLAN-PERMISSION',
      'PLAN-PERSON-NAME',
      'PLAN-PERSON-UNUSED',
      'PLAN-PROFILE',
      'PLAN-WORK-FACTOR',
      'PLAN-WORK-FACTOR-LOW',
    ]);
    expect(rules.filter((rule) => !(rule in planRules))).toEqual([]);
  });

  it.each(mendable)('$rule at $field', ({ rule, field, tree, seen }) => {
    const own = examine(tree, seen).find((each) => each.rule === rule && each.field === field);
    const { tree: mended } = fixOf(tree, own!, sample)!;
    const after = examine(mended, seen);
    expect(after.filter((each) => each.rule === rule && each.field === field)).toEqual([]);
  });

  it('makes a plan of another format one of this, and adds parts that are missing', () => {
    const other = set(example, ['format'], 'rootseal.plan/9');
    const [wrong] = examine(other);
    expect(wrong?.rule).toBe('PLAN-FORMAT');
    expect(examine(fixOf(other, wrong!, sample)!.tree)).toEqual(examine(example));
    const bare: Json = { format: planFormat };
    const whole = examine(bare).reduce<Json>((tree, each) => fixOf(tree, each, sample)?.tree ?? tree, bare);
    expect(examine(whole).filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('invents no names, addresses or keys', () => {
    const finding = (field: string): Finding => ({
      rule: 'PLAN-FIELD-MISSING',
      level: 'error',
      field,
      text: { en: '', zh: '' },
    });
    expect(fixOf(example, finding('custodians[0].id'), sample)).toBeUndefined();
    expect(fixOf(example, finding('members[0].initializer.host'), sample)).toBeUndefined();
    expect(fixOf(undefined, finding('scheme'), sample)).toBeUndefined();
    expect(get(fixOf({}, finding('people.names'), sample)!.tree, ['people', 'names'])).toEqual({});
    expect(get(fixOf(example, finding('custodians[0].seal'), sample)!.tree, ['custodians', 0, 'seal', 'kind'])).toBe(
      'passphrase',
    );
  });
});

describe('the words offered are those of the program', () => {
  it('steps, permissions, settings, format', () => {
    expect(words.stepIds).toEqual(dualControlSteps);
    expect(words.profiles).toEqual(profileNames);
    expect(words.ledgerPermissions).toEqual(ledgerPermissions);
    expect(words.transactionPermissions).toEqual(transactionPermissions);
    expect(words.planFormat).toBe(planFormat);
    expect(words.consensusKinds).toEqual(consensusKinds);
    for (const kind of consensusKinds) {
      const shipped = consensusOf[kind].shipped(4);
      const derived = Object.keys(shipped).filter((name) => !(name in words.consensusDefaults[kind]));
      expect(derived).toEqual(kind === 'bftsmart' ? [...words.derivedConsensus] : []);
      const offered = Object.entries(words.consensusDefaults[kind]).filter(([name]) => name !== mqServer);
      for (const [name, value] of offered) expect(shipped[name]).toBe(value);
      const known = Object.keys(consensusFacts[kind].settings ?? words.consensusDefaults[kind]);
      expect(Object.keys(words.consensusDefaults[kind])).toEqual(known);
      expect(words.consensusLeast[kind]).toBe(consensusFacts[kind].least);
    }
  });

  it('every choice is one that the program takes', () => {
    const trees = [
      ...words.suites.map((suite) => set(sample, ['roots', 1, 'suite'], suite)),
      ...words.consensusKinds.map((kind) =>
        set(sample, ['chain', 'ledger', 'consensus'], {
          kind,
          settings: kind === 'mq' ? { [mqServer]: 'activemq://mq.example:61616' } : {},
        }),
      ),
      ...words.hashes.map((hash) => set(sample, ['chain', 'ledger', 'hash'], hash)),
      ...words.dataStructures.map((kind) => set(sample, ['chain', 'ledger', 'dataStructure'], kind)),
      ...words.policies.map((policy) => set(sample, ['members', 0, 'rolesPolicy'], policy)),
      ...words.providers.map((provider) => set(sample, ['chain', 'ledger', 'providers'], ['classic', provider])),
      ...Object.entries(words.onlyValues).map(([name, value]) => set(sample, name.split('.'), value)),
    ];
    const refused = trees.flatMap((tree) => examine(tree)).filter(({ rule }) => !['PLAN-LIST-REPEATS'].includes(rule));
    expect(refused.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
