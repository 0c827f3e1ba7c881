/** `rootseal jdchain tx show FILE`: what a JD Chain transaction does, field by field, before anybody signs or sends it. */

import { fromBase58 } from '../core/encoding/base58.ts';
import { printable } from '../core/encoding/printable.ts';
import { toWords } from '../core/encoding/words.ts';
import { type Lang, type Params, refuse, type RootsealError, type Text } from '../core/rules.ts';
import { jdchainRules } from '../export/jdchain/rules.ts';
import { moment } from '../export/jdchain/tx/lines.ts';
import {
  type ReadOperation,
  type ReadSignature,
  type ReadTransaction,
  readTransaction,
} from '../export/jdchain/tx/read.ts';
import { groupLines } from './hash-lines.ts';
import { demandFile } from './jdchain-files.ts';
import type { Answer } from './output.ts';

/** Exit 1 where a gateway would refuse the file; it is shown all the same. @throws JDCHAIN-TX, JDCHAIN-PROTO, JDCHAIN-FILE */
export function jdchainTxShow({ file }: { readonly file: string }): Answer {
  return shownTx(demandFile(file), file);
}

/** What a transaction does, field by field. */
export function shownTx(bytes: Uint8Array, file: string): Answer {
  const tx = readTransaction(bytes, file);
  const [problem] = problemsOf(tx, file);
  const { en, zh } = problem?.text ?? { en: '', zh: '' };
  return {
    exit: problem ? 1 : 0,
    json: {
      ...(problem && { code: problem.code, message: en, messageZh: zh, subject: file }),
      ...jsonOf(tx),
      bytes: bytes.length,
    },
    text: { en: textOf(tx, 'en', en), zh: textOf(tx, 'zh', zh) },
  };
}

function problemsOf(tx: ReadTransaction, file: string): RootsealError[] {
  const problems: RootsealError[] = [];
  const add = (code: 'JDCHAIN-TX-BROKEN' | 'JDCHAIN-TX-HASH' | 'JDCHAIN-TX-SIGNATURE', params: Params = {}) =>
    problems.push(refuse(jdchainRules, code, params, { subject: file }));
  if (tx.broken) add('JDCHAIN-TX-BROKEN');
  if (tx.statedHash !== undefined) add('JDCHAIN-TX-HASH', { stated: tx.statedHash || '–' });
  const wrong = [...tx.endpointSignatures, ...tx.nodeSignatures].find(({ valid }) => !valid);
  if (wrong) add('JDCHAIN-TX-SIGNATURE', { key: wrong.publicKey });
  return problems;
}

function jsonOf(tx: ReadTransaction) {
  const hash = tx.txHash;
  return {
    form: tx.form,
    ...(hash !== undefined && { txHash: hash, words: toWords(fromBase58(hash, 'hash')) }),
    ...(tx.ledgerHash !== undefined && { ledgerHash: tx.ledgerHash }),
    time: tx.time,
    operations: tx.operations.map(operationJson),
    unknownOperations: tx.operations.filter(({ kind }) => kind === undefined).length,
    endpointSignatures: tx.endpointSignatures.map(({ publicKey, valid }) => ({ publicKey, valid })),
    nodeSignatures: tx.nodeSignatures.map(({ publicKey, valid }) => ({ publicKey, valid })),
  };
}

const hexCode = (code: number): string => `0x${code.toString(16).padStart(3, '0')}`;

function operationJson({ code, version, kind, lines }: ReadOperation) {
  return {
    ...{ code: hexCode(code), version, known: kind !== undefined },
    ...(kind && { title: kind.title.en, titleZh: kind.title.zh }),
    fields: lines.map(({ name, field: { en, zh }, value, unusual }) => {
      return {
        name,
        field: en.trim(),
        fieldZh: zh.trim(),
        value,
        ...(unusual && { unusual: unusual.en, unusualZh: unusual.zh }),
      };
    }),
  };
}

const words = {
  tx: { en: 'Transaction', zh: '交易' },
  noHash: { en: 'unknown: nothing says by which algorithm', zh: '未知：无法得知所用算法' },
  ledger: { en: 'Ledger', zh: '账本' },
  genesis: { en: 'none: this founds one', zh: '无：这是创世交易' },
  time: { en: 'Time', zh: '时间' },
  endpoint: { en: 'Signed by', zh: '签名者' },
  unsigned: { en: 'nobody yet', zh: '尚无人签名' },
  nodes: { en: 'Signed by nodes', zh: '节点签名' },
  holds: { en: 'holds', zh: '成立' },
  fails: { en: 'DOES NOT HOLD', zh: '不成立' },
  look: { en: 'look twice', zh: '请留意' },
} as const satisfies Record<string, Text>;

function textOf(tx: ReadTransaction, lang: Lang, problem: string): string {
  const say = (key: keyof typeof words) => words[key][lang];
  const head = tx.txHash === undefined ? [`${say('tx')}  ${say('noHash')}`] : [`${say('tx')}  ${tx.txHash}`];
  const groups = tx.txHash === undefined ? [] : groupLines(fromBase58(tx.txHash, 'hash'));
  const operations = tx.operations.flatMap((one, i) =>
    operationLines(one, `${String(i + 1)}/${String(tx.operations.length)}`, lang),
  );
  return [
    ...head,
    ...groups,
    `${say('ledger')}  ${tx.ledgerHash ?? say('genesis')}`,
    `${say('time')}  ${moment(tx.time)}`,
    ...operations,
    ...signatureLines(say('endpoint'), tx.endpointSignatures, lang),
    ...(tx.nodeSignatures.length > 0 ? signatureLines(say('nodes'), tx.nodeSignatures, lang) : []),
    ...(problem === '' ? [] : [problem]),
  ].join('\n');
}

function operationLines({ code, version, kind, lines }: ReadOperation, place: string, lang: Lang): string[] {
  const unknown = {
    en: `UNKNOWN, version ${version}: not of JD Chain 1.6.5. What it does cannot be said here; do not sign it unread.`,
    zh: `未知操作，版本 ${version}：不属于 JD Chain 1.6.5，无法说明其作用，未读懂前请勿签名。`,
  };
  const title = (kind?.title ?? unknown)[lang];
  const colon = lang === 'zh' ? '：' : ': ';
  return [
    `${lang === 'zh' ? '操作' : 'Operation'} ${place} (${hexCode(code)})${colon}${title}`,
    ...lines.map(({ field, value, unusual }) => {
      const mark = unusual ? `  [${words.look[lang]}${colon}${printable(unusual[lang])}]` : '';
      return `    ${field[lang]}  ${printable(value)}${mark}`;
    }),
  ];
}

function signatureLines(title: string, signatures: readonly ReadSignature[], lang: Lang): string[] {
  if (signatures.length === 0) return [`${title}  ${words.unsigned[lang]}`];
  return signatures.map(
    ({ publicKey, valid }) => `${title}  ${publicKey || '–'}  ${words[valid ? 'holds' : 'fails'][lang]}`,
  );
}
