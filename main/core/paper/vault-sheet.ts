/** What a sheet says of a share that HashiCorp Vault or OpenBao has split: whose Vault, the yearly check, and the way back to the raw share. */
import { both } from '../ceremony/document.ts';
import type { Lang, Text } from '../rules.ts';
import type { VaultSource } from '../shares/vault-source.ts';
import type { ShareFacts, SheetInput } from './facts.ts';
import type { Fact, SheetPage, Step } from './layout.ts';
import { recoveryScripts } from './recovery-script.ts';
import { opensWithUs } from './sheet-texts.ts';

const products = { vault: 'HashiCorp Vault', openbao: 'OpenBao' } as const satisfies Record<string, string>;
const commands = { vault: 'vault', openbao: 'bao' } as const satisfies Record<string, string>;
const kinds = {
  unseal: { name: both('unseal keys', '解封密钥'), does: both('unseal', '可解封') },
  recovery: {
    name: both('recovery keys, which authorise and unseal nothing', '恢复密钥：仅用于授权，不能解封'),
    does: both('authorise', '可授权'),
  },
} as const satisfies Record<VaultSource['kind'], { name: Text; does: Text }>;

/** Instead of consortium and "any M of N": Vault may have given out more shares than came under envelopes. */
export function vaultRows(
  { set, index }: ShareFacts,
  { product, kind, shares }: VaultSource,
): { readonly of: Fact; readonly share: Fact } {
  const { does, name } = kinds[kind];
  return {
    of: {
      label: both('Keys of', '所属'),
      value: `${products[product]}: ${set.consortium}`,
      more: name,
    },
    share: {
      label: both('Share', '份额'),
      value: both(
        `${index} of ${set.n}; any ${set.m} ${does.en}`,
        `第 ${index} 号，共 ${set.n} 份；任意 ${set.m} 份${does.zh}`,
      ),
      ...(shares > set.n && {
        more: both(
          `${product === 'vault' ? 'Vault' : 'OpenBao'} gave out ${shares}; the others are not under envelopes`,
          `共发出 ${shares} 份；其余未装入信封`,
        ),
      }),
    },
  };
}

/** What is said, and what is typed. */
type Line = readonly [say: Text, type?: readonly string[]];

interface Names {
  readonly n: number;
  readonly m: number;
  readonly age: string;
  readonly cbor: string;
  /** Typed lines in a file of this name become `age`. */
  readonly lines: string;
  readonly open: string;
  readonly opens: Text;
  readonly identity: string;
  readonly unseal: string;
}

function namesOf({ set, index, seal }: SheetInput, { product, kind }: VaultSource): Names {
  const [name, bin] = [`share-${index}`, commands[product]];
  const [age, cbor, lines] = [`${name}.age`, `${name}.cbor`, `${name}.txt`];
  const { opens, identity } = opensWithUs({ set, index, seal });
  const unseal = kind === 'unseal' ? `${bin} operator unseal` : `${bin} operator generate-root`;
  return {
    n: set.n,
    m: set.m,
    age,
    cbor,
    lines,
    unseal,
    opens,
    identity,
    open: `age -d ${seal.kind === 'age' ? '-i IDENTITY.txt ' : ''}-o ${cbor} ${age}`,
  };
}

/** The 33 bytes of the envelope in hex, which Vault takes as well as Base64; short enough for one line of the page. */
/** A share may take more than one page of codes. */
const scan = 'rootseal share scan p*.png --out share.age';

/** On two lines where it would not fit on one. */
const exported = (identity: string) =>
  identity === ''
    ? ['rootseal vault export share.age --set share-set.json --recipient AGE1… --out key.age']
    : [`rootseal vault export share.age --set share-set.json${identity} \\`, '  --recipient AGE1… --out key.age'];

const rawShare = (cbor: string) => `python3 -c "import cbor2; print(cbor2.load(open('${cbor}','rb'))['share'].hex())"`;

/** One page in each language. */
export function vaultPages(input: SheetInput, source: VaultSource): SheetPage[] {
  const names = namesOf(input, source);
  return [pageIn('zh', names), pageIn('en', names)];
}

function pageIn(lang: Lang, names: Names): SheetPage {
  const said = texts(names);
  const steps = (of: readonly Line[]): Step[] => of.map(([say, type]) => ({ say: say[lang], ...(type && { type }) }));
  return {
    title:
      lang === 'zh'
        ? both('What to do with this sheet (in Chinese)', '本单的使用方法')
        : both('What to do with this sheet', '本单的使用方法（英文版）'),
    blocks: [
      { kind: 'said', lang, heading: both('Keep it', '保管')[lang], paragraphs: [said.keep[lang]] },
      {
        kind: 'steps',
        lang,
        heading: both('Check it once a year, alone; the others are not needed', '每年独自检查一次（无需他人在场）')[
          lang
        ],
        steps: steps(said.check),
      },
      {
        kind: 'steps',
        lang,
        heading: both('Back to Vault with Rootseal', '使用 Rootseal 导回 Vault')[lang],
        steps: steps(said.withUs),
      },
      {
        kind: 'steps',
        lang,
        heading: both('WITHOUT Rootseal: Debian, Python and this paper', '不用 Rootseal：只需 Debian、Python 与本单')[
          lang
        ],
        steps: steps(said.without),
      },
    ],
  };
}

function texts({ m, n, age, cbor, lines, open, opens, identity, unseal }: Names) {
  const { name, hash } = recoveryScripts['vault-gf256'];
  return {
    keep: both(
      `In the tamper bag, in a safe. The passphrase is kept apart from it. Whoever has ${m} of the ${n} sheets and their passphrases has the key; ${m - 1} tell nothing about it. A rekey of the Vault voids this sheet.`,
      `装入防拆袋，存于保险柜。口令与本单分开保管。持有 ${n} 份中任意 ${m} 份及其口令者即拥有密钥；仅有 ${m - 1} 份则一无所获。Vault 重新生成密钥（rekey）后，本单失效。`,
    ),
    check: [
      [
        both(
          'Is the bag closed, and its number the one on page 1? If not, tell the administrator before anything else.',
          '防拆袋是否完好，编号是否与第 1 页一致？若不一致，请先告知管理员。',
        ),
      ],
      [
        both(
          `On a machine without a network, scan every page “The share” as p1.png, p2.png, …; ${opens.en}. The answer must be SHARE-INTACT.`,
          `在不联网的机器上将各“份额”页扫描为 p1.png、p2.png……，${opens.zh}。结果须为 SHARE-INTACT。`,
        ),
        [scan, `rootseal share check share.age --set share-set.json${identity}`],
      ],
      [
        both(
          `Without Rootseal: steps 1 to 4 below, then look at ${cbor}. The answer must be INTACT.`,
          `没有 Rootseal 时：执行下文第 1 至 4 步，再对 ${cbor} 执行 look。结果须为 INTACT。`,
        ),
        [`python3 ${name} look ${cbor}`],
      ],
      [
        both(
          'Delete the files, put the sheet into a new bag, fill in a row on page 1.',
          '删除所产生的文件，将单装入新袋，并在第 1 页填写一行。',
        ),
      ],
    ],
    withUs: [
      [
        both(
          'On a machine without a network; AGE1… is the recipient of whoever types the share into Vault:',
          '在不联网的机器上；AGE1… 为将份额输入 Vault 者的接收方：',
        ),
        [scan, ...exported(identity)],
      ],
      [
        both(
          `They open it where Vault is, and type it when “${unseal}” asks:`,
          `对方在 Vault 所在处打开，并在“${unseal}”提示时输入：`,
        ),
        ['age -d -i IDENTITY.txt key.age'],
      ],
    ],
    without: [
      [
        both(
          'A machine without a network, with these packages of Debian:',
          '一台不联网的机器，装有以下 Debian 软件包：',
        ),
        ['apt install age zbar-tools python3-cbor2'],
      ],
      [
        both(
          `Bring the script ${name} (page “The recovery script”) onto it and compare its hash, which begins ${hash.slice(0, 16)}:`,
          `将脚本 ${name}（见“恢复脚本”页）录入该机器，并核对其 SHA-256，开头为 ${hash.slice(0, 16)}：`,
        ),
        [`sha256sum ${name}`],
      ],
      [
        both(
          `Scan the pages with QR codes as p1.png, p2.png, …, and make a file of them. (No code can be read: type the lines into ${lines} and give that instead of codes.txt.)`,
          `将含二维码的各页扫描为 p1.png、p2.png……，并还原为文件。（二维码无法读取时：将文字行录入 ${lines}，用它代替 codes.txt。）`,
        ),
        ['zbarimg -q --raw p*.png > codes.txt', `python3 ${name} paper codes.txt`],
      ],
      [both(`Open the share, alone at the keyboard (${age} here):`, `独自在键盘前打开份额（此处为 ${age}）：`), [open]],
      [
        both(
          `This prints the share as Vault gave it out, in hex: it is secret. It is what “${unseal}” asks for; ${m} holders give theirs.`,
          `此命令以十六进制打印 Vault 发出的原始份额，属机密：即“${unseal}”所要求的内容，须 ${m} 位持有人各自提供。`,
        ),
        [rawShare(cbor)],
      ],
    ],
  } as const satisfies Record<string, Text | readonly Line[]>;
}
