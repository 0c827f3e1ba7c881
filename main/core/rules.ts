/**
 * Rules and errors: one rule = one id = one text in both languages = one exit code.
 *
 * Every area declares its rules in a table of its own (`shareRules`, `planRules`, …). A refusal is a
 * `RootsealError` that names one of them, so scripts rely on `code` and people read `text[lang]`.
 */
import { printable } from './encoding/printable.ts';

export type Lang = 'en' | 'zh';
export type Text = Readonly<Record<Lang, string>>;

/** What the process answers: 1 checked and refused, 2 wrong use or unreadable, 3 the room, 4 interrupted. */
export type ExitCode = 1 | 2 | 3 | 4;

/** What to do next, where the two desks have different ways: a command at a terminal, a button in a window. */
export interface Next {
  readonly terminal: Text;
  readonly window: Text;
}

export interface Rule extends Text {
  /** Exit code of a refusal under this rule; 1 unless said. */
  readonly exit?: ExitCode;
  /** Said behind the text. */
  readonly next?: Next;
}

export type RuleTable = Readonly<Record<string, Rule>>;
/** A parameter that is text itself is given in both languages. */
export type Params = Readonly<Record<string, string | number | Text>>;

/**
 * Fills `{name}` in both languages. A parameter that is missing stays visible as `{name}`. Strings are foreign (names,
 * paths, fields of files): what would hide or reorder the text around them is written as an escape.
 */
export function fill(text: Text, params: Params): Text {
  const value = (key: string, whole: string, lang: Lang) => {
    const given = params[key] ?? whole;
    return typeof given === 'object' ? given[lang] : printable(String(given));
  };
  const put = (lang: Lang) => text[lang].replace(/\{(\w+)\}/g, (whole, key: string) => value(key, whole, lang));
  return { en: put('en'), zh: put('zh') };
}

/** Two sentences, one behind the other; Chinese has no blank between them. */
const behind = (text: Text, more: Text): Text => ({ en: `${text.en} ${more.en}`, zh: `${text.zh}${more.zh}` });

/** The text of a rule as a terminal says it, and as a window does where that is another one. */
function said(rule: Rule, params: Params): { text: Text; inWindow?: Text } {
  const { next } = rule;
  if (!next) return { text: fill(rule, params) };
  return { text: fill(behind(rule, next.terminal), params), inWindow: fill(behind(rule, next.window), params) };
}

/** A refusal that a person can act on: what happened, which share, file or field, what to do next. */
export class RootsealError extends Error {
  readonly code: string;
  readonly text: Text;
  /** As a window says it, where that differs: with its own ways on instead of commands. */
  readonly inWindow: Text | undefined;
  readonly exit: ExitCode;
  readonly subject: string | undefined;

  constructor(code: string, text: Text, exit: ExitCode, subject?: string, cause?: unknown, inWindow?: Text) {
    super(text.en, cause === undefined ? undefined : { cause });
    this.name = 'RootsealError';
    this.code = code;
    this.text = text;
    this.inWindow = inWindow;
    this.exit = exit;
    this.subject = subject;
  }
}

export interface Detail {
  /** The share, file or field concerned. Available in the text as `{subject}`. */
  readonly subject?: string;
  readonly cause?: unknown;
}

/** Makes the error of one rule. `throw refuse(shareRules, 'SHARE-FOREIGN', { set }, { subject: file })` */
export function refuse<T extends RuleTable>(
  table: T,
  code: keyof T & string,
  params: Params = {},
  detail: Detail = {},
): RootsealError {
  const rule = table[code]!;
  const all = detail.subject === undefined ? params : { subject: detail.subject, ...params };
  const { text, inWindow } = said(rule, all);
  return new RootsealError(code, text, rule.exit ?? 1, detail.subject, detail.cause, inWindow);
}

/** One result of a check that goes on after a refusal (plans, configurations, bundles). */
export interface Finding {
  readonly rule: string;
  readonly level: 'error' | 'warning';
  /** JSON path of the field, as a person writes it: `members[2].key.public`. */
  readonly field: string;
  readonly text: Text;
}

/** Makes the finding of one rule. */
export function finding<T extends RuleTable>(
  table: T,
  code: keyof T & string,
  level: Finding['level'],
  field: string,
  params: Params = {},
): Finding {
  return { rule: code, level, field, text: fill(table[code]!, { field, ...params }) };
}
