#!/usr/bin/env node
/** The command line `rootseal`: the same services as the window, in a terminal. Wrong use answers 2. */
import { type Command, CommanderError } from 'commander';
import { languageOf } from '../app/language.ts';
import type { Lang } from '../core/rules.ts';
import { build } from './commands.ts';
import { type Answer, print, printRefusal } from './output.ts';
import { usageError } from './usage.ts';
import { wizard } from './wizard.ts';

const words = process.argv.slice(2);
const options = { json: words.includes('--json'), lang: languageAsked() };
let exit = 0;

/** Before commander reads anything, for help and for what it refuses. */
function languageAsked(): Lang {
  const at = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const given = at < 0 ? undefined : (words[at]?.split('=')[1] ?? words[at + 1]);
  return languageOf(given, process.env);
}

/** Runs a command and prints its one answer; every refusal passes here. */
async function answer(work: () => Answer | Promise<Answer>): Promise<void> {
  try {
    exit = print(await work(), options);
  } catch (error) {
    exit = printRefusal(error, options);
  }
}

/** Help and the version as commander prints them; one object with --json. Its own errors are said by `usage`. */
function printHelp(text: string): void {
  const json = text.startsWith('Usage:') ? { help: text } : { version: text.trim() };
  print({ exit: 0, json, text: { en: text.trimEnd(), zh: text.trimEnd() } }, options);
}

/** Commander answers for each command by itself. */
function all(command: Command): Command[] {
  return [command, ...command.commands.flatMap(all)];
}

/** Help and version answer 0; everything else that commander refuses is wrong use. */
function usage(error: unknown): number {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  return printRefusal(error instanceof CommanderError ? usageError(error) : error, options);
}

async function open(): Promise<void> {
  exit = await wizard(options.lang);
}

const program = build({ lang: options.lang, answer, open });
let help = '';
for (const command of all(program))
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: (part) => (help += part) });

try {
  await program.parseAsync();
} catch (error) {
  exit = usage(error);
}
if (help !== '') printHelp(help);
// What an interrupt cut short must not go on behind the answer.
if (exit === 4) process.exit(exit);
process.exitCode = exit;
