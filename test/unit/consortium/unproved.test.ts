/** An application whose keys lie elsewhere: what they sign, one after the other, and what is no proof. */
import { describe, expect, it } from 'vitest';
import {
  type Application,
  applicationMessage,
  readApplication,
  encodeApplication,
} from '../../../main/core/consortium/application.ts';
import {
  type Unproved,
  draftFormat,
  encodeUnproved,
  lackingProof,
  provedApplication,
  readUnproved,
  unprovedMessage,
  withProof,
} from '../../../main/core/consortium/unproved.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { signatureToDer } from '../../../main/core/keys/der.ts';
import { application, codeIn } from './kit.ts';

const whole = application('carrier');
const proofs = whole.keys.map(({ proof }) => fromHex(proof, 'proof'));
const bare = ({ keys, ...rest }: Application): Unproved => ({
  format: draftFormat,
  application: { ...rest, keys: keys.map(({ use, suite, publicKey }) => ({ use, suite, publicKey })) },
});

describe('an application whose keys lie elsewhere', () => {
  it('is the very application once each has signed, in any order, in either form of a signature', () => {
    const draft = readUnproved(encodeUnproved(bare(whole)));
    expect(unprovedMessage(draft)).toEqual(applicationMessage(whole));
    expect(lackingProof(draft).length).toBe(3);
    const [first, second, third] = proofs;
    const signed = [signatureToDer(third!), first!, signatureToDer(second!)].reduce(
      (so, signature) => withProof(so, signature, 'x.sig'),
      draft,
    );
    expect(encodeApplication(provedApplication(readUnproved(encodeUnproved(signed))))).toEqual(
      encodeApplication(whole),
    );
    expect(readApplication(encodeApplication(provedApplication(signed)))).toEqual(whole);
  });

  it('is none while a key has not signed; a signature counts once, and of another application never', () => {
    const draft = withProof(bare(whole), proofs[0]!, 'a.sig');
    expect(codeIn(() => provedApplication(draft))).toBe('DRAFT-OPEN');
    expect(codeIn(() => withProof(draft, proofs[0]!, 'a.sig'))).toBe('DRAFT-SIGNATURE');
    const other = application('carrier', { member: { ...whole.member, role: 'brand' } });
    expect(codeIn(() => withProof(bare(whole), fromHex(other.keys[0]!.proof, 'proof'), 'a.sig'))).toBe(
      'DRAFT-SIGNATURE',
    );
  });

  it('is refused with a proof that does not hold, a key that is none, or another form', () => {
    const [key, ...others] = bare(whole).application.keys;
    const having = (part: object) =>
      codeIn(() =>
        readUnproved(
          encodeUnproved({
            ...bare(whole),
            application: { ...bare(whole).application, keys: [{ ...key!, ...part }, ...others] },
          }),
        ),
      );
    expect(having({ proof: '00'.repeat(64) })).toBe('APPLICATION-PROOF');
    expect(having({ publicKey: '00'.repeat(32) })).toBe('APPLICATION-KEY');
    expect(having({ use: 'vote' })).toBe('DRAFT-FORM');
  });
});
