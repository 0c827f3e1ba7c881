/**
 * Both languages of the page are whole: the same keys, the same variables, no English left in the Chinese, no Chinese in
 * the English, punctuation as it is printed. And every text is used by some screen.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../../renderer/i18n/en/index.ts';
import { zhCN } from '../../../renderer/i18n/zh-CN/index.ts';

interface Tree {
  readonly [key: string]: string | Tree;
}

const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`),
  );

const english = new Map(flat(en));
const chinese = new Map(flat(zhCN));

/** Names and notations that are the same in both languages. */
const names =
  /\b(?:Rootseal|Electron|Chromium|JD Chain|JSON|HTML|PEM|PDF|Base58|Ed25519|P-256|SHA-256|SM[234]|age|classic|sm|Apache-2\.0)\b/g;
/** Nothing of a language in it: names, variables and signs alone. */
const wordless = (value: string) => !/\p{L}/u.test(value.replace(/\{\{\w+\}\}/g, '').replace(names, ''));

const han = /\p{Script=Han}/u;
const variables = (value: string) => [...value.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** Half-width marks beside a hanzi, straight quotes and three dots: none of them is set so in print. */
const halfWidth = /\p{Script=Han}[,;:!?()]|[,;!?()]\p{Script=Han}|\p{Script=Han}\.(?!\w)|["']|\.\.\.|--(?!\w)/u;

describe('both languages', () => {
  it('have the same keys; the one plural form that Chinese lacks aside', () => {
    const wanted = [...english.keys()].filter((key) => !key.endsWith('_one'));
    expect([...chinese.keys()].sort()).toEqual(wanted.sort());
    for (const key of english.keys())
      if (key.endsWith('_one')) expect(english.has(key.replace(/_one$/, '_other')), key).toBe(true);
  });

  it('have the same variables in each text', () => {
    const differing = [...chinese].filter(
      ([key, value]) => variables(value).join() !== variables(english.get(key)!).join(),
    );
    expect(differing).toEqual([]);
  });

  it('do not say the same thing, names aside', () => {
    const equal = [...chinese].filter(([key, value]) => value === english.get(key) && !wordless(value));
    expect(equal).toEqual([]);
  });

  it('have no Chinese text without a hanzi, names aside', () => {
    const latin = [...chinese].filter(([, value]) => !han.test(value) && !wordless(value));
    expect(latin).toEqual([]);
  });

  it('have no hanzi in the English', () => {
    expect([...english].filter(([, value]) => han.test(value))).toEqual([]);
  });

  it('have no text that is empty or begins or ends with a space', () => {
    expect([...english, ...chinese].filter(([, value]) => value === '' || value.trim() !== value)).toEqual([]);
  });

  it('set Chinese with full-width punctuation', () => {
    expect([...chinese].filter(([, value]) => halfWidth.test(value))).toEqual([]);
  });

  it('set English with printed quotes and dots', () => {
    expect([...english].filter(([, value]) => /["']|\.\.\.| -- /.test(value))).toEqual([]);
  });
});

describe('texts that are used', () => {
  const root = join(import.meta.dirname, '..', '..', '..', 'renderer');
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('i18n/en') && !path.startsWith('i18n/zh-CN'))
    .map((path) => readFileSync(join(root, path), 'utf8'));
  const areas = Object.keys(en).join('|');
  const keys = new RegExp(`['"\`]((?:${areas})\\.[\\w.$\{}()\\[\\]' ?:]+?)['"\`]`, 'g');
  /** `common.state.${state}` stands for all the keys of its shape. */
  const pattern = (key: string) =>
    new RegExp(
      `^${key
        .replace(/\$\{.*?\}/g, '\u0000')
        .replace(/\./g, '\\.')
        .replaceAll('\u0000', '[\\w.-]+')}(_one|_other)?$`,
    );
  const used = [...new Set(sources.flatMap((source) => [...source.matchAll(keys)].map(([, key]) => key!)))].map(
    pattern,
  );

  it('are all', () => {
    expect([...english.keys()].filter((key) => !used.some((one) => one.test(key)))).toEqual([]);
  });
});
