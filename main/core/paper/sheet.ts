/**
 * The sheet of one share: who, what, which set; the share itself in QR codes and in lines for typing; how to check it
 * alone; how to restore without this program, script included; the sealed roots, without which shares restore
 * nothing. Nothing on it is secret without the custodian's passphrase or identity.
 */
import { sha256 } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import type { Text } from '../rules.ts';
import { both } from '../ceremony/document.ts';
import { ruleText } from '../shares/rule-text.ts';
import { toParts } from './frame.ts';
import type { Content } from './frame.ts';
import { type Seal, type ShareFacts, type SheetInput, checkedEvery } from './facts.ts';
import type { Fact, SheetBlock, SheetLayout, SheetPage } from './layout.ts';
import { toLines } from './lines.ts';
import { recoveryScripts } from './recovery-script.ts';
import { checkPages } from './sheet-texts.ts';
import { vaultPages, vaultRows } from './vault-sheet.ts';

/** The whole sheet. The same input gives the same layout. */
export function sheetLayout(input: SheetInput): SheetLayout {
  return {
    ...frontOf(input, both('Share sheet', '份额单')),
    pages: [
      identityPage(input),
      sharePage(input),
      linesPage(input),
      ...(input.set.vault ? vaultPages(input, input.set.vault) : checkPages(input)),
      scriptPage(input),
      // A share of Vault's opens no root of ours.
      ...(input.set.vault ? [] : [sealedPage(input)]),
    ],
  };
}

/** What a page's foot says, and the title of the file. */
export function frontOf(facts: ShareFacts, what: Text): Omit<SheetLayout, 'pages'> {
  const { set, index, time } = facts;
  const holder = holderOf(facts).name;
  const short = set.id.slice(0, 8);
  return {
    title: both(
      `${what.en}: ${holder.en}, ${facts.consortium.name.en}`,
      `${what.zh}：${holder.zh}，${facts.consortium.name.zh}`,
    ),
    running: both(
      `share ${index} of ${set.n}, set ${short}…, epoch ${set.epoch}`,
      `第 ${index} 号份额，共 ${set.n} 份，份额组 ${short}…，第 ${set.epoch} 期`,
    ),
    rehearsal: set.rehearsal,
    time,
  };
}

export const holderOf = ({ set, index }: Pick<ShareFacts, 'set' | 'index'>) => set.shares[index - 1]!.custodian;

function identityPage(input: SheetInput): SheetPage {
  const every = checkedEvery(input);
  return {
    title: both('Share sheet', '份额单'),
    blocks: [
      worldOf(input.set.rehearsal, input.set.vault !== undefined),
      { kind: 'facts', rows: [...shareFacts(input), fileFact(input.share)] },
      { kind: 'fill', fields: handing },
      { kind: 'heading', text: both(`Checked ${every.en}`, `${every.zh}检查记录`) },
      { kind: 'record', head: checks, rows: 4 },
      ...fingerprints(input),
    ],
  };
}

/** Real or rehearsal, as loud as can be. */
export function worldOf(rehearsal: boolean, ofVault = false): SheetBlock {
  const world = ofVault
    ? [
        both('REHEARSAL: of no use to any real Vault', '演练：对任何真实的 Vault 均无效'),
        both('REAL: a share of a Vault in use', '正式：在用 Vault 的份额'),
      ]
    : [
        both('REHEARSAL: of no use to any real chain', '演练：对任何真实的链均无效'),
        both('REAL: a share of root keys in use', '正式：在用根密钥的份额'),
      ];
  return { kind: 'alarm', text: world[rehearsal ? 0 : 1]! };
}

/** Who, what, which. */
export function shareFacts(facts: ShareFacts): Fact[] {
  const { consortium, set, index, seal, time, software } = facts;
  const { id, name } = holderOf(facts);
  const ofVault = set.vault && vaultRows(facts, set.vault);
  return [
    ofVault?.of ?? { label: both('Consortium', '联盟'), value: consortium.name, more: consortium.id },
    { label: both('Custodian', '保管人'), value: name, more: id },
    ...(ofVault ? [ofVault.share] : shareRows(set, index)),
    {
      label: both('Share set', '份额组'),
      value: grouped(set.id),
      more: both(`epoch ${set.epoch}, scheme ${set.scheme}`, `第 ${set.epoch} 期，方案 ${set.scheme}`),
      mono: true,
    },
    {
      label: set.vault ? both('Printed', '打印') : both('Made', '制作'),
      value: time.slice(0, 10),
      more: `${software.name} ${software.version}`,
    },
    { label: both('Opened with', '开启方式'), ...sealText(seal) },
  ];
}

/** Which of how many, and with whom it restores: of groups, the rule by their names. */
function shareRows(set: ShareFacts['set'], index: number): Fact[] {
  const [label, { m, n, groups }] = [both('Share', '份额'), set];
  if (!groups)
    return [
      { label, value: both(`${index} of ${n}; any ${m} restore`, `第 ${index} 号，共 ${n} 份；任意 ${m} 份可恢复`) },
    ];
  const own = set.shares.find((share) => share.index === index)?.group;
  const { en, zh } = groups.list.find(({ id }) => id === own)?.name ?? both('', '');
  return [
    { label, value: both(`${index} of ${n}; of the group ${en}`, `第 ${index} 号，共 ${n} 份；属“${zh}”组`) },
    { label: both('Restored by', '恢复条件'), value: ruleText(set) },
  ];
}

function sealText(seal: Seal): Pick<Fact, 'value' | 'more'> {
  if (seal.kind === 'passphrase')
    return {
      value: both('passphrase of the custodian', '保管人的口令'),
      more: both(
        `age, scrypt ${seal.workFactor}; never written on this sheet`,
        `age，scrypt ${seal.workFactor}；切勿写在本单上`,
      ),
    };
  return { value: both('age identity of the custodian', '保管人的 age 身份'), more: seal.recipient ?? '' };
}

/** Sixteen bits at a time, as hashes are read everywhere here. */
export const grouped = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? '';

function fileFact(share: Uint8Array): Fact {
  return {
    label: both('SHA-256 of the share file', '份额文件的 SHA-256'),
    value: grouped(toHex(sha256(share))),
    mono: true,
  };
}

function fingerprints({ roots, set }: ShareFacts): SheetBlock[] {
  return [
    {
      kind: 'heading',
      text: set.vault
        ? both('Fingerprint of the key that signed this set', '签署该份额组的密钥指纹')
        : both('Fingerprints of the root keys, in digits and words', '根密钥指纹（数字与单词）'),
    },
    ...roots.map(({ id, suite, fingerprint }): SheetBlock => ({
      kind: 'hash',
      label: `${id} (${suite})`,
      bytes: fromHex(fingerprint, id),
    })),
  ];
}

export const handing: readonly Text[] = [
  both('Tamper bag no.', '防拆袋编号'),
  both('Date', '日期'),
  both('Custodian', '保管人签名'),
  both('Witness', '见证人签名'),
];

export const checks: readonly Text[] = [
  both('Checked on', '检查日期'),
  both('Result', '结果'),
  both('New bag no.', '新袋编号'),
  both('Signature', '签名'),
];

function codesOf(content: Content, set: string, bytes: Uint8Array, name: string) {
  const texts = toParts({ content, set, bytes });
  return texts.map((text, i) => ({ text, caption: `${name}   ${i + 1} / ${texts.length}` }));
}

function sharePage({ set, index, share }: SheetInput): SheetPage {
  return {
    title: both('The share', '份额'),
    blocks: [
      {
        kind: 'note',
        text: both(
          'The custodian’s age file in QR codes. All of them are needed, in any order, also over several pictures: 300 dots per inch in grey, the page flat and whole.',
          '保管人的 age 文件，以二维码表示。须全部读到，次序不限，可分多张图片：300 dpi 灰度扫描，页面平整完整。',
        ),
      },
      { kind: 'codes', codes: codesOf({ kind: 'share', index }, set.id, share, `SHARE ${index}`) },
    ],
  };
}

function linesPage({ share }: SheetInput): SheetPage {
  return {
    title: both('The share, for typing', '份额（供手工录入）'),
    blocks: [
      {
        kind: 'note',
        text: both(
          'Only if the QR codes can no longer be read. Type each line with its number and the 4 check characters at its end into a text file; small letters will do. There is no 0, 1, 8 or 9. A mistyped line is named.',
          '仅在二维码无法读取时使用。将每行连同行号及行末 4 个校验字符录入文本文件，可用小写。其中没有 0、1、8、9。录错的行会被指出。',
        ),
      },
      { kind: 'lines', lines: toLines(share) },
    ],
  };
}

function scriptPage({ set }: SheetInput): SheetPage {
  const { name, text, hash } = recoveryScripts[set.scheme];
  return {
    title: both('The recovery script', '恢复脚本'),
    blocks: [
      {
        kind: 'note',
        text: both(
          'A text file in UTF-8, each line ending in one newline. Spaces at the beginning of lines count. The file has the SHA-256 below; it is also in the project’s docs/recovery.md.',
          'UTF-8 文本文件，每行以一个换行符结尾。行首空格有意义。该文件的 SHA-256 如下；项目的 docs/recovery.md 中亦有此脚本。',
        ),
      },
      {
        kind: 'facts',
        rows: [{ label: both(name, name), value: grouped(hash), mono: true }],
      },
      { kind: 'script', text },
    ],
  };
}

function sealedPage({ set, sealed }: SheetInput): SheetPage {
  return {
    title: both('The sealed roots', '封存的根密钥'),
    blocks: [
      {
        kind: 'note',
        text: both(
          'The files of sealed/, the same on every custodian’s sheet. Shares restore the key that opens them; without them shares restore nothing. Keep these pages with the share.',
          '文件夹 sealed/ 的内容，各保管人的单上相同。份额恢复的是打开它们的密钥；没有它们，份额无法恢复任何内容。请与份额一同保存。',
        ),
      },
      {
        kind: 'codes',
        codes: sealed.flatMap(({ id, bytes }) => codesOf({ kind: 'sealed', id }, set.id, bytes, `${id}.sealed`)),
      },
    ],
  };
}
