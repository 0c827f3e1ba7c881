/** `rootseal jdchain tx …`: the commands, those of `tx new` from the table of operations. */

import type { Command } from 'commander';
import { built } from '../export/jdchain/tx/build.ts';
import type { Option } from '../export/jdchain/tx/given.ts';
import type { Kind } from '../export/jdchain/tx/operations.ts';
import { group, type Hands, type Say, withSecrets } from './command-parts.ts';
import {
  jdchainTxJoin,
  jdchainTxMerge,
  jdchainTxNew,
  jdchainTxSign,
  type MakeOptions,
  type NewOptions,
  type SignOptions,
} from './jdchain-tx-make.ts';
import { jdchainTxShow } from './jdchain-tx.ts';
import { repeated } from './options.ts';

export function transactions(chain: Command, hands: Hands, say: Say): void {
  const { answer, lang } = hands;
  const tx = group(chain.command('tx').description(say('transactions', '交易')), 'jdchain tx');
  tx.command('show <file>')
    .description(say('what a transaction does, field by field, whoever made it', '逐项说明一笔交易，不论由谁制作'))
    .action((file: string) => answer(() => jdchainTxShow({ file })));
  const fresh = group(
    tx.command('new').description(say('an unsigned transaction of one operation', '单项操作的未签名交易')),
    'jdchain tx new',
  );
  for (const kind of built.values()) newCommand(fresh, kind, hands, say);
  timed(tx.command('join <files...>'), say)
    .description(
      say(
        'one unsigned transaction of the operations of several: all happen, or none',
        '把多笔未签名交易的操作合为一笔：要么全部生效，要么全不生效',
      ),
    )
    .action((files: string[], o: MakeOptions) => answer(() => jdchainTxJoin(files, o)));
  const sign = into(tx.command('sign <file>'), say)
    .description(say('shown, then signed by each key in turn', '先逐项显示，再由各密钥依次签名'))
    .requiredOption('--signer <file>', say("a signer's .priv; may be repeated", '签名者的 .priv，可重复'), repeated);
  withSecrets(sign, say).action((file: string, o: SignOptions) => answer(() => jdchainTxSign(file, o, lang)));
  into(tx.command('merge <files...>'), say)
    .description(say('the signatures of several files over the same content', '把多个文件对同一内容的签名归并'))
    .action((files: string[], o: MakeOptions) => answer(() => jdchainTxMerge(files, o)));
}

/** The file is named by its hash, so it is a folder that is asked for. */
const into = (command: Command, say: Say): Command =>
  command.requiredOption('--out <dir>', say('the folder that the new file goes into', '新文件所在的文件夹'));

const timed = (command: Command, say: Say): Command =>
  into(command, say).option(
    '--time <ms>',
    say('milliseconds since 1970; otherwise now', '自 1970 年起的毫秒数；默认当前时间'),
  );

function newCommand(fresh: Command, kind: Kind, { answer }: Hands, say: Say): void {
  if (!kind.form) return;
  const { command: name, options } = kind.form;
  const command = fresh
    .command(name)
    .description(say(kind.title.en, kind.title.zh))
    .requiredOption('--ledger <hash>', say('the hash of the ledger', '账本哈希'));
  for (const option of options) withOption(command, option, say);
  timed(command, say).action((o: NewOptions) => answer(() => jdchainTxNew(kind, o)));
}

function withOption(command: Command, { name, form, value, needed, say: { en, zh } }: Option, say: Say): void {
  const flags = `--${name} <${value}>`;
  if (form === 'files') command.option(flags, say(en, zh), repeated);
  else if (needed) command.requiredOption(flags, say(en, zh));
  else command.option(flags, say(en, zh));
}
