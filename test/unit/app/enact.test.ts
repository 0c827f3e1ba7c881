/** What a decision is refused for before anybody opens a share, each with the file or member that it is about. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Session, openRun } from '../../../main/app/ceremony.ts';
import {
  type Enacting,
  type EnactWish,
  decisionLines,
  decisionText,
  judgeDecision,
  openSigners,
  registerOf,
} from '../../../main/app/enact.ts';
import { takeRoom } from '../../../main/app/room.ts';
import type { Run } from '../../../main/app/run.ts';
import { encodeApproval, stateApproval } from '../../../main/core/consortium/approval.ts';
import type { Change } from '../../../main/core/consortium/change.ts';
import { encodeProposal, propose, proposalHash } from '../../../main/core/consortium/proposal.ts';
import type { Register } from '../../../main/core/consortium/register.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { jdchainFiles } from '../../../main/export/jdchain/admission.ts';
import type { Vault } from '../../../main/vault/client.ts';
import { application, governance, wish } from '../consortium/kit.ts';
import { copyHome, type FinishedHome, finishedHome } from '../../support/ceremony.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

const chain = { name: 'jdchain', ledger: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg' };
const files = mkdtempSync(join(tmpdir(), 'rootseal-enact-'));
let home: FinishedHome;
let run: Run;
let on: Register;
let span: { created: string; expires: string };

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  const session: Session = {
    desk: { confirm: () => Promise.resolve(true), show: () => undefined, progress: () => undefined },
    vault: { lang: 'en', source: { kind: 'answers', path: home.answersFile }, identities: home.identities },
    identified: ['c5'],
    room: { facts: takeRoom(home.dir, {}), exceptions: [], answersUsed: true },
    planWarnings: [],
    running: new Set(),
  };
  run = openRun(home.dir, session);
  on = registerOf(run);
  const created = new Date(Date.now() - 1000).toISOString().replace(/\.\d+Z$/, 'Z');
  span = { created, expires: '2099-01-01T00:00:00Z' };
});
afterAll(() => {
  run.journal.store.close();
  for (const dir of [dirname(home.dir), files]) rmSync(dir, { recursive: true, force: true });
});

const put = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(files, name), bytes);
  return join(files, name);
};
const joining = (): Change => ({
  kind: 'admit',
  application: application('retailer', { rehearsal: true, created: span.created }, [['participant', 'ed25519']]),
});
const proposed = (change = joining(), more: object = { chain }) =>
  propose(on, wish(change, { ...span, ...more }), jdchainFiles);
const file = (name: string, ...made: Parameters<typeof proposed>) => put(name, encodeProposal(proposed(...made)));
const judge = (proposal: string, more: Partial<EnactWish> = {}, by = run): Enacting =>
  judgeDecision(by, { proposal, votes: [], signers: [], ...more });

function refusal(work: () => unknown) {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof RootsealError) return { code: error.code, subject: error.subject };
    throw error;
  }
}
/** The run with a log that tells something else. */
const telling = (
  how: (entries: ReturnType<Run['journal']['entries']>) => ReturnType<Run['journal']['entries']>,
): Run => ({
  ...run,
  journal: Object.assign(Object.create(run.journal) as Run['journal'], { entries: () => how(run.journal.entries()) }),
});

describe('a decision before a share is opened', () => {
  it('is said in both languages, with what its ledger gets', () => {
    const made = judge(file('good.json'), { signers: ['brand', 'lab'] });
    expect(decisionText(made).en).toContain(made.facts.proposal);
    expect(decisionLines(made, run.plan).zh).toContain('在 JD Chain 账本');
    expect(decisionLines(made, run.plan).en).toContain('participant REHEARSAL-retailer on the JD Chain ledger');
  });

  it('ENACT-SIGNER, ENACT-NOTHING: only members whose key is here sign, each once, and only where there is something', () => {
    const path = file('signers.json');
    const by = (...signers: string[]) => refusal(() => judge(path, { signers }));
    expect(by('producer')).toEqual({ code: 'ENACT-SIGNER', subject: 'producer' });
    expect(by('brand', 'brand')).toEqual({ code: 'ENACT-SIGNER', subject: 'brand' });
    const plain = file('plain.json', joining(), {});
    expect(refusal(() => judge(plain, { signers: ['lab'] }))).toEqual({ code: 'ENACT-NOTHING', subject: 'lab' });
  });

  it('ENACT-SIGNER-SHUT: nothing goes on without a key that is to sign', async () => {
    const made = judge(file('shut.json'), { signers: ['brand'] });
    const text = { en: 'Wrong.', zh: '错误。' };
    const vault = { request: () => Promise.resolve({ opened: false, code: 'SHARE-PASSPHRASE', text }) };
    await expect(openSigners(run, vault as unknown as Vault, made)).rejects.toMatchObject({
      ...{ code: 'ENACT-SIGNER-SHUT', subject: 'brand' },
    });
  });

  it('ENACT-LEDGER: where the founding came to the hash of its ledger, no other is told', () => {
    const path = file('ledger.json');
    const known = (ledgerHash: string) =>
      telling((entries) =>
        entries.map((entry) =>
          entry.kind === 'step.done' && entry.data['step'] === 'sign'
            ? { ...entry, data: { ...entry.data, ledgerHash } }
            : entry,
        ),
      );
    expect(refusal(() => judge(path, {}, known(chain.ledger)))).toBe('accepted');
    expect(refusal(() => judge(path, {}, known('j5other')))).toEqual({ code: 'ENACT-LEDGER', subject: path });
  });

  it('ENACT-DONE: whoever comes again after a crash learns that it is in force', () => {
    const path = file('done.json');
    const proposal = proposalHash(proposed());
    const later = telling((entries) => [
      ...entries,
      { ...entries.at(-1)!, kind: 'register.changed', data: { version: 2, proposal } },
    ]);
    expect(refusal(() => judge(path, {}, later))).toEqual({ code: 'ENACT-DONE', subject: path });
  });

  it('names the proposal, or the vote, that is at fault', () => {
    const other = { ...proposed(), consortium: 'other' };
    const foreign = put('foreign.json', encodeProposal(other));
    expect(refusal(() => judge(foreign))).toEqual({ code: 'PROPOSAL-CONSORTIUM', subject: foreign });
    const bent = put('bent.json', encodeProposal({ ...proposed(), reason: 'another one' }));
    expect(refusal(() => judge(bent))).toEqual({ code: 'PROPOSAL-OUTCOME', subject: bent });
    const path = file('vote.json');
    const junk = put('junk.json', new Uint8Array([123, 125]));
    expect(refusal(() => judge(path, { votes: [junk] }))).toEqual({ code: 'APPROVAL-FORM', subject: junk });
    const statement = stateApproval(proposed(), governance.voters[0]!, { decision: 'approve', time: span.created });
    const vote = encodeApproval({ ...statement, signature: { kind: 'rootseal', value: '00'.repeat(64) } });
    // Nobody votes in the founding's register: the roots decide, and a vote too many does no harm.
    expect(refusal(() => judge(path, { votes: [put('more.json', vote)] }))).toBe('accepted');
  });
});
