/**
 * `--passphrase-fd N`: one passphrase a line, or the words of a share. Several acts share one descriptor, each reading its own lines, so a
 * read takes a single byte and never looks past the end of its line.
 */

import { read as readCallback } from 'node:fs';
import { promisify } from 'node:util';
import { type Text, refuse } from '../core/rules.ts';
import { tidyMnemonic } from '../core/shares/slip39.ts';
import { vaultRules } from './rules.ts';
import { type Judge, type SecretSource, type Who, checkCharacters, passphraseMax } from './source.ts';

const read = promisify(readCallback);
const hint: Text = {
  en: 'The descriptor of --passphrase-fd ended or gave an empty line: one line each, shares in the order given, else custodians in the order of the plan, then administrators, then the dice.',
  zh: '--passphrase-fd 的描述符已结束或给出空行：每行一个，先按所给份额的顺序（否则按方案中保管人的顺序），再是管理员，最后是骰子。',
};
const diceHint: Text = {
  en: 'The dice come as one line behind the passphrases.',
  zh: '骰子点数在所有口令之后占一行。',
};
/** A descriptor that is in non-blocking mode answers EAGAIN until the writer has written. */
const againMs = 20;

/** One line of a descriptor, without its end; undefined at the end of the file. */
export async function readLine(fd: number, max: number): Promise<Uint8Array | undefined> {
  const line = new Uint8Array(max + 1);
  const one = new Uint8Array(1);
  try {
    for (let length = 0; ;) {
      const bytesRead = await readByte(fd, one);
      const byte = one[0] ?? 0;
      if (bytesRead === 0 && length === 0) return undefined;
      if (bytesRead === 0 || byte === 0x0a) return trimReturn(line.slice(0, length));
      if (length <= max) line[length] = byte;
      length += 1;
      if (length > max + 1) length = max + 1; // too long: read on to its end, refused by its length
    }
  } finally {
    line.fill(0);
    one.fill(0);
  }
}

function trimReturn(line: Uint8Array): Uint8Array {
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}

async function readByte(fd: number, one: Uint8Array): Promise<number> {
  for (;;) {
    try {
      return (await read(fd, one, 0, 1, null)).bytesRead;
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EAGAIN')) {
        throw refuse(vaultRules, 'SECRET-FD', { fd }, { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

export function fdSource(fd: number): SecretSource {
  const next = async (who: Who): Promise<Uint8Array> => {
    const line = (await readLine(fd, passphraseMax)) ?? new Uint8Array();
    checkCharacters(line, who, hint);
    return line;
  };
  const judged = async (who: Who, judge: Judge): Promise<Uint8Array> => {
    const line = await next(who);
    judge(line);
    return line;
  };
  return {
    kind: 'fd',
    attempts: 1,
    newPassphrase: judged,
    passphrase: next,
    share: judged,
    words: async (who: Who) => {
      const line = await next(who);
      const words = tidyMnemonic(line);
      line.fill(0);
      return words;
    },
    known: () => new Map(),
    dice: async (count, judge) => {
      if (count === 0) return undefined;
      const line = await readLine(fd, 100_000);
      if (!line?.length) throw refuse(vaultRules, 'SECRET-MISSING', { hint: diceHint }, { subject: 'dice' });
      judge(line);
      return line;
    },
    close: () => undefined,
  };
}
