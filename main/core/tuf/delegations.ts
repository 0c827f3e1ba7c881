/**
 * Delegated targets roles (TUF 1.0 section 4.5): who may speak of which paths, so that a client fetches and believes
 * each list for its own paths alone. They are terminating and stand in one order: a path belongs to the first role whose
 * patterns have it, and to no other list, the top one included.
 */

import type { Json } from '../encoding/jcs.ts';
import { refuse } from '../rules.ts';
import { constant, exact, list, object, text } from './fields.ts';
import { keyJson, readKey, tufKeyId, type TufKey, type TufPublicKey } from './keys.ts';
import { readRole, type Role } from './roles.ts';
import { tufRules } from './rules.ts';

/** In the order in which clients ask them. */
export const delegatedNames = ['revocations', 'genesis', 'admissions'] as const;
export type DelegatedName = (typeof delegatedNames)[number];

/** In TUF's patterns `*` stands for a part of one name and never for `/`, so each depth has a pattern of its own. */
const below = (folder: string) => Array.from({ length: 7 }, (_, n) => folder + '/*'.repeat(n + 1));

/** What each role speaks of, as we write it. */
export const delegatedPaths: Readonly<Record<DelegatedName, readonly string[]>> = {
  revocations: ['consortium/*/revocations.json'],
  genesis: below('genesis'),
  admissions: below('consortium'),
};

export interface Delegation extends Role {
  readonly name: DelegatedName;
  readonly paths: readonly string[];
}

/** A role that is to be written. */
export interface TufDelegation {
  readonly name: DelegatedName;
  readonly keys: readonly TufPublicKey[];
  readonly threshold: number;
}

/** The file of a role below `tuf/`. */
export const delegatedFile = (name: DelegatedName) => `${name}.json`;

function matches(pattern: string, path: string): boolean {
  const [wanted, found] = [pattern.split('/'), path.split('/')];
  return wanted.length === found.length && wanted.every((part, i) => fits(part, found[i] ?? ''));
}

/** One name: the pieces between the stars, in their order. */
function fits(pattern: string, name: string): boolean {
  const [head = '', ...rest] = pattern.split('*');
  const tail = rest.pop();
  if (tail === undefined) return name === head;
  if (name.length < head.length + tail.length || !name.startsWith(head) || !name.endsWith(tail)) return false;
  let from = head.length;
  const end = name.length - tail.length;
  return rest.every((piece) => {
    const at = name.indexOf(piece, from);
    from = at + piece.length;
    return at >= 0 && from <= end;
  });
}

/** Which of these roles speaks of a path; none of them: the top list does. */
export function roleOfPath<R extends Pick<Delegation, 'paths'>>(roles: readonly R[], path: string): R | undefined {
  return roles.find(({ paths }) => paths.some((pattern) => matches(pattern, path)));
}

function readName(value: Json, subject: string): DelegatedName {
  const found = delegatedNames.find((name) => name === value);
  if (found === undefined) throw refuse(tufRules, 'TUF-FIELD', { expected: delegatedNames.join(' / ') }, { subject });
  return found;
}

/** A pattern that every client reads alike: `**`, `?` and brackets mean different things to them. TUF-PATH */
function readPattern(value: Json, subject: string): string {
  const pattern = text(value, subject);
  if (!/^[A-Za-z0-9._*-]+(?:\/[A-Za-z0-9._*-]+)*$/.test(pattern) || pattern.includes('**'))
    throw refuse(tufRules, 'TUF-PATH', {}, { subject: pattern });
  return pattern;
}

function readOne(value: Json, keys: ReadonlyMap<string, TufKey>, at: string): Delegation {
  const { name, paths, terminating, ...role } = exact(
    value,
    ['name', 'paths', 'terminating', 'keyids', 'threshold'],
    at,
  );
  constant(terminating, true, `${at}.terminating`);
  const patterns = list(paths, `${at}.paths`).map((one) => readPattern(one, `${at}.paths`));
  return { name: readName(name, `${at}.name`), paths: patterns, ...readRole({ ...role }, keys, at) };
}

/** Reads `delegations` of a list of targets. Throws TUF-FIELD…, TUF-KEY…, TUF-ROLE, TUF-PATH. */
export function readDelegations(value: Json, at: string): { roles: Delegation[]; keys: TufKey[] } {
  const fields = exact(value, ['keys', 'roles'], at);
  const listed = Object.entries(object(fields.keys, `${at}.keys`));
  const keys = new Map(listed.map(([id, key]) => [id, readKey(id, key, `${at}.keys.${id}`)]));
  const roles = list(fields.roles, `${at}.roles`).map((one, i) => readOne(one, keys, `${at}.roles[${String(i)}]`));
  const names = roles.map(({ name }) => name);
  if (new Set(names).size !== names.length)
    throw refuse(tufRules, 'TUF-ROLE', { reason: 'name ×2' }, { subject: `${at}.roles` });
  return { roles, keys: [...keys.values()] };
}

/** `delegations` as it is written. */
export function delegationsJson(roles: readonly TufDelegation[]): Json {
  const keys = roles.flatMap((role) => role.keys);
  const ids = (of: readonly TufPublicKey[]) => of.map((key) => tufKeyId(key.suite, key.publicKey)).sort();
  return {
    keys: Object.fromEntries(keys.map((key) => [tufKeyId(key.suite, key.publicKey), keyJson(key)])),
    roles: delegatedNames.flatMap((name) =>
      roles
        .filter((role) => role.name === name)
        .map((role) => ({
          ...{ name, terminating: true, paths: [...delegatedPaths[name]] },
          ...{ keyids: ids(role.keys), threshold: role.threshold },
        })),
    ),
  };
}
