/** What the definitions of commands share: groups, commands that are still to come, the options of secrets. */
import type { Command } from 'commander';
import type { Lang } from '../core/rules.ts';
import { refuse } from '../core/rules.ts';
import { descriptor, identity } from './options.ts';
import type { Answer } from './output.ts';
import { cliRules } from './rules.ts';
import { noCommand } from './usage.ts';

export interface Hands {
  readonly lang: Lang;
  /** Prints the one answer of a command, or its refusal. */
  readonly answer: (work: () => Answer | Promise<Answer>) => Promise<void>;
  /** Opens the window or the wizard. */
  readonly open: () => Promise<void>;
}

/** In the language asked for. */
export type Say = (en: string, zh: string) => string;

export function namesIn(command: Command): string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((each) => each.name())
    .filter((name) => name !== 'help');
}

/** The first operand is looked at by hand: commander would say "too many arguments" to a mistyped command. */
export function group(command: Command, name: string): Command {
  return command.allowExcessArguments().action(() => {
    throw noCommand(name, command.args[0], namesIn(command));
  });
}

/** Commands of the contract that this version does not have, by name: CLI-LATER. */
export function later(parent: Command, name: string, hands: Hands): void {
  const command = parent.command(name, { hidden: true }).allowExcessArguments().allowUnknownOption();
  const called = parent.parent ? `${parent.name()} ${name}` : name;
  command.action(() =>
    hands.answer(() => {
      const [given] = command.args;
      const subject = parent.parent || given === undefined ? called : `${called} ${given}`;
      throw refuse(cliRules, 'CLI-LATER', {}, { subject });
    }),
  );
}

/** Adds the options of every command that needs passphrases. */
export function withSecrets(command: Command, say: Say): Command {
  return command
    .option(
      '--passphrase-fd <n>',
      say('take passphrases from this open descriptor, one a line', '从该已打开的描述符读取口令，每行一个'),
      descriptor,
    )
    .option(
      '--answers <file>',
      say('take everything the room would answer from a file of mode 0600', '从权限为 0600 的文件读取所有应答'),
    )
    .addHelpText(
      'after',
      say(
        '\nWithout either, passphrases are typed at the terminal, unseen. The order of lines: docs/cli-secrets.md',
        '\n两者都不用时，口令在终端输入且不显示。各行顺序见 docs/cli-secrets.md',
      ),
    );
}

export function withIdentities(command: Command, say: Say): Command {
  return withSecrets(command, say).option(
    '--identity <id=file>',
    say('open what is sealed to this custodian with an age identity file', '用 age 身份文件打开封给该保管人的内容'),
    identity,
  );
}
