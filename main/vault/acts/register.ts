/**
 * A signed JD Chain participant registration: the signer's `.priv` opened with its password, here alone.
 * What is signed is built here from its fields, so nothing else can come under the signature.
 */

import { readFileSync } from 'node:fs';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import type { Password } from '../../export/jdchain/keys.ts';
import { registerInVault } from '../../export/jdchain/registration.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';

type Signer = Input<'register'>['signer'];

const saysKey: Text = { en: 'The signing key.', zh: '打开签名私钥。' };

export async function register(session: Session, input: Input<'register'>): Promise<Result<'register'>> {
  const { signer, ...wanted } = input;
  for (let left = signer.pwdFile === undefined ? session.source.attempts : 1; ; left--) {
    const password = await passwordOf(session, signer);
    try {
      const made = registerInVault({ ...wanted, priv: signer.priv, password });
      const { suite, raw } = made.signer;
      return { message: made.bytes, txHash: made.txHash, signer: { suite, publicKey: toHex(raw) } };
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
