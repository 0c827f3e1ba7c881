/** Errors as they leave the vault: a refusal in its own words, anything else by name and place alone. */

import { RootsealError, refuse } from '../core/rules.ts';
import type { WireError } from './protocol.ts';
import { vaultRules } from './rules.ts';

/**
 * The class of an error and the innermost place in its stack. No message and no values: they may quote a secret.
 */
export function faultOf(error: unknown): RootsealError {
  if (error instanceof RootsealError) return error;
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // Only lines of the form "    at …": the message comes first in a stack and may look like anything.
  const where = /^ {4}at .*?([\w.-]+\.(?:ts|js|mjs):\d+):\d+\)?$/m.exec(stack)?.[1] ?? '?';
  return refuse(vaultRules, 'VAULT-FAULT', { name, where });
}

/** What main learns. `cause` stays behind: it may quote what the vault read. */
export function toWire({ code, text, exit, subject, inWindow }: RootsealError): WireError {
  return {
    ...{ code, text: { ...text }, exit },
    ...(subject !== undefined && { subject }),
    ...(inWindow && { inWindow: { ...inWindow } }),
  };
}
