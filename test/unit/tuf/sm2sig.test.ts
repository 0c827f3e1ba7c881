/** SM2 co-signatures of TUF files (docs/formats.md section 2). */

import { beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { fingerprint, suite } from '../../../main/core/keys/index.ts';
import { RootsealError } from '../../../main/core/rules.ts';
import { buildSm2Sig, parseSm2Sig, signedBytes, sm2SigName, verifySm2Sig } from '../../../main/core/tuf/index.ts';
import { kits, make } from '../../strangers/tuf/workshop.ts';

const sm2 = suite('sm2');
const secretOf = (seed: number) => sm2.secretFromRandom(new Uint8Array(sm2.randomLength).fill(seed));
const rootOf = (root: string, seed: number) => ({ root, publicKey: sm2.publicKey(secretOf(seed)) });
const roots = [rootOf('root-sm', 5), rootOf('root-sm-2', 6)];

let tuf = new Map<string, Uint8Array>();
let targets = new Uint8Array();
let document = new Uint8Array();

const signed = (file: Uint8Array, seeds = [5, 6]) =>
  roots.map((root, i) => ({ ...root, signature: sm2.sign(signedBytes(file), secretOf(seeds[i] ?? 0)) }));

beforeAll(async () => {
  tuf = (await make(kits[0]!, 1)).files;
  targets = tuf.get('targets.json')!.slice();
  document = buildSm2Sig('targets.json', signed(targets)).slice();
});

const refused = (bytes: Uint8Array, code: string, by = roots) => {
  expect(() => verifySm2Sig(bytes, 'targets.json', targets, by)).toThrow(expect.objectContaining({ code }));
};

const changed = (change: (fields: Record<string, never> & { signatures: Record<string, string>[] }) => void) => {
  const fields = parseJcs(document, 'test') as never;
  change(fields);
  return toJcs(fields);
};

describe('.sm2sig', () => {
  it('is what formats.md says, byte for byte', () => {
    const [first, second] = signed(targets).map(
      ({ root, publicKey, signature }) =>
        `{"fingerprint":"${fingerprint('sm2', publicKey)}","root":"${root}","signature":"${toHex(signature)}"}`,
    );
    expect(new TextDecoder().decode(document)).toBe(
      `{"file":"targets.json","format":"rootseal.sm2sig/1","signatures":[${String(first)},${String(second)}]}`,
    );
    expect(sm2SigName('1.root.json')).toBe('1.root.json.sm2sig');
  });

  it('verifies against its file and no other', () => {
    expect(verifySm2Sig(document, 'targets.json', targets, roots).signatures.length).toBe(2);
    refused(buildSm2Sig('snapshot.json', signed(targets)), 'TUF-SM2SIG-FILE');
    refused(buildSm2Sig('targets.json', signed(tuf.get('snapshot.json')!)), 'TUF-SM2SIG-SIGNATURE');
  });

  it('refuses a signature by another key, a root of nobody, a root that did not sign', () => {
    refused(buildSm2Sig('targets.json', signed(targets, [5, 7])), 'TUF-SM2SIG-SIGNATURE');
    refused(document, 'TUF-SM2SIG-ROOT', roots.slice(0, 1));
    refused(document, 'TUF-SM2SIG-ROOT', [roots[0]!, rootOf('root-sm-2', 8)]);
    refused(buildSm2Sig('targets.json', signed(targets).slice(1)), 'TUF-SM2SIG-MISSING');
  });

  it('refuses one root twice, under one name or two', () => {
    const [first] = signed(targets) as [ReturnType<typeof signed>[0]];
    const twice = (second: string) => () => buildSm2Sig('targets.json', [first, { ...first, root: second }]);
    expect(twice('root-sm')).toThrow('twice');
    expect(twice('other')).toThrow('twice');
  });

  it('refuses unknown, missing and wrong fields', () => {
    refused(
      changed((fields) => Object.assign(fields, { note: 'x' })),
      'TUF-FIELD-UNKNOWN',
    );
    refused(
      changed((fields) => Object.assign(fields.signatures[0]!, { note: 'x' })),
      'TUF-FIELD-UNKNOWN',
    );
    refused(
      changed((fields) => {
        delete fields.file;
      }),
      'TUF-FIELD-MISSING',
    );
    refused(
      changed((fields) => {
        delete fields.signatures[0]!.root;
      }),
      'TUF-FIELD-MISSING',
    );
    refused(
      changed((fields) => Object.assign(fields, { format: 'rootseal.sm2sig/2' })),
      'TUF-FIELD',
    );
    refused(
      changed((fields) => {
        fields.signatures = [];
      }),
      'TUF-FIELD',
    );
    refused(
      changed((fields) => {
        fields.signatures[0]!.signature = 'ab'.repeat(63);
      }),
      'TUF-FIELD',
    );
  });

  it('refuses every single flipped bit', () => {
    const survivors: number[] = [];
    for (let bit = 0; bit < document.length * 8; bit++) {
      const flipped = document.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      try {
        verifySm2Sig(flipped, 'targets.json', targets, roots);
        survivors.push(bit);
      } catch (error) {
        if (!(error instanceof RootsealError)) throw error;
      }
    }
    expect(survivors).toEqual([]);
  });

  it('is read without being believed', () => {
    expect(parseSm2Sig(document, 'test').signatures.map((one) => one.root)).toEqual(['root-sm', 'root-sm-2']);
  });
});
