/** Every kind of consortium: its plan passes without a word, its governance can be voted, its texts and files are those of the data. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { examinePlan } from '../../../main/core/ceremony/checks.ts';
import { resolvePlan } from '../../../main/core/ceremony/plan.ts';
import { profileNames, profiles } from '../../../main/core/ceremony/profile-data.ts';
import { governanceDraft, newPlan } from '../../../main/core/ceremony/profiles.ts';
import { changed, readChange } from '../../../main/core/consortium/change.ts';
import { diff } from '../../../main/core/consortium/diff.ts';
import { changeKinds, foundingRegister, ruleOf } from '../../../main/core/consortium/register.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { en } from '../../../renderer/i18n/en/index.ts';
import { zhCN } from '../../../renderer/i18n/zh-CN/index.ts';
import { profiles as offered } from '../../../renderer/screens/plan/vocabulary.ts';
import { exampleFiles, examplesFolder, examplesNow } from '../../../scripts/examples.ts';
import { refusalOf } from '../../refusal.ts';
import { pair } from '../consortium/kit.ts';
import { context, findingsOf } from './plan-help.ts';

const now = '2028-02-29T10:11:12.345Z';
const seed = new Uint8Array(32).fill(7);

describe.each(profileNames)('%s', (name) => {
  const plan = newPlan(name, { now });

  test('is a plan that can be run as it is, with nothing to be said about it', () => {
    const { findings } = examinePlan(utf8(JSON.stringify(plan)), context({ now, keyFiles: {}, openable: [] }));
    expect(findings).toEqual([]);
    expect(plan.custodians.every(({ seal }) => seal.kind === 'passphrase')).toBe(true);
    const ids = plan.custodians.map(({ id }) => id);
    expect(plan.members.every(({ key, holder }) => 'make' in key && ids.includes(holder ?? ''))).toBe(true);
    expect(plan).toMatchObject({
      consortium: { profile: name },
      expires: '2038-03-01T10:11:12Z',
      chain: { ledger: { createdTime: '2028-02-29T10:11:12Z' } },
    });
  });

  test('no organisation alone restores, and two members at least govern the ledger', () => {
    expect(plan.threshold * 2).toBeGreaterThan(plan.custodians.length);
    expect(plan.members.filter(({ ledgerRoles }) => ledgerRoles.includes('ADMIN')).length).toBeGreaterThan(1);
    expect(plan.members.filter(({ ledgerRoles }) => ledgerRoles.includes('DEPLOYER')).length).toBe(1);
    const known = profiles[name].organisations.map(({ id }) => id);
    expect((profiles[name].room ?? []).filter((id) => !known.includes(id))).toEqual([]);
  });

  test('has a governance that is possible, in which nobody decides alone', () => {
    const draft = governanceDraft(name);
    expect(refusalOf(() => readChange(draft)).code).toBe('CHANGE-FILE');
    const voters = draft.governance.voters.map((voter) => ({
      ...voter,
      publicKey: pair(voter.id, voter.suite).publicKey,
    }));
    const change = readChange({ ...draft, governance: { ...draft.governance, voters } });
    const founded = foundingRegister(resolvePlan(plan, { keyFiles: {}, rehearsal: false, seed }), '00'.repeat(32), {});
    const register = changed(founded, change, { at: '2028-03-01T00:00:00Z', by: '11'.repeat(16) });
    expect(changeKinds.every((kind) => ruleOf(register.governance, kind).length > 0)).toBe(true);
    expect(diff(founded, change).filter(({ sign }) => sign === '!')).toEqual([]);
  });

  test('is called in the window as it is here', () => {
    expect(offered).toContain(name);
    expect(en.plan.consortium.profiles[name]).toBe(profiles[name].title.en);
    expect(zhCN.plan.consortium.profiles[name]).toBe(profiles[name].title.zh);
  });
});

test('no two kinds have the same roles for the same organisations', () => {
  const shapes = profileNames.map((name) =>
    newPlan(name, { now })
      .members.map(({ id, ledgerRoles }) => `${id} ${ledgerRoles.join('+')}`)
      .join(),
  );
  expect(new Set(shapes).size).toBe(profileNames.length);
});

test('another profile is refused by name, with those that there are', () => {
  const refusal = refusalOf(() => newPlan('bank', { now }));
  expect([refusal.code, refusal.exit, refusal.subject]).toEqual(['PLAN-PROFILE', 2, 'bank']);
  expect(profileNames.filter((name) => !refusal.text.en.includes(name) || !refusal.text.zh.includes(name))).toEqual([]);
  const [found] = findingsOf([['consortium.profile', 'bank']]);
  expect(found).toMatchObject({ rule: 'PLAN-PROFILE', text: refusal.text });
});

test('every new plan is a plan of its own: changing one leaves the next as it was', () => {
  newPlan('evidence', { now }).chain.ledger.roles.ADMIN?.ledger.splice(0);
  newPlan('evidence', { now }).members[0]!.ledgerRoles.splice(0);
  expect(newPlan('evidence', { now })).toEqual(newPlan('evidence', { now }));
  expect(newPlan('evidence', { now }).chain.ledger.roles.ADMIN?.ledger.length).toBeGreaterThan(0);
});

test('examples/ is what the data say (node scripts/examples.ts writes it)', () => {
  const files = exampleFiles();
  for (const [path, text] of files) expect(readFileSync(join(examplesFolder, path), 'utf8'), path).toBe(text);
  const folders = readdirSync(examplesFolder, { withFileTypes: true }).filter((one) => one.isDirectory());
  const known: readonly string[] = [...profileNames, 'member'];
  expect(folders.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(existsSync(join(examplesFolder, 'evidence', 'plan.json'))).toBe(true);
  expect(JSON.parse(files.get('evidence/plan.json') ?? '')).toEqual(newPlan('evidence', { now: examplesNow }));
});
