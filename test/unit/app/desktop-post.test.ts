/** What a member does before a decision, in a window: keys, applications, proposals, votes, and the post between machines. */
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Activity, Question } from '../../../preload/contract/desk.ts';
import type { ChangeWish } from '../../../preload/contract/post.ts';
import { documentIn } from '../../../main/app/documents.ts';
import { type Ground, Grounds, groundView } from '../../../main/app/desktop/ground.ts';
import { Logs } from '../../../main/app/desktop/logs.ts';
import { memberActHandlers } from '../../../main/app/desktop/member-acts.ts';
import { Outbox } from '../../../main/app/desktop/outbox.ts';
import { postHandlers } from '../../../main/app/desktop/post.ts';
import { proposingHandlers } from '../../../main/app/desktop/proposing.ts';
import { lookThrough } from '../../../main/app/post.ts';
import { standingIn } from '../../../main/app/standing.ts';
import { encodeApplication, keyId, readApplication } from '../../../main/core/consortium/application.ts';
import { encodeApproval } from '../../../main/core/consortium/approval.ts';
import { readOffers } from '../../../main/core/consortium/offer.ts';
import {
  encodeProposal,
  propose,
  proposalHash,
  readProposal,
  rebuild,
} from '../../../main/core/consortium/proposal.ts';
import { encodeVoterCard, readVoterCard } from '../../../main/core/consortium/voter-card.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { toSpkiPem } from '../../../main/core/keys/pem.ts';
import { gather } from '../../../main/core/paper/collect.ts';
import { noSet, toParts } from '../../../main/core/paper/frame.ts';
import { type FinishedHome, finishedHome } from '../../support/ceremony.ts';
import { application, codeIn, governance, pair, register as kitRegister, sign, vote, wish } from '../consortium/kit.ts';
import { codeOf, get, newFolder } from './desktop-help.ts';
import { Room } from './desktop-window.ts';

const secret = 'a passphrase of the voter, long enough';
const register = kitRegister({ rehearsal: true });
let finished: FinishedHome;
let ground: Ground;
let room: Room;
let folder: string;
let handlers: ReturnType<typeof memberActHandlers> &
  ReturnType<typeof postHandlers> &
  ReturnType<typeof proposingHandlers>;

beforeAll(async () => {
  finished = await finishedHome('rehearsal');
}, 300_000);

beforeEach(() => {
  const { founded } = standingIn(finished.bundle, undefined);
  ground = { register, founded, ledger: undefined, versions: [register] };
  room = new Room();
  folder = newFolder();
  const grounds = { at: async () => ground };
  const outbox = new Outbox({ settingsFile: join(folder, '.settings', 'settings.json') });
  handlers = {
    ...memberActHandlers({ options: {}, desk: room.desk, activities: room.activities, grounds, outbox }),
    ...postHandlers(grounds, outbox),
    ...proposingHandlers(grounds, outbox),
  };
});

const at = (...path: string[]) => join(folder, ...path);
const lived = (answer?: (question: Question) => { yes: boolean }): Promise<Activity> =>
  room.live({ secret: () => secret, ...(answer && { answer }) });
const bytesOf = (file: string) => new Uint8Array(readFileSync(file));
const passphrase = { kind: 'passphrase' } as const;

const form = {
  consortium: 'food-trace',
  member: { id: 'hauler', name: { en: 'Hauler', zh: '承运' }, role: 'carrier' },
  contacts: [{ name: 'Li Lei', reach: '+86 10 5555 0100' }],
  endpoints: { initializer: { host: '10.0.0.9', port: 8800 }, consensus: { host: '10.0.0.9', port: 16000 } },
  keys: [
    { use: 'participant', make: 'ed25519' },
    { use: 'gateway', make: 'sm2' },
    { use: 'user', make: 'p256' },
  ],
  ...{ days: 30, rehearsal: true, seal: passphrase },
} as const;
const applied = () => ({
  ...form,
  contacts: [...form.contacts],
  keys: form.keys.map((key) => ({ ...key })),
  into: folder,
});

/** As the reader of another machine has it from the screen: with its edge, four pixels a module. */
function textOf(rows: readonly string[]): string {
  const [scale, edge] = [4, 4];
  const side = (rows.length + 2 * edge) * scale;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (rows[Math.floor(y / scale) - edge]?.[Math.floor(x / scale) - edge] === '1')
        data.fill(0, 4 * (y * side + x), 4 * (y * side + x) + 3);
  return decodeQR({ width: side, height: side, data });
}

describe('keys made in a window', () => {
  it('an application: three keys in the vault, each proving itself; its codes hold the very file', async () => {
    await get(handlers, 'member.apply', applied());
    const { status, kind, outcome } = await lived();
    expect([status, kind]).toEqual(['finished', 'apply']);
    const file = at('hauler.application.json');
    expect(outcome[0]?.value).toBe(file);
    const { keys } = readApplication(bytesOf(file));
    const shown = await get(handlers, 'post.read', { file });
    expect(shown.keys.map(({ hash }) => hash.hex)).toEqual(keys.map(keyId));
    expect(shown.codes.length).toBeGreaterThan(1);
    const texts = toParts({ content: { kind: 'document', name: 'application' }, set: noSet, bytes: bytesOf(file) });
    expect(texts.length).toBe(shown.codes.length);
    expect(gather(texts.map((text) => ({ text, from: 'x' })))[0]?.bytes).toEqual(bytesOf(file));
    expect(shown.codes.map(textOf)).toEqual(texts);
    expect(textOf(shown.keys[0]!.code)).toBe(`ED25519:${keys[0]!.publicKey.toUpperCase()}`);
    const { items, outbox } = await get(handlers, 'post.look', { folder, at: folder });
    expect(items.map(({ kind: what, state }) => [what, state])).toEqual([
      ['application', 'valid'],
      ['sealed', 'known'],
    ]);
    expect(outbox.map(({ kind: what, state, hash }) => [what, state, hash.hex])).toEqual([
      ['application', 'there', shown.hash.hex],
    ]);
  });

  it('are refused before anybody types: a field that cannot be, a name that is taken, no recipient', async () => {
    const code = (more: object) => codeOf(handlers, 'member.apply', { ...applied(), ...more });
    expect(await code({ keys: [] })).toBe('APPLICATION-DRAFT');
    expect(await code({ seal: { kind: 'age', recipient: 'age2x' } })).toBe('EXPORT-RECIPIENT');
    writeFileSync(at('hauler.keys.age'), '');
    expect(await code({})).toBe('FILE-EXISTS');
    const key = { id: '../f1', name: { en: 'F', zh: 'F' }, suite: 'sm2', into: folder, rehearsal: true } as const;
    expect(await codeOf(handlers, 'member.key', { ...key, seal: passphrase })).toBe('APPLICATION-DRAFT');
    expect(room.desk.view.activity).toBe(null);
  });

  it('a key that lies elsewhere signs the draft; with its signature the post makes the application', async () => {
    const { suite, publicKey, secret: own } = pair('hsm', 'p256');
    writeFileSync(at('hsm.pem'), toSpkiPem(suite, fromHex(publicKey, 'key')));
    const keys = [{ use: 'participant', pem: at('hsm.pem') } as const, { use: 'gateway', make: 'sm2' } as const];
    await get(handlers, 'member.apply', { ...applied(), keys });
    expect((await lived()).failure).toBe(null);
    const draft = at('hauler.draft.json');
    const looked = async () => (await get(handlers, 'post.look', { folder, at: folder })).items;
    const stateOf = async (kind: string) => (await looked()).find((one) => one.kind === kind)?.state;
    expect(await stateOf('draft')).toBe('open');
    const { commands } = await get(handlers, 'post.read', { file: draft });
    expect(commands.map(({ line }) => line)).toEqual([
      `openssl dgst -sha256 -sign KEY.pem -out ${draft}.sig ${draft}.tosign`,
    ]);
    writeFileSync(`${draft}.sig`, sign({ suite, publicKey, secret: own }, bytesOf(`${draft}.tosign`)));
    const found = (await looked()).find(({ kind }) => kind === 'draft');
    expect(found).toMatchObject({ state: 'valid', beside: [`${draft}.sig`] });
    const out = at('hauler.application.json');
    await get(handlers, 'member.prove', { draft, signatures: [...found!.beside], out });
    expect(readApplication(bytesOf(out)).keys.map(({ use }) => use)).toEqual(['gateway', 'participant']);
    expect([await stateOf('draft'), await stateOf('application')]).toEqual(['known', 'valid']);
  });

  it('stopped at the passphrase: nothing is written', async () => {
    await get(handlers, 'member.apply', applied());
    await room.live({ secret: () => undefined, until: ({ field }) => field !== null });
    await room.activities.stop();
    expect(room.desk.view.activity?.failure?.code).toBe('CEREMONY-INTERRUPTED');
    expect((await get(handlers, 'post.look', { folder })).items).toEqual([]);
  });

  it('a key to vote with has a card, which a proposal of who votes takes', async () => {
    const key = { id: 'f9', name: { en: 'Wang Fang', zh: '王芳' }, suite: 'p256', rehearsal: true } as const;
    await get(handlers, 'member.key', { ...key, into: folder, seal: passphrase });
    expect((await lived()).failure).toBe(null);
    const card = readVoterCard(bytesOf(at('f9.voter.json')));
    expect(card).toMatchObject({ id: 'f9', suite: 'p256', rehearsal: true });
    const other = encodeVoterCard({ ...card, publicKey: `04${'00'.repeat(64)}` });
    expect(codeIn(() => readVoterCard(other))).toBe('VOTER-FORM');
  });

  it('further keys are offered by their member alone, to its consortium alone', async () => {
    const keys = [{ use: 'gateway', make: 'sm2' } as const];
    const asked = { consortium: 'food-trace', member: 'lab', keys, into: folder, seal: passphrase, rehearsal: true };
    await get(handlers, 'member.offer', asked);
    // The act is about the document that it leaves.
    const { dir: offer } = await lived();
    const change: ChangeWish = { kind: 'keys', member: 'lab', offer, revoke: [] };
    const { lines } = await get(handlers, 'members.propose', proposing(change));
    expect(lines.map(({ sign }) => sign)).toContain('+');
    expect(await codeOf(handlers, 'members.propose', proposing({ ...change, member: 'brand' }))).toBe('OFFER-OTHER');
    const text = readFileSync(offer, 'utf8');
    const bytes = (said: string) => new TextEncoder().encode(said);
    expect(codeIn(() => readOffers(bytes(text.replace('"gateway"', '"user"'))))).toBe('APPLICATION-PROOF');
    expect(codeIn(() => readOffers(bytes(text.replace('"gateway"', '"vote"'))))).toBe('OFFER-FORM');
    const { items } = await get(handlers, 'post.look', { folder, at: folder });
    expect(items.find(({ kind }) => kind === 'offer')).toMatchObject({ state: 'valid' });
  });
});

const proposing = (change: ChangeWish) => ({ at: folder, change, proposer: 'f1', days: 30 });

/** An application of a company whose keys are those of the kit. */
function applicationFile(id = 'hauler'): string {
  const file = at(`${id}.application.json`);
  const [created, expires] = [Date.now() - 1000, Date.now() + 86_400_000].map((time) => new Date(time).toISOString());
  writeFileSync(file, encodeApplication(application(id, { rehearsal: true, created: created!, expires: expires! })));
  return file;
}

describe('a proposal', () => {
  it('is written as it was shown, byte for byte, or not at all', async () => {
    const file = applicationFile();
    const asked = proposing({ kind: 'admit', application: file });
    const { created, hash, lines } = await get(handlers, 'members.propose', asked);
    expect(lines[0]).toMatchObject({ sign: '+' });
    const out = at('hauler.proposal.json');
    const write = { ...asked, created, hash: hash.hex, out };
    expect(await codeOf(handlers, 'members.write', { ...write, hash: '00'.repeat(32) })).toBe('PROPOSE-OTHER');
    copyFileSync(file, at('kept'));
    const [later] = [new Date(Date.now() + 2 * 86_400_000).toISOString()];
    writeFileSync(file, encodeApplication(application('hauler', { rehearsal: true, created, expires: later })));
    expect(await codeOf(handlers, 'members.write', write)).toBe('PROPOSE-OTHER');
    copyFileSync(at('kept'), file);
    expect((await get(handlers, 'members.write', write)).hash.hex).toBe(hash.hex);
    const proposal = readProposal(bytesOf(out));
    expect(proposalHash(proposal)).toBe(hash.hex);
    expect(rebuild(register, proposal).members.at(-1)?.id).toBe('hauler');
    expect(await codeOf(handlers, 'members.write', write)).toBe('FILE-EXISTS');
  });

  it('of every kind is shown by its lines', async () => {
    const [key] = groundView(ground).members[0]!.keys;
    const changes: ChangeWish[] = [
      { kind: 'remove', member: 'lab', reason: 'sold' },
      { kind: 'role', member: 'lab', role: 'regulator' },
      {
        kind: 'governance',
        governance: {
          ...governance,
          voters: governance.voters.slice(0, 3),
          rules: { ...governance.rules, admit: [], remove: [], keys: [], role: [], governance: [] },
        },
      },
    ];
    for (const change of changes)
      expect((await get(handlers, 'members.propose', proposing(change))).lines.length).toBeGreaterThan(0);
    const revoke = [{ key: key!.id, reason: 'lost' }];
    const last: ChangeWish = { kind: 'keys', member: 'brand', revoke };
    expect(await codeOf(handlers, 'members.propose', proposing(last))).toBe('CHANGE-KEY-LAST');
    const set = at('set.json');
    writeFileSync(set, JSON.stringify({ kind: 'settings', set: { hash: 'SM3' } }));
    const { kind } = await get(handlers, 'members.propose', proposing({ kind: 'settings', file: set }));
    expect(kind.en).toContain('settings');
    writeFileSync(set, JSON.stringify({ kind: 'remove', member: 'lab', reason: 'closed' }));
    const other = proposing({ kind: 'settings', file: set });
    expect(await codeOf(handlers, 'members.propose', other)).toBe('PROPOSE-SETTINGS');
  });

  it('that is stale is told with what has changed', async () => {
    const change = { kind: 'role', member: 'lab', role: 'court' } as const;
    const later = rebuild(register, propose(register, wish(change)));
    const old = propose(register, wish({ kind: 'remove', member: 'brand', reason: 'sold' }));
    const file = at('old.json');
    writeFileSync(file, encodeProposal(old));
    ground = { ...ground, register: later, versions: [register, later] };
    const { base, version, events } = await get(handlers, 'members.since', { at: folder, proposal: file });
    expect([base, version, events.map(({ member }) => member)]).toEqual([1, 2, ['lab']]);
    const { items } = await get(handlers, 'post.look', { folder, at: folder });
    expect(items[0]).toMatchObject({ state: 'refused', refusal: { code: 'PROPOSAL-STALE' } });
  });
});

describe('a vote in a window', () => {
  const made: Uint8Array[] = [];
  /** A voter whose key was made in this window, and a proposal on the register in which they vote. */
  async function voterHere(days = 1) {
    // Made once: what takes time in it is typing.
    const files = ['f1.vote.age', 'f1.voter.json'] as const;
    if (made.length === 0) {
      const key = { id: 'f1', name: { en: 'F one', zh: '甲' }, suite: 'sm2', rehearsal: true } as const;
      await get(handlers, 'member.key', { ...key, into: folder, seal: passphrase });
      await lived();
      made.push(...files.map((name) => bytesOf(at(name))));
    }
    files.forEach((name, n) => writeFileSync(at(name), made[n]!));
    const { publicKey } = readVoterCard(bytesOf(at('f1.voter.json')));
    const voters = governance.voters.map((one) =>
      one.id === 'f1' ? { ...one, suite: 'sm2' as const, publicKey } : one,
    );
    const own = { ...register, governance: { ...governance, voters } };
    ground = { ...ground, register: own, versions: [own] };
    const moment = (time: number) => new Date(time).toISOString().replace(/\.\d+/, '');
    const span = {
      created: moment(Date.now() - 2 * 86_400_000),
      expires: moment(Date.now() + (days - 1) * 86_400_000 + 5000),
    };
    const about = propose(
      own,
      wish(
        { kind: 'role', member: 'lab', role: 'court' },
        days < 1 ? { ...span, expires: moment(Date.now() - 5000) } : span,
      ),
    );
    const file = at('role.proposal.json');
    writeFileSync(file, encodeProposal(about));
    const way = { kind: 'key', key: at('f1.vote.age') } as const;
    const request = {
      at: folder,
      proposal: file,
      voter: 'f1',
      decision: 'approve',
      way,
      out: at('role.f1.vote.json'),
    } as const;
    return { own, about, file, request };
  }

  it('is signed once every line was read, and counts', async () => {
    const { about, request } = await voterHere();
    await get(handlers, 'members.vote', request);
    const { failure } = await lived();
    expect(failure).toBe(null);
    const question = room.questions.at(-1)!;
    const lines = question.details.flatMap((one) => (one.kind === 'review' ? one.lines : []));
    const values = lines.map(({ value }) => (typeof value === 'string' ? value : value.en));
    expect(values).toContain(proposalHash(about));
    expect(values).toContain(about.outcome.register);
    expect(values.some((value) => value.includes('court'))).toBe(true);
    const { items } = await get(handlers, 'post.look', { folder, at: folder });
    const found = items.find(({ kind }) => kind === 'vote');
    expect(found).toMatchObject({ state: 'valid', proposal: request.proposal });
    expect(items.find(({ kind }) => kind === 'proposal')?.beside).toEqual([request.out]);
  });

  it('is not signed where its reader says no, nor after the last day', async () => {
    const { request } = await voterHere();
    await get(handlers, 'members.vote', request);
    expect((await lived(() => ({ yes: false }))).failure?.code).toBe('VOTE-REFUSED');
    expect(await codeOf(handlers, 'members.vote', { ...request, voter: 'nobody' })).toBe('APPROVAL-VOTER');
    writeFileSync(request.out, '');
    expect(await codeOf(handlers, 'members.vote', request)).toBe('FILE-EXISTS');
  });

  it('is refused when the proposal has run out', async () => {
    const { request } = await voterHere(0);
    expect(await codeOf(handlers, 'members.vote', request)).toBe('VOTE-EXPIRED');
  });

  it('by a statement: the commands are shown, a signature is joined, a wrong one named', async () => {
    const { about, own, file } = await voterHere();
    const out = at('role.r1.statement.json');
    const way = { kind: 'statement' } as const;
    await get(handlers, 'members.vote', { at: folder, proposal: file, voter: 'r1', decision: 'approve', way, out });
    expect((await lived()).failure).toBe(null);
    const { commands } = await get(handlers, 'post.read', { file: out });
    expect(commands[0]?.line).toBe(`ssh-keygen -Y sign -f KEY -n rootseal-approval-v1 ${out}`);
    const statement = documentIn(bytesOf(out), out);
    if (statement.kind !== 'statement') throw new Error(statement.kind);
    const signer = own.governance.voters.find(({ id }) => id === 'r1')!;
    const signed = await vote(about, signer, 'approve', statement.of.time);
    const value = signed.signature.kind === 'rootseal' ? signed.signature.value : '';
    writeFileSync(
      `${out}.sig`,
      Buffer.from(
        value.replace(/^../, (byte) => (byte === '00' ? '01' : '00')),
        'hex',
      ),
    );
    const sig = async () =>
      (await get(handlers, 'post.look', { folder, at: folder })).items.find(({ kind }) => kind === 'signature');
    expect(await sig()).toMatchObject({ state: 'refused', refusal: { code: 'APPROVAL-SIGNATURE' } });
    writeFileSync(`${out}.sig`, Buffer.from(value, 'hex'));
    expect(await sig()).toMatchObject({ state: 'valid', beside: [out], proposal: file });
    const join = { at: folder, proposal: file, statement: out, signature: `${out}.sig`, out: at('role.r1.vote.json') };
    expect(await get(handlers, 'members.join', join)).toMatchObject({ voter: 'r1', decision: 'approve' });
    expect(bytesOf(join.out)).toEqual(encodeApproval(signed));
    expect(await sig()).toMatchObject({ state: 'known' });
  });
});

describe('the post', () => {
  it('names what it refuses, and says what it cannot judge', async () => {
    applicationFile();
    const other = application('other', { consortium: 'elsewhere', rehearsal: true });
    mkdirSync(at('in'));
    writeFileSync(at('in', 'other.json'), encodeApplication(other));
    writeFileSync(at('in', 'forged.json'), JSON.stringify({ ...other, created: other.expires }));
    writeFileSync(at('note.txt'), 'hello');
    cpSync(finished.bundle, at('public'), { recursive: true });
    expect((await get(handlers, 'post.look', { folder })).items[0]?.state).toBe('open');
    const { items, others } = await get(handlers, 'post.look', { folder, at: folder });
    expect(items.map(({ state, refusal }) => refusal?.code ?? state)).toEqual([
      'valid',
      expect.stringMatching(/^ENCODING-|^APPLICATION-/) as string,
      expect.stringMatching(/^APPLICATION-(CONSORTIUM|EXPIRED|EARLY)$/) as string,
    ]);
    expect(others).toBe(1);
    expect(await codeOf(handlers, 'post.look', { folder: at('nowhere') })).toBe('FILE-READ');
    // That was not kept, and neither was what came before it; what is named once stays.
    expect((await get(handlers, 'post.look', {})).items).toEqual([]);
    await get(handlers, 'post.look', { folder, at: folder });
    expect((await get(handlers, 'post.look', {})).items).toEqual(items);
    expect(await codeOf(handlers, 'post.read', { file: at('note.txt') })).toBe('DOCUMENT-NONE');
  });

  it('its outbox tells a file that was changed, or is gone; the list alone is forgotten', async () => {
    await get(handlers, 'member.apply', applied());
    await lived();
    const file = at('hauler.application.json');
    const state = async () => (await get(handlers, 'post.look', {})).outbox.map((one) => one.state);
    writeFileSync(file, `${readFileSync(file, 'utf8')} `);
    expect(await state()).toEqual(['changed']);
    await get(handlers, 'post.forget', { file });
    expect(await state()).toEqual([]);
    expect(readFileSync(file).length).toBeGreaterThan(0);
  });

  it('two votes of which one was copied to another voter: the copied one is refused by name', async () => {
    const about = propose(register, wish({ kind: 'role', member: 'lab', role: 'court' }));
    const [f1] = register.governance.voters;
    writeFileSync(at('p.json'), encodeProposal(about));
    const cast = await vote(about, f1!, 'approve');
    writeFileSync(at('a.json'), encodeApproval(cast));
    writeFileSync(at('b.json'), encodeApproval({ ...cast, voter: 'f2' }));
    const { files } = lookThrough(folder, ground, new Date().toISOString());
    expect(files.map(({ state, refused }) => refused?.code ?? state)).toEqual(['valid', 'APPROVAL-KEY', 'valid']);
  });
});

describe('on what it is judged', () => {
  it('public files are verified first; what was changed in them is named, and a home is its own log', async () => {
    const grounds = new Grounds(new Logs(), {});
    const stick = at('stick');
    cpSync(finished.bundle, join(stick, 'public'), { recursive: true });
    const own = await grounds.at(finished.dir);
    expect((await grounds.at(stick)).register).toEqual(own.register);
    expect(groundView(own)).toMatchObject({ rehearsal: true, version: 1 });
    const bad = at('bad');
    cpSync(finished.bundle, bad, { recursive: true });
    const genesis = join(bad, 'genesis', 'jdchain', 'genesis.json');
    writeFileSync(genesis, `${readFileSync(genesis, 'utf8')} `);
    await expect(grounds.at(bad)).rejects.toMatchObject({ code: 'GROUND-REGISTER' });
  });
});
