/**
 * `rootseal jdchain key new`: a JD Chain key pair as files, the private half made and encrypted inside the vault.
 * No `.pwd` is written: it is as good as the password itself.
 */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { makeKey } from '../app/alone.ts';
import { writeNew } from '../app/files.ts';
import { appRules } from '../app/rules.ts';
import { utf8 } from '../core/encoding/bytes.ts';
import { type Lang, refuse } from '../core/rules.ts';
import { address, decodePublicKey } from '../export/jdchain/keys.ts';
import { type SecretOptions, sourceOf } from './options.ts';
import type { Answer } from './output.ts';
import { wrongUse } from './usage.ts';

export interface KeyNewOptions extends SecretOptions {
  readonly suite: string;
  /** The files without their endings. */
  readonly out: string;
}

function suiteOf(text: string): 'ed25519' | 'sm2' {
  if (text === 'ed25519' || text === 'sm2') return text;
  throw wrongUse({ en: '--suite takes ed25519 or sm2.', zh: '--suite 只能是 ed25519 或 sm2。' });
}

/** FILE-EXISTS before anybody is asked for a passphrase. */
export async function jdchainKeyNew(options: KeyNewOptions, lang: Lang): Promise<Answer> {
  const suite = suiteOf(options.suite);
  const out = options.out.replace(/\.(priv|pub)$/, '');
  const [priv, pub] = [`${out}.priv`, `${out}.pub`];
  const taken = [priv, pub].find((file) => existsSync(file));
  if (taken !== undefined) throw refuse(appRules, 'FILE-EXISTS', {}, { subject: taken });
  const made = await makeKey({ name: basename(out), suite }, { lang, source: sourceOf(options), identities: {} });
  const { publicKey, weakPassphrase } = made;
  writeNew(resolve(priv), utf8(made.priv));
  writeNew(resolve(pub), utf8(publicKey), 0o644);
  const place = address(suite, decodePublicKey(publicKey).raw);
  return {
    exit: 0,
    json: { suite, publicKey, address: place, files: { private: priv, public: pub }, weakPassphrase },
    text: {
      en: `${pub}: ${publicKey}\nAddress ${place}\n${priv}: ${weakPassphrase ? 'the passphrase is weak, and ' : ''}JD Chain encrypts it under one SHA-256 of the passphrase, without salt: keep the file itself secret.`,
      zh: `${pub}：${publicKey}\n地址 ${place}\n${priv}：${weakPassphrase ? '口令强度弱，且' : ''}JD Chain 仅以口令的一次 SHA-256（无盐）加密：请将该文件本身视为机密。`,
    },
  };
}
