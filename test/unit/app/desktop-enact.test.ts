/** A decision before it comes into force from a window: votes found in a folder, what is signed, what is refused by its file. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Activities } from '../../../main/app/desktop/activity.ts';
import { Camera } from '../../../main/app/desktop/camera.ts';
import { enactHandlers } from '../../../main/app/desktop/enact.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { WindowDesk } from '../../../main/app/desktop/window-desk.ts';
import { standingIn } from '../../../main/app/standing.ts';
import { encodeApproval } from '../../../main/core/consortium/approval.ts';
import { type Proposal, encodeProposal, propose } from '../../../main/core/consortium/proposal.ts';
import { type Register, registerHash } from '../../../main/core/consortium/register.ts';
import { jdchainFiles } from '../../../main/export/jdchain/admission.ts';
import { type FinishedHome, finishedHome } from '../../support/ceremony.ts';
import { application, governance, vote } from '../consortium/kit.ts';
import type { Handlers } from '../../../preload/contract/index.ts';
import { answer } from '../../../main/host/gate.ts';
import { codeOf, get, optionsIn } from './desktop-help.ts';

const span = { created: '2026-11-22T08:00:00Z', expires: '2999-12-22T08:00:00Z' };
const chain = { name: 'jdchain', ledger: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg' };
const folder = mkdtempSync(join(tmpdir(), 'rootseal-desktop-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = optionsIn(folder);
const activities = new Activities(options, new WindowDesk());
const handlers = enactHandlers(options, activities, new Logs(), new Camera({}));
let finished: FinishedHome;
let register: Register;
let admission: Proposal;
let file: string;

const put = (name: string, content: Uint8Array | string) => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const asked = (more: object = {}) => ({
  ...{ dir: finished.dir, proposal: file, votes: [], signers: [], identities: {} },
  ...more,
});

beforeAll(async () => {
  finished = await finishedHome('rehearsal');
  const stands = standingIn(finished.bundle, undefined);
  register = stands.register;
  const joining = application('retailer', { rehearsal: true, ...span }, [['participant', 'ed25519']]);
  const wish = { change: { kind: 'admit' as const, application: joining }, proposer: 'p1', ...span, chain };
  admission = propose(register, wish, jdchainFiles(stands.founded.plan));
  file = put('admit.json', encodeProposal(admission));
}, 300_000);

describe('before a decision comes into force', () => {
  it('every vote of a folder is found, one that is torn too, and nothing that is something else', async () => {
    const votes = join(folder, 'votes');
    mkdirSync(join(votes, 'folder.json'), { recursive: true });
    const cast = encodeApproval(await vote(admission, governance.voters[0]!, 'approve', span.created));
    for (const [name, content] of Object.entries({
      'f1.json': cast,
      'torn.json': cast.slice(0, 90),
      'other-format.json': new TextDecoder().decode(cast).replace('approval/1', 'approval/9'),
      'admit.json': encodeProposal(admission),
      'notes.txt': 'not a vote',
    }))
      writeFileSync(join(votes, name), content);
    const found = await get(handlers, 'enact.votes', { folder: votes });
    expect(found).toEqual({
      votes: ['f1.json', 'other-format.json', 'torn.json'].map((name) => join(votes, name)),
      more: false,
    });
    expect(await codeOf(handlers, 'enact.votes', { folder: join(folder, 'gone') })).toBe('FOLDER-READ');
    const { review } = await get(handlers, 'enact.look', asked({ votes: found.votes }));
    // Nobody has a vote in the founding's register: each says why it does not count.
    expect(review.ignored.map(({ file: path, refusal }) => [path.split('/').at(-1), refusal.code])).toEqual([
      ['other-format.json', 'APPROVAL-FORM'],
      ['torn.json', expect.stringMatching(/^ENCODING-/)],
      ['f1.json', 'APPROVAL-VOTER'],
    ]);
  });

  it('what is signed stands there field by field, with who could sign for the chain', async () => {
    const { review, next } = await get(handlers, 'enact.look', asked({ signers: ['lab'] }));
    expect([review.state, next?.version, next?.register.hex]).toEqual(['approved', 2, admission.outcome.register]);
    expect(next?.signers.map(({ id }) => id)).toEqual(['brand', 'lab']);
    expect(next?.lines.find(({ field }) => field.en === 'Signed for the chain by')?.value).toEqual({
      en: 'lab',
      zh: 'lab',
    });
    expect(next?.lines.some(({ unusual }) => unusual !== undefined)).toBe(true);
    expect(await codeOf(handlers, 'enact.look', asked({ signers: ['producer'] }))).toBe('ENACT-SIGNER');
  });

  it('a proposal that was swapped, altered or made on another register is refused by its own file', async () => {
    const subject = async (proposal: string) => {
      const { ok, ...said } = await answer('enact.look', handlers as unknown as Handlers, asked({ proposal }));
      expect(ok).toBe(false);
      return said as { code: string; subject: string };
    };
    const stale = { ...register, version: 0, previous: registerHash(register) };
    const early = put(
      'early.json',
      encodeProposal({ ...admission, base: { version: 1, sha256: registerHash(stale) } }),
    );
    expect(await subject(early)).toMatchObject({ code: 'PROPOSAL-FUTURE', subject: early });
    const bent = put('bent.json', encodeProposal({ ...admission, reason: 'another one' }));
    expect(await subject(bent)).toMatchObject({ code: 'PROPOSAL-OUTCOME', subject: bent });
    const torn = put('torn-proposal.json', encodeProposal(admission).slice(0, 99));
    expect(await subject(torn)).toMatchObject({ code: 'ENCODING-JSON', subject: torn });
    const begin = { ...asked({ proposal: bent }), shares: ['/none'], exceptions: [] };
    expect(await codeOf(handlers, 'enact.begin', begin)).toBe('PROPOSAL-OUTCOME');
  });
});
