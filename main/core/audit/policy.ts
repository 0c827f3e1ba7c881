/**
 * Who must have cosigned: C2SP tlog-policy. A text file of lines `log`, `witness`, `group` and `quorum`; any tool that
 * reads the format judges as we do. Demands that the format does not know stand in comments of their own, `#rootseal …`, so
 * that the file stays one that every tool reads.
 */
import { equal, fromUtf8 } from '../encoding/bytes.ts';
import { refuse } from '../rules.ts';
import { parseWitnessVkey } from './cosignature.ts';
import { type NoteKey, parseVkey } from './note.ts';
import { auditRules } from './rules.ts';

export interface Witness {
  /** As the policy calls it; no more than a name within the file. */
  readonly name: string;
  readonly key: NoteKey;
}

export interface Group {
  readonly name: string;
  /** How many of the members must have witnessed. */
  readonly count: number;
  /** Names of witnesses and of groups before this one. */
  readonly members: readonly string[];
}

export interface Policy {
  readonly logs: readonly NoteKey[];
  readonly witnesses: readonly Witness[];
  readonly groups: readonly Group[];
  /** A witness, a group, or `none`. */
  readonly quorum: string;
  /** `#rootseal root <fingerprint>`: a root key that must have signed; 64 hex digits. */
  readonly root?: string;
  /** `#rootseal max-age <days>`: how old the newest cosignature may be. */
  readonly maxAge?: number;
}

interface Draft {
  logs: NoteKey[];
  witnesses: Witness[];
  groups: Group[];
  quorum: string | undefined;
  root?: string;
  maxAge?: number;
}

/** Throws POLICY-FORM with the line; VKEY-… for a key that is none. */
export function parsePolicy(bytes: Uint8Array, subject = 'policy'): Policy {
  const draft: Draft = { logs: [], witnesses: [], groups: [], quorum: undefined };
  const lines = fromUtf8(bytes, subject).split('\n');
  const bad = (line: number, reason: string) => refuse(auditRules, 'POLICY-FORM', { line, reason }, { subject });
  lines.forEach((line, i) => {
    const reason = /[^\t\x20-\x7e\u0080-\u{10ffff}]/u.test(line)
      ? 'control character'
      : take(draft, words(line), subject);
    if (reason !== undefined) throw bad(i + 1, reason);
  });
  const { quorum } = draft;
  if (quorum === undefined) throw bad(lines.length, 'quorum');
  return { ...draft, quorum };
}

const words = (line: string) => line.split(/[ \t]+/).filter((word) => word !== '');

/** What is wrong with a line, if anything. */
function take(draft: Draft, [keyword, ...rest]: readonly string[], subject: string): string | undefined {
  if (keyword === '#rootseal') return takeDemand(draft, rest);
  if (keyword === undefined || keyword.startsWith('#')) return undefined;
  if (keyword === 'log') return takeLog(draft, rest, subject);
  if (keyword === 'witness') return takeWitness(draft, rest, subject);
  if (keyword === 'group') return takeGroup(draft, rest);
  return keyword === 'quorum' ? takeQuorum(draft, rest) : keyword;
}

function takeLog({ logs }: Draft, [vkey, ...more]: readonly string[], subject: string): string | undefined {
  if (vkey === undefined || more.length > 1) return 'log';
  const key = parseVkey(vkey, subject);
  if (logs.some(({ publicKey }) => equal(publicKey, key.publicKey))) return vkey;
  logs.push(key);
  return undefined;
}

function takeWitness(draft: Draft, [name, vkey, ...more]: readonly string[], subject: string): string | undefined {
  if (name === undefined || vkey === undefined || more.length > 1) return 'witness';
  const key = parseWitnessVkey(vkey, subject);
  const known = draft.witnesses.some((one) => equal(one.key.publicKey, key.publicKey));
  if (known || isTaken(draft, name)) return name;
  draft.witnesses.push({ name, key });
  return undefined;
}

function takeGroup(draft: Draft, [name, rule, ...members]: readonly string[]): string | undefined {
  if (name === undefined || rule === undefined || isTaken(draft, name)) return name ?? 'group';
  const unknown = members.find((member, i) => !isDefined(draft, member) || members.indexOf(member) < i);
  // Each name counts in one group alone, so that nobody is counted twice.
  const twice = members.find((member) => draft.groups.some((group) => group.members.includes(member)));
  if (unknown !== undefined || twice !== undefined) return unknown ?? twice;
  const count = rule === 'all' ? members.length : rule === 'any' ? 1 : /^[1-9][0-9]*$/.test(rule) ? Number(rule) : 0;
  if (count < 1 || count > members.length) return rule;
  draft.groups.push({ name, count, members });
  return undefined;
}

function takeQuorum(draft: Draft, [name, ...more]: readonly string[]): string | undefined {
  if (name === undefined || more.length > 0 || draft.quorum !== undefined) return 'quorum';
  if (name !== 'none' && !isDefined(draft, name)) return name;
  draft.quorum = name;
  return undefined;
}

/** A demand that is misspelt would be a demand that nobody makes: it is refused like any other line. */
function takeDemand(draft: Draft, [what, value = '', ...more]: readonly string[]): string | undefined {
  if (more.length > 0) return '#rootseal';
  if (what === 'root' && /^[0-9a-f]{64}$/.test(value) && draft.root === undefined) draft.root = value;
  else if (what === 'max-age' && /^[1-9]\d{0,4}$/.test(value) && draft.maxAge === undefined)
    draft.maxAge = Number(value);
  else return `#rootseal ${what ?? ''} ${value}`;
  return undefined;
}

const isDefined = ({ witnesses, groups }: Draft | Policy, name: string) =>
  [...witnesses, ...groups].some((one) => one.name === name);
const isTaken = (draft: Draft, name: string) => name === 'none' || isDefined(draft, name);

/** Whether the quorum is met by these witnesses' keys; each key counts once, for the one witness whose it is. */
export function isWitnessed(policy: Policy, by: readonly NoteKey[]): boolean {
  return policy.quorum === 'none' || hasWitnessed(policy, policy.quorum, by);
}

function hasWitnessed(policy: Policy, name: string, by: readonly NoteKey[]): boolean {
  const witness = policy.witnesses.find((one) => one.name === name);
  if (witness) return by.some(({ publicKey }) => equal(publicKey, witness.key.publicKey));
  const group = policy.groups.find((one) => one.name === name);
  const met = group?.members.filter((member) => hasWitnessed(policy, member, by)) ?? [];
  return group !== undefined && met.length >= group.count;
}
