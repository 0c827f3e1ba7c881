/**
 * Recovery without this program: Debian's Python, python3-cbor2 and python3-nacl read share set, envelopes and sealed
 * roots by docs/formats.md alone (recover.py), combine the shares and open every root.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { encodeEnvelope } from '../../../main/core/shares/envelope.ts';
import { encodeShareSet } from '../../../main/core/shares/set.ts';
import { quorums } from '../../../main/core/shares/quorums.ts';
import { split } from '../../../main/vault/shamir.ts';
import { found, seeded } from '../../unit/shares/founding.ts';
import type { ShareVector } from '../../vectors/shares/make.ts';

const python = '/usr/bin/python3';
const script = new URL('recover.py', import.meta.url).pathname;
const probe = spawnSync(python, ['-c', 'import cbor2, nacl.bindings'], { encoding: 'utf8' });
const ready = probe.status === 0;
const reason = ready ? '' : ` (skipped: ${python} lacks cbor2 or nacl; run test/strangers/python-formats/setup.sh)`;
if (!ready && process.env.ROOTSEAL_STRANGERS === 'required') throw new Error(`a stranger is missing${reason}`);

interface Files {
  readonly set: Uint8Array;
  readonly sealed: ReadonlyMap<string, Uint8Array>;
  readonly envelopes: readonly Uint8Array[];
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rootseal-python-'));
  if (!ready) console.warn(`python-formats${reason}`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes the files and lets Python recover from the given slots (from 1). */
function recover(files: Files, slots: readonly number[]) {
  const put = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const set = put('set.json', files.set);
  const sealed = [...files.sealed].map(([id, bytes]) => put(`${id}.sealed`, bytes));
  const shares = slots.map((slot) => put(`${slot}.share`, files.envelopes[slot - 1]!));
  return spawnSync(python, [script, set, ...sealed, '--', ...shares], { encoding: 'utf8' });
}

function read(vector: ShareVector): Files {
  const bytes = (hex: string) => fromHex(hex, 'vector');
  return {
    set: bytes(vector.set),
    sealed: new Map(Object.entries(vector.sealed).map(([id, hex]) => [id, bytes(hex)])),
    envelopes: vector.envelopes.map(bytes),
  };
}

const load = (name: string) => {
  const file = new URL(`../../vectors/shares/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as ShareVector;
};

describe.skipIf(!ready)(`recovery by Debian's Python${reason}`, () => {
  it.each(['real-3-of-5-v1', 'rehearsal-2-of-3-v1'])('%s: every quorum gives the KEK and every root', (name) => {
    const vector = load(name);
    const files = read(vector);
    const [m, n] = name.startsWith('real') ? [3, 5] : [2, 3];
    for (const quorum of quorums(n, m, 10_000, seeded('')).quorums) {
      const answer = recover(files, quorum);
      expect(answer.stderr).toBe('');
      const { kek, slots, roots } = JSON.parse(answer.stdout);
      expect([kek, slots]).toEqual([vector.kek, quorum]);
      for (const root of vector.roots) expect(roots[root.id].secret).toBe(root.secret);
      expect(Object.keys(roots)).toContain('log-key');
    }
  });

  it.each([
    [2, 2],
    [3, 5],
    [7, 9],
    [20, 40],
    [64, 100],
  ])('%i of %i, split by the library with real randomness', async (m, n) => {
    const founding = await found({ seed: `python ${m} of ${n}`, m, n, split });
    const envelopes = founding.envelopes.map(encodeEnvelope);
    const files = { set: encodeShareSet(founding.set), sealed: founding.sealed, envelopes };
    // The last ones: the x of the library are shuffled over 1 to 255, so any will do.
    const slots = Array.from({ length: m }, (_, i) => n - i);
    const { stdout, stderr } = recover(files, slots);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).kek).toBe(toHex(founding.kek));
  });

  it('refuses what our reader refuses: a flipped bit anywhere in share, set and sealed root', () => {
    const files = read(load('real-3-of-5-v1'));
    const flip = (bytes: Uint8Array, at: number) => {
      const copy = bytes.slice();
      copy[at]! ^= 1;
      return copy;
    };
    for (let part = 0; part < 12; part++) {
      const place = (bytes: Uint8Array) => Math.floor((bytes.length * (part + 0.5)) / 12);
      const [first, ...others] = files.envelopes as [Uint8Array, ...Uint8Array[]];
      const ed = files.sealed.get('root-ed25519')!;
      const damaged = [
        { ...files, envelopes: [flip(first, place(first)), ...others] },
        { ...files, set: flip(files.set, place(files.set)) },
        { ...files, sealed: new Map([...files.sealed, ['root-ed25519', flip(ed, place(ed))] as const]) },
      ];
      for (const one of damaged) expect(recover(one, [1, 2, 3]).status).toBe(1);
    }
  });

  it('refuses two of three, and shares of another set', () => {
    const files = read(load('real-3-of-5-v1'));
    expect(recover(files, [1, 2]).stderr).toContain('refused: 2 of 3 shares');
    const foreign = read(load('rehearsal-2-of-3-v1'));
    const mixed = recover({ ...files, envelopes: foreign.envelopes }, [1, 2, 3]);
    expect(mixed.stderr).toContain('refused: share 1');
  });
});
