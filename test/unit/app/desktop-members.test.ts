/** Members in a window: the register of a home, and a proposal judged on it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { membersHandlers } from '../../../main/app/desktop/members.ts';
import { Grounds } from '../../../main/app/desktop/ground.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { registerIn } from '../../../main/app/standing.ts';
import { encodeProposal, propose, proposalHash } from '../../../main/core/consortium/proposal.ts';
import { type Register, registerHash } from '../../../main/core/consortium/register.ts';
import { type FinishedHome, finishedHome } from '../../support/ceremony.ts';
import { application, governance } from '../consortium/kit.ts';
import { codeOf, get, newFolder } from './desktop-help.ts';
import { interrupted } from './desktop-homes-help.ts';

let finished: FinishedHome;
let register: Register;
const logs = new Logs();
const handlers = membersHandlers(logs, new Grounds(logs, {}));

beforeAll(async () => {
  finished = await finishedHome('rehearsal');
  register = registerIn(finished.bundle);
}, 300_000);

/** A proposal of these voters and rules on the register, in a file. */
function proposed(on = register) {
  const span = { created: '2026-11-22T08:00:00Z', expires: '2999-12-22T08:00:00Z' };
  const proposal = propose(on, { change: { kind: 'governance', governance }, proposer: 'p1', ...span });
  const file = join(newFolder(), 'proposal.json');
  writeFileSync(file, encodeProposal(proposal));
  return { proposal, file };
}

describe('members in a window', () => {
  it('are those of the register in force, with the keys that the founding made', async () => {
    const { register: shown } = await get(handlers, 'members.show', { dir: finished.dir });
    expect(shown).toMatchObject({ version: 1, voters: [], decisions: [] });
    expect(shown?.hash.hex).toBe(registerHash(register));
    expect(shown?.members.map(({ id, keys, by }) => [id, keys.length, by])).toEqual(
      register.members.map(({ id }) => [id, 1, 1]),
    );
    expect(shown?.members[0]?.history.map(({ text }) => text.en)).toEqual(['joined as brand']);
    expect(shown?.rules.map(({ rule }) => rule.en)).toEqual(Array(6).fill('the quorum of the roots alone'));
  });

  it('are none before the founding', async () => {
    const dir = interrupted(finished, newFolder(), (kind, step) => kind === 'step.begun' && step === 'found');
    expect(await get(handlers, 'members.show', { dir })).toEqual({ register: null });
  });

  it('a proposal is rebuilt here, its hash that of its file', async () => {
    const { proposal, file } = proposed();
    const shown = await get(handlers, 'members.review', { dir: finished.dir, proposal: file, votes: [] });
    expect(shown).toMatchObject({ state: 'approved', seats: [], proposer: 'p1', ignored: [], rehearsal: true });
    expect(shown.hash.hex).toBe(proposalHash(proposal));
    expect(shown.lines.filter(({ sign }) => sign === '+').map(({ text }) => text.en)[0]).toContain('vote of f1');
  });

  it('what should be looked at twice crosses as well', async () => {
    const span = { created: '2026-11-22T08:00:00Z', expires: '2999-12-22T08:00:00Z' };
    const [first] = register.members;
    const proposal = propose(register, {
      change: { kind: 'remove', member: first!.id, reason: 'sold' },
      ...{ proposer: 'p1', ...span },
    });
    const file = join(newFolder(), 'remove.json');
    writeFileSync(file, encodeProposal(proposal));
    const { lines } = await get(handlers, 'members.review', { dir: finished.dir, proposal: file, votes: [] });
    expect(lines.some(({ sign }) => sign === '!')).toBe(true);
  });

  it('a proposal on another register, and what is none, are refused', async () => {
    const { file } = proposed({ ...register, version: 2 });
    const review = (proposal: string) => codeOf(handlers, 'members.review', { dir: finished.dir, proposal, votes: [] });
    expect(await review(file)).toBe('PROPOSAL-FUTURE');
    const folder = newFolder();
    const other = join(folder, 'other.json');
    writeFileSync(other, JSON.stringify(application('carrier')));
    expect(await review(other)).toMatch(/^PROPOSAL-|^ENCODING-/);
    expect(await review(join(folder, 'none.json'))).toBe('FILE-READ');
  });
});
