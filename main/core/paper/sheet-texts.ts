/** What a custodian is told on the sheet: the check alone, the restore with and without this program. */
import { both } from '../ceremony/document.ts';
import type { Text } from '../rules.ts';
import { ruleText } from '../shares/rule-text.ts';
import type { SheetPage, Step } from './layout.ts';
import { type RecoveryScript, recoveryScripts } from './recovery-script.ts';
import { type SheetInput, checkedEvery } from './facts.ts';

/** One page in each language. */
export function checkPages(input: SheetInput): SheetPage[] {
  return [chinese(input), english(input)];
}

interface Names {
  /** Who has the root keys, and that less tells nothing; who comes together. */
  readonly power: Text;
  readonly quorum: Text;
  readonly age: string;
  readonly cbor: string;
  /** Typed lines in a file of this name become `age`, so that the steps behind it hold as they stand. */
  readonly lines: string;
  /** The number of the step that opens the share. */
  readonly openStep: number;
  readonly root: string;
  readonly set: string;
  readonly opened: readonly string[];
  /** How this program opens the share, and the option it takes for that. */
  readonly opens: Text;
  readonly identity: string;
  readonly script: RecoveryScript;
  /** What the script needs beside Debian's packages: how it is fetched, and made ready on the machine without a network. */
  readonly library: readonly string[];
}

/** Trezor's reference of SLIP-39. */
const wheel = 'shamir_mnemonic-0.3.0-py3-none-any.whl';
const wordsLibrary = ['pip download --no-deps shamir-mnemonic==0.3.0', `python3 -m zipfile -e ${wheel} .`];

function namesOf({ set, index, sealed, seal }: SheetInput): Names {
  const [age, cbor, lines] = [`share-${index}.age`, `share-${index}.cbor`, `share-${index}.txt`];
  const { opens, identity } = opensWithUs({ set, index, seal });
  const root = sealed.find(({ id }) => id !== 'log-key')?.id ?? 'root';
  const opened = [`age -d ${seal.kind === 'age' ? '-i IDENTITY.txt ' : ''}-o ${cbor} ${age}`];
  const [script, library] = [recoveryScripts[set.scheme], set.scheme === 'slip39' ? wordsLibrary : []];
  const openStep = library.length > 0 ? 5 : 4;
  return { ...quorumOf(set), age, cbor, lines, openStep, root, set: set.id, opened, opens, identity, script, library };
}

/** How this program opens the share, and the option it takes for that. */
export function opensWithUs({ set, index, seal }: Pick<SheetInput, 'set' | 'index' | 'seal'>) {
  const id = set.shares[index - 1]?.custodian.id ?? 'ID';
  return seal.kind === 'age'
    ? { opens: both('give your identity file', '并提供您的身份文件'), identity: ` --identity ${id}=IDENTITY.txt` }
    : { opens: both('type your passphrase when asked', '按提示输入口令'), identity: '' };
}

/** Of groups no two numbers say who restores. */
function quorumOf(set: SheetInput['set']): Pick<Names, 'power' | 'quorum'> {
  const { m, n, groups } = set;
  if (!groups)
    return {
      power: both(
        `Whoever has ${m} of the ${n} sheets and their passphrases has the root keys; ${m - 1} tell nothing about them.`,
        `持有 ${n} 份中任意 ${m} 份及其口令者即拥有根密钥；仅有 ${m - 1} 份则一无所获。`,
      ),
      quorum: both(`${m} custodians`, `${m} 位保管人`),
    };
  const { en, zh } = ruleText(set);
  return {
    power: both(
      `Whoever has sheets of a quorum (${en}) and their passphrases has the root keys; fewer tell nothing about them.`,
      `持有满足条件（${zh}）的各单及其口令者即拥有根密钥；不足则一无所获。`,
    ),
    quorum: both(`The custodians of a quorum (${en})`, `满足条件（${zh}）的保管人`),
  };
}

/** Commands are the same in both languages. */
const scanned = ({ script }: Names) => [
  'zbarimg -q --raw p*.png > codes.txt',
  `python3 ${script.name} paper codes.txt`,
];
const lookAt = ({ script }: Names, files: string) => [`python3 ${script.name} look ${files}`];
const rootOf = ({ script, root }: Names) => [`python3 ${script.name} root ${root}.sealed share-*.cbor`];
const install = 'apt install age zbar-tools python3-cbor2 python3-nacl';
/** A share may take more than one page of codes. */
const checkWithUs = ({ set, identity }: Names) => [
  'rootseal share scan p*.png --out share.age',
  // Two lines where it would not fit on one.
  ...(identity === '' ? [] : [`rootseal share check share.age${identity} \\`]),
  `${identity === '' ? 'rootseal share check share.age' : ' '} --set share-sets/${set}.json`,
];
const restoreWithUs = ['rootseal restore FOLDER --share share.age … --purpose drill'];

function english(input: SheetInput): SheetPage {
  const names = namesOf(input);
  const { power, quorum, age, cbor } = names;
  return {
    title: both('What to do with this sheet', '本单的使用方法（英文版）'),
    blocks: [
      {
        kind: 'said',
        lang: 'en',
        heading: 'Keep it',
        paragraphs: [`In the tamper bag, in a safe. The passphrase is kept apart from it. ${power.en}`],
      },
      {
        kind: 'steps',
        lang: 'en',
        heading: `Check it ${checkedEvery(input).en}, alone; the others are not needed`,
        steps: [
          {
            say: 'Is the bag closed, and its number the one on page 1? If not, tell the administrator before anything else.',
          },
          {
            say: `On a machine without a network, scan every page “The share” as p1.png, p2.png, …; ${names.opens.en}. The answer must be SHARE-INTACT.`,
            type: checkWithUs(names),
          },
          {
            say: `Without Rootseal: steps 1 to ${names.openStep} below with your own sheet alone, then look at ${cbor}. The answer must be INTACT.`,
          },
          { say: 'Delete the files, put the sheet into a new bag, fill in a row on page 1.' },
        ],
      },
      {
        kind: 'steps',
        lang: 'en',
        heading: 'Restore with Rootseal',
        steps: [
          {
            say: `${quorum.en} come together at a machine without a network. Each sheet is scanned as above, by itself; FOLDER is the consortium’s.`,
            type: restoreWithUs,
          },
        ],
      },
      {
        kind: 'steps',
        lang: 'en',
        heading: 'Restore WITHOUT Rootseal: Debian, Python and this paper',
        steps: withoutInEnglish(names, age),
      },
    ],
  };
}

function libraryStep({ library }: Names, say: string): Step[] {
  return library.length > 0 ? [{ say, type: library }] : [];
}

function withoutInEnglish(names: Names, age: string): Step[] {
  return [
    { say: 'A machine without a network, with these packages of Debian:', type: [install] },
    ...libraryStep(
      names,
      'The shares are words (SLIP-39): fetch Trezor’s library elsewhere, bring it, unpack it here:',
    ),
    {
      say: `Bring the script ${names.script.name} (page “The recovery script”) onto it and compare its hash, which begins ${names.script.hash.slice(0, 16)}:`,
      type: [`sha256sum ${names.script.name}`],
    },
    {
      say: `Scan the pages with QR codes as p1.png, p2.png, …, and make files of them. (No code can be read: type the lines into ${names.lines} and give that instead of codes.txt.)`,
      type: scanned(names),
    },
    { say: `Each custodian opens their own share, alone at the keyboard (${age} here):`, type: names.opened },
    {
      say: 'Look at the shares: all INTACT, one set. Then open a root key; its secret is written to a file.',
      type: [...lookAt(names, 'share-*.cbor'), ...rootOf(names)],
    },
  ];
}

function chinese(input: SheetInput): SheetPage {
  const names = namesOf(input);
  const { power, quorum, age, cbor } = names;
  return {
    title: both('What to do with this sheet (in Chinese)', '本单的使用方法'),
    blocks: [
      {
        kind: 'said',
        lang: 'zh',
        heading: '保管',
        paragraphs: [`装入防拆袋，存于保险柜。口令与本单分开保管。${power.zh}`],
      },
      {
        kind: 'steps',
        lang: 'zh',
        heading: `${checkedEvery(input).zh}独自检查一次（无需他人在场）`,
        steps: [
          { say: '防拆袋是否完好，编号是否与第 1 页一致？若不一致，请先告知管理员。' },
          {
            say: `在不联网的机器上将各“份额”页扫描为 p1.png、p2.png……，${names.opens.zh}。结果须为 SHARE-INTACT。`,
            type: checkWithUs(names),
          },
          {
            say: `没有 Rootseal 时：仅用自己的单执行下文第 1 至 ${names.openStep} 步，再对 ${cbor} 执行 look。结果须为 INTACT。`,
          },
          { say: '删除所产生的文件，将单装入新袋，并在第 1 页填写一行。' },
        ],
      },
      {
        kind: 'steps',
        lang: 'zh',
        heading: '使用 Rootseal 恢复',
        steps: [
          {
            say: `${quorum.zh}在一台不联网的机器前会合。每份单按上文各自扫描；FOLDER 为联盟文件夹。`,
            type: restoreWithUs,
          },
        ],
      },
      {
        kind: 'steps',
        lang: 'zh',
        heading: '不用 Rootseal 恢复：只需 Debian、Python 与本单',
        steps: withoutInChinese(names, age),
      },
    ],
  };
}

function withoutInChinese(names: Names, age: string): Step[] {
  return [
    { say: '一台不联网的机器，装有以下 Debian 软件包：', type: [install] },
    ...libraryStep(names, '份额为助记词（SLIP-39）：在别处下载 Trezor 的程序库，带到此机并解压：'),
    {
      say: `将脚本 ${names.script.name}（见“恢复脚本”页）录入该机器，并核对其 SHA-256，开头为 ${names.script.hash.slice(0, 16)}：`,
      type: [`sha256sum ${names.script.name}`],
    },
    {
      say: `将含二维码的各页扫描为 p1.png、p2.png……，并还原为文件。（二维码无法读取时：将文字行录入 ${names.lines}，用它代替 codes.txt。）`,
      type: scanned(names),
    },
    { say: `各保管人独自在键盘前打开自己的份额（此处为 ${age}）：`, type: names.opened },
    {
      say: '查看各份额：须全部为 INTACT 且同属一组。然后打开一把根密钥，其私钥将写入文件。',
      type: [...lookAt(names, 'share-*.cbor'), ...rootOf(names)],
    },
  ];
}
