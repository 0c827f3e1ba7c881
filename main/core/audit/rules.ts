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
  'VKEY-WITNESS': {
    exit: 2,
    en: '{subject}: this is not a witness’s verifier key (type 04, Ed25519 cosignatures). A log’s key signs the log and cosigns nothing.',
    zh: '{subject}：不是见证人的验证公钥（类型 04，Ed25519 共签）。日志自己的密钥只签署日志，不能共签。',
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
  'LOG-COSIGNED': {
    en: '{subject} does not belong here: it holds a checkpoint of {size} entries. An older cosigned checkpoint lies under its own size, once.',
    zh: '{subject} 不应在此：其中是 {size} 条记录的检查点。较早的共签检查点以其自身大小命名，且只有一份。',
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
  'COSIGNATURE-FORM': {
    exit: 2,
    en: '{subject}: this is not a cosignature by {key}: {reason}. Ask the witness for the line again.',
    zh: '{subject}：不是 {key} 的共签：{reason}。请向见证人重新索取该行。',
  },
  'COSIGNATURE-SIGNATURE': {
    en: '{subject}: the cosignature by {key} is not over this checkpoint. It is of another checkpoint, or was altered.',
    zh: '{subject}：{key} 的共签不是针对此检查点。它属于另一个检查点，或被改动过。',
  },
  'WITNESS-REQUEST': {
    exit: 2,
    en: '{subject}: this is not a request to a witness (C2SP tlog-witness, add-checkpoint): {reason}. Ask for the file again.',
    zh: '{subject}：不是给见证人的请求（C2SP tlog-witness，add-checkpoint）：{reason}。请重新索取该文件。',
  },
  'WITNESS-STATE': {
    exit: 2,
    en: '{subject}: this is not what a witness keeps of a log (rootseal.witness-state/1): {reason}. Do not begin anew; take your copy of the file, or the paper.',
    zh: '{subject}：不是见证人保存的日志状态（rootseal.witness-state/1）：{reason}。请勿重新开始；请使用该文件的副本或纸质记录。',
  },
  'WITNESS-LOG': {
    en: '{subject}: the log’s key is not the one that this witness has kept. It is another log, or its key was exchanged; do not cosign.',
    zh: '{subject}：日志公钥与该见证人保存的不同。这是另一份日志，或密钥被换过；请勿共签。',
  },
  'WITNESS-STALE': {
    en: 'The request begins at size {old}, but the last checkpoint that you cosigned has size {size}. Ask for a request from size {size}.',
    zh: '该请求从大小 {old} 开始，而您上次共签的检查点大小为 {size}。请索取从 {size} 开始的请求。',
  },
  'WITNESS-SHRUNK': {
    en: 'The log has shrunk: you cosigned {size} entries, this checkpoint has {found}. Do not cosign. Keep both; show them to the others. Yours: {yours}; this one: {theirs}.',
    zh: '日志变短了：您曾共签 {size} 条记录，此检查点只有 {found} 条。请勿共签；保存两者并出示给其他人。您的：{yours}；此处：{theirs}。',
  },
  'WITNESS-FORK': {
    en: 'The log has forked: two checkpoints of {size} entries, both signed by the log, with different roots. Do not cosign. Keep both: together they prove it. Yours: {yours}; this one: {theirs}.',
    zh: '日志出现分叉：两个大小均为 {size} 的检查点都由日志签名，但树根不同。请勿共签；保存两者，它们合在一起就是证据。您的：{yours}；此处：{theirs}。',
  },
  'WITNESS-PROOF': {
    en: 'The proof does not show that the log continues what you cosigned. The request was altered, or the log was rewritten below it. Do not cosign. Yours: {yours}; this one: {theirs}.',
    zh: '证明未能表明日志是您曾共签内容的延续。请求被改动过，或其下的日志被改写。请勿共签。您的：{yours}；此处：{theirs}。',
  },
  'PROOF-FORM': {
    exit: 2,
    en: '{subject}: this is not a proof of an entry (c2sp.org/tlog-proof@v1): {reason}. It may have been cut.',
    zh: '{subject}：不是记录的证明（c2sp.org/tlog-proof@v1）：{reason}。文件可能被截断。',
  },
  'PROOF-INCLUSION': {
    en: '{subject}: the proof does not lead from this entry to the signed root. The entry or the proof is of another log, or was altered.',
    zh: '{subject}：证明不能从该记录推到已签名的树根。记录或证明属于另一份日志，或被改动过。',
  },
  'POLICY-FORM': {
    exit: 2,
    en: '{subject}, line {line}: {reason}. The format is C2SP tlog-policy.',
    zh: '{subject} 第 {line} 行：{reason}。格式为 C2SP tlog-policy。',
  },
} as const satisfies RuleTable;
