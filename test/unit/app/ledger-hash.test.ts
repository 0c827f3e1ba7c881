/** When the founding knows the hash of its ledger, what it then writes, and why it does not know it else. */
import { describe, expect, it } from 'vitest';
import { ledgerLine } from '../../../main/app/desktop/view.ts';
import { genesisOf } from '../../../main/app/genesis.ts';
import { ledgerHashOf } from '../../../main/app/ledger-hash.ts';
import type { Told } from '../../../main/app/receipts.ts';
import type { ResolvedPlan } from '../../../main/core/ceremony/plan.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import type { SuiteName } from '../../../main/core/keys/index.ts';
import { encodePublicKey, encodeSignature } from '../../../main/export/jdchain/keys.ts';
import { firstBlock } from '../../../main/export/jdchain/ledger/block.ts';
import { pair } from '../../support/forger-keys.ts';
import { Log, resolved } from '../ceremony/log-help.ts';

/** No certificates, so no file is read. */
const noFile = (path: string) => expect.fail(path);

/** A ceremony after its founding, every member's key of the suite that is said for it. */
function founded(suites: readonly SuiteName[]) {
  const plain = resolved();
  const members = plain.members.map((member, i) => ({
    ...member,
    key: { make: suites[i] ?? 'ed25519' },
    holder: 'c1',
  }));
  const plan: ResolvedPlan = { ...plain, members };
  const pairs = members.map(({ id, key }) => ({ id, ...pair(key.make, id) }));
  const made = pairs.map(({ id, suite, publicKey }) => ({ id, suite, publicKey: toHex(publicKey) }));
  const { entries } = new Log().done('found', { members: made });
  const told: Told = { plan, journal: { entries: () => entries } };
  const genesis = genesisOf(told, noFile);
  const signatures = Object.fromEntries(
    pairs.map(({ suite, publicKey, sign }) => [
      encodePublicKey(suite, publicKey),
      encodeSignature(suite, sign(genesis.txHash)),
    ]),
  );
  return { told, plan, genesis, signatures };
}

describe('the ledger hash at the founding', () => {
  it('is known when all sign here with Ed25519, and stands in every member’s folder', () => {
    const { told, plan, genesis, signatures } = founded([]);
    const { files, receipts } = ledgerHashOf(told, signatures, noFile);
    const hash = firstBlock(genesis.content, signatures).ledgerHashText;
    expect(receipts).toEqual({ ledgerHash: hash });
    expect(files.map(({ path }) => path)).toEqual(
      plan.members.map(({ id }) => `public/genesis/jdchain/${id}/LEDGER-HASH.md`),
    );
    for (const { bytes } of files) expect(fromUtf8(bytes).split(hash)).toHaveLength(5);
  });

  it('is not, while one has not signed', () => {
    const { told, signatures } = founded([]);
    const [, ...rest] = Object.entries(signatures);
    expect(ledgerHashOf(told, Object.fromEntries(rest), noFile)).toEqual({ files: [], receipts: {} });
  });

  it.each(['sm2', 'p256'] as const)('is not, where a member signs with %s: its node will sign otherwise', (suite) => {
    const { told, plan, signatures } = founded(['ed25519', suite]);
    const id = plan.members[1]?.id;
    expect(ledgerHashOf(told, signatures, noFile)).toEqual({ files: [], receipts: { signsAtRandom: [id] } });
  });

  it('is the last thing that a window shows of it, in groups with words', () => {
    const hash = 'j5jxdXpSBUqZEp6sFaWnMKhJLPsh8c4UGaZtGbtf3FgSMP';
    expect(ledgerLine('')).toEqual([]);
    const [shown] = ledgerLine(hash);
    expect(shown?.value).toBe(hash);
    expect(shown?.groups).toHaveLength(17);
    expect(shown?.groups?.[0]).toEqual({ hex: '2018', words: ['bison', 'borderline'] });
  });

  it('stops the founding where a signature does not hold', () => {
    const { told, signatures } = founded([]);
    const [one = '', two = ''] = Object.keys(signatures);
    const swapped = { ...signatures, [one]: signatures[two] ?? '' };
    expect(() => ledgerHashOf(told, swapped, noFile)).toThrow(/does not fit the genesis/);
  });
});
