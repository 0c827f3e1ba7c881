/**
 * Forged folders. The forger has the project's own core, keys of its own, and makes everything anew that keys of its
 * own can make; each case names the rule that refuses it. The first case is the forger's masterpiece: consistent in
 * itself, and refused by every anchor that was read aloud.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Report } from '../../main/cli/verify/report.ts';
import { checkTree } from '../../main/cli/verify/tree.ts';
import { type Entry, encodeEntry } from '../../main/core/audit/entry.ts';
import { formatNote, parseNote, vkeyFile } from '../../main/core/audit/note.ts';
import { originOf } from '../../main/core/ceremony/origin.ts';
import { encodeResolvedPlan, parseResolvedPlan } from '../../main/core/ceremony/plan.ts';
import { sha256, utf8 } from '../../main/core/encoding/bytes.ts';
import { toHex } from '../../main/core/encoding/hex.ts';
import { type Json, toJcs } from '../../main/core/encoding/jcs.ts';
import { refusal as codeOf } from '../refusal.ts';
import { filesBelow, finishedHome } from '../support/ceremony.ts';
import { type Files, type Forgery, entriesOf, forge, logFolder, pair, rootsOf } from '../support/forger.ts';
import { judge } from '../support/verifier.ts';
import {
  type JsonObject,
  base,
  below,
  doneEntry,
  edit,
  editJson,
  forged,
  home,
  isDone,
  plan,
  prefixed,
  refusal,
  without,
} from './forged.ts';

const [rootEd, rootSm] = home.made.roots;
const closing = new Uint8Array(readFileSync(join(home.dir, 'closing', 'checkpoint')));
const readAloud = { checkpoint: closing };

describe('everything made anew by somebody else', () => {
  let masterpiece: Files;
  beforeAll(async () => {
    masterpiece = await forge(base);
  });

  it('is consistent with itself, and that is all that can be said of it', () => {
    expect(judge(masterpiece).refusals).toEqual([]);
  });

  it('is anchored by its own key alone, never by a true one', () => {
    const [own] = rootsOf(plan);
    expect(refusal(masterpiece, { rootFingerprint: own!.fingerprint })).toBe('accepted');
    for (const { fingerprint } of home.made.roots)
      expect(refusal(masterpiece, { rootFingerprint: fingerprint })).toBe(`VERIFY-ANCHOR-ROOT ${fingerprint}`);
  });

  it('does not grow out of the checkpoint that was read aloud', () => {
    expect(refusal(masterpiece, readAloud)).toBe('NOTE-UNSIGNED --checkpoint');
  });
});

describe('the log', () => {
  const entries = entriesOf(base).map(encodeEntry);
  const foreign = pair('ed25519', 'another log key');
  const origin = originOf(plan);
  const replaced = entries.with(17, encodeEntry({ ...entriesOf(base)[17]!, time: entriesOf(base)[18]!.time }));
  const relogged = (log: Files, vkey = base.get('log.vkey')!) =>
    new Map([...without('log/', base), ...prefixed('log/', log)]).set('log.vkey', vkey);

  it('a new log under another key with the same TUF files', () => {
    const own = vkeyFile(origin, foreign.publicKey);
    expect(refusal(relogged(logFolder(entries, origin, foreign), own))).toBe('TUF-TARGET-HASH log.vkey');
    expect(refusal(relogged(logFolder(entries, origin, foreign)))).toBe('NOTE-UNSIGNED log/checkpoint');
  });

  it('another log under another key that claims the id of the true one', () => {
    const files = relogged(logFolder(replaced, origin, foreign));
    const [ours] = parseNote(closing).signatures;
    const note = parseNote(files.get('log/checkpoint')!);
    expect(refusal(files.set('log/checkpoint', formatNote(note.text, [`${ours!.line}\n`])))).toBe(
      'NOTE-SIGNATURE log/checkpoint',
    );
  });

  it('one entry replaced: as it is, with the tiles rehashed, and signed by another key', () => {
    const rehashed = relogged(logFolder(replaced, origin, foreign));
    expect(refusal(rehashed)).toBe('NOTE-UNSIGNED log/checkpoint');
    expect(refusal(rehashed.set('log/checkpoint', closing))).toBe('CHECKPOINT-ROOT log/checkpoint');
    const [bundle] = [...below('log/tile/entries/', rehashed)];
    expect(refusal(new Map(base).set(bundle![0], bundle![1]))).toBe(`TILE-DIFFERS ${bundle![0]}`);
  });

  it('the true checkpoint twice signed', () => {
    const { text, signatures } = parseNote(closing);
    const lines = [...signatures, ...signatures].map(({ line }) => `${line}\n`);
    expect(refusal(new Map(base).set('log/checkpoint', formatNote(text, lines)))).toBe('NOTE-TWICE log/checkpoint');
  });

  it('of another consortium’s name', async () => {
    expect(await forged({ origin: 'rootseal/food-trace/00000000' })).toBe('VERIFY-ORIGIN log/checkpoint');
  });
});

describe('roots', () => {
  const statement = base.get('roots/root-sm.json')!;
  const keepsTrueSm2: Forgery = { files: (files) => new Map(files).set('roots/root-sm.json', statement) };
  const trueSigs = new Map([...base].filter(([path]) => path.endsWith('.sm2sig')));

  it('a true SM2 statement beside a foreign Ed25519 root that signs everything anew', async () => {
    const files = await forge(base, keepsTrueSm2);
    const anchored = { rootFingerprint: rootSm!.fingerprint };
    expect(refusal(files)).toMatch(/^TUF-SM2SIG-ROOT tuf\/.*sm2sig$/);
    expect(refusal(new Map([...files, ...trueSigs]), anchored)).toMatch(/^TUF-SM2SIG-SIGNATURE tuf\/.*sm2sig$/);
    const bare = new Map([...files].filter(([path]) => !path.endsWith('.sm2sig')));
    expect(refusal(bare, anchored)).toMatch(/^VERIFY-MISSING tuf\/.*sm2sig$/);
    // Nowhere does the true fingerprint anchor it.
    for (const one of [files, bare])
      expect(judge(one, anchored).checks.some(({ id, ok }) => id === 'ANCHOR-ROOT' && ok)).toBe(false);
  });

  it('the same with the SM2 root out of the plan, the statement left lying there', async () => {
    const how: Forgery = { ...keepsTrueSm2, plan: (is) => ({ ...is, roots: is.roots.slice(0, 1) }) };
    expect(await forged(how)).toBe('VERIFY-ROOT-SET roots/root-sm.json');
  });

  it('an SM2 root left out altogether: nothing anchors to it', async () => {
    const files = await forge(base, { plan: (is) => ({ ...is, roots: is.roots.slice(0, 1) }) });
    expect(refusal(files)).toBe('accepted');
    expect(refusal(files, { rootFingerprint: rootSm!.fingerprint })).toContain('VERIFY-ANCHOR-ROOT');
    const stray = new Map(files).set('tuf/targets.json.sm2sig', trueSigs.get('tuf/targets.json.sm2sig')!);
    expect(refusal(stray)).toBe('VERIFY-EXTRA tuf/targets.json.sm2sig');
  });

  it('a statement that says another purpose than the plan', async () => {
    const files = await forge(base, {
      plan: (is) => ({ ...is, roots: is.roots.map((root) => ({ ...root, purpose: 'another' })) }),
    });
    const other = await forge(base);
    expect(refusal(new Map(other).set('roots/root-ed.json', files.get('roots/root-ed.json')!))).toBe(
      'VERIFY-ROOT-FIELD roots/root-ed.json',
    );
  });

  it('the true statements and the true log, TUF signed by the forger', async () => {
    const files = await forge(base);
    const mixed = new Map([...base, ...below('tuf/', files)]);
    expect(refusal(mixed)).toBe('VERIFY-TUF-KEY tuf/1.root.json');
  });
});

describe('members', () => {
  const mine = pair('ed25519', 'a member of the forger');

  it('a swapped member key: ledger files built again, TUF signed anew by the forger', async () => {
    const how: Forgery = { members: (keys) => ({ ...keys, brand: { suite: 'ed25519', raw: mine.publicKey } }) };
    const files = await forge(base, how);
    expect(refusal(files)).toBe('VERIFY-GENESIS genesis/jdchain/genesis.json');
    // Beside the true roots and the true log, the key that signed the TUF files is not a root's.
    const chain = new Map([...below('genesis/', files), ...below('tuf/', files)]);
    expect(refusal(new Map([...base, ...chain]))).toBe('VERIFY-TUF-KEY tuf/1.root.json');
    expect(refusal(new Map([...base, ...below('genesis/', files)]))).toMatch(/^TUF-TARGET-HASH genesis\/jdchain\//);
  });

  it('keys made otherwise than the plan says, or for nobody', async () => {
    const other = (change: (members: JsonObject[]) => Json) =>
      doneEntry('found', (data) => ({ ...data, members: change(data['members'] as JsonObject[]) }));
    expect(await forged(other((list) => list.slice(1)))).toBe('VERIFY-MEMBER log/');
    expect(await forged(other((list) => [...list, { ...list[0]!, id: 'producer' }]))).toBe('VERIFY-MEMBER log/');
  });

  it('a permission by a key of no member, or over another genesis', async () => {
    const path = 'genesis/jdchain/signatures.json';
    const signed = (change: (value: JsonObject) => void) => forged({ files: (files) => editJson(files, path, change) });
    const swapped = await signed((value) => {
      const [one, two] = Object.keys(value) as [string, string];
      [value[one], value[two]] = [value[two]!, value[one]!];
    });
    expect(swapped).toBe(`VERIFY-PERMISSION ${path}`);
    expect(await signed((value) => (value['a key'] = Object.values(value)[0]!))).toBe(`VERIFY-PERMISSION ${path}`);
    expect(await signed((value) => (value[Object.keys(value)[0]!] = 1))).toBe(`VERIFY-PERMISSION ${path}`);
    expect(await forged({ files: (files) => new Map(files).set(path, toJcs([])) })).toBe(`VERIFY-GENESIS ${path}`);
  });

  it('a file of a member that the plan does not give, signed and recorded', async () => {
    const path = 'genesis/jdchain/brand/extra.conf';
    const listed = edit(isDone('genesis'), (data) => {
      const hash = toHex(sha256(utf8('x')));
      return { ...data, files: [...(data['files'] as Json[]), { path: `public/${path}`, sha256: hash }] };
    });
    const how: Forgery = { files: (files) => new Map(files).set(path, utf8('x')), entry: listed };
    expect(await forged(how)).toBe(`VERIFY-EXTRA ${path}`);
  });
});

describe('a rehearsal renamed', () => {
  const real = (is: typeof plan) => ({ ...is, rehearsal: false });
  let rehearsal: Files;
  beforeAll(async () => {
    rehearsal = filesBelow((await finishedHome('rehearsal')).bundle);
  });

  it('its flag edited in the plan', () => {
    const edited = encodeResolvedPlan(real(parseResolvedPlan(rehearsal.get('plan.json')!)));
    expect(refusal(new Map(rehearsal).set('plan.json', edited))).toBe('VERIFY-ROOT-FIELD roots/root-ed.json');
  });

  it('the log under another origin, statements and entries as they were', async () => {
    // A rehearsal may be held in any room; the forger tells of the room of a real ceremony.
    const room = entriesOf(base).find(({ kind }) => kind === 'room.facts')!;
    const quiet = (is: Entry) => (is.kind === 'room.facts' ? { ...is, data: room.data } : is);
    const files = await forge(rehearsal, { plan: real, entries: (all) => all.map(quiet) });
    const log = below('log/', rehearsal);
    expect(refusal(files)).toBe('accepted'); // everything made anew: nothing of the rehearsal is left in it
    const oldSet = below('share-sets/', rehearsal);
    expect(refusal(new Map([...files, ...log]))).toContain('NOTE-UNSIGNED');
    expect(refusal(new Map([...files, ...oldSet]))).toMatch(/^TUF-TARGET-(HASH|LENGTH) share-sets/);
    const header: Forgery = { plan: real, header: (is) => ({ ...is, rehearsal: true }) };
    expect(refusal(await forge(rehearsal, header))).toBe('VERIFY-ROOT-FIELD roots/root-ed.json');
    expect(refusal(await forge(rehearsal, { plan: real, marked: true }))).toContain('VERIFY-REHEARSAL-MARK');
    const set: Forgery = { plan: real, set: (is) => ({ ...is, rehearsal: true }) };
    expect(refusal(await forge(rehearsal, set))).toContain('VERIFY-SHARE-SET share-sets/');
    const entry: Forgery = { plan: real, entry: (is) => ({ ...is, rehearsal: is.index === 20 }) };
    expect(refusal(await forge(rehearsal, entry))).toBe('VERIFY-ENTRY log/');
    const origin: Forgery = { plan: real, origin: `${originOf(plan)}/rehearsal` };
    expect(refusal(await forge(rehearsal, origin))).toBe('VERIFY-ORIGIN log/checkpoint');
  });

  it('is refused by name as it is, and taken only when it is asked for', () => {
    expect(refusal(rehearsal)).toBe('REHEARSAL');
    expect(refusal(rehearsal, { rehearsal: true })).toBe('accepted');
    expect(refusal(base, { rehearsal: true })).toBe('VERIFY-NOT-REHEARSAL');
  });
});

describe('two ceremonies mixed, by one and the same forger', () => {
  const other: Forgery = { ceremony: 'another-ceremony' };

  it.each([
    ['a statement', 'roots/root-sm.json', 'VERIFY-ROOT-FIELD roots/root-sm.json'],
    ['all statements', 'roots/', 'VERIFY-SHARE-SET share-sets/'],
    ['the share set', 'share-sets/', 'VERIFY-SHARE-SET share-sets/'],
  ])('%s of the other', async (_what, prefix, rule) => {
    const there = below(prefix, await forge(base, other));
    expect(await forged({ files: (files) => new Map([...files, ...there]) })).toContain(rule);
  });

  it('the log of the other, every hash in it made to fit', async () => {
    expect(await forged({ entry: (entry) => ({ ...entry, ceremony: 'another-ceremony' }) })).toBe('VERIFY-ENTRY log/');
  });

  it('a part of any kind from a wholly other one', async () => {
    const files = await forge(base, { seed: 'other', ceremony: 'other' });
    for (const prefix of ['roots/', 'tuf/', 'log/', 'share-sets/', 'log.vkey'])
      expect(refusal(new Map([...base, ...below(prefix, files)])), prefix).not.toBe('accepted');
  });
});

describe('share sets', () => {
  it.each<[string, Forgery]>([
    ['of another epoch', { set: (set) => ({ ...set, epoch: 2 }), header: (is) => ({ ...is, epoch: 1 }) }],
    ['of another id', { header: (is) => ({ ...is, set: new Uint8Array(16) }) }],
    ['of another threshold', { set: (set) => ({ ...set, m: 2 }) }],
    ['of another consortium', { set: (set) => ({ ...set, consortium: 'other' }) }],
    ['of another ceremony', { set: (set) => ({ ...set, ceremony: 'other' }) }],
    ['of other custodians', { set: (set) => ({ ...set, shares: renamed(set.shares) }) }],
    ['over fewer roots', { set: (set) => ({ ...set, roots: set.roots.slice(0, 1) }) }],
  ])('%s, by the right root', async (_what, how) => {
    expect(await forged(how)).toMatch(/^VERIFY-SHARE-SET share-sets\//);
  });

  const renamed = <S extends { custodian: { name: { zh: string; en: string } } }>(shares: readonly S[]): S[] =>
    shares.map((share) => ({
      ...share,
      custodian: { ...share.custodian, name: { ...share.custodian.name, en: 'Another' } },
    }));

  it('none at all', async () => {
    expect(await forged({ files: (files) => without('share-sets/', files) })).toBe('VERIFY-MISSING share-sets/');
  });
});

describe('signatures counted twice', () => {
  it('in a TUF file, the lists above it agreeing or not', async () => {
    const twice = (files: Files) =>
      editJson(files, 'timestamp.json', (file) => (file['signatures'] = repeat(file['signatures'] as Json[])));
    expect(await forged({ tuf: twice })).toBe('TUF-SIGNATURE-DUPLICATE tuf/timestamp.json');
  });

  it('in a co-signature', async () => {
    const twice = (files: Files) =>
      editJson(files, 'targets.json.sm2sig', (file) => (file['signatures'] = repeat(file['signatures'] as Json[])));
    expect(await forged({ tuf: twice })).toBe('TUF-SM2SIG-DUPLICATE tuf/targets.json.sm2sig');
  });

  const repeat = (list: Json[]): Json[] => [...list, ...list];
});

it('what makes the verifier itself stumble is refused, not passed over', () => {
  const report = new Report('en');
  report.check('ODD', () => {
    throw new TypeError('undefined is not a function');
  });
  expect([report.valid, report.firstRefusal?.code]).toEqual([false, 'VERIFY-FAULT']);
});

it('what cannot be read, and what is no ordinary file, is refused by name', () => {
  const odd = (one: { path: string; reason?: string }) => () => checkTree({ files: base, odd: [one] });
  expect(codeOf(odd({ path: 'log/x', reason: 'EACCES' }))).toBe('VERIFY-UNREADABLE');
  expect(codeOf(odd({ path: 'log/x' }))).toBe('VERIFY-LINK');
});

it('the verdict does not depend on which forger it was (random seed)', async () => {
  const seed = randomBytes(8).toString('hex');
  const files = await forge(base, { seed });
  expect(judge(files).refusals).toEqual([]);
  expect(refusal(files, { rootFingerprint: rootEd!.fingerprint })).toContain('VERIFY-ANCHOR-ROOT');
});
