/** Rules of the store: who may open it, what is refused to be written, and what was found damaged. */

import type { RuleTable } from '../core/rules.ts';

export const storeRules = {
  'STORE-MISSING': {
    exit: 2,
    en: 'There is no store at {subject}. Name the folder of a ceremony, or begin one.',
    zh: '{subject} 处没有数据库。请指明已有仪式的文件夹，或新开一次仪式。',
  },
  'STORE-EXISTS': {
    exit: 2,
    en: '{subject} exists already. Nothing is overwritten: choose another place.',
    zh: '{subject} 已存在。系统不会覆盖任何文件：请另选位置。',
  },
  'STORE-BUSY': {
    exit: 3,
    en: 'Another Rootseal is working in {subject}. Go to its window or terminal, or end it; then try again.',
    zh: '另一个 Rootseal 正在使用 {subject}。请回到那个窗口或终端，或先结束它，再重试。',
  },
  'STORE-DISK': {
    exit: 3,
    en: '{subject} cannot be read or written: {reason}. Look at the medium, its free space and the permissions; what was acknowledged is safe.',
    zh: '无法读写 {subject}：{reason}。请检查介质、剩余空间和权限；已确认的内容不会丢失。',
  },
  'STORE-FOREIGN': {
    exit: 2,
    en: '{subject} is not a store of Rootseal.',
    zh: '{subject} 不是 Rootseal 的数据库。',
  },
  'STORE-NEWER': {
    exit: 2,
    en: '{subject} was written by a newer Rootseal (store version {found}, this one knows {known}). Use that one.',
    zh: '{subject} 由更新版本的 Rootseal 写出（数据库版本 {found}，本程序只支持到 {known}）。请使用新版本。',
  },
  'STORE-OLDER': {
    exit: 2,
    en: '{subject} is of store version {found}, this Rootseal reads {known}. Open the ceremony once for writing; it is brought up to date then.',
    zh: '{subject} 的数据库版本为 {found}，本程序读取版本 {known}。请先以可写方式打开一次该仪式，届时会自动升级。',
  },
  'STORE-COSIGNATURE': {
    exit: 2,
    en: 'This log never signed a checkpoint of {size} entries. The cosignature is of another log, or of another consortium’s.',
    zh: '本日志从未签署过 {size} 条记录的检查点。该共签属于另一份日志或其他联盟。',
  },
  'STORE-SCHEMA': {
    en: '{subject}: the tables or their append-only guards are not as Rootseal made them ({reason}). Somebody altered the store: keep it as evidence and use a copy.',
    zh: '{subject}：数据表或其“只追加”保护与 Rootseal 创建时不同（{reason}）。数据库被改动过：请保留作为证据，并使用副本。',
  },
  'STORE-CORRUPT': {
    en: '{subject}: the store file is damaged: {reason}. Keep it as evidence and go on from a backup.',
    zh: '{subject}：数据库文件已损坏：{reason}。请保留作为证据，并从备份继续。',
  },
  'STORE-DAMAGED': {
    en: 'Entry {entry} of the log does not agree with the tree kept beside it ({reason}). The store was altered: keep it as evidence and go on from a backup.',
    zh: '日志第 {entry} 号条目与其旁保存的哈希树不符（{reason}）。数据库被改动过：请保留作为证据，并从备份继续。',
  },
  'STORE-CHECKPOINT-DAMAGED': {
    en: 'The {subject}, kept at size {size}, is not over the entries of this store: {reason}. The store was altered: keep it as evidence and go on from a backup.',
    zh: '{subject}（大小 {size}）与本数据库中的条目不符：{reason}。数据库被改动过：请保留作为证据，并从备份继续。',
  },
  'STORE-CHECKPOINT': {
    en: 'The checkpoint is not taken into the store: it is of size {found}, the log would have {wanted}, or their roots differ.',
    zh: '数据库拒绝该检查点：其大小为 {found}，日志应为 {wanted}，或两者树根不同。',
  },
  'STORE-CHANGED': {
    en: 'The log in {subject} has {found} entries, this Rootseal wrote {wanted}: another program wrote into it. Nothing was appended; close, and look at who has access.',
    zh: '{subject} 中的日志有 {found} 个条目，而本程序写入了 {wanted} 个：有其他程序写过。本次没有追加任何内容；请关闭并检查谁有访问权限。',
  },
} as const satisfies RuleTable;
