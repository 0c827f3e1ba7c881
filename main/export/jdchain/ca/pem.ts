/** Certificates and requests as PEM, without a look at what they say: the bytes in one block, and how JD Chain writes such a block. */

import { base64 } from '@scure/base';
import { refuse } from '../../../core/rules.ts';
import { jdchainRules } from '../rules.ts';

/** The DER of the one PEM block with that label; blanks and line ends around it do not count. @throws JDCHAIN-CERT */
export function derOf(pem: string, label: string, what: string): Uint8Array {
  const block = new RegExp(`^\\s*-----BEGIN ${label}-----([A-Za-z0-9+/=\\s]+)-----END ${label}-----\\s*$`).exec(pem);
  const refused = () =>
    refuse(jdchainRules, 'JDCHAIN-CERT', { reason: `it is not one ${label} in PEM` }, { subject: what });
  if (!block) throw refused();
  try {
    return base64.decode(block[1]?.replaceAll(/\s/g, '') ?? '');
  } catch {
    throw refused();
  }
}

/** 64 columns, LF: as JD Chain's own tools write it into a ledger. */
export function pemOf(der: Uint8Array, label: string): string {
  const body = base64.encode(der).replaceAll(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${body}-----END ${label}-----\n`;
}

/** A certificate as JD Chain writes it, however the file has it. @throws JDCHAIN-CERT */
export const writtenPem = (pem: string, what: string): string => pemOf(derOf(pem, 'CERTIFICATE', what), 'CERTIFICATE');
