/**
 * What the schema found, said as findings of the plan: one rule, the field as a person writes it, and what belongs
 * there, in both languages. What is refused by name (another JD Chain version, CA mode, …) has a rule of its own.
 */

import type { z } from 'zod';
import { type Finding, finding, type Text } from '../rules.ts';
import type { JsonInput } from './json.ts';
import { planRules, type PlanRule } from './plan-rules.ts';
import { patterns } from './plan-schema.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Fields with a closed list of values, and the rule that refuses another one by its name. */
const byName: readonly (readonly [RegExp, PlanRule])[] = [
  [/^consortium\.profile$/, 'PLAN-PROFILE'],
  [/^scheme$/, 'PLAN-SCHEME'],
  [/^chain\.kind$/, 'PLAN-CHAIN'],
  [/^chain\.version$/, 'PLAN-JDCHAIN-VERSION'],
  [/^chain\.ledger\.identityMode$/, 'PLAN-IDENTITY-MODE'],
  [/^chain\.ledger\.consensus\.kind$/, 'PLAN-CONSENSUS-KIND'],
  [/^chain\.ledger\.roles(\.|\[).*\.(ledger|tx)\[\d+\]$/, 'PLAN-PERMISSION'],
  [/^(roots\[\d+\]\.suite|(members|chain\.ledger\.ca\.(gateways|users))\[\d+\]\.key\.make)$/, 'PLAN-SUITE'],
  [/^custodians\[\d+\]\.seal\.kind$/, 'PLAN-SEAL'],
  [/^dualControl\[\d+\]$/, 'PLAN-DUAL-CONTROL'],
];

const translation = /(\.name|^people\.names(\.[^.]+|\[.*\]))\.(zh|en)$/;

const types: Readonly<Record<string, Text>> = {
  string: { en: 'a text belongs there', zh: '应为文本' },
  number: { en: 'a whole number belongs there', zh: '应为整数' },
  int: { en: 'a whole number belongs there', zh: '应为整数' },
  boolean: { en: 'true or false belongs there', zh: '应为 true 或 false' },
  array: { en: 'a list [ ] belongs there', zh: '应为列表 [ ]' },
  object: { en: 'an object { } belongs there', zh: '应为对象 { }' },
  record: { en: 'an object { } belongs there', zh: '应为对象 { }' },
};

const described: readonly (readonly [RegExp, Text])[] = [
  [
    patterns.line,
    {
      en: 'one line of at most 200 characters belongs there, none of them invisible (as those that join emoji are)',
      zh: '应为不超过 200 个字符的一行文字，不含不可见字符（例如连接表情符号的字符）',
    },
  ],
  [
    patterns.moment,
    { en: 'a moment in UTC like 2026-11-21T02:00:00Z belongs there', zh: '应为 UTC 时刻，如 2026-11-21T02:00:00Z' },
  ],
  [patterns.host, { en: 'a host name or an IP address belongs there', zh: '应为主机名或 IP 地址' }],
  [
    patterns.ledgerName,
    { en: 'letters, digits, ".", "_" and "-" only, at most 64', zh: '只能用字母、数字、“.”“_”“-”，最多 64 个' },
  ],
  [patterns.setting, { en: 'a property name like system.debug belongs there', zh: '应为属性名，如 system.debug' }],
  [
    patterns.subject,
    { en: 'a name like CN=…,O=…,C=CN belongs there, without OU', zh: '应为 CN=…,O=…,C=CN 形式的名称，不含 OU' },
  ],
  [patterns.settingValue, { en: 'printable ASCII, at most 200 characters', zh: '应为可打印 ASCII，最多 200 个字符' }],
];
const forms = new Map(described.map(([pattern, text]) => [String(pattern), text]));

const memberKey: Text = {
  en: 'exactly one of {"make": suite}, {"public": key}, {"request": PEM} and {"file": name} belongs there',
  zh: '须为 {"make": 类型}、{"public": 公钥}、{"request": PEM}、{"file": 文件名} 四者之一',
};

/** `["members", 2, "key"]` → `members[2].key`; a name with other characters is quoted: `settings["a b"]`. */
export function fieldName(path: Path): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    const key = String(part);
    if (!/^[A-Za-z0-9_-]+$/.test(key)) return `${name}[${JSON.stringify(key)}]`;
    return name === '' ? key : `${name}.${key}`;
  }, '');
}

// A record whose key is wrong is among them: the value under that key was not looked at.
const breaking: readonly Issue['code'][] = ['invalid_type', 'invalid_union', 'invalid_key', 'invalid_element'];

/** True if a value may have another type than `Plan` says, so that checks of that part must not look at it. */
export function breaksChecks(issue: Issue): boolean {
  return breaking.includes(issue.code) && !translation.test(fieldName(issue.path));
}

/** The findings of one issue of the schema; several only for several unknown fields. */
export function shapeFinding(issue: Issue, draft: JsonInput): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => error('PLAN-FIELD-UNKNOWN', fieldName([...issue.path, key])));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return unionFindings(issue, draft);
  const field = fieldName(issue.path);
  const value = issue.code === 'invalid_key' ? String(issue.path.at(-1)) : valueAt(draft, issue.path);
  return [error(ruleOf(issue, field, value), field, { value: shown(value), ...expectation(issue) })];
}

function error(rule: PlanRule, field: string, params: Readonly<Record<string, string>> = {}): Finding {
  return finding(planRules, rule, 'error', field, params);
}

function ruleOf(issue: Issue, field: string, value: JsonInput | undefined): PlanRule {
  if (translation.test(field) && (value === undefined || (typeof value === 'string' && value.trim() === '')))
    return 'PLAN-TRANSLATION';
  if (value === undefined) return 'PLAN-FIELD-MISSING';
  if (issue.code === 'invalid_format' && 'pattern' in issue && issue.pattern === String(patterns.id)) return 'PLAN-ID';
  if (issue.code === 'invalid_key' && field.startsWith('people.names')) return 'PLAN-ID';
  const named = typeof value === 'string' ? byName.find(([pattern]) => pattern.test(field)) : undefined;
  return named?.[1] ?? 'PLAN-FIELD';
}

/** A key is one of several shapes: the findings are those of the shape that was meant. */
function unionFindings(issue: Extract<Issue, { code: 'invalid_union' }>, draft: JsonInput): Finding[] {
  const key = valueAt(draft, issue.path);
  const shapes = fieldName(issue.path).startsWith('members')
    ? ['make', 'public', 'file', 'request']
    : ['make', 'request', 'file'];
  const meant = typeof key === 'object' && key !== null ? shapes.filter((shape) => Object.hasOwn(key, shape)) : [];
  const inner = meant.length === 1 ? issue.errors[shapes.indexOf(meant[0] ?? '')] : undefined;
  if (inner !== undefined)
    return inner.flatMap((each) => shapeFinding({ ...each, path: [...issue.path, ...each.path] }, draft));
  const field = fieldName(issue.path);
  return [error(key === undefined ? 'PLAN-FIELD-MISSING' : 'PLAN-FIELD', field, both(memberKey))];
}

function expectation(issue: Issue): Record<string, string> {
  if (issue.code === 'invalid_type') return both(types[issue.expected] ?? memberKey);
  if (issue.code === 'invalid_value') {
    return oneOf(issue.values.map(String));
  }
  if (issue.code === 'too_small') return both({ en: `at least ${issue.minimum}`, zh: `至少为 ${issue.minimum}` });
  if (issue.code === 'too_big') return both({ en: `at most ${issue.maximum}`, zh: `至多为 ${issue.maximum}` });
  const pattern = issue.code === 'invalid_key' ? issue.issues[0] : issue;
  const form = pattern?.code === 'invalid_format' ? forms.get(pattern.pattern ?? '') : undefined;
  return both(form ?? { en: 'it has another form', zh: '形式不符' });
}

/** Parameters of a rule for a field with a closed list of values. */
export function oneOf(values: readonly string[]): Record<string, string> {
  const list = values.join(', ');
  return both({ en: `one of these belongs there: ${list}`, zh: `应为下列之一：${list}` });
}

function both(text: Text): Record<string, string> {
  return { expected: text.en, expectedZh: text.zh };
}

function valueAt(draft: JsonInput, path: Path): JsonInput | undefined {
  return path.reduce<JsonInput | undefined>((value, part) => {
    const inside = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
    return inside ? (value as Record<PropertyKey, JsonInput>)[part] : undefined;
  }, draft);
}

function shown(value: JsonInput | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
