/**
 * What consortia left behind that had a life (test/fixtures/lived-*), read by today's code: SLIP-39 shares in groups, old
 * epochs, receipts, a rotation, retired sets, the register with its proposals and votes, a voter's keys, paper.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { keyId } from '../../main/core/consortium/application.ts';
import { checkApproval, encodeStatement, readApproval } from '../../main/core/consortium/approval.ts';
import { proposalPath, registerPath, votePath } from '../../main/core/consortium/paths.ts';
import { readProposal, rebuild } from '../../main/core/consortium/proposal.ts';
import { encodeRegister, readRegister } from '../../main/core/consortium/register.ts';
import { parseRotation } from '../../main/core/sealing/rotation.ts';
import { checkReceipt, readReceipt } from '../../main/core/shares/receipt.ts';
import { parseRetired } from '../../main/core/shares/retired.ts';
import { parseShareSet } from '../../main/core/shares/set.ts';
import { scanShare } from '../../main/app/scan.ts';
import { openVault } from '../../main/vault/client.ts';
import { copyFixture, fixture } from '../support/fixture.ts';
import { asked, refused } from '../cli/run.ts';

vi.setConfig({ testTimeout: 120_000 });

const bytes = (...path: string[]) => new Uint8Array(readFileSync(join(...path)));
const lived = readdirSync(fixture('')).filter((name) => name.startsWith('lived-'));

describe.each(lived)('%s', (version) => {
  let copy: ReturnType<typeof copyFixture>;
  let sets: { file: string; epoch: number }[];
  const inHome = (...path: string[]) => join(copy.home, ...path);
  const share = (id: string) => inHome('shares', `${id}.age`);
  beforeAll(() => {
    copy = copyFixture(version);
    const files = readdirSync(inHome('public', 'share-sets')).filter((name) => /^[0-9a-f]{32}\.json$/.test(name));
    sets = files
      .map((name) => inHome('public', 'share-sets', name))
      .map((file) => ({ file, epoch: parseShareSet(bytes(file)).epoch }))
      .toSorted((a, b) => a.epoch - b.epoch);
  });
  const check = (file: string) => ['share', 'check', file, '--set', sets.at(-1)!.file, '--answers', copy.answers];

  it('a share of words in a group is intact, and one of the first epoch is told by its end', async () => {
    for (const id of ['c1', 'c4'])
      expect((await asked(check(share(id)))).json).toMatchObject({
        ...{ code: 'SHARE-INTACT', custodian: id, epoch: 3, inForce: 'yes' },
      });
    expect(await refused(check(fixture(version, 'old', 'c1.age')))).toMatchObject({ status: 1, code: 'SHARE-RETIRED' });
  });

  it('a quorum of both groups restores the roots that were rotated since, one share from paper', async () => {
    const paper = ['c1-1.png', 'c1-2.png'].map((name) => fixture(version, 'paper', name));
    expect((await scanShare(paper)).share).toEqual(bytes(share('c1')));
    const quorum = ['c1', 'c2', 'c4'].flatMap((id) => ['--share', share(id)]);
    const drill = ['restore', copy.home, ...quorum, '--purpose', 'drill', '--answers', copy.answers];
    expect((await asked(drill)).json).toMatchObject({ ok: true, quorum: ['c1', 'c2', 'c4'] });
    expect((await asked(['log', 'verify', copy.home])).json).toMatchObject({ ok: true, valid: true });
  });

  it('its receipt, its rotation and its notices of retired sets hold', () => {
    const receipt = readReceipt(bytes(fixture(version, 'c2.receipt.json')));
    checkReceipt(receipt, parseShareSet(bytes(sets[0]!.file)));
    expect(receipt).toMatchObject({ custodian: 'c2', epoch: 1 });
    const rotations = readdirSync(inHome('public', 'roots', '3')).filter((name) => name.endsWith('.rotation.json'));
    expect(rotations.map((name) => parseRotation(bytes(inHome('public', 'roots', '3', name))).epoch)).toEqual([3]);
    const notices = readdirSync(inHome('public', 'share-sets')).filter((name) => name.includes('retired'));
    expect(
      notices.map((name) => parseRetired(bytes(inHome('public', 'share-sets', name))).retired.epoch).sort(),
    ).toEqual([1, 2]);
  });

  it('its register follows from its proposals, and the vote holds', () => {
    const [two, three] = [2, 3].map((n) => readRegister(bytes(inHome(registerPath(n)))));
    const proposal = readProposal(bytes(inHome(proposalPath(3))));
    expect(encodeRegister(rebuild(two!, proposal))).toEqual(encodeRegister(three!));
    checkApproval(readApproval(bytes(inHome(votePath(3, 'v1')))), proposal, two!);
    expect(readProposal(bytes(inHome(proposalPath(2)))).change.kind).toBe('governance');
  });

  it('the voter’s keys open', async () => {
    const register = readRegister(bytes(inHome(registerPath(3))));
    const proposal = readProposal(bytes(inHome(proposalPath(3))));
    const [voter] = register.governance.voters;
    const vote = readApproval(bytes(inHome(votePath(3, 'v1'))));
    const { signature: _, ...statement } = vote;
    const source = { kind: 'answers', path: copy.answers } as const;
    const vault = await openVault({ act: 'vote', lang: 'en', rehearsal: true, source });
    const file = bytes(fixture(version, 'voter.keys.age'));
    const asked_ = {
      voter: { id: 'v1', name: voter!.name },
      statement: encodeStatement(statement),
      file,
      name: 'keys',
    };
    const { approval } = await vault.request('signVote', asked_);
    await vault.finish();
    expect(readApproval(approval).key).toBe(keyId(voter!));
    expect(proposal.rehearsal).toBe(true);
  });
});
