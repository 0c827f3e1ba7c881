/** A `.sm2sig` in which one root, or one key under two names, stands twice: keys are counted, not signatures. */
import { expect, it } from 'vitest';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { suite } from '../../../main/core/keys/index.ts';
import { buildSm2Sig, parseSm2Sig } from '../../../main/core/tuf/index.ts';
import { refusal } from '../../refusal.ts';

const sm2 = suite('sm2');
const signer = (root: string, seed: number) => {
  const secret = sm2.secretFromRandom(new Uint8Array(sm2.randomLength).fill(seed));
  return { root, publicKey: sm2.publicKey(secret), signature: sm2.sign(Uint8Array.of(1), secret) };
};
const good = buildSm2Sig('targets.json', [signer('root-a', 5), signer('root-b', 6)]);

function second(change: (signature: Record<string, string>, first: Record<string, string>) => void): string {
  const fields = parseJcs(good, 'test') as { signatures: Record<string, string>[] };
  change(fields.signatures[1]!, fields.signatures[0]!);
  return refusal(() => parseSm2Sig(toJcs(fields), 'test'));
}

it('refuses a root named twice and a key under two names, and takes two roots', () => {
  expect(second(() => undefined)).toBe('accepted');
  expect(second((one) => (one.root = 'root-a'))).toBe('TUF-SM2SIG-DUPLICATE');
  expect(second((one, first) => (one.fingerprint = first.fingerprint ?? ''))).toBe('TUF-SM2SIG-DUPLICATE');
});
