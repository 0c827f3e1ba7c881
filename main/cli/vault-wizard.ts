/** The questions of `vault import` at a terminal: whatever its options have not said. No secret is asked for here. */
import { createInterface } from 'node:readline/promises';
import type { Lang, Text } from '../core/rules.ts';

/** What is told of the set, as text; checked by whoever takes it. */
export interface Told {
  readonly name: string | undefined;
  readonly kind: string | undefined;
  readonly product: string;
  readonly threshold: string | undefined;
  readonly shares: string | undefined;
  /** `ID` or `ID=NAME`, in the order in which they type. */
  readonly holders: readonly string[];
}

const says = {
  name: { en: 'What this Vault is called (a-z, 0-9 and -)', zh: '该 Vault 的名称（a-z、0-9 和 -）' },
  kind: {
    en: 'Unseal keys, or recovery keys (of automatic unseal)? A share does not tell: unseal or recovery',
    zh: '解封密钥还是恢复密钥（自动解封）？份额本身不显示：请键入 unseal 或 recovery',
  },
  shares: { en: 'How many shares Vault gave out (-key-shares)', zh: 'Vault 共发出多少份（-key-shares）' },
  threshold: { en: 'How many of them unseal (-key-threshold)', zh: '其中多少份可解封（-key-threshold）' },
  holder: {
    en: 'Holder {n}: id=name, as in c1=Dana Reed; Enter when nobody else is here',
    zh: '第 {n} 位保管人：标识=姓名，如 c1=李敏；再无人时直接回车',
  },
} as const satisfies Record<string, Text>;

/** Asks on standard error where standard input is a terminal; else answers what was told. */
export async function askWhatIsMissing(told: Told, lang: Lang): Promise<Told> {
  if (!process.stdin.isTTY) return told;
  const { name, kind, threshold, holders } = told;
  const whole = name !== undefined && kind !== undefined && threshold !== undefined && holders.length > 0;
  if (whole) return told;
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  const ask = async (what: keyof typeof says, n = '') =>
    (await reader.question(`${says[what][lang].replace('{n}', n)}: `)).trim();
  try {
    return {
      product: told.product,
      name: name ?? (await ask('name')),
      kind: kind ?? (await ask('kind')),
      shares: told.shares ?? (await ask('shares')),
      threshold: threshold ?? (await ask('threshold')),
      holders: holders.length > 0 ? holders : await askHolders((n) => ask('holder', n)),
    };
  } finally {
    reader.close();
  }
}

async function askHolders(ask: (n: string) => Promise<string>): Promise<string[]> {
  const holders: string[] = [];
  for (;;) {
    const holder = await ask(String(holders.length + 1));
    if (holder === '') return holders;
    holders.push(holder);
  }
}
