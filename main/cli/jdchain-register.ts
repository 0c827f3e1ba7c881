/**
 * `rootseal jdchain register`: a signed participant registration that `jdchain-cli tx send` takes.
 *
 * The signer's `.priv` is opened, and the transaction signed, inside the vault; it has no expiry, so the file can be
 * sent for as long as the ledger lives.
 */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { register } from '../app/alone.ts';
import { readNamed, sha256Hex, writeNew } from '../app/files.ts';
import { appRules } from '../app/rules.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { type Lang, refuse } from '../core/rules.ts';
import { nodeRoles } from '../export/jdchain/ca/roles.ts';
import { encodePublicKey } from '../export/jdchain/keys.ts';
import { jdchainRules } from '../export/jdchain/rules.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import type { Answer } from './output.ts';
import { wrongUse } from './usage.ts';

export interface RegisterOptions extends SecretOptions {
  readonly ledger: string;
  readonly name: string;
  readonly pubkey?: string;
  readonly certificate?: string;
  readonly signer: string;
  readonly out: string;
  readonly time?: string;
}

/** `--time`, or now. */
export function momentOf(time: string | undefined): number {
  const moment = time === undefined ? Date.now() : Number(time);
  if (!Number.isSafeInteger(moment) || moment < 0)
    throw wrongUse({ en: '--time takes milliseconds since 1970.', zh: '--time 须为自 1970 年起的毫秒数。' });
  return moment;
}

/** The new participant's key, or the certificate that it is in; both only where they fit. @throws JDCHAIN-CERT*, JDCHAIN-CERT-OTHER-KEY */
async function identityOf({ pubkey, certificate: file }: RegisterOptions) {
  if (file === undefined) {
    if (pubkey !== undefined) return { publicKey: pubkey };
    throw wrongUse({
      en: 'Give --pubkey, or --certificate on a ledger with certificates.',
      zh: '请给出 --pubkey；证书模式的账本请给出 --certificate。',
    });
  }
  const certificate = fromUtf8(readNamed(file), file);
  // The codec of certificates takes a while to load.
  const { readCertificate } = await import('../export/jdchain/ca/certificate.ts');
  const { publicKey: key, roles } = readCertificate(certificate, file);
  const publicKey = encodePublicKey(key.suite, key.raw);
  if (pubkey !== undefined && pubkey !== publicKey)
    throw refuse(jdchainRules, 'JDCHAIN-CERT-OTHER-KEY', {}, { subject: file });
  if (!nodeRoles.some((role) => roles.includes(role)))
    throw refuse(
      jdchainRules,
      'JDCHAIN-CERT-OU',
      { roles: roles.join(', ') || '–', wanted: nodeRoles.join(' / ') },
      { subject: file },
    );
  return { publicKey, certificate };
}

export async function jdchainRegister(options: RegisterOptions, lang: Lang): Promise<Answer> {
  const { ledger: ledgerHash, name, out } = options;
  const { publicKey, certificate } = await identityOf(options);
  const time = momentOf(options.time);
  if (existsSync(out)) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: out });
  const priv = fromUtf8(readNamed(options.signer), options.signer);
  const made = await register(
    {
      ledgerHash,
      name,
      publicKey,
      ...(certificate !== undefined && { certificate }),
      time,
      signer: { name: basename(options.signer, '.priv'), priv },
    },
    { lang, source: sourceOf(options), identities: {} },
  );
  writeNew(resolve(out), made.message, 0o644);
  const bytes = made.message.length;
  return {
    exit: 0,
    json: { out, bytes, sha256: sha256Hex(made.message), txHash: made.txHash, time, signer: made.signer },
    text: {
      en: `${out}: registration of ${name} on ${ledgerHash}, ${String(bytes)} bytes, transaction ${made.txHash}.\nSend it with: jdchain-cli tx send --tx ${out}\nIt has no expiry: whoever holds the file can send it.`,
      zh: `${out}：在账本 ${ledgerHash} 上注册 ${name}，${String(bytes)} 字节，交易 ${made.txHash}。\n发送：jdchain-cli tx send --tx ${out}\n该文件没有有效期：持有者随时可以发送。`,
    },
  };
}
