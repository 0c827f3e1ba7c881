/**
 * `rootseal jdchain hash | lint | key show`: existing JD Chain 1.6.5 files, read and judged. No secret is opened here;
 * `jdchain register` opens one, in the vault (jdchain-register.ts).
 */

import { resolve } from 'node:path';
import { writeNew } from '../app/files.ts';
import { fromBase58 } from '../core/encoding/base58.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { fingerprint } from '../core/keys/index.ts';
import { refuse, RootsealError, type Text } from '../core/rules.ts';
import { buildGenesis } from '../export/jdchain/genesis.ts';
import {
  address,
  algorithmNames,
  encodePublicKey,
  isEncryptedPrivate,
  parsePublicKey,
} from '../export/jdchain/keys.ts';
import { lint, type LintFinding, standingIn } from '../export/jdchain/lint.ts';
import { supportedVersion } from '../export/jdchain/names.ts';
import { jdchainRules } from '../export/jdchain/rules.ts';
import { codecForParties, demandFile, distinctNames, loadLedgerInit, partiesAt } from './jdchain-files.ts';
import type { Answer } from './output.ts';
import { whoCanAnswer } from './who-can.ts';

export interface HashOptions {
  /** Path of ledger.init. */
  readonly file: string;
  /** Where to write the content bytes; must not exist. */
  readonly out?: string | undefined;
  /** JD Chain version that the file is for; only 1.6.5 is known. */
  readonly chainVersion?: string | undefined;
}

/** `jdchain hash`: the genesis transaction of an existing configuration. @throws JDCHAIN-*, FILE-EXISTS */
export async function jdchainHash({ file, out, chainVersion = supportedVersion }: HashOptions): Promise<Answer> {
  if (chainVersion !== supportedVersion) {
    throw refuse(jdchainRules, 'JDCHAIN-VERSION', { version: chainVersion, field: file }, { subject: file });
  }
  const { name, genesis } = await loadLedgerInit(file);
  const { content, contentSha256, txHashText: txHash } = buildGenesis(genesis);
  const participants = genesis.participants.map(({ name: participant, publicKey: { suite, raw } }, id) => {
    return { id, name: participant, publicKey: encodePublicKey(suite, raw), address: address(suite, raw) };
  });
  if (out !== undefined) writeNew(resolve(out), content, 0o644);
  const lines = participants.map((one) => `  ${String(one.id)}  ${one.address}  ${one.name}`).join('\n');
  const facts = { txHash, contentBytes: content.length, contentSha256, participants };
  return {
    exit: 0,
    json: {
      ...facts,
      version: supportedVersion,
      ledgerName: name,
      hash: genesis.hash,
      ...(out !== undefined && { out }),
    },
    text: {
      en: `Genesis transaction hash  ${txHash}\nContent: ${String(content.length)} bytes, SHA-256 ${contentSha256}\nParticipants:\n${lines}`,
      zh: `创世交易哈希  ${txHash}\n内容：${String(content.length)} 字节，SHA-256 ${contentSha256}\n参与方：\n${lines}`,
    },
  };
}

/** `jdchain lint PATH …`: exit 1 if there is an error among the findings. @throws JDCHAIN-FILE (exit 2) */
export async function jdchainLint({ paths }: { readonly paths: readonly string[] }): Promise<Answer> {
  const parties = distinctNames(paths.flatMap(partiesAt));
  await codecForParties(parties);
  const findings = lint(parties, Date.now());
  const [first] = findings.filter(({ level }) => level === 'error');
  const standing = standingIn(parties);
  const can = standing && whoCanAnswer(standing);
  const text = (lang: keyof Text) =>
    [...(can ? [can.text[lang]] : []), report(findings, lang, parties.length)].join('\n');
  return {
    exit: first ? 1 : 0,
    json: {
      ...(first && {
        code: first.rule,
        message: first.text.en,
        messageZh: first.text.zh,
        subject: `${first.party}/${first.file}`,
      }),
      parties: parties.map(({ name }) => name),
      findings: findings.map(asJson),
      ...(can && { abilities: can.json }),
    },
    text: { en: text('en'), zh: text('zh') },
  };
}

function asJson({ rule, level, field, text, file, party }: LintFinding) {
  return { rule, level, field, message: text.en, messageZh: text.zh, file, party };
}

function report(findings: readonly LintFinding[], lang: keyof Text, parties: number): string {
  const words = { en: { error: 'ERROR', warning: 'warning' }, zh: { error: '错误', warning: '警告' } }[lang];
  const lines = findings.map(({ rule, level, field, text, file, party }) => {
    return `${words[level]} ${rule}  ${party}/${file}${field === '' ? '' : `  ${field}`}\n    ${text[lang]}`;
  });
  const errors = findings.filter(({ level }) => level === 'error').length;
  const counts = { errors, warnings: findings.length - errors };
  return [...lines, summary(parties, counts)[lang]].join('\n');
}

function summary(parties: number, { errors, warnings }: { errors: number; warnings: number }): Text {
  return {
    en: `${String(parties)} parties: ${String(errors)} errors, ${String(warnings)} warnings`,
    zh: `${String(parties)} 个参与方：${String(errors)} 个错误，${String(warnings)} 个警告`,
  };
}

/** `jdchain key show FILE`: a `.pub` in full; of a `.priv` only that it is one, for opening it is the vault's. @throws JDCHAIN-KEY* */
export function jdchainKeyShow({ file }: { readonly file: string }): Answer {
  // People copy keys with a newline behind; what JD Chain makes of that is for lint to say.
  const bytes = keyBytes(fromUtf8(demandFile(file), file).trim(), file);
  return isEncryptedPrivate(bytes) ? privateKey(file) : publicKey(bytes, file);
}

function keyBytes(text: string, file: string): Uint8Array {
  try {
    return fromBase58(text, file);
  } catch (cause) {
    if (!(cause instanceof RootsealError)) throw cause;
    throw refuse(jdchainRules, 'JDCHAIN-KEY-SHOW', {}, { subject: file });
  }
}

function privateKey(file: string): Answer {
  return {
    exit: 0,
    json: { file, kind: 'private', encrypted: true },
    text: {
      en: `${file}: an encrypted JD Chain private key (weak: one SHA-256 of the password, no salt). Its public key shows only when it is opened.`,
      zh: `${file}：加密的 JD Chain 私钥（强度弱：口令只做一次 SHA-256，无盐）。打开后才能得知其公钥。`,
    },
  };
}

function publicKey(bytes: Uint8Array, file: string): Answer {
  const { suite, raw } = parsePublicKey(bytes, file);
  const facts = {
    algorithm: algorithmNames[suite],
    publicKey: encodePublicKey(suite, raw),
    address: address(suite, raw),
    raw: toHex(raw),
    fingerprint: fingerprint(suite, raw),
  };
  const lines = Object.entries(facts).map(([name, value]) => `${name.padEnd(12)}${value}`);
  return {
    exit: 0,
    json: { file, kind: 'public', suite, ...facts },
    text: { en: lines.join('\n'), zh: lines.join('\n') },
  };
}
