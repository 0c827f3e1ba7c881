/**
 * Files of every release, read by today's code: shares, share set, statements, sealed roots, log, store, and paper.
 * What stands in test/fixtures is never changed; a new format gets a new folder.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { scanShare } from '../../main/app/scan.ts';
import { parseShareSet } from '../../main/core/shares/set.ts';
import { copyFixture, fixture } from '../support/fixture.ts';
import { asked } from './run.ts';

const bytes = (path: string) => new Uint8Array(readFileSync(path));

describe.each(readdirSync(fixture('')).filter((name) => /^v\d+$/.test(name)))('%s', (version) => {
  let copy: ReturnType<typeof copyFixture>;
  let set: string;
  beforeAll(() => {
    copy = copyFixture(version);
    const sets = join(copy.home, 'public', 'share-sets');
    set = join(sets, readdirSync(sets)[0]!);
  });
  const secrets = () => ['--answers', copy.answers, '--identity', `c5=${copy.identity}`];

  it.each(['c1', 'c2', 'c3', 'c4', 'c5'])('the share of %s is intact', async (id) => {
    const file = join(copy.home, 'shares', `${id}.age`);
    const { json: answer } = await asked(['share', 'check', file, '--set', set, ...secrets()]);
    expect(answer).toMatchObject({ ok: true, code: 'SHARE-INTACT', custodian: id, rehearsal: true, epoch: 1 });
    expect(answer['setId']).toBe(parseShareSet(bytes(set)).id);
  });

  it('a share of HashiCorp Vault under an envelope is intact, and its set says where it comes from', async () => {
    const vault = fixture(version, 'vault');
    const setFile = join(vault, 'share-set.json');
    const file = join(vault, 'shares', 'c2.age');
    const { json: answer } = await asked(['share', 'check', file, '--set', setFile, ...secrets()]);
    expect(answer).toMatchObject({ ok: true, code: 'SHARE-INTACT', custodian: 'c2', rehearsal: true });
    expect(parseShareSet(bytes(setFile))).toMatchObject({
      ...{ scheme: 'vault-gf256', consortium: 'prod-vault', m: 3, n: 4 },
      vault: { product: 'vault', kind: 'unseal', shares: 6, proved: true },
    });
  });

  it('its log verifies', async () => {
    expect((await asked(['log', 'verify', copy.home])).json).toMatchObject({ ok: true, valid: true });
  });

  it('its pages and lines give the share and the sealed roots', async () => {
    const paper = (name: string) => fixture(version, 'paper', name);
    const scanned = await scanShare(['c1-sealed-1.png', 'c1-share.png', 'c1-sealed-2.png'].map(paper));
    expect(scanned.share).toEqual(bytes(join(copy.home, 'shares', 'c1.age')));
    for (const { content, bytes: root } of scanned.sealed)
      expect(root).toEqual(bytes(join(copy.home, 'sealed', `${content.kind === 'sealed' ? content.id : ''}.sealed`)));
    expect(scanned.sealed).toHaveLength(3);
    expect((await scanShare([paper('c1-lines.txt')])).share).toEqual(scanned.share);
  });

  it('a quorum restores, one of its shares from paper', async () => {
    const share = (id: string) => ['--share', join(copy.home, 'shares', `${id}.age`)];
    const shares = [...share('c3'), '--share', fixture(version, 'paper', 'c1-share.png'), ...share('c5')];
    const { json: answer } = await asked(['restore', copy.home, ...shares, '--purpose', 'drill', ...secrets()]);
    expect(answer).toMatchObject({ ok: true, purpose: 'drill', quorum: ['c1', 'c3', 'c5'] });
  });
});
