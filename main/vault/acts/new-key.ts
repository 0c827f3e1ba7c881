/**
 * A JD Chain key pair of its own, outside a ceremony: drawn from the system's randomness, and out of here only as the
 * texts of `.pub` and `.priv`. The `.priv` is as weak as JD Chain made it (export/jdchain/keys.ts).
 */

import { randomBytes } from 'node:crypto';
import { suite } from '../../core/keys/index.ts';
import { judgePassphrase } from '../../core/sealing/passphrase.ts';
import { encodePrivate, encodePublicKey } from '../../export/jdchain/keys.ts';
import type { Input, Result } from '../protocol.ts';
import type { Session } from '../session.ts';

export async function newKey(session: Session, { name, suite: suiteName }: Input<'newKey'>): Promise<Result<'newKey'>> {
  const who = { id: name, name: { en: name, zh: name }, role: 'signer' } as const;
  // No ceremony: a weak passphrase is told of, not refused.
  const password = session.keep(await session.source.newPassphrase(who, () => undefined));
  const keys = suite(suiteName);
  const random = session.keep(new Uint8Array(randomBytes(keys.randomLength)));
  const secret = session.keep(keys.secretFromRandom(random));
  return {
    publicKey: encodePublicKey(suiteName, keys.publicKey(secret)),
    priv: encodePrivate(suiteName, secret, password),
    weakPassphrase: !judgePassphrase(password, { rehearsal: false }).ok,
  };
}
