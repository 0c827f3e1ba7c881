/** `rootseal share copy`: a share's words shown at the terminal, copied into a blank form by hand, and read back. */
import { resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { copyByHand, readyToCopy } from '../app/copy.ts';
import { Home } from '../app/home.ts';
import { printBlank } from '../app/sheet.ts';
import { ceremonyStatus } from '../app/state.ts';
import { sharePath } from '../core/ceremony/set-paths.ts';
import type { Lang, Text } from '../core/rules.ts';
import { typedWords } from '../core/shares/typed.ts';
import { interruptible } from './interrupt.ts';
import type { Answer } from './output.ts';
import { openSession } from './session.ts';
import { wrongUse } from './usage.ts';

export interface CopyOptions {
  readonly custodian: string;
  /** The number on a form that is printed already. */
  readonly form?: string;
  /** Writes the form first. */
  readonly out?: string;
  /** The share; else the one that lies in the home. */
  readonly share?: string;
  readonly identity?: Readonly<Record<string, string>>;
}

const says = {
  written: {
    en: 'The blank form: {out}. Print it, look at it, and take it to this screen; nothing of the share is on it.',
    zh: '空白表：{out}。请打印、查看，并带到屏幕前；其上没有份额的任何内容。',
  },
  number: { en: 'The number that stands on the form (Form)', zh: '表格上的编号（“表格编号”一行）' },
} as const satisfies Record<string, Text>;

/** The words are shown to somebody who looks: there is no other way to give the passphrase than to type it. */
export async function shareCopy(named: string, options: CopyOptions, lang: Lang): Promise<Answer> {
  const { custodian, identity } = options;
  const dir = resolve(named);
  const share = options.share ?? new Home(dir).path(sharePath(custodian));
  const { rehearsal } = ceremonyStatus(dir);
  let wasShown = false;
  const place = { dir, what: 'share copy', said: () => (wasShown ? formLost : undefined) };
  return interruptible(place, async (ending) => {
    const session = await ending(openSession(identity ? { identity } : {}, lang, rehearsal, dir));
    if (options.out !== undefined) {
      const { out } = await printBlank(dir, custodian, typedWords, resolve(options.out));
      session.desk.show({ en: says.written.en.replace('{out}', out), zh: says.written.zh.replace('{out}', out) });
    }
    const form = options.form ?? (await askNumber(lang));
    const ready = readyToCopy({ dir, custodian, form, share }, session.room.facts);
    const made = await copyByHand(ready, {
      ...session.vault,
      onVault: (vault) => session.running.add(vault),
      onShare: () => (wasShown = true),
    });
    return { exit: 0, json: { ...made }, text: copiedText(made) };
  });
}

const formLost: Text = {
  en: 'If words were shown, destroy the form before witnesses; then begin again with a new one.',
  zh: '若已显示过单词，请在见证下销毁该表格，然后用新表格重新开始。',
};

async function askNumber(lang: Lang): Promise<string> {
  if (!process.stdin.isTTY)
    throw wrongUse({
      en: 'share copy needs --form, the number on the form.',
      zh: 'share copy 需要 --form（表格上的编号）。',
    });
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await reader.question(`${says.number[lang]}: `)).trim();
  } finally {
    reader.close();
  }
}

const copiedText = ({ index, custodian, form, words, entry }: Awaited<ReturnType<typeof copyByHand>>): Text => {
  const [slot, count, at] = [String(index), String(words), String(entry)];
  return {
    en: `Share ${slot}, ${custodian}: all ${count} words on the form ${form} are the same as shown, log entry ${at}.\nThe form is the share now, without a passphrase: sign it, into the tamper bag with it, and to its place. To use it: words:${custodian} instead of a file.`,
    zh: `第 ${slot} 号份额，${custodian}：表格 ${form} 上的 ${count} 个单词与所示一致，日志第 ${at} 条。\n该表格现在就是份额，且没有口令保护：请签字、装入防拆袋并存放妥当。使用时以 words:${custodian} 代替文件。`,
  };
};
