/** What a decision is refused for before anybody opens a share, each with the file or member that it is about. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Session, openRun } from '../../../main/app/ceremony.ts';
import {
  type Enacting,
  type EnactWish,
  decisionText,
  judgeDecision,
  openSigners,
  registerOf,
} from '../../../main/app/enact.ts';
import { decisionReview } from '../../../main/app/enact-review.ts';
import { reviewText } from '../../../main/app/review.ts';
import { sha256Hex } from '../../../main/app/files.ts';
import { takeRoom } from '../../../main/app/room.ts';
import type { Run } from '../../../main/app/run.ts';
import { encodeApproval, stateApproval } from '../../../main/core/consortium/approval.ts';
import type { Change } from '../../../main/core/consortium/change.ts';
import { registerPath } from '../../../main/core/consortium/paths.ts';
import {
  type Proposal,
  encodeProposal,
  propose,
  proposalHash,
  rebuild,
} from '../../../main/core/consortium/proposal.ts';
import { type Register, encodeRegister, registerHash } from '../../../main/core/consortium/register.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { jdchainFiles } from '../../../main/export/jdchain/admission.ts';
import type { Vault } from '../../../main/vault/client.ts';
import { application, governance, pair, vote, wish } from '../consortium/kit.ts';
import { copyHome, type FinishedHome, finishedHome } from '../../support/ceremony.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 600_000 });

const chain = { name: 'jdchain', ledger: 'j5sB3sVTFgTqTYzo7KtQjBLSy8YQGPpJpvQZaW9Eqk46dg' };
const files = mkdtempSync(join(tmpdir(), 'rootseal-enact-'));
let home: FinishedHome;
let run: Run;
let on: Register;
let chainFiles: ReturnType<typeof jdchainFiles>;
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
  chainFiles = jdchainFiles(run.plan);
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
  propose(on, wish(change, { ...span, ...more }), chainFiles);
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
    const { en, zh } = reviewText(decisionReview(run, made));
    expect(zh).toContain('在 JD Chain 账本');
    expect(en).toContain('participant REHEARSAL-retailer on the JD Chain ledger');
  });

  it('is read field by field: register, lists, every file by its hash, the transaction, and what stands out', () => {
    const made = judge(file('read.json'), { signers: ['lab'] });
    const lines = decisionReview(run, made);
    const value = (field: string) => lines.find((one) => one.field.en.trim() === field)?.value;
    expect([value('Register, version'), value('its hash')]).toEqual(['2', made.facts.register]);
    expect([value('TUF lists, version'), value('Signed for the chain by')]).toEqual(['2', { en: 'lab', zh: 'lab' }]);
    for (const [path, bytes] of made.files) expect(value(path)).toBe(sha256Hex(bytes));
    expect([value('ledger'), value('operation')]).toEqual([
      chain.ledger,
      { en: 'Register a participant', zh: '注册参与方' },
    ]);
    expect(value('Name')).toBe('REHEARSAL-retailer');
    const marked = lines.filter(({ unusual }) => unusual).map((one) => one.field.en.trim());
    // The founding came to no hash of its ledger here, and the newcomer would have a role that nobody has.
    expect(marked).toEqual(['Look twice', 'ledger']);
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

describe('an attack on a decision', () => {
  /** The register in force has voters: its file lies in the home, and the log has it. */
  let voting: Run;
  let before: Register;
  let wanted: Proposal;
  let good: { proposal: string; votes: string[] };
  const registerFile = () => join(home.dir, registerPath(2));
  const three = governance.voters.filter(({ id }) => id !== 'f3');
  const on2 = (change = joining(), more: object = { chain }) =>
    propose(before, wish(change, { ...span, ...more }), chainFiles);
  const castOn = async (proposal: Proposal, name: string, time = span.created) => {
    const votes = await Promise.all(three.map((who) => vote(proposal, who, 'approve', time)));
    return votes.map((one) => put(`${name}.${one.voter}.json`, encodeApproval(one)));
  };
  const attack = (proposal: Proposal | Uint8Array, votes: readonly string[]) => {
    const bytes = proposal instanceof Uint8Array ? proposal : encodeProposal(proposal);
    const subject = put('attack.json', bytes);
    const answer = refusal(() => judgeDecision(voting, { proposal: subject, votes, signers: [] }));
    return typeof answer === 'string'
      ? answer
      : [answer.code, answer.subject === subject ? 'the proposal' : answer.subject];
  };

  beforeAll(async () => {
    const given = propose(on, wish({ kind: 'governance', governance }, span));
    before = rebuild(on, given);
    mkdirSync(dirname(registerFile()), { recursive: true });
    writeFileSync(registerFile(), encodeRegister(before));
    const files_ = [{ path: registerPath(2), sha256: registerHash(before) }];
    voting = telling((entries) => [
      ...entries,
      {
        ...entries.at(-1)!,
        kind: 'register.changed',
        data: { version: 2, proposal: proposalHash(given), files: files_ },
      },
    ]);
    wanted = on2();
    good = { proposal: put('wanted.json', encodeProposal(wanted)), votes: await castOn(wanted, 'good') };
  });

  it('is none as long as nothing is changed', () => {
    expect(attack(wanted, good.votes)).toBe('accepted');
    // Votes too many, that do not count, do no harm to those that do.
    expect(attack(wanted, [...good.votes, ...good.votes])).toBe('accepted');
  });

  it('APPROVAL-OTHER, ENACT-VOTES-OTHER: votes replayed on another proposal, even on the same change made again', async () => {
    const again = on2(joining(), { chain, reason: 'once more' });
    expect(attack(again, good.votes)).toEqual(['ENACT-VOTES-OTHER', 'the proposal']);
    expect(attack(again, good.votes.slice(0, 1))).toEqual(['APPROVAL-OTHER', good.votes[0]]);
    const [f1 = '', f2 = ''] = await castOn(again, 'again');
    expect(attack(again, [f1, f2, good.votes[2]!])).toEqual(['APPROVAL-OTHER', good.votes[2]]);
  });

  it('APPROVAL-LATE, PROPOSAL-EXPIRED: votes after the end, or all of it after the end', async () => {
    const late = await castOn(wanted, 'late', '2099-01-02T00:00:00Z');
    expect(attack(wanted, late)).toEqual(['APPROVAL-LATE', late[0]]);
    const past = { created: '2020-01-01T00:00:00Z', expires: '2020-01-05T00:00:00Z' };
    const old = on2({ kind: 'role', member: 'lab', role: 'court' }, past);
    expect(attack(old, await castOn(old, 'old', past.created))).toEqual(['PROPOSAL-EXPIRED', 'the proposal']);
  });

  it('PROPOSAL-STALE, PROPOSAL-FUTURE, PROPOSAL-CONSORTIUM: another version, a fork, another ceremony, a real one', async () => {
    expect(attack(proposed(), good.votes)).toEqual(['PROPOSAL-STALE', 'the proposal']);
    const fork = propose({ ...before, by: 'founding' }, wish(joining(), { ...span, chain }), chainFiles);
    expect(attack(fork, await castOn(fork, 'fork'))).toEqual(['PROPOSAL-FUTURE', 'the proposal']);
    const elsewhere = propose(
      { ...before, consortium: { ...before.consortium, id: 'elsewhere' } },
      wish({ kind: 'role', member: 'lab', role: 'court' }, span),
    );
    expect(attack(elsewhere, await castOn(elsewhere, 'else'))).toEqual(['PROPOSAL-CONSORTIUM', 'the proposal']);
    const real = propose({ ...before, rehearsal: false }, wish({ kind: 'role', member: 'lab', role: 'court' }, span));
    expect(attack(real, await castOn(real, 'real'))).toEqual(['PROPOSAL-CONSORTIUM', 'the proposal']);
  });

  it('PROPOSAL-OUTCOME, APPLICATION-PROOF, ENACT-VOTES-OTHER: the proposal, or the application in it, exchanged after the vote', () => {
    const application_ = application(
      'retailer',
      { rehearsal: true, created: span.created, contacts: [{ name: 'M', reach: 'x' }] },
      [['participant', 'ed25519']],
    );
    const change: Change = { kind: 'admit', application: application_ };
    expect(attack({ ...wanted, change }, good.votes)).toEqual(['PROPOSAL-OUTCOME', 'the proposal']);
    const bent = { ...application_, contacts: [{ name: 'N', reach: 'x' }] };
    expect(attack({ ...wanted, change: { kind: 'admit', application: bent } }, good.votes)).toEqual([
      ...['APPLICATION-PROOF', 'the proposal'],
    ]);
    expect(attack(on2(change), good.votes)).toEqual(['ENACT-VOTES-OTHER', 'the proposal']); // made anew as a whole
    const bytes = encodeProposal(wanted);
    const one = bytes.slice();
    one[one.length - 40] = (one[one.length - 40] ?? 0) ^ 1;
    expect(attack(one, good.votes)).toEqual([expect.any(String), 'the proposal']);
    const other = { ...wanted, chain: { ...chain, ledger: `${chain.ledger.slice(0, -1)}h` } };
    expect(attack(other, good.votes)).toEqual(['PROPOSAL-OUTCOME', 'the proposal']);
  });

  it('APPROVAL-KEY, PROPOSAL-SHORT: one person by two keys, one vote twice', async () => {
    const f1 = governance.voters[0]!;
    const second = await vote(wanted, { ...f1, publicKey: pair('second').publicKey }, 'approve', span.created);
    const two = put('two.json', encodeApproval(second));
    expect(attack(wanted, [good.votes[0]!, two, good.votes[2]!])).toEqual(['APPROVAL-KEY', two]);
    const [mine = '', , state = ''] = good.votes;
    expect(attack(wanted, [mine, mine, state])).toEqual(['PROPOSAL-SHORT', 'the proposal']);
  });

  it('HOME-ALTERED, HOME-LOST: the register in the home exchanged for an older one, or gone', () => {
    const whole = readFileSync(registerFile());
    writeFileSync(registerFile(), encodeRegister(on));
    expect(attack(wanted, good.votes)).toEqual(['HOME-ALTERED', registerFile()]);
    rmSync(registerFile());
    expect(attack(wanted, good.votes)).toEqual(['HOME-LOST', registerFile()]);
    writeFileSync(registerFile(), whole);
    expect(attack(wanted, good.votes)).toBe('accepted');
  });
});
