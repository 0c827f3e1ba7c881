/** A registration file against the bytes made by the JD Chain 1.6.5 classes. */

import { describe, expect, it } from 'vitest';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { parseRegistration, registerInVault } from '../../../main/export/jdchain/registration.ts';
import { refusal } from '../../refusal.ts';

const input = {
  ledgerHash: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg',
  name: 'node4',
  publicKey: '7VeRKoM5RE6iFXr214Hsiic2aoqCQ7MEU1dHQFRnjXQcReAS',
  time: 1577836800000,
  priv: '177gjzHTznYdPgWqZrH43W3yp37onm74wYXT4v9FukpCHBrhRysBBZh7Pzdo5AMRyQGJD7x',
  password: utf8('abc'),
};

const vector = [
  '000002027eb6b3ef252ecddb222018467b7c67384bba06b68ef13c0bd9b7bd447ff83a724e9321fd088d4e55da24f4',
  '409b00000200ca8af16f8befe2fa222018af2937aeda079620d477c183cfd7db52efd991a1995f734842272ed222b51c6b',
  '01406100000350b7f1f4006b851df3056e6f646534404c00000090fc7044569dfcccbe1b914115003446e310b0891402dcc5354dddd369b43588bbc95be93e',
  '23411501bd9654e0893a98fc087f6bdea5ea38d57cb77a208bb116a125a0f308ed0c9827000000016f5e66e800',
  '01407400000b30fc7044569dfcccbe23411501c9dd7945a835e5916ef80203a69b3e13f4498841c78e7dea092f46da60fedef4',
  '4042411506dd05f08a918a417029e4b815f4e071c01d5fab9970a733a2ae140908b6c00964c604430b528773819e6e553353d806a964f7fc1015fdb96cfd62efd9c1990900',
].join('');

describe('a participant registration', () => {
  const made = registerInVault(input);

  it('is the vector, to the byte', () => {
    expect(made.bytes.length).toBe(324);
    expect(toHex(made.bytes)).toBe(vector);
    expect(made.txHash).toBe('j5k8RpcTgK3Rwe5Ygebw85yPF4BMv36m9Ue7N1DVnXf71m');
  });

  it('is read back', () => {
    const { priv: _priv, password: _password, ...plain } = input;
    expect(parseRegistration(made.bytes)).toEqual({ ...plain, txHash: made.txHash, signers: [made.signer] });
  });

  it('is refused with any one byte changed', () => {
    for (let i = 0; i < made.bytes.length; i++) {
      const changed = made.bytes.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(refusal(() => parseRegistration(changed))).toMatch(/^(JDCHAIN|ENCODING)-/);
    }
  });

  it.each([
    ['a hash that is no ledger hash', { ledgerHash: input.publicKey }, 'JDCHAIN-LEDGER-HASH'],
    ['a hash with a byte too many', { ledgerHash: `${input.ledgerHash}1` }, 'JDCHAIN-LEDGER-HASH'],
    ['a blank name', { name: ' ' }, 'JDCHAIN-PARTICIPANT-NAME'],
    ['a mistyped key', { publicKey: '7VeRKoM5' }, 'JDCHAIN-KEY'],
    ['a wrong password', { password: utf8('abd') }, 'JDCHAIN-KEY-PASSWORD'],
  ])('is not made from %s', (_, wrong, code) => {
    expect(refusal(() => registerInVault({ ...input, ...wrong }))).toBe(code);
  });
});
