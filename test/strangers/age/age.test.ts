/**
 * Debian's age, which recovery leans on: it opens every passphrase file of a founding act, and what it seals the vault
 * opens. Work factor 18 once, the factor of real ceremonies.
 */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromCbor } from '../../../main/core/encoding/cbor.ts';
import { parseEnvelope } from '../../../main/core/shares/envelope.ts';
import { parseShareSet } from '../../../main/core/shares/set.ts';
import { ageNeeds } from '../../../main/core/sealing/age-head.ts';
import { AgePool } from '../../../main/vault/age.ts';
import {
  type Founded,
  answers,
  folder,
  foundIn,
  open,
  passphrases,
  setOf,
  smallPlan,
  cleanUp,
} from '../../unit/vault/room.ts';

afterAll(cleanUp);

const present = ['age', 'age-keygen', 'python3'].every((name) => spawnSync(name, ['--version']).status === 0);
const required = process.env['ROOTSEAL_STRANGERS'] === 'required';
const why = present ? '' : ' (skipped: age or python3 is missing, run test/strangers/age/setup.sh)';
if (!present) console.warn(`test/strangers/age${why}`);

const dir = folder();
const pty = new URL('./agepty.py', import.meta.url).pathname;

/** Runs age with a passphrase typed at its terminal. */
function age(passphrase: string, ...args: string[]) {
  const file = join(dir, 'passphrase');
  writeFileSync(file, passphrase, { mode: 0o600 });
  const { status, stderr } = spawnSync('python3', [pty, file, 'age', ...args], { encoding: 'utf8' });
  return { status, stderr };
}

/** What Debian's age makes of a file of ours; undefined if it refuses. */
function opened(bytes: Uint8Array, passphrase: string): Uint8Array | undefined {
  const [file, out] = [join(dir, 'in.age'), join(dir, `out-${Math.trunc(performance.now() * 1000)}`)];
  writeFileSync(file, bytes);
  return age(passphrase, '-d', '-o', out, file).status === 0 ? new Uint8Array(readFileSync(out)) : undefined;
}

describe.skipIf(!present && !required)(`Debian age${why}`, () => {
  let founded: Founded;
  let recipient: string;
  let identity: string;
  beforeAll(async () => {
    const keygen = spawnSync('age-keygen', [], { encoding: 'utf8' });
    identity = keygen.stdout;
    recipient = /^# public key: (age1\w+)$/m.exec(keygen.stdout)![1]!;
    const plan = smallPlan(true, (p) => {
      p.custodians[0]!.seal = { kind: 'passphrase', workFactor: 18 };
      p.custodians[1]!.seal = { kind: 'age', recipient };
    });
    founded = await foundIn(plan);
  });

  it.each(['c1', 'c3'])('opens the passphrase share of %s, and inside is the share', (id) => {
    const file = founded.file(`shares/${id}.age`);
    expect(ageNeeds(file)).toEqual({ kind: 'passphrase', workFactor: id === 'c1' ? 18 : 14 });
    const envelope = parseEnvelope(opened(file, passphrases[id]!)!);
    expect(envelope.custodian.id).toBe(id);
    expect(parseShareSet(setOf(founded)).shares[envelope.index - 1]!.custodian.id).toBe(id);
  });

  it('does not open it with another passphrase', () => {
    expect(opened(founded.file('shares/c3.age'), passphrases['c1']!)).toBeUndefined();
  });

  it('opens a share sealed to its own recipient', () => {
    const [file, key] = [join(dir, 'c2.age'), join(dir, 'key.txt')];
    writeFileSync(file, founded.file('shares/c2.age'));
    writeFileSync(key, identity, { mode: 0o600 });
    const { stdout, status } = spawnSync('age', ['-d', '-i', key, file]);
    expect(status).toBe(0);
    expect(fromCbor(new Uint8Array(stdout), 'share')).toMatchObject({ custodian: { id: 'c2' } });
  });

  it('opens the log key and a member’s files, which read as Go and JD Chain want them', () => {
    const log = Buffer.from(opened(founded.file('private/log-key/p1.age'), passphrases['p1']!)!).toString();
    expect(log).toMatch(
      /^PRIVATE\+KEY\+rootseal\/food-trace\/[0-9a-f]{8}\/rehearsal\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{44}\n$/,
    );
    const conf = Buffer.from(opened(founded.file('private/brand/local.conf.age'), passphrases['c1']!)!).toString();
    expect(conf).toMatch(/^local\.parti\.privkey=177g/m);
  });

  it('seals what the vault opens: a share sealed again by hand, with passphrase or to a recipient', async () => {
    const plain = opened(founded.file('shares/c3.age'), passphrases['c3']!)!;
    const [file, byPassphrase, byRecipient] = ['plain', 'by-passphrase.age', 'c2.age'].map((name) => join(dir, name));
    writeFileSync(file!, plain);
    expect(age(passphrases['c3']!, '-p', '-o', byPassphrase!, file!).status).toBe(0);
    expect(spawnSync('age', ['-r', recipient, '-o', byRecipient!, file!]).status).toBe(0);
    const key = join(dir, 'identity.txt');
    writeFileSync(key, identity, { mode: 0o600 });
    for (const path of [byPassphrase!, byRecipient!]) {
      const vault = await open('check', answers(), { identities: { c2: key } });
      const files = [{ file: path, bytes: new Uint8Array(readFileSync(path)) }];
      const { shares } = await vault.request('judgeShares', { files, set: setOf(founded) });
      await vault.finish();
      expect(shares[0]).toMatchObject({ ok: true, code: 'SHARE-INTACT', custodian: 'c3' });
    }
  });

  it('seals what our own age opens byte for byte, and one changed byte is seen', async () => {
    const [file, out] = [join(dir, 'text'), join(dir, 'text.age')];
    const text = new Uint8Array(70_000).map((_, i) => i % 251);
    writeFileSync(file, text);
    expect(age('short and sweet', '-p', '-o', out, file).status).toBe(0);
    const sealed = new Uint8Array(readFileSync(out));
    const key = () =>
      ({ kind: 'passphrase', passphrase: new TextEncoder().encode('short and sweet'), workFactor: 0 }) as const;
    const pool = new AgePool(2);
    expect(await pool.open(sealed, key())).toEqual({ ok: true, bytes: text });
    sealed[sealed.length - 5]! ^= 1;
    expect(await pool.open(sealed, key())).toEqual({ ok: false, reason: 'unreadable' });
    await pool.close();
  });
});
