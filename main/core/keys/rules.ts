/** Rules of the keys: what is refused as a suite, a secret, a public key or an encoding of one. */

import type { RuleTable } from '../rules.ts';

export const keyRules = {
  'KEY-SUITE': {
    exit: 2,
    en: '"{suite}" is no key suite of this program. It knows ed25519, sm2 and p256.',
    zh: '本程序没有密钥算法“{suite}”，只支持 ed25519、sm2 和 p256。',
  },
  'KEY-RANDOM': {
    exit: 2,
    en: 'A {suite} key is made from exactly {length} random bytes.',
    zh: '生成 {suite} 密钥必须恰好使用 {length} 字节随机数。',
  },
  'KEY-SECRET': {
    en: 'These bytes are no {suite} secret key: 32 bytes, and a scalar within the order of the curve.',
    zh: '这些字节不是 {suite} 私钥：须为 32 字节，且标量在曲线阶的范围内。',
  },
  'KEY-PUBLIC': {
    en: '{subject}: this is no usable {suite} public key (wrong length, not on the curve, or of small order).',
    zh: '{subject}：不是可用的 {suite} 公钥（长度不符、不在曲线上，或为小阶点）。',
  },
  'KEY-DER': {
    exit: 2,
    en: '{subject}: this is not a DER signature of two positive integers of at most 32 bytes in its shortest form.',
    zh: '{subject}：不是最短形式的 DER 签名（两个不超过 32 字节的正整数）。',
  },
  'KEY-PEM': {
    exit: 2,
    en: '{subject}: this is not a PEM public key (SPKI) of Ed25519, SM2 or P-256 as OpenSSL writes it.',
    zh: '{subject}：不是 OpenSSL 所写的 Ed25519、SM2 或 P-256 公钥（SPKI PEM）。',
  },
} as const satisfies RuleTable;
