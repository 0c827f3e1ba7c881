/** The genesis transaction against values computed by the JD Chain 1.6.5 core classes. */

import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../main/core/encoding/bytes.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { suite } from '../../../main/core/keys/index.ts';
import * as bftsmart from '../../../main/export/jdchain/bftsmart-contracts.ts';
import * as contracts from '../../../main/export/jdchain/contracts.ts';
import { consensusOf } from '../../../main/export/jdchain/consensus.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { parseGenesis } from '../../../main/export/jdchain/genesis-parse.ts';
import { addressBytes, decodePublicKey, encodeSignature } from '../../../main/export/jdchain/keys.ts';
import * as later from '../../../main/export/jdchain/tx/contracts.ts';
import * as ledger from '../../../main/export/jdchain/ledger/contracts.ts';
import { readLedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { writeLedgerInit } from '../../../main/export/jdchain/ledgerinit-write.ts';
import { example, keys, read } from './worked-example.ts';

function attempt(run: () => string): string {
  try {
    return run();
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe('the worked example', () => {
  const { genesis } = read(example());
  const built = buildGenesis(genesis);

  it('has the addresses, the consensus settings, the content length and the hash of the real classes', () => {
    const first = decodePublicKey(keys[0] ?? '');
    expect(toHex(addressBytes(first.suite, first.raw))).toBe('914115177655f5f6dab81e286cf3039b8391ad1d21294bf33de125');
    const settings = consensusOf.bftsmart.encode(genesis.participants, genesis.settings);
    expect(settings.length).toBe(568);
    expect(toHex(sha256(settings))).toBe('abcf1d12be0170bead4ba78f2874d65268e88ef018fa3170cb8a639e73f85b30');
    expect(built.content.length).toBe(2371);
    expect(built.txHashText).toBe('j5iRFwAap8WgodguRYSC8q7s7JtNxhgyTGa92qayWA14FK');
  });

  it('has the hash of the real classes with KV too', () => {
    expect(buildGenesis(read(example({ 'ledger.data.structure': 'KV' })).genesis).txHashText).toBe(
      'j5nTTAYUcM1cn7nTmSaZKaXJARH2RjogvCWpUWcVrEd5yH',
    );
  });

  it('gives participant 0 the permission signature of the real initializer', () => {
    const secret = fromHex('d25315c9d47428a48cefb956fd61958eabf8909c8cbedd362b75e8b5e073ce53', 'seed');
    expect(encodeSignature('ed25519', suite('ed25519').sign(built.txHash, secret))).toBe(
      'SMGYsBAVyoijhwsZGyf1FD9g7pRVrvnQ17UPmEVuPFeViMgrDdzr9NQACz5QDM5BXGFMgy56VnGQvkuprnrzJJ4qQh',
    );
  });

  it('is read from its bytes and written as files that give the same bytes', () => {
    expect(parseGenesis(built.content)).toEqual(genesis);
    const written = writeLedgerInit(read(example()));
    const again = readLedgerInit(written.ledgerInit, { consensus: () => written.consensus });
    expect(buildGenesis(again.genesis).txHashText).toBe(built.txHashText);
  });

  it('is refused with one byte changed (every fifth is tried), cut or added, or is read as something else', () => {
    for (let i = 0; i < built.content.length; i += 5) {
      const changed = built.content.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      const outcome = attempt(() => toHex(buildGenesis(parseGenesis(changed)).content));
      // Either a refusal by name, or another genesis, read in full: the same bytes come out.
      if (!/^(JDCHAIN|ENCODING)-/.test(outcome)) expect(outcome).toBe(toHex(changed));
    }
    expect(() => parseGenesis(built.content.subarray(0, -1))).toThrow();
    expect(() => parseGenesis(Uint8Array.of(...built.content, 0))).toThrow();
  });
});

describe('roles and policies', () => {
  it('are configured by name, upper-cased, and authorised per participant', () => {
    const { genesis } = read(
      example({
        'security.roles': 'DEFAULT,GUEST,admin',
        'security.role.DEFAULT.ledger-privileges': 'REGISTER_USER,APPROVE_TX',
        'security.role.DEFAULT.tx-privileges': 'DIRECT_OPERATION,CONTRACT_OPERATION',
        'security.role.GUEST.tx-privileges': 'CONTRACT_OPERATION',
        'security.role.admin.ledger-privileges': 'CONFIGURE_ROLES, UPGRADE_CONTRACT',
        'cons_parti.0.roles': 'GUEST,admin',
        'cons_parti.1.roles': 'admin',
        'cons_parti.1.roles-policy': 'INTERSECT',
      }),
    );
    expect(genesis.roles.map(({ name }) => name)).toEqual(['DEFAULT', 'GUEST', 'ADMIN']);
    expect(parseGenesis(buildGenesis(genesis).content)).toEqual(genesis);
  });
});

describe('contracts', () => {
  it('have the versions that follow from their fields', () => {
    const all = Object.values({ ...contracts, ...bftsmart, ...ledger, ...later }).filter(
      (value) => 'computedVersion' in value,
    );
    expect(all.length).toBeGreaterThan(50);
    for (const contract of all) expect(contract.computedVersion()).toBe(contract.version);
  });
});
