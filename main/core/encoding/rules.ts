/** Rules of the encodings: what is refused before anybody looks at the meaning of the bytes. */

import type { RuleTable } from '../rules.ts';

export const encodingRules = {
  'ENCODING-HEX': {
    exit: 2,
    en: '{subject}: this is not hex as written here: digits 0-9 and a-f only, lower case, an even number of them. Copy the value again.',
    zh: '{subject}：不是规定的十六进制写法。只能用 0-9 和小写 a-f，位数必须是偶数。请重新抄录。',
  },
  'ENCODING-BASE58': {
    exit: 2,
    en: '{subject}: this is not Base58 (no 0, O, I or l, no spaces). Copy the value again.',
    zh: '{subject}：不是 Base58（不含 0、O、I、l，不含空格）。请重新抄录。',
  },
  'ENCODING-BASE64': {
    exit: 2,
    en: '{subject}: this is not Base64 in its one canonical form (padded, no line breaks). Copy the value again.',
    zh: '{subject}：不是规范形式的 Base64（须补齐等号，不得换行）。请重新复制。',
  },
  'ENCODING-UTF8': {
    exit: 2,
    en: '{subject}: this is not UTF-8 text. Give the file as it was written, not a converted copy.',
    zh: '{subject}：不是 UTF-8 文本。请提供原始文件，不要用转换过编码的副本。',
  },
  'ENCODING-INTEGER': {
    exit: 2,
    en: 'The number {value} does not fit into {bits} bits.',
    zh: '数值 {value} 放不进 {bits} 位。',
  },
  'ENCODING-JSON': {
    exit: 2,
    en: '{subject}: these bytes are not the one canonical form of a JSON document (RFC 8785): {reason}. The file was altered or written by another program.',
    zh: '{subject}：不是 JSON 文档的唯一规范形式（RFC 8785）：{reason}。文件被改动过，或由其他程序写出。',
  },
  'ENCODING-JSON-VALUE': {
    exit: 2,
    en: '{subject}: a document of ours holds no {reason}.',
    zh: '{subject}：本系统的文档中不允许出现：{reason}。',
  },
  'ENCODING-WORD': {
    exit: 2,
    en: 'Word {position}, "{word}", is not a word of the PGP list at that place. Words of two and three syllables take turns: a word may be missing or swapped.',
    zh: '第 {position} 个词“{word}”不是 PGP 词表中该位置的词。双音节词与三音节词交替出现，可能漏读或颠倒了一个词。',
  },
  'CBOR-MALFORMED': {
    exit: 2,
    en: '{subject}: these bytes cannot be read as CBOR. The file is damaged or is another kind of file.',
    zh: '{subject}：无法按 CBOR 读取。文件已损坏，或不是这种文件。',
  },
  'CBOR-TRAILING': {
    exit: 2,
    en: '{subject}: {count} bytes stand behind the end of the document. Use the file as it was written.',
    zh: '{subject}：文档结尾之后多出 {count} 个字节。请使用原始文件。',
  },
  'CBOR-DUPLICATE': {
    exit: 2,
    en: '{subject}: one field stands there twice, so two readers could read two different things.',
    zh: '{subject}：同一字段出现两次，不同程序可能读出不同内容。',
  },
  'CBOR-VALUE': {
    exit: 2,
    en: '{subject}: a document of ours holds no {reason}.',
    zh: '{subject}：本系统的文档中不允许出现：{reason}。',
  },
  'CBOR-CANONICAL': {
    exit: 2,
    en: '{subject}: not the one deterministic form of this document (RFC 8949 section 4.2.1). The file was altered or written by another program.',
    zh: '{subject}：不是该文档的唯一确定性编码（RFC 8949 第 4.2.1 节）。文件被改动过，或由其他程序写出。',
  },
} as const satisfies RuleTable;
