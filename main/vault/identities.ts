/**
 * age identity files (`AGE-SECRET-KEY-1…` lines and comments), read by the vault alone.
 */

import { readFileSync } from 'node:fs';
import { refuse } from '../core/rules.ts';
import { vaultRules } from './rules.ts';

const identityLine = /^AGE-SECRET-KEY-(?:PQ-)?1[02-9AC-HJ-NP-Z]+$/;

/** Identities by the id of whoever holds them. */
export class Identities {
  private readonly lines = new Map<string, Uint8Array>();

  /** Reads one identity file. IDENTITY-READ for one that cannot be read, or has anything but identities in it. */
  addFile(id: string, path: string): void {
    let bytes: Uint8Array;
    try {
      bytes = new Uint8Array(readFileSync(path));
    } catch (cause) {
      throw refuse(vaultRules, 'IDENTITY-READ', {}, { subject: id, cause });
    }
    this.add(id, bytes);
  }

  /** Takes the bytes of an identity file and zeroes them. */
  add(id: string, bytes: Uint8Array): void {
    const lines = new TextDecoder('latin1')
      .decode(bytes)
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#'));
    bytes.fill(0);
    if (lines.length === 0 || !lines.every((line) => identityLine.test(line))) {
      throw refuse(vaultRules, 'IDENTITY-READ', {}, { subject: id });
    }
    this.lines.set(id, new TextEncoder().encode(lines.join('\n')));
  }

  has(id: string): boolean {
    return this.lines.has(id);
  }

  ids(): string[] {
    return [...this.lines.keys()];
  }

  /** A copy of one holder's identities for one job, or of all of them. Undefined when there are none. */
  copy(id?: string): Uint8Array | undefined {
    if (id !== undefined) return this.lines.get(id)?.slice();
    if (this.lines.size === 0) return undefined;
    const all = [...this.lines.values()].flatMap((line) => [...line, 0x0a]);
    return Uint8Array.from(all);
  }

  wipe(): void {
    for (const line of this.lines.values()) line.fill(0);
    this.lines.clear();
  }
}
