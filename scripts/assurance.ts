/**
 * Writes the table of all rules into docs/assurance.md, between its two markers: from the registry of tables
 * (test/arch/rule-tables.ts), the places in the house where each rule is checked, and a test that names it. A test
 * compares the page with what this makes, so neither can go stale.
 *
 *   node scripts/assurance.ts
 */

import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Rule } from '../main/core/rules.ts';
import { type Area, areas } from '../test/arch/rule-tables.ts';

const root = join(import.meta.dirname, '..');
const pageFile = join(root, 'docs', 'assurance.md');
const markers = ['<!-- rules: written by scripts/assurance.ts -->', '<!-- end of the rules -->'] as const;

/** Modules by their path from the root, as text without comments. */
export type Sources = ReadonlyMap<string, string>;

// What a rule's own table looks like; a rule is used where it is named outside of one.
const declaration = /'?\b([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)'?:\s*\{\s*(?:exit:\s*\d,\s*)?en:/g;

/** The rules that a module declares. */
export const declared = (text: string): string[] => [...text.matchAll(declaration)].map(([, code = '']) => code);

/** Whether a module has a table of rules. */
export const hasTable = (text: string): boolean =>
  /\b(satisfies|:) RuleTable\b/.test(text) && declared(text).length > 0;

/** Whether a text names the rule within a string, outside of the rule's own declaration. */
export function names(text: string, code: string): boolean {
  if (!text.includes(code)) return false;
  const quoted = new RegExp(`['"\`](?:[^'"\`\\n]*[^A-Za-z0-9'"\`\\n-])?${code}(?![A-Za-z0-9-])|^\\s*${code}:`, 'm');
  return quoted.test(text.replaceAll(declaration, ''));
}

const withoutComments = (text: string): string =>
  text
    .replaceAll(/^\s*\/\*[^]*?\*\/\s*$/gm, '')
    .replaceAll(/^\s*\/\/.*$/gm, '')
    .replaceAll(/\s\/\/ .*$/gm, '');

function read(patterns: string[], except: RegExp): Sources {
  const paths = globSync(patterns, { cwd: root, exclude: (name) => /^(node_modules|\.tools|target|bin)$/.test(name) });
  const kept = paths.map((path) => path.replaceAll('\\', '/')).filter((path) => !except.test(path));
  return new Map(kept.sort().map((path) => [path, withoutComments(readFileSync(join(root, path), 'utf8'))]));
}

/** The modules of the house. */
export const house = (): Sources =>
  read(['main/**/*.ts', 'preload/**/*.ts', 'renderer/**/*.{ts,tsx}', 'hsm/**/*.ts'], /^$/);

/** The tests and what they draw their cases from; not the gate over the rules itself. */
export const tests = (): Sources => read(['test/**/*.ts'], /^test\/arch\/(assurance\.test|rule-tables)\.ts$/);

/** Where a rule is named. */
export const naming = (code: string, sources: Sources): string[] =>
  [...sources].filter(([, text]) => names(text, code)).map(([path]) => path);

const link = (path: string) => `[${basename(path)}](../${path})`;
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** What happened, in the rule's own words: its first sentence, what it speaks of left out. */
function refuses({ en }: Rule): string {
  const [, first = en] = /^(?:\{subject\}: )?(.*?[.?!:])(?= [A-Z"(]|$)/.exec(en) ?? [];
  return cell(first);
}

/** The test named before, as long as it names the rule: a new test elsewhere moves no row. Else the nearest one. */
function rejecting(code: string, near: string, page: string, all: Sources): string {
  const candidates = naming(code, all);
  const [, before = ''] = new RegExp(`^\\| \`${code}\` \\|.*\\]\\(\\.\\./(test/[^)]+)\\) \\|$`, 'm').exec(page) ?? [];
  if (candidates.includes(before)) return before;
  const order = [near, 'test/unit/', 'test/store/', 'test/property/', 'test/vectors/', 'test/cli/'];
  const rank = (path: string) => (order.findIndex((each) => path.startsWith(each)) + 99) % 99;
  return candidates.toSorted((a, b) => rank(a) - rank(b) || a.localeCompare(b))[0] ?? '';
}

function section(area: Area, page: string, code: Sources, all: Sources): string[] {
  const rows = Object.entries(area.table).map(([id, rule]) => {
    const test = rejecting(id, area.near, page, all);
    const where = naming(id, code).map(link).join(', ');
    return `| \`${id}\` | ${String(rule.exit ?? 1)} | ${refuses(rule)} | ${where} | ${test === '' ? '' : link(test)} |`;
  });
  const accepts = area.accepts.length === 0 ? '' : ` Accepted as well: ${area.accepts.map(link).join(', ')}.`;
  const head = `${String(rows.length)} rules, declared in ${link(area.file)}.${accepts}`;
  const columns = ['| id | exit | refuses | checked in | rejected by |', '|---|---|---|---|---|'];
  return [`### ${area.title}`, head, '', ...columns, ...rows, ''];
}

/** The page with its table of rules written anew. `page` is the page as it stands. */
export function assurance(page: string): string {
  const [before, rest] = page.split(markers[0]);
  const after = rest?.split(markers[1])[1];
  if (before === undefined || after === undefined) throw new Error(`${pageFile} lacks its markers`);
  const [code, all] = [house(), tests()];
  const lines = areas.flatMap((area) => section(area, page, code, all));
  return [before + markers[0], '', ...lines, markers[1] + after].join('\n');
}

/** The page on disk. */
export const assurancePage = (): string => readFileSync(pageFile, 'utf8');

if (import.meta.main) writeFileSync(pageFile, assurance(assurancePage()));
