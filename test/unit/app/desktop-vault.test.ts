/** Shares of HashiCorp Vault at a window: each holder alone at a field of the real vault; one goes back; what is refused before anybody types. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '../../../main/core/encoding/base64.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { AgePool } from '../../../main/vault/age.ts';
import { readFileSync } from 'node:fs';
import { bytesOf, fromVault, wishFor } from '../shares/vault-sets.ts';
import { Room, root } from './desktop-window.ts';

const identity = 'AGE-SECRET-KEY-157F6CDEJJFF7JAT7KRZGXL0UD50PKEA5TRA4SD77Z5P5EUAYH22S5XVHRK';
const recipient = 'age1l22w5fn3e8wglfyp7dfmhrtch27udxr9rzgplre5yca0dk3kng0q6957lq';
const into = join(root, 'vault-shares');
const asked = (have: number, to = into) => ({ ...wishFor(have), into: to });
const keyOf = (who: string) => toBase64(bytesOf(fromVault[Number(who.slice(1)) - 1] ?? ''));
const passphrase = (who: string) => `only a rehearsal of ${who}`;

describe('in and out', () => {
  it('each holder types theirs twice, and then the set lies there; one share goes back as it came', async () => {
    const room = new Room();
    await room.handlers['vault.import'](asked(4));
    const seen = await room.live({
      secret: ({ who, kind }) => (kind.startsWith('share') ? keyOf(who) : passphrase(who)),
    });
    expect([seen.kind, seen.status, seen.failure]).toEqual(['vault', 'finished', null]);
    expect(room.fields.map(({ who, kind }) => `${who} ${kind}`).slice(0, 5)).toEqual([
      ...['share', 'share-again', 'choose', 'again'].map((kind) => `c1 ${kind}`),
      'c2 share',
    ]);
    expect(seen.people.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'waiting']);
    expect(seen.outcome[0]?.groups).toHaveLength(16);
    expect(readdirSync(into, { recursive: true }).sort()).toContain('shares/c4.age');
    expect(room.secretEnds).toBe(1);
    expect(JSON.stringify(seen)).not.toContain(keyOf('c1').slice(0, 12));

    const out = join(root, 'back.age');
    const share = { share: join(into, 'shares', 'c2.age'), set: join(into, 'share-set.json'), out };
    await room.handlers['vault.export']({ ...share, recipient: ` ${recipient} `, encoding: 'hex', identities: {} });
    const back = await room.live({ secret: ({ who }) => passphrase(who) });
    expect([back.status, back.verdicts[0]?.code]).toEqual(['finished', 'SHARE-INTACT']);
    const age = new AgePool(1);
    const opened = await age.open(readFileSync(out), { kind: 'identities', identities: utf8(identity) });
    await age.close();
    expect('bytes' in opened && fromUtf8(opened.bytes)).toBe(fromVault[1]);

    const paper = { ...share, out: join(root, 'c2.pdf'), identities: {} };
    await room.handlers['vault.sheet'](paper);
    const printed = await room.live({ secret: ({ who }) => passphrase(who) });
    expect([printed.status, printed.verdicts[0]?.code]).toEqual(['finished', 'SHARE-INTACT']);
    expect(readFileSync(paper.out, 'latin1')).toMatch(/^%PDF/);
    const odd = { ...paper, out: join(root, 'odd.pdf') };
    await room.handlers['vault.sheet'](odd);
    expect((await room.live({ secret: () => 'not the passphrase' })).failure?.code).toBe('SHARE-PASSPHRASE');
    expect(existsSync(odd.out)).toBe(false);

    const never = { ...share, out: join(root, 'never.age'), encoding: 'hex', identities: {} } as const;
    await room.handlers['vault.export']({ ...never, recipient });
    const wrong = await room.live({ secret: () => 'not the passphrase' });
    expect([wrong.status, wrong.failure?.code, existsSync(never.out)]).toEqual(['failed', 'SHARE-PASSPHRASE', false]);
    for (const [code, change] of [
      ['EXPORT-RECIPIENT', { recipient: 'age1 nobody' }],
      ['FILE-EXISTS', { recipient, out }],
      ['FOLDER-PATH', { recipient, out: 'here' }],
    ] as const)
      await expect(room.handlers['vault.export']({ ...never, ...change })).rejects.toMatchObject({ code });
  }, 60_000);

  it('what could not come out right begins nothing', async () => {
    const room = new Room();
    const full = join(root, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'x'), '');
    for (const [code, request] of [
      ['IMPORT-INTO', asked(4, full)],
      ['FOLDER-PATH', asked(4, 'here')],
      ['VAULTSHARE-UNPROVED', { ...asked(3, join(root, 'new')), unproved: false }],
      ['VAULTSHARE-FORM', { ...asked(4, join(root, 'new')), name: 'No Id' }],
    ] as const)
      await expect(room.handlers['vault.import'](request)).rejects.toMatchObject({ code });
    expect(room.desk.view.activity).toBeNull();
  });

  it('shares that do not agree leave nothing', async () => {
    const room = new Room();
    const to = join(root, 'odd');
    await room.handlers['vault.import'](asked(5, to));
    const seen = await room.live({
      secret: ({ who, kind }) => {
        const key = keyOf(who);
        if (!kind.startsWith('share')) return passphrase(who);
        return who === 'c4' ? `${key.startsWith('A') ? 'B' : 'A'}${key.slice(1)}` : key;
      },
    });
    expect([seen.failure?.code, seen.failure?.subject, existsSync(to)]).toEqual(['VAULTSHARE-ODD', 'c4', false]);
  }, 60_000);
});
