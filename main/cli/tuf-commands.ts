/** `rootseal tuf …`: its commands with their options; what runs is in tuf.ts. */
import type { Command } from 'commander';
import { type Hands, type Say, group, withIdentities, withSecrets } from './command-parts.ts';
import { repeated } from './options.ts';
import {
  type JoinOptions,
  type RenewOptions,
  type ShowOptions,
  type SignOptions,
  tufJoin,
  tufRenew,
  tufShow,
  tufSign,
} from './tuf.ts';

export function tuf(program: Command, { answer, lang }: Hands, say: Say): void {
  const command = group(
    program
      .command('tuf')
      .description(say('what peers believe by: signed anew, and by whose keys', '各方据以信任的文件：续签与密钥')),
    'tuf',
  );
  const register = (of: Command) =>
    of.option('--root-fingerprint <hex>', say('the root to believe', '所信任的根密钥指纹'));
  register(command.command('show <path>'))
    .description(say('how a home stands, or what a root file changes', '查看联盟的现状，或某个根文件的变更'))
    .option(
      '--register <path>',
      say("the consortium's public folder, for a root file", '查看根文件时给出联盟的公开文件夹'),
    )
    .option('--out <file>', say('write the root file that waits for signatures', '写出等待签名的根文件'))
    .action((path: string, o: ShowOptions) => answer(() => tufShow(path, o, lang)));
  const renew = command
    .command('renew <dir>')
    .description(say('the roots sign the same files anew, with a later end', '由根密钥原样续签文件，延长有效期'))
    .option('--root', say('and the next root file', '并签署下一版根文件'))
    .option(
      '--administrators <file>',
      say(
        'whose keys count for a root file from now on, as JSON: docs/formats.md',
        '今后对根文件有效的管理员密钥，JSON 格式：见 docs/formats.md',
      ),
    )
    .option('--no-administrators', say('nobody’s but the roots’', '仅根密钥有效'))
    .requiredOption('--share <file>', say('a share; once for each', '份额；每份给一次'), repeated);
  withIdentities(renew, say).action((dir: string, o: RenewOptions) =>
    answer(() => tufRenew(dir, withoutDefault(renew, o), lang)),
  );
  const sign = register(command.command('sign <file>'))
    .description(say('an administrator signs a root file, elsewhere', '管理员在别处签署根文件'))
    .requiredOption(
      '--register <path>',
      say("the consortium's public folder (verified first)", '联盟的公开文件夹（先行验证）'),
    )
    .requiredOption('--administrator <id>', say('who signs', '签名人'))
    .requiredOption('--key <file.age>', say('their key, as member key makes it', '其密钥，由 member key 生成'))
    .requiredOption('--out <file>', say('the new file', '新文件'));
  withSecrets(sign, say).action((file: string, o: SignOptions) => answer(() => tufSign(file, o, lang)));
  const joins = command
    .command('join <dir>')
    .description(
      say(
        'signatures joined to the root file that waits; published once they suffice',
        '将签名并入等待中的根文件；足够时发布',
      ),
    )
    .requiredOption(
      '--signature <file>',
      say('as tuf sign wrote it; once for each', 'tuf sign 写出的签名；每份给一次'),
      repeated,
    );
  withIdentities(joins, say).action((dir: string, o: JoinOptions) => answer(() => tufJoin(dir, o, lang)));
}

/** commander sets the option of a pair `--x`, `--no-x` to true where neither was given. */
function withoutDefault(command: Command, options: RenewOptions): RenewOptions {
  if (command.getOptionValueSource('administrators') !== 'default') return options;
  const { administrators: _, ...rest } = options;
  return rest;
}
