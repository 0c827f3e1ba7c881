/**
 * Signatures of a JD Chain key: its `.priv` opened with its password, here alone. A participant registration is built here from its
 * fields; of any other transaction everything is read, and what JD Chain 1.6.5 does not know is not signed.
 */

import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import type { Password, PublicKey } from '../../export/jdchain/keys.ts';
import { registerInVault } from '../../export/jdchain/registration.ts';
import { signInVault } from '../../export/jdchain/tx/build.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';

type Signer = Input<'register'>['signer'];

const saysKey: Text = { en: 'The signing key.', zh: '打开签名私钥。' };

export async function register(session: Session, input: Input<'register'>): Promise<Result<'register'>> {
  const { signer, ...wanted } = input;
  const made = await withPassword(session, signer, (password) =>
    registerInVault({ ...wanted, priv: signer.priv, password }),
  );
  return { message: made.bytes, txHash: made.txHash, signer: publicHalf(made.signer) };
}

/** A signature more on a transaction of any kind, which is read here before it is signed. */
export async function signTx(session: Session, input: Input<'signTx'>): Promise<Result<'signTx'>> {
  const { signer, file, name } = input;
  const made = await withPassword(session, signer, (password) =>
    signInVault({ file, priv: signer.priv, password }, name),
  );
  return { message: made.bytes, txHash: made.txHash, signer: publicHalf(made.signer) };
}

/** A certificate or request that is built here, so nothing else can come under the signature. */
export async function certify(session: Session, input: Input<'certify'>): Promise<Result<'certify'>> {
  const { signer, wish } = input;
  // The codec of certificates takes a while to load, and no other act needs it.
  const { certifyInVault } = await import('../../export/jdchain/ca/wish.ts');
  const serial = new Uint8Array(randomBytes(16));
  const made = await withPassword(session, signer, (password) =>
    certifyInVault(wish, { priv: signer.priv, password, serial }),
  );
  return { pem: made.pem, signer: publicHalf(made.signer) };
}

const publicHalf = ({ suite, raw }: PublicKey) => ({ suite, publicKey: toHex(raw) });

/** Asks for the password again while it is wrong, as often as the source lets somebody try. */
async function withPassword<T>(session: Session, signer: Signer, use: (password: Password) => T): Promise<T> {
  for (let left = signer.pwdFile === undefined ? session.source.attempts : 1; ; left--) {
    const password = await passwordOf(session, signer);
    try {
      return use(password);
    } catch (error) {
      const wrong = error instanceof RootsealError && error.code === 'JDCHAIN-KEY-PASSWORD';
      if (!wrong || left <= 1) throw error;
      session.source.wrong?.(left - 1);
    }
  }
}

/** The text of a `.pwd` beside the key, as JD Chain's own tools take it, or what somebody types. */
async function passwordOf(session: Session, { name, pwdFile }: Signer): Promise<Password> {
  if (pwdFile !== undefined) return readPwd(pwdFile);
  const who = { id: name, name: { en: name, zh: name }, role: 'signer' } as const;
  return session.keep(await session.source.passphrase(who, saysKey));
}

function readPwd(path: string): string {
  try {
    return fromUtf8(new Uint8Array(readFileSync(path)), path);
  } catch (cause) {
    throw refuse(vaultRules, 'REGISTER-PWD', {}, { subject: path, cause });
  }
}
