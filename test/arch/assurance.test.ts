/**
 * One rule = one id = one text in two languages = one check = one row in docs/assurance.md with a rejecting test: over
 * every table of the house, with planted faults to show that each gate can refuse.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Text } from '../../main/core/rules.ts';
import { assurance, assurancePage, declared, hasTable, house, names, naming, tests } from '../../scripts/assurance.ts';
import { areas } from './rule-tables.ts';

const root = join(import.meta.dirname, '..', '..');
const rules = areas.flatMap(({ title, table }) => Object.entries(table).map(([code, rule]) => ({ title, code, rule })));
const code = house();
const all = tests();

/** What is wrong with the texts of a rule. In Chinese `{whatZh}` stands for `{what}`, and `{zh}` for `{en}`. */
function textFaults({ en, zh }: Text): string[] {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const english = holes(en);
  const plain = (name: string) => (name === 'zh' ? 'en' : name.replace(/Zh$/, ''));
  const chinese = holes(zh).map((name) => (english.includes(name) ? name : plain(name)));
  const listed = (names: string[]) => [...new Set(names)].sort().join();
  return [
    ...(en.trim() === '' ? ['no English'] : []),
    ...(/\p{Script=Han}/u.test(zh) ? [] : ['no Chinese']),
    ...(/\p{Script=Han}/u.test(en) ? ['Chinese in the English'] : []),
    ...(/\p{Script=Han}[(),:;?!]|[(),:;?!]\p{Script=Han}/u.test(zh) ? ['English punctuation in the Chinese'] : []),
    ...(listed(english) === listed(chinese) ? [] : ['other placeholders']),
  ];
}

describe('the rules of the house', () => {
  it('stand in registered tables alone, each under an id of its own', () => {
    const known = new Set(areas.map(({ file }) => file));
    expect([...code].filter(([path, text]) => hasTable(text) && !known.has(path))).toEqual([]);
    const ids = rules.map((rule) => rule.code);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
    const declarations = [...code.values()].flatMap(declared);
    expect(declarations.toSorted()).toEqual(ids.toSorted());
    expect(ids.length).toBeGreaterThan(300);
  });

  it('speak both languages, with the same placeholders', () => {
    expect(rules.map(({ code: id, rule }) => [id, textFaults(rule)]).filter(([, faults]) => faults?.length)).toEqual(
      [],
    );
  });

  it('are each checked somewhere', () => {
    expect(rules.filter((rule) => naming(rule.code, code).length === 0).map((rule) => rule.code)).toEqual([]);
  });

  it('are each named in a test', () => {
    expect(rules.filter((rule) => naming(rule.code, all).length === 0).map((rule) => rule.code)).toEqual([]);
  });
});

describe('docs/assurance.md', () => {
  const page = assurancePage();

  it('has the table of the rules as they are (else: node scripts/assurance.ts)', () => {
    expect(page).toBe(assurance(page));
  });

  it('speaks of files that exist', () => {
    const links = [...page.matchAll(/\]\((?!https?:|#)([^)#]+)[^)]*\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(300);
    expect(links.filter((path) => !existsSync(join(root, 'docs', path)))).toEqual([]);
  });
});

it('every document names only rules that exist', () => {
  const ids = new Set(rules.map((rule) => rule.code));
  const areasOf = new Set([...ids].map((id) => id.split('-')[0]));
  const pages = [
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'docs/formats.md',
    'docs/recovery.md',
    'docs/architecture.md',
    'docs/assurance.md',
  ];
  const named = pages.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/`([A-Z]+(?:-[A-Z0-9]+)+)`/g)].map(([, id = '']) => id),
  );
  expect(named.filter((id) => areasOf.has(id.split('-')[0]) && !ids.has(id))).toEqual([]);
});

describe('the gate refuses', () => {
  const planted =
    "export const rules = { 'NEW-RULE': { exit: 2, en: 'a', zh: '甲' }, PLAIN: {\n en: 'b', zh: '乙' } } as const satisfies RuleTable;";

  it('a table that nobody registered', () => {
    expect(hasTable(planted)).toBe(true);
    expect(declared(planted)).toEqual(['NEW-RULE', 'PLAIN']);
  });

  it('a rule that is named in its table and in longer ids alone', () => {
    expect(names(planted, 'NEW-RULE')).toBe(false);
    expect(names("refuse(rules, 'NEW-RULE-TWO'); of('SOME-NEW-RULE')", 'NEW-RULE')).toBe(false);
    expect(names('// Throws NEW-RULE.', 'NEW-RULE')).toBe(false);
    expect(names("refuse(rules, 'NEW-RULE')", 'NEW-RULE')).toBe(true);
    expect(names("'error NEW-RULE at'", 'NEW-RULE')).toBe(true);
  });

  it('texts without a language or with other placeholders', () => {
    expect(textFaults({ en: 'so {a}', zh: '如此 {a}' })).toEqual([]);
    expect(textFaults({ en: 'so {a}', zh: '如此 {aZh}' })).toEqual([]);
    expect(textFaults({ en: '', zh: '{reason}' })).toEqual(['no English', 'no Chinese', 'other placeholders']);
    expect(textFaults({ en: 'so (a)', zh: '如此(甲)' })).toEqual(['English punctuation in the Chinese']);
    expect(textFaults({ en: '如此 {a}', zh: '如此 {b}' })).toEqual(['Chinese in the English', 'other placeholders']);
  });
});
