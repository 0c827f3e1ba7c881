/** `rootseal share sheet`, `share blank`, `share scan`: shares onto paper and back. */
import { join, resolve } from 'node:path';
import { demandFree, sha256Hex, writeNew } from '../app/files.ts';
import { scanShare } from '../app/scan.ts';
import { type Printed, printBlank, printSheet } from '../app/sheet.ts';
import type { Lang } from '../core/rules.ts';
import type { Answer } from './output.ts';

export interface SheetOptions {
  readonly custodian: string;
  readonly out: string;
}

/** The sheet of one custodian's share as a PDF. */
export async function shareSheet(dir: string, { custodian, out }: SheetOptions): Promise<Answer> {
  return printed(await printSheet(resolve(dir), custodian, resolve(out)), {
    en: 'Print it on one machine of the room, look at every page, and scan it back once before the bag is closed.',
    zh: '请在现场的机器上打印，逐页查看，并在封袋前扫描回读一次。',
  });
}

/** The blank form for words copied by hand. */
export async function shareBlank(dir: string, o: SheetOptions & { readonly words: 20 | 33 }): Promise<Answer> {
  return printed(await printBlank(resolve(dir), o.custodian, o.words, resolve(o.out)), {
    en: 'A blank form: nothing of the share is on it.',
    zh: '空白表：其上没有份额的任何内容。',
  });
}

function printed(done: Printed, say: { en: string; zh: string }): Answer {
  const { out, sha256, index, custodian, entry } = done;
  const logged = (lang: Lang) =>
    entry === undefined ? '' : { en: `, log entry ${String(entry)}`, zh: `，日志第 ${String(entry)} 条` }[lang];
  return {
    exit: 0,
    json: { ...done },
    text: {
      en: `Share ${String(index)}, ${custodian}: ${out}${logged('en')}\n  SHA-256 ${sha256}\n${say.en}`,
      zh: `第 ${String(index)} 号份额，${custodian}：${out}${logged('zh')}\n  SHA-256 ${sha256}\n${say.zh}`,
    },
  };
}

export interface ScanOptions {
  readonly out: string;
  /** A folder for the sealed roots that stand on the same sheet. */
  readonly sealed?: string;
}

interface Written {
  readonly out: string;
  readonly sha256: string;
}

/** A share's age file from pictures of its sheet, texts of its codes, or its lines typed by hand. */
export async function shareScan(files: readonly string[], { out, sealed: folder }: ScanOptions): Promise<Answer> {
  const { share, known, sealed } = await scanShare(files);
  const wanted = folder === undefined ? [] : sealed.map(({ content, bytes }) => rootOf(folder, content, bytes));
  // All names are looked at before the first file is written: a sheet is here whole or not at all.
  demandFree([resolve(out), ...wanted.map((root) => root.out)]);
  const file = write(resolve(out), share);
  const roots = wanted.map(({ id, out: path, bytes }) => ({ id, ...write(path, bytes) }));
  const all = [file, ...roots].map((each) => `  ${each.out}\n    SHA-256 ${each.sha256}`).join('\n');
  const of = known?.name ?? { en: 'the typed share', zh: '所录入的份额' };
  return {
    exit: 0,
    json: {
      ...file,
      ...(known?.content.kind === 'share' && { setId: known.set, index: known.content.index, parts: known.total }),
      sealed: roots,
    },
    text: {
      en: `All of ${of.en} was read:\n${all}\nNext: rootseal share check ${out} --set FILE`,
      zh: `已完整读取${of.zh}：\n${all}\n接下来：rootseal share check ${out} --set FILE`,
    },
  };
}

function write(out: string, bytes: Uint8Array): Written {
  writeNew(out, bytes);
  return { out, sha256: sha256Hex(bytes) };
}

function rootOf(folder: string, content: { kind: string; id?: string }, bytes: Uint8Array) {
  const id = content.id ?? '';
  return { id, out: resolve(join(folder, `${id}.sealed`)), bytes };
}
