/** The worked example whose values the JD Chain 1.6.5 core classes computed (test/vectors/jdchain/ledger-hash.json), as files. */

import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { type LedgerInit, readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';

export const keys = [
  '7VeRMaGxo6SzubxPY9yeWrpnXSggxhm7vT1tKGyspixuSJPP',
  '7VeRJsGsSuXpCHZ588ceUFcriofMLSAUMg72JFLGmZcEZQx4',
  '7VeRFnwKrCKFLHECzYmtkeCb111gu41gSY62iMHL9F5cgh9i',
  '7VeRC51VJKaqBrkani8KHP12dCrPDTfgy8haqtn3NqEGGLLn',
];

export const consensus = [
  ...keys.flatMap((_, i) => [
    `system.server.${String(i)}.network.host=10.0.0.${String(i + 1)}`,
    `system.server.${String(i)}.network.port=${String(10000 + 10 * i)}`,
    `system.server.${String(i)}.network.secure=${String(i % 2 === 1)}`,
  ]),
  'system.servers.num=4',
  'system.servers.f=1',
  'system.initial.view=0,1,2,3',
  'system.communication.useSignatures=0',
  'system.bft=true',
].join('\n');

export function example(extra: Readonly<Record<string, string>> = {}): string {
  const properties: Record<string, string> = {
    'ledger.seed': 'b0832c8bdfe813998f561f940c3c9f6ada0105076c9ab1183458f3df77197bd8',
    'ledger.name': 'example',
    'created-time': '2026-11-20 10:11:12.345+0800',
    'consensus.service-provider': 'com.jd.blockchain.consensus.bftsmart.BftsmartConsensusProvider',
    'consensus.conf': 'bftsmart.config',
    'crypto.service-providers':
      'com.jd.blockchain.crypto.service.classic.ClassicCryptoService, com.jd.blockchain.crypto.service.sm.SMCryptoService',
    'cons_parti.count': '4',
    ...extra,
  };
  for (const [i, key] of keys.entries()) {
    const prefix = `cons_parti.${String(i)}`;
    properties[`${prefix}.name`] = `org${String(i)}`;
    properties[`${prefix}.pubkey`] = key;
    properties[`${prefix}.initializer.host`] = '127.0.0.1';
    properties[`${prefix}.initializer.port`] = String(8800 + 10 * i);
    properties[`${prefix}.initializer.secure`] = 'false';
  }
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

export const read = (text: string): LedgerInit => readLedgerInit(utf8(text), { consensus: () => utf8(consensus) });

/** Three roles; party 0 has two of them, party 1 one. */
export const withRoles = {
  'security.roles': 'DEFAULT,GUEST,ADMIN',
  'security.role.DEFAULT.ledger-privileges': 'REGISTER_USER,APPROVE_TX',
  'security.role.DEFAULT.tx-privileges': 'DIRECT_OPERATION,CONTRACT_OPERATION',
  'security.role.GUEST.tx-privileges': 'CONTRACT_OPERATION',
  'security.role.ADMIN.ledger-privileges': 'CONFIGURE_ROLES,UPGRADE_CONTRACT',
  'cons_parti.0.roles': 'GUEST,ADMIN',
  'cons_parti.1.roles': 'ADMIN',
  'cons_parti.1.roles-policy': 'INTERSECT',
};
