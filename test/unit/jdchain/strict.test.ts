/** Genesis content that says more than a genesis does, and a genesis that its own files would not give back. */
import { describe, expect, it } from 'vitest';
import { suite } from '../../../main/core/keys/index.ts';
import { transactionContent } from '../../../main/export/jdchain/contracts.ts';
import { buildGenesis } from '../../../main/export/jdchain/genesis.ts';
import { parseGenesis } from '../../../main/export/jdchain/genesis-parse.ts';
import type { LedgerInit } from '../../../main/export/jdchain/ledgerinit.ts';
import { writeLedgerInit } from '../../../main/export/jdchain/ledgerinit-write.ts';
import { genesisInputFromPlan } from '../../../main/export/jdchain/members.ts';
import { resolved } from '../ceremony/log-help.ts';
import { refusal } from '../../refusal.ts';

const plan = resolved();
const ed25519 = suite('ed25519');
const keyOf = (seed: number) => ed25519.publicKey(ed25519.secretFromRandom(new Uint8Array(32).fill(seed)));
const keys = Object.fromEntries(plan.members.map(({ id }, i) => [id, { suite: ed25519.name, raw: keyOf(i + 1) }]));
const genesis = genesisInputFromPlan(plan, keys);

describe('genesis content', () => {
  const { content } = buildGenesis(genesis);
  const said = transactionContent.decode(content, 'test');
  const changed = (change: Partial<typeof said>) =>
    refusal(() => parseGenesis(transactionContent.encode({ ...said, ...change })));

  it('is refused where it is not what the same genesis gives when it is built again', () => {
    expect(changed({})).toBe('accepted');
    expect(changed({ operations: [] })).toBe('JDCHAIN-GENESIS');
    expect(changed({ operations: [...said.operations, ...said.operations.slice(-1)] })).toBe('JDCHAIN-GENESIS');
    expect(changed({ ledgerHash: Uint8Array.of(1) })).toBe('JDCHAIN-GENESIS');
    expect(changed({ timestamp: said.timestamp + 1 })).toBe('JDCHAIN-GENESIS');
  });
});

describe('the files of a genesis', () => {
  const initializers = genesis.participants.map(({ consensus }) => consensus);
  const written = (init: Partial<LedgerInit>) =>
    refusal(() => writeLedgerInit({ name: 'example', genesis, initializers, ...init }));

  it('are not written where Java would read something else back', () => {
    expect(written({})).toBe('accepted');
    expect(written({ name: 'example ' })).toBe('JDCHAIN-UNWRITABLE');
    const participants = genesis.participants.map((one) => ({ ...one, name: `${one.name} ` }));
    expect(written({ genesis: { ...genesis, participants } })).toBe('JDCHAIN-UNWRITABLE');
  });
});
