/** Rules of the audit log: tree, notes, checkpoints, tiles and entries. One id per refusal. */

import type { RuleTable } from '../rules.ts';

export const auditRules = {
  'MERKLE-RANGE': {
    exit: 2,
    en: 'No proof can be made there: {reason}. Ask for an entry or a size that the log has.',
    zh: '无法在此处生成证明：{reason}。请指定日志中已有的条目或大小。',
  },
  'MERKLE-HASH': {
    exit: 2,
    en: 'A hash of the log’s tree has 32 bytes, this one has {length}.',
    zh: '日志哈希树中的哈希应为 32 字节，此处为 {length} 字节。',
  },
  'VKEY-FORM': {
    exit: 2,
    en: '{subject}: this is not a log verifier key (name+8 hex digits+Base64, one line). Use the file log.vkey as it was published.',
    zh: '{subject}：不是日志验证公钥（名称+8 位十六进制+Base64，一行）。请使用公布的 log.vkey 原文件。',
  },
  'VKEY-ALGORITHM': {
    exit: 2,
    en: '{subject}: the verifier key is not an Ed25519 key (type 01). Only these sign a log of ours.',
    zh: '{subject}：验证公钥不是 Ed25519（类型 01）。本系统的日志只用 Ed25519 签名。',
  },
  'VKEY-KEY-ID': {
    en: '{subject}: the key id {found} does not belong to this name and key, which give {wanted}. The line was altered.',
    zh: '{subject}：密钥标识 {found} 与名称和公钥不符，应为 {wanted}。该行被改动过。',
  },
  'NOTE-LENGTH': {
    exit: 2,
    en: '{subject}: a signed note has at most {limit} bytes, this one has {length}.',
    zh: '{subject}：签名文本最多 {limit} 字节，此文件有 {length} 字节。',
  },
  'NOTE-TEXT': {
    exit: 2,
    en: '{subject}: a signed note is UTF-8 text without control characters; this file is not. Use the file as it was written.',
    zh: '{subject}：签名文本必须是不含控制字符的 UTF-8 文本，此文件不是。请使用原始文件。',
  },
  'NOTE-FORM': {
    exit: 2,
    en: '{subject}: a signed note is a text, an empty line and signature lines, each ended by a line feed; this file is not. It may have been cut.',
    zh: '{subject}：签名文本由正文、一个空行和若干签名行组成，每行以换行结束；此文件不符，可能被截断。',
  },
  'NOTE-LINE': {
    exit: 2,
    en: '{subject}: signature line {line} is not "— name Base64". The file was altered.',
    zh: '{subject}：第 {line} 个签名行不是“— 名称 Base64”的形式。文件被改动过。',
  },
  'NOTE-LINES': {
    exit: 2,
    en: '{subject}: a signed note has at most {limit} signature lines, this one has {count}.',
    zh: '{subject}：签名文本最多 {limit} 个签名行，此文件有 {count} 个。',
  },
  'NOTE-UNSIGNED': {
    en: '{subject}: no signature by the key {key}. It was signed with another key, or the signature line was lost.',
    zh: '{subject}：没有密钥 {key} 的签名。可能由另一把密钥签名，或签名行已丢失。',
  },
  'NOTE-TWICE': {
    en: '{subject}: two signature lines by the key {key}; one key signs a note once. Ask for the file as it was signed.',
    zh: '{subject}：密钥 {key} 有两个签名行，同一把密钥只应签名一次。请索取签名时的原文件。',
  },
  'NOTE-SIGNATURE': {
    en: '{subject}: the signature by the key {key} is wrong. The text was altered after it was signed, or the signature was.',
    zh: '{subject}：密钥 {key} 的签名无效。签名后正文被改动过，或签名被改动过。',
  },
  'CHECKPOINT-FORM': {
    exit: 2,
    en: '{subject}: a checkpoint is exactly three lines: origin, size, root in Base64. {reason}.',
    zh: '{subject}：检查点正好三行：来源名、大小、Base64 形式的树根。{reason}。',
  },
  'CHECKPOINT-ORIGIN': {
    en: '{subject}: the checkpoint is of the log "{found}", not of "{wanted}". Take the checkpoint of this consortium and ceremony.',
    zh: '{subject}：该检查点属于日志“{found}”，不是“{wanted}”。请使用本联盟、本次仪式的检查点。',
  },
  'CHECKPOINT-ROOT': {
    en: '{subject}: the {size} entries do not give the signed root. An entry was altered, or the checkpoint is of another log.',
    zh: '{subject}：{size} 个条目算出的树根与已签名的树根不符。有条目被改动过，或检查点属于另一份日志。',
  },
  'LOG-UNSIGNED': {
    en: 'The log folder has no file "checkpoint", so nobody vouches for its entries. Copy the whole log folder again.',
    zh: '日志文件夹中没有 checkpoint 文件，条目无人担保。请重新复制整个日志文件夹。',
  },
  'TILE-MISSING': {
    en: '{subject} is missing: a log of {size} entries has this file. Copy the whole log folder again.',
    zh: '缺少 {subject}：{size} 个条目的日志应有此文件。请重新复制整个日志文件夹。',
  },
  'TILE-EXTRA': {
    en: '{subject} does not belong to a log of {size} entries. Somebody added it, or the checkpoint is older than the folder.',
    zh: '{subject} 不属于 {size} 个条目的日志。该文件是被添加的，或检查点比文件夹旧。',
  },
  'TILE-BUNDLE': {
    en: '{subject} does not hold exactly {count} entries. The file was cut or altered; copy the whole log folder again.',
    zh: '{subject} 中不是正好 {count} 个条目。文件被截断或改动过，请重新复制整个日志文件夹。',
  },
  'TILE-DIFFERS': {
    en: '{subject} is not what the entries give. The tile or an entry below it was altered; copy the whole log folder again.',
    zh: '{subject} 与条目算出的内容不符。该文件或其下的条目被改动过，请重新复制整个日志文件夹。',
  },
  'ENTRY-LENGTH': {
    en: '{subject}: an entry has 1 to {limit} bytes, this one has {length}. Put the long part into a file and its hash into the entry.',
    zh: '{subject}：条目长度为 1 至 {limit} 字节，此条目为 {length} 字节。请把较长内容存为文件，条目中只记其哈希。',
  },
  'ENTRY-FORM': {
    exit: 2,
    en: '{subject}: this is not an entry of format rootseal.entry/1: {field}. It was altered or written by another version.',
    zh: '{subject}：不是 rootseal.entry/1 格式的条目：{field}。内容被改动过，或由其他版本写出。',
  },
  'ENTRY-INDEX': {
    en: '{subject}: the entry says it is number {found}, but it lies at place {wanted}. Entries were swapped, dropped or added.',
    zh: '{subject}：条目自称第 {found} 号，却在第 {wanted} 位。条目被调换、删除或添加过。',
  },
} as const satisfies RuleTable;
