/** Values of JD Chain's properties as `utils.PropertiesUtils` reads them: trimmed, blank counts as missing. */

import { refuse } from '../../core/rules.ts';
import type { ChainEndpoint } from './participant.ts';
import { javaTrim } from './names.ts';
import type { Properties } from './properties.ts';
import { jdchainRules } from './rules.ts';

/** Java's `Integer.parseInt` of a trimmed decimal. */
export function javaInt(text: string): number | undefined {
  return /^[+-]?[0-9]{1,10}$/.test(text) && Math.abs(Number(text)) < 2 ** 31 ? Number(text) : undefined;
}

/** A property without blanks around it; undefined if missing or blank. */
export function optional(properties: Properties, key: string): string | undefined {
  const value = javaTrim(properties.get(key) ?? '');
  return value === '' ? undefined : value;
}

/** A property that JD Chain demands. Throws JDCHAIN-MISSING. */
export function required(properties: Properties, key: string): string {
  const value = optional(properties, key);
  if (value === undefined) throw refuse(jdchainRules, 'JDCHAIN-MISSING', {}, { subject: `${properties.what}: ${key}` });
  return value;
}

/** An address of host, port and `secure` under three keys. Throws JDCHAIN-MISSING, JDCHAIN-ENDPOINT. */
export function endpointAt(
  properties: Properties,
  keys: { host: string; port: string; secure: string },
): ChainEndpoint {
  const host = required(properties, keys.host);
  const text = required(properties, keys.port);
  const port = javaInt(text);
  if (port === undefined || port < 1 || port > 65535) {
    throw refuse(jdchainRules, 'JDCHAIN-ENDPOINT', { value: text }, { subject: `${properties.what}: ${keys.port}` });
  }
  return { host, port, secure: optional(properties, keys.secure)?.toLowerCase() === 'true' };
}

/** One of the allowed names, the first if the property is missing. Throws JDCHAIN-VALUE. */
export function choice<const T extends string>(properties: Properties, key: string, allowed: readonly [T, ...T[]]): T {
  const value = optional(properties, key) ?? allowed[0];
  const found = allowed.find((name) => name === value);
  if (found !== undefined) return found;
  const subject = `${properties.what}: ${key}`;
  throw refuse(jdchainRules, 'JDCHAIN-VALUE', { value, expected: allowed.join(' / ') }, { subject });
}

/** A 32-bit integer, or another value if the property is missing. Throws JDCHAIN-VALUE. */
export function integer(properties: Properties, key: string, otherwise: number): number {
  const text = optional(properties, key);
  const value = text === undefined ? otherwise : javaInt(text);
  if (value !== undefined) return value;
  const subject = `${properties.what}: ${key}`;
  throw refuse(jdchainRules, 'JDCHAIN-VALUE', { value: text ?? '', expected: '-2147483648 … 2147483647' }, { subject });
}
