/** A bundle that says which hash its ledger will have: believed where it follows from the genesis and the signatures in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { noticeName, ledgerNotices } from '../../main/export/jdchain/ledger/notice.ts';
import { firstBlock } from '../../main/export/jdchain/ledger/block.ts';
import { readPermissions } from '../../main/export/jdchain/ledger/permissions.ts';
import { type MemberKeys, rebuildGenesis } from '../../main/export/jdchain/members.ts';
import { runbooks } from '../../main/export/jdchain/runbook/runbook.ts';
import { parseResolvedPlan, type ResolvedPlan } from '../../main/core/ceremony/plan.ts';
import { fromUtf8, sha256, utf8 } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import type { Json } from '../../main/core/encoding/jcs.ts';
import { type Files, type Forgery, forge } from '../support/forger.ts';
import { judge } from '../support/verifier.ts';
import { type JsonObject, base, edit, editJson, isDone, refusal } from './forged.ts';

const folder = 'genesis/jdchain/';
const signaturesFile = `${folder}signatures.json`;
const notice = `${folder}brand/${noticeName}`;

/** Every member's key is made in the room, of a suite that signs alike every time. */
const allHere = (plan: ResolvedPlan): ResolvedPlan => ({
  ...plan,
  members: plan.members.map((member) => ({ ...member, key: { make: 'ed25519' as const }, holder: 'c1' })),
});

function computed(files: Files): string {
  const { content } = rebuildGenesis(files.get(`${folder}genesis.json`)!);
  return firstBlock(content, readPermissions(files.get(signaturesFile)!, signaturesFile)).ledgerHashText;
}

/** Makes the notices of a hash, and lists them as files of the signing act, whose entry says the hash. */
function saying(hashOf: (files: Files) => string, change: (files: Files) => Files = (files) => files): Forgery {
  let said = '';
  let notices = new Map<string, Uint8Array>();
  let books = new Map<string, Uint8Array>();
  return {
    plan: allHere,
    files: (files) => {
      said = hashOf(files);
      const plan = parseResolvedPlan(files.get('plan.json')!);
      const genesis = rebuildGenesis(files.get(`${folder}genesis.json`)!);
      const keys = genesis.init.genesis.participants.map(({ publicKey }, i) => [plan.members[i]!.id, publicKey]);
      notices = ledgerNotices(plan, said);
      const pages = runbooks({ plan, genesis, ledgerHash: said }, Object.fromEntries(keys) as MemberKeys);
      books = new Map([...pages].map(([path, bytes]) => [folder + path, bytes]));
      return change(
        new Map([...files, ...books, ...[...notices].map(([path, bytes]) => [folder + path, bytes] as const)]),
      );
    },
    entries: (entries) =>
      entries.map(
        edit(isDone('sign'), (data) => ({
          ...data,
          ledgerHash: said,
          files: [
            ...(data['files'] as Json[]),
            ...[...notices].map(([path, bytes]) => ({ path: `public/${folder}${path}`, sha256: toHex(sha256(bytes)) })),
          ],
        })),
      ),
  };
}

const another = 'j5jxdXpSBUqZEp6sFaWnMKhJLPsh8c4UGaZtGbtf3FgSMP';
const forged = async (how: Forgery) => refusal(await forge(base, how));

describe('the ledger hash in a bundle', () => {
  let good: Files;
  beforeAll(async () => {
    good = await forge(base, saying(computed));
  });

  it('is accepted where every node must come to it, and said', () => {
    const { checks, refusals } = judge(good);
    expect(refusals).toEqual([]);
    const said = checks.find(({ id }) => id === 'LEDGER-HASH');
    expect(said?.detail).toContain(computed(good));
    expect(fromUtf8(good.get(notice)!)).toContain(`ledger.bindings=${computed(good)}`);
  });

  it('is asked of no bundle that says none', async () => {
    const silent = await forge(base, { plan: allHere });
    expect(judge(silent).refusals).toEqual([]);
    expect(judge(silent).checks.map(({ id }) => id)).not.toContain('LEDGER-HASH');
  });

  it('is refused where it is another’s', async () => {
    expect(await forged(saying(() => another))).toBe('VERIFY-LEDGER-HASH log/');
  });

  it('is refused where a signature is missing', async () => {
    const without = (files: Files) =>
      editJson(files, signaturesFile, (value: JsonObject) => {
        const [first = ''] = Object.keys(value);
        Reflect.deleteProperty(value, first);
      });
    expect(await forged(saying(computed, without))).toBe('VERIFY-LEDGER-HASH log/');
  });

  it('stands alike in every member’s folder', async () => {
    const other = (files: Files) => new Map(files).set(notice, utf8(another));
    expect(await forged(saying(computed, other))).toMatch(
      /^VERIFY-(GENESIS|HASH) genesis\/jdchain\/brand\/LEDGER-HASH/,
    );
    const gone = (files: Files) => new Map([...files].filter(([path]) => path !== notice));
    expect(await forged(saying(computed, gone))).toMatch(/^VERIFY-MISSING genesis\/jdchain\/brand\/LEDGER-HASH/);
  });

  it('stands in no folder of a bundle that says none', async () => {
    const how = saying(computed);
    const silent: Forgery = {
      ...how,
      // Its runbooks say none either: only the notices are one thing too many.
      files: (files) => new Map([...how.files!(files), ...[...files].filter(([path]) => path.includes('/RUNBOOK.'))]),
      entries: (entries) => how.entries!(entries).map(edit(isDone('sign'), ({ ledgerHash: _, ...data }) => data)),
    };
    expect(await forged(silent)).toMatch(/^VERIFY-EXTRA genesis\/jdchain\/[a-z]+\/LEDGER-HASH/);
  });
});

describe('the runbooks in a bundle', () => {
  const runbook = `${folder}brand/RUNBOOK.html`;
  const without = (files: Files) => new Map([...files].filter(([path]) => !path.includes('/RUNBOOK.')));
  const silent: Forgery['entries'] = (entries) =>
    entries.map(
      edit(isDone('sign'), ({ runbooks: _, files, ...data }) => ({
        ...data,
        files: (files as { path: string }[]).filter(({ path }) => !path.includes('/RUNBOOK.')),
      })),
    );

  it('are written again and compared', async () => {
    expect(base.has(runbook)).toBe(true);
    const other = (files: Files) => new Map(files).set(runbook, utf8('do as you like'));
    expect(await forged({ files: other })).toMatch(/^VERIFY-GENESIS genesis\/jdchain\/brand\/RUNBOOK/);
    const gone = (files: Files) => new Map([...files].filter(([path]) => path !== runbook));
    expect(await forged({ files: gone })).toMatch(/^VERIFY-MISSING genesis\/jdchain\/brand\/RUNBOOK/);
  });

  it('are in no bundle whose signing act says none: those of before stay good, none is slipped in', async () => {
    const before = await forge(base, { files: without, entries: silent });
    expect(judge(before).refusals).toEqual([]);
    expect(await forged({ entries: silent })).toMatch(/^VERIFY-(EXTRA|HASH) genesis\/jdchain\/[a-z]+\/RUNBOOK/);
  });
});
