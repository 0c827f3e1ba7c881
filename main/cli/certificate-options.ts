/** What is said of a certificate on the command line: its roles on the ledger, and how long it is valid. */

import type { CertificateRole } from '../export/jdchain/ca/roles.ts';
import { wrongUse } from './usage.ts';

const leafRoles = ['PEER', 'GW', 'USER'] as const;

export function rolesOf(ou = ''): CertificateRole[] {
  const words = ou
    .toUpperCase()
    .split(',')
    .map((word) => word.trim());
  const found = words.flatMap((word) => leafRoles.find((role) => role === word) ?? []);
  if (found.length === words.length && new Set(found).size === found.length) return found;
  throw wrongUse({
    en: '--ou takes PEER, GW and USER, with commas between them.',
    zh: '--ou 只能是 PEER、GW、USER，以逗号分隔。',
  });
}

export function daysOf(text: string): number {
  if (/^[1-9][0-9]{0,4}$/.test(text)) return Number(text);
  throw wrongUse({ en: '--days takes a whole number from 1 to 99999.', zh: '--days 须为 1 到 99999 的整数。' });
}
