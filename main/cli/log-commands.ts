/** `rootseal log …`: its commands with their options; what runs is in log.ts and witness.ts. */
import { type Command, InvalidArgumentError } from 'commander';
import { type Hands, type Say, group, withSecrets } from './command-parts.ts';
import { logExport, logVerify } from './log.ts';
import { rehearsal, sealing } from './member-commands.ts';
import {
  type CosignOptions,
  type RequestOptions,
  type WitnessKeyOptions,
  logCosign,
  logCosigned,
  logProof,
  logRequest,
  logWitnessKey,
} from './witness.ts';

export function logs(program: Command, hands: Hands, say: Say): void {
  const { answer } = hands;
  const log = group(program.command('log').description(say('the audit log', '审计日志')), 'log');
  log
    .command('verify <dir>')
    .description(say('a home, or a folder with a log', '验证主目录或日志文件夹'))
    .action((dir: string) => answer(() => logVerify(dir)));
  log
    .command('export <dir>')
    .description(say('the log with its verifier key, in a folder of its own', '将日志及其验证公钥导出到单独的文件夹'))
    .requiredOption('--out <dir>', say('a new folder', '新文件夹'))
    .action((dir: string, o: { out: string }) => answer(() => logExport(dir, o.out)));
  log
    .command('proof <dir>')
    .description(say('one entry with its proof, for anybody (tlog-proof)', '导出单条记录及其证明（tlog-proof）'))
    .requiredOption('--entry <n>', say('its number, from 0', '记录号，从 0 开始'), wholeNumber)
    .requiredOption('--out <file>', say('the new file; the entry lies beside it', '新文件；记录本身存于其旁'))
    .action((dir: string, o: { entry: number; out: string }) => answer(() => logProof(dir, o)));
  witnesses(log, hands, say);
}

function witnesses(log: Command, { answer, lang }: Hands, say: Say): void {
  const newFile = say('the new file', '新文件');
  const vkey = say("the witness's verifier key", '见证人的验证公钥');
  const make = log
    .command('witness-key')
    .description(say("a witness's key, to cosign with", '见证人用于共签的密钥'))
    .requiredOption('--name <name>', say('like regulator.example/wang-fang', '如 regulator.example/wang-fang'))
    .requiredOption('--out <file.age>', say('the new file; its .vkey lies beside it', '新文件；.vkey 存于其旁'));
  withSecrets(sealing(rehearsal(make, say), say), say).action((o: WitnessKeyOptions) =>
    answer(() => logWitnessKey(o, lang)),
  );
  log
    .command('request <dir>')
    .description(say('asks a witness to cosign the newest checkpoint', '请见证人共签最新检查点'))
    .option('--witness <file.vkey>', vkey)
    .option('--old <n>', say('begin at the size that the witness says', '从见证人所说的大小开始'), wholeNumber)
    .requiredOption('--out <file>', newFile)
    .action((dir: string, o: RequestOptions) => answer(() => logRequest(dir, o)));
  const cosign = log
    .command('cosign <request>')
    .description(say('the witness: judges a request, remembers it, cosigns', '见证人：审核请求、留存状态并共签'))
    .requiredOption('--state <file>', say('what you keep of this log; made at first', '您留存的日志状态；首次自动创建'))
    .option('--log <log.vkey>', say("the log's key, compared by you; the first time", '经您核对的日志公钥；首次必填'))
    .requiredOption('--key <file.age>', say('your key', '您的密钥'))
    .requiredOption('--witness <file.vkey>', say('your verifier key', '您的验证公钥'))
    .requiredOption('--out <file>', newFile);
  withSecrets(cosign, say).action((file: string, o: CosignOptions) => answer(() => logCosign(file, o, lang)));
  log
    .command('cosigned <dir>')
    .description(say("a witness's cosignature comes into the log", '将见证人的共签存入日志'))
    .requiredOption('--cosignature <file>', say('as the witness returned it', '见证人交回的文件'))
    .requiredOption('--witness <file.vkey>', vkey)
    .action((dir: string, o: { cosignature: string; witness: string }) => answer(() => logCosigned(dir, o)));
}

function wholeNumber(text: string): number {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  throw new InvalidArgumentError('a whole number from 0 is expected.');
}
