/**
 * JSON as people write it (RFC 8259), read more strictly than `JSON.parse`: a duplicate key is refused (§4 leaves it
 * open), and every refusal names line and column, counted from 1 in characters. Files of ours are JCS and are read
 * by `encoding/jcs.ts`; this is for the plan, which is edited by hand.
 */

import { refuse, type RootsealError, type Text } from '../rules.ts';
import { planRules } from './plan-rules.ts';

export type JsonInput = string | number | boolean | null | JsonInput[] | { [key: string]: JsonInput };

const maximumDepth = 32;
const expected = {
  value: { en: 'a value', zh: '一个值' },
  end: { en: 'the end of the file', zh: '文件结尾' },
  colon: { en: '":"', zh: '“:”' },
  name: { en: 'a field name in quotation marks', zh: '带引号的字段名' },
} as const satisfies Record<string, Text>;
const blank = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// A whole string token: no raw control character (U+0000 to U+001F), only the escapes of RFC 8259 §7.
const string = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const word = /true|false|null/y;

/** Reads one JSON text. @throws PLAN-JSON, PLAN-JSON-DUPLICATE (exit 2), with line and column */
export function readJson(text: string): JsonInput {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(depth: number): JsonInput {
    this.#skip();
    if (depth > maximumDepth) throw this.#wrong({ en: 'nested too deeply', zh: '嵌套过深' });
    const next = this.#text.charAt(this.#at);
    if (next === '{') return this.#object(depth);
    if (next === '[') return this.#array(depth);
    const token = next === '"' ? this.#token(string) : (this.#token(word) ?? this.#token(number));
    if (token === undefined) throw next === '"' ? this.#badString() : this.#missing(expected.value);
    return JSON.parse(token) as JsonInput;
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw this.#missing(expected.end);
  }

  #object(depth: number): JsonInput {
    const fields = new Map<string, JsonInput>();
    this.#list('}', () => {
      const start = this.#at;
      const key = this.#key();
      if (fields.has(key)) throw this.#refuse('PLAN-JSON-DUPLICATE', start, { key });
      if (!this.#take(':')) throw this.#missing(expected.colon);
      fields.set(key, this.value(depth + 1));
    });
    return Object.fromEntries(fields);
  }

  #array(depth: number): JsonInput {
    const items: JsonInput[] = [];
    this.#list(']', () => {
      items.push(this.value(depth + 1));
    });
    return items;
  }

  /** Items between the bracket here and its end, with commas between them and none behind the last. */
  #list(end: string, item: () => void): void {
    this.#at += 1;
    this.#skip();
    if (this.#take(end)) return;
    do {
      this.#skip();
      item();
      this.#skip();
    } while (this.#take(','));
    if (!this.#take(end)) throw this.#missing({ en: `"," or "${end}"`, zh: `“,”或“${end}”` });
  }

  #key(): string {
    const start = this.#at;
    const token = this.#token(string);
    if (token === undefined) throw this.#missing(expected.name);
    const key = JSON.parse(token) as string;
    // No object of ours has such a field, and in JavaScript it would not be a field at all.
    if (key === '__proto__')
      throw this.#wrong({ en: 'a field of this name is not possible', zh: '不能使用这个字段名' }, start);
    this.#skip();
    return key;
  }

  #take(character: string): boolean {
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at += 1;
    return true;
  }

  #token(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0];
    this.#at += token?.length ?? 0;
    return token;
  }

  #skip(): void {
    this.#token(blank);
  }

  #missing(what: Text): RootsealError {
    const there = this.#text.codePointAt(this.#at);
    const quoted = there === undefined ? undefined : JSON.stringify(String.fromCodePoint(there));
    return this.#wrong({
      en: `${what.en} was expected, ${quoted === undefined ? 'and the file ends' : `not ${quoted}`}`,
      zh: `此处应为${what.zh}，${quoted === undefined ? '但文件已结束' : `而不是 ${quoted}`}`,
    });
  }

  #badString(): RootsealError {
    return this.#wrong({
      en: 'a string that does not end, or a forbidden character in it',
      zh: '字符串没有结束，或含有不允许的字符',
    });
  }

  #wrong(what: Text, at = this.#at): RootsealError {
    return this.#refuse('PLAN-JSON', at, { what: what.en, whatZh: what.zh });
  }

  #refuse(code: 'PLAN-JSON' | 'PLAN-JSON-DUPLICATE', at: number, params: Record<string, string>): RootsealError {
    const before = this.#text.slice(0, at).split('\n');
    const line = before.length;
    const column = Array.from(before[line - 1] ?? '').length + 1;
    return refuse(planRules, code, { ...params, line, column }, { subject: `${String(line)}:${String(column)}` });
  }
}
