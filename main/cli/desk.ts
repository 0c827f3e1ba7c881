/** The desk of a terminal: questions on standard error, answers from the terminal, the answers file or standard input. */
import { basename, resolve } from 'node:path';
import { type Interface, createInterface } from 'node:readline';
import type { Quorum, ShareVerdict } from '../app/alone.ts';
import { type Confirmation, type Desk, type PlaceRequest, sameWords } from '../app/desk.ts';
import { appRules } from '../app/rules.ts';
import { printable } from '../core/encoding/printable.ts';
import { type Lang, type Text, refuse } from '../core/rules.ts';
import { printableLines } from './output.ts';
import { ProgressLine } from './progress.ts';

export interface TerminalDeskOptions {
  readonly lang: Lang;
  /** The answers file confirms for everybody in the room. */
  readonly confirmAll: boolean;
  /** In a rehearsal the end of standard input counts as yes, so that a script can rehearse with a descriptor alone. */
  readonly rehearsal: boolean;
  /** Standard input is the descriptor of the passphrases: the desk leaves it alone, as if it had ended. */
  readonly inputTaken?: boolean;
}

const yes = new Set(['yes', 'y', '是', '同意', '确认']);
const no = new Set(['no', 'n', '否', '不', '不同意']);

/** How often somebody at a terminal may answer with neither the words nor a no. */
const rounds = 5;

const folder: Text = {
  en: 'a folder on the medium, or Enter if the share stays in the home for now',
  zh: '介质上的文件夹；若份额暂留联盟文件夹，直接回车',
};

const oldCopies: Text = {
  en: 'a folder that has the old share, or Enter if it is not here',
  zh: '存有旧份额的文件夹；若不在此处，直接回车',
};

const again: Text = {
  en: 'That was not it. Type it once more, or "no" to stop here',
  zh: '输入不对。请再输入一次；若要在此停止，请键入 no',
};

export class TerminalDesk implements Desk {
  private readonly options: TerminalDeskOptions;
  private readonly line = new ProgressLine(process.stderr);
  private lines: AsyncIterator<string, undefined> | undefined;
  private reader: Interface | undefined;

  constructor(options: TerminalDeskOptions) {
    this.options = options;
  }

  show(text: Text): void {
    this.line.end();
    process.stderr.write(`${printableLines(text[this.options.lang])}\n`);
  }

  progress(what: Text, done: number, total: number): void {
    this.line.show(printable(what[this.options.lang]), done, total);
  }

  async confirm(request: Confirmation): Promise<boolean> {
    this.line.end();
    const asked = printableLines(question(request)[this.options.lang]);
    // Somebody types behind the question; in a file it is a line like every other.
    process.stderr.write(process.stdin.isTTY && !this.options.confirmAll ? asked : `${asked}\n`);
    if (this.options.confirmAll) return true;
    for (let left = process.stdin.isTTY ? rounds : 1; left > 0; left--) {
      const answer = this.options.inputTaken === true ? undefined : await this.nextLine();
      if (answer === undefined) return this.unattended(request);
      if (saysYes(answer, request)) return true;
      if (no.has(answer.trim().toLowerCase())) return false;
      if (left > 1) process.stderr.write(`${again[this.options.lang]}: `);
    }
    return false;
  }

  /** At a terminal the custodian names a folder on their medium; Enter leaves the share in the home, or says that no old one is here. */
  async place({ name, who, say, refused, back }: PlaceRequest): Promise<string | undefined> {
    if (!process.stdin.isTTY || this.options.confirmAll || this.options.inputTaken === true) return undefined;
    const { lang } = this.options;
    if (refused) this.show(refused.text);
    this.line.end();
    process.stderr.write(
      `${printableLines(say[lang])}\n  ${printable(name[lang])} (${printable(who)}), ${(back ? oldCopies : folder)[lang]}: `,
    );
    const answer = (await this.nextLine())?.trim();
    return answer === undefined || answer === '' ? undefined : resolve(answer);
  }

  verdict({ file, ok, code, text, custodian }: ShareVerdict, quorum?: Quorum): void {
    const who = printable(custodian ?? basename(file));
    const [have, m] = [String(quorum?.have), String(quorum?.m)];
    const count = quorum ? { en: ` (${have} of ${m})`, zh: `（${have}/${m}）` } : { en: '', zh: '' };
    this.show({
      en: `${ok ? '✓' : '✗'} ${who}: ${code}, ${text.en}${count.en}`,
      zh: `${ok ? '✓' : '✗'} ${who}：${code}，${text.zh}${count.zh}`,
    });
  }

  /** Lets go of standard input, so that the process can end. */
  close(): void {
    this.line.end();
    this.letGo();
  }

  private letGo(): void {
    this.reader?.close();
    this.reader = undefined;
    this.lines = undefined;
  }

  /** At a terminal the end of input (Ctrl-D) is a no. */
  private unattended(request: Confirmation): boolean {
    if (process.stdin.isTTY && this.options.inputTaken !== true) return false;
    if (this.options.rehearsal) return true;
    throw refuse(appRules, 'CEREMONY-CONFIRM', {}, { subject: `${request.step} / ${request.who}` });
  }

  /** A terminal is let go after each answer (the vault asks for passphrases on it); a pipe is read on. */
  private async nextLine(): Promise<string | undefined> {
    this.reader ??= createInterface({ input: process.stdin, terminal: false });
    this.lines ??= this.reader[Symbol.asyncIterator]();
    const line: IteratorResult<string, undefined> = await this.lines.next();
    if (process.stdin.isTTY) this.letGo();
    return line.done === true ? undefined : line.value;
  }
}

const saysYes = (answer: string, { typeBack }: Confirmation) =>
  typeBack ? sameWords(answer, typeBack) : yes.has(answer.trim().toLowerCase());

/** Who answers stands on a line of its own, which a name cannot break. */
function question({ who: id, name, say, typeBack }: Confirmation): Text {
  const who = printable(id);
  const count = String(typeBack?.length ?? 0);
  const en = typeBack ? `type the first ${count} words of the hash back` : 'type yes to confirm';
  const zh = typeBack ? `请键入哈希的前 ${count} 个单词` : '键入 yes 以确认';
  return {
    en: `${say.en}\n  ${printable(name.en)} (${who}), ${en}: `,
    zh: `${say.zh}\n  ${printable(name.zh)}（${who}），${zh}： `,
  };
}
