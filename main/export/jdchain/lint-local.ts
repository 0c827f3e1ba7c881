/** `jdchain lint`, local.conf: what ledger-init.sh demands of it, and whether its key is a participant's. Nothing is decrypted. */

import { RootsealError } from '../../core/rules.ts';
import { address, decodePublicKey } from './keys.ts';
import type { Inspection } from './ledgerinit.ts';
import { baseName, type Files, type Findings } from './lint-files.ts';
import { readProperties } from './properties.ts';
import { optional } from './values.ts';

export interface LocalConf {
  readonly path: string;
  /** Of its public key, Base58. */
  readonly address: string;
}

/** Runs a check of a file; if the file cannot be read at all, that is the finding. */
export function readable<T>(path: string, out: Findings, check: () => T): T | undefined {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    out.problem(error, path);
    return undefined;
  }
}

/** Checks the first local.conf of a party; undefined if there is none, or none with a public key. */
export function lintLocal(files: Files, { init }: Inspection, out: Findings): LocalConf | undefined {
  const path = [...files.keys()].filter((file) => baseName(file) === 'local.conf').sort()[0];
  if (path === undefined) return undefined;
  return readable(path, out, () => {
    const properties = readProperties(files.get(path) ?? new Uint8Array(), path);
    const ca = init?.genesis.rootCertificates !== undefined;
    const own = ca ? ['local.parti.ca-path', 'local.parti.privkey-path'] : ['local.parti.pubkey'];
    for (const key of [...own, 'ledger.binding.out', 'ledger.db.uri']) {
      if (optional(properties, key) === undefined) out.add('error', 'JDCHAIN-LOCAL-MISSING', path, key);
    }
    if (ca) return undefined;
    const secret = ['local.parti.privkey', 'local.parti.pwd'].every((key) => optional(properties, key) !== undefined);
    if (secret) out.add('warning', 'JDCHAIN-LOCAL-SECRET', path, 'local.parti.pwd');
    const text = optional(properties, 'local.parti.pubkey');
    if (text === undefined) return undefined;
    const { suite, raw } = decodePublicKey(text, `${path}: local.parti.pubkey`);
    const mine = address(suite, raw);
    const among =
      init?.genesis.participants.some(({ publicKey }) => address(publicKey.suite, publicKey.raw) === mine) ?? true;
    if (!among) out.add('error', 'JDCHAIN-LOCAL-STRANGER', path, 'local.parti.pubkey');
    return { path, address: mine };
  });
}
