/** What a command answers: one JSON object, or text for people. */
import { PlanRefused } from '../app/plans.ts';
import { printable } from '../core/encoding/printable.ts';
import { type ExitCode, type Lang, RootsealError, type Text, refuse } from '../core/rules.ts';
import { findingJson, findingLines } from './findings.ts';
import { cliRules } from './rules.ts';

export interface Answer {
  readonly exit: 0 | ExitCode;
  /** Fields of the JSON object, without `ok`. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: Text;
}

export interface OutputOptions {
  readonly json: boolean;
  readonly lang: Lang;
}

/** Writes the answer to standard output; returns the exit code. */
export function print(answer: Answer, options: OutputOptions): number {
  const object = () => ({ ok: answer.exit === 0, ...(said(answer.json, options.lang) as object) });
  const body = options.json ? plainJson(object()) : printableLines(answer.text[options.lang]);
  process.stdout.write(`${body}\n`);
  return answer.exit;
}

/** Lines for people: whatever a file, a plan or an argument brought into them, only the line breaks act on the terminal. */
export function printableLines(text: string): string {
  return text.split('\n').map(printable).join('\n');
}

/** JSON that means the same and acts on no terminal: what JSON itself leaves raw (C1, bidirectional controls) is escaped. */
function plainJson(value: unknown): string {
  const escape = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (char) =>
    char.split('').map(escape).join(''),
  );
}

/** `message` in the language asked for, wherever `messageZh` stands beside it. */
function said(value: unknown, lang: Lang): unknown {
  if (Array.isArray(value)) return value.map((each) => said(each, lang));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, each]) => [key, said(each, lang)] as const);
  const all = Object.fromEntries(fields);
  return lang === 'zh' && typeof all['messageZh'] === 'string' ? { ...all, message: all['messageZh'] } : all;
}

/** The answer for a refusal: `code`, `message`, `subject`. An error that has no rule is a fault of ours: exit 2. */
export function refusal(error: unknown): Answer {
  const known = asRefusal(error);
  const { code, text, subject } = known;
  const json = { code, message: text.en, messageZh: text.zh, ...(subject !== undefined && { subject }) };
  const whose = subject === undefined || text.en.includes(subject) ? '' : ` [${subject}]`;
  // A refusal is one line: a line break in it came with a subject and would be a line of somebody else's.
  const lines = { en: printable(`${code}: ${text.en}${whose}`), zh: printable(`${code}：${text.zh}${whose}`) };
  if (!(known instanceof PlanRefused)) return { exit: known.exit, json, text: lines };
  const { en, zh } = findingLines(known.findings);
  return {
    exit: known.exit,
    json: { ...json, findings: known.findings.map(findingJson) },
    text: { en: `${en}\n${lines.en}`, zh: `${zh}\n${lines.zh}` },
  };
}

/** What the machine cannot give: no permission, a full or read-only disk, too many files. */
const roomFaults = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENOTDIR',
  'ENAMETOOLONG',
]);

function asRefusal(error: unknown): RootsealError {
  if (error instanceof RootsealError) return error;
  const what = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error && roomFaults.has(String(error.code)))
    return refuse(cliRules, 'CLI-SYSTEM', { reason: what }, { cause: error });
  const text = { en: `Unexpected fault: ${what}`, zh: `意外故障：${what}` };
  return new RootsealError('FAULT', text, 2, undefined, error);
}

/** Prints a refusal: JSON on standard output, text on standard error. */
export function printRefusal(error: unknown, options: OutputOptions): number {
  const answer = refusal(error);
  if (options.json) return print(answer, options);
  process.stderr.write(`${printableLines(answer.text[options.lang])}\n`);
  return answer.exit;
}
