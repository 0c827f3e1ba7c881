/** Every command with its arguments, options and one line of help in the language asked for; what runs is elsewhere. */
import { Command } from 'commander';
import { software } from '../app/software.ts';
import { profileNames } from '../core/ceremony/profile-data.ts';
import { exception, resume, runCeremony, status } from './ceremony.ts';
import { type CopyOptions, shareCopy } from './copy.ts';
import { jdchainKeyNew } from './jdchain-key.ts';
import { jdchainLedgerHash } from './jdchain-ledger.ts';
import { jdchainRegister } from './jdchain-register.ts';
import { certificates } from './jdchain-ca-commands.ts';
import { transactions } from './jdchain-tx-commands.ts';
import { jdchainHash, jdchainKeyShow, jdchainLint } from './jdchain.ts';
import { logs } from './log-commands.ts';
import { type Hands, type Say, group, later, namesIn, withIdentities, withSecrets } from './command-parts.ts';
import { host, identity, language, repeated, wordCount } from './options.ts';
import { type ScanOptions, type SheetOptions, shareBlank, shareScan, shareSheet } from './paper.ts';
import { planCheck, planNew, planShow } from './plan.ts';
import { restoreCommand, shareCheck } from './restore.ts';
import { epochOf, receiptAdd, setAbandon, setResume, setRetire, setStatusOf } from './set.ts';
import { members } from './member-commands.ts';
import { tuf } from './tuf-commands.ts';
import { noCommand } from './usage.ts';
import { vaultExport, vaultImport, vaultSheet } from './vault.ts';

export function build(hands: Hands): Command {
  const say: Say = (en, zh) => (hands.lang === 'zh' ? zh : en);
  const program = top(hands, say);
  plans(program, hands, say);
  ceremonies(program, hands, say);
  shares(program, hands, say);
  sets(program, hands, say);
  vaults(program, hands, say);
  jdchain(program, hands, say);
  logs(program, hands, say);
  members(program, hands, say);
  tuf(program, hands, say);
  later(program, 'device', hands);
  return program;
}

function top(hands: Hands, say: Say): Command {
  const program = new Command('rootseal');
  return program
    .description(
      say(
        "The offline room in which a consortium's root keys are made, split, used and accounted for.\nWithout a command it opens a menu in the terminal.",
        '联盟根密钥在此离线环境中生成、拆分、使用并留有记录。\n不带命令时在终端中打开菜单。',
      ),
    )
    .version(software.version, '-V, --version', say('the version number', '版本号'))
    .option('--json', say('answer with one JSON object on standard output', '在标准输出上以一个 JSON 对象回答'))
    .option('--lang <lang>', say('zh-CN or en; otherwise by locale', 'zh-CN 或 en；默认依据区域设置'), language)
    .option('--host <host>', say('electron, chromium or terminal', 'electron、chromium 或 terminal'), host)
    .helpOption('-h, --help', say('this help', '显示帮助'))
    .helpCommand('help [command]', say('help for a command', '命令的帮助'))
    .addHelpText(
      'after',
      say(
        '\nExit codes: 0 good · 1 refused · 2 wrong use · 3 the room is not fit · 4 interrupted',
        '\n退出码：0 正常 · 1 拒绝 · 2 用法错误 · 3 环境不合格 · 4 中断',
      ),
    )
    .allowExcessArguments()
    .action(async () => {
      const [given] = program.args;
      if (given !== undefined) throw noCommand('rootseal', given, namesIn(program));
      await hands.open();
    });
}

const kinds = profileNames.join(', ');

function plans(program: Command, { answer }: Hands, say: Say): void {
  const plan = group(
    program.command('plan').description(say('make, check and show a plan', '制定、检查和查看方案')),
    'plan',
  );
  plan
    .command('new')
    .description(say('a plan that runs as it is', '生成可直接运行的方案'))
    .requiredOption('--profile <name>', say(`the kind of consortium: ${kinds}`, `联盟类型：${kinds}`))
    .requiredOption('--out <file>', say('the new file', '新文件'))
    .action((o: { profile: string; out: string }) => answer(() => planNew(o)));
  plan
    .command('check <file>')
    .description(say('every finding at once, each with its field', '一次列出全部问题及其所在字段'))
    .action((file: string) => answer(() => planCheck(file)));
  plan
    .command('show <file>')
    .description(say('a plan, or public/plan.json of a ceremony, for people', '供阅读：方案或仪式的 public/plan.json'))
    .action((file: string) => answer(() => planShow(file)));
}

function ceremonies(program: Command, { answer, lang }: Hands, say: Say): void {
  const ceremony = group(program.command('ceremony').description(say('found a consortium', '创建联盟')), 'ceremony');
  const into = say('an empty folder, which becomes the home of the consortium', '空文件夹，将成为联盟的主目录');
  const run = ceremony
    .command('run <plan>')
    .description(say('the whole founding', '完整的创建仪式'))
    .requiredOption('--into <dir>', into)
    .option('--rehearsal', say('the same ceremony, marked in every output', '同一仪式，所有产物均带演练标记'));
  withIdentities(run, say).action((file: string, o: Parameters<typeof runCeremony>[1]) =>
    answer(() => runCeremony(file, o, lang)),
  );
  const again = ceremony
    .command('resume <dir>')
    .description(say('go on after a crash or an interrupt', '在崩溃或中断后继续'));
  withIdentities(again, say).action((dir: string, o: Parameters<typeof resume>[1]) =>
    answer(() => resume(dir, o, lang)),
  );
  ceremony
    .command('status <dir>')
    .description(say('where it stands', '查看进度'))
    .action((dir: string) => answer(() => status(dir)));
  ceremony
    .command('exception <dir>')
    .description(say('record what was not as it should be; two people answer for it', '记录例外情况；由两人负责'))
    .requiredOption(
      '--rule <rule>',
      say('what was departed from; OTHER if it has no name', '所偏离的规则；无名者用 OTHER'),
    )
    .requiredOption('--reason <text>', say('why, in one line', '原因（一行）'))
    .requiredOption(
      '--by <id>',
      say('a person or custodian of the plan; give it for two at least', '方案中的人员或保管人；至少给出两位'),
      repeated,
    )
    .action((dir: string, o: Parameters<typeof exception>[1]) => answer(() => exception(dir, o)));
}

function shares(program: Command, { answer, lang }: Hands, say: Say): void {
  const share = group(
    program.command('share').description(say('one share, by its holder', '由持有人检查单份份额')),
    'share',
  );
  const check = share
    .command('check <file>')
    .description(
      say(
        'intact, of this set and epoch, real or rehearsal; words:ID instead of a file: its words are typed',
        '是否完好、属于该组与该期、正式或演练；以 words:标识 代替文件时录入助记词',
      ),
    )
    .requiredOption('--set <file>', say('the public share set', '公开的份额组文件'))
    .option('--receipt <file>', say('a new file for the signed receipt', '签名回执的新文件'));
  withIdentities(check, say).action((file: string, o: Parameters<typeof shareCheck>[1]) =>
    answer(() => shareCheck(file, o, lang)),
  );
  papers(share, { answer, lang }, say);
  const receipt = group(
    share.command('receipt').description(say('receipts of checked shares', '份额检查的回执')),
    'share receipt',
  );
  receipt
    .command('add <dir> <file>')
    .description(say("a custodian's receipt goes into the log", '将保管人的回执记入日志'))
    .action((dir: string, file: string) => answer(() => receiptAdd(dir, file)));
  const restore = program
    .command('restore <dir>')
    .description(say('a verdict on every share, then one purpose', '逐一判定份额，然后执行一种用途'))
    .requiredOption(
      '--share <file>',
      say(
        'a share: its file, its sheet, or words:ID for words that are typed; once for each',
        '份额：文件、份额单，或 words:标识（录入助记词）；每份各给一次',
      ),
      repeated,
    )
    .requiredOption(
      '--purpose <purpose>',
      say(
        'drill, sign, certify, export, resplit, replace, refresh or rotate',
        'drill（恢复演习）、sign（签名）、certify（签发证书）、export（导出）、resplit（重新拆分）、replace（替换份额）、refresh（更新份额）或 rotate（轮换根密钥）',
      ),
    )
    .option(
      '--root <id>',
      say('the root key (sign, certify, export, rotate)', '根密钥（sign、certify、export、rotate）'),
    )
    .option(
      '--in <file>',
      say('the file to sign, the request or certificate to certify', '待签名的文件，或证书请求、待续期的证书'),
    )
    .option('--recipient <age1…>', say('the age recipient of an export', '导出的 age 接收方'))
    .option('--out <file>', say('where the signature, certificate or export goes; new', '签名、证书或导出的新文件'))
    .option('--ou <role>', say('of a request: PEER, GW, USER (certify)', '证书请求的角色：PEER、GW、USER（certify）'))
    .option(
      '--days <n>',
      say('how long a certificate is valid, otherwise 365 (certify)', '证书有效天数，默认 365（certify）'),
    )
    .option('--plan <file>', say('the new threshold and holders (resplit)', '新的门限与保管人（resplit）'))
    .option(
      '--custodian <id>',
      say(
        'whose share was lost or is doubted (replace); once for each',
        '份额丢失或存疑的保管人（replace）；每位各给一次',
      ),
      repeated,
    );
  withIdentities(restore, say).action((dir: string, o: Parameters<typeof restoreCommand>[1]) =>
    answer(() => restoreCommand(dir, o, lang)),
  );
}

function sets(program: Command, { answer, lang }: Hands, say: Say): void {
  const set = group(program.command('set').description(say('share sets and their epochs', '份额组及其期次')), 'set');
  set
    .command('status <dir>')
    .description(say('every set, and what is due', '各份额组的状态与到期事项'))
    .action((dir: string) => answer(() => setStatusOf(dir)));
  const again = set
    .command('resume <dir>')
    .description(say('go on with a set that is being made', '继续正在生成的份额组'))
    .option(
      '--custodian <id>',
      say('a new holder who is here; all who can be opened unless said', '在场的新保管人；默认为所有可打开者'),
      repeated,
    );
  withIdentities(again, say).action((dir: string, o: Parameters<typeof setResume>[1]) =>
    answer(() => setResume(dir, o, lang)),
  );
  set
    .command('abandon <dir>')
    .description(say('give up a set that is being made; two people answer for it', '放弃正在生成的份额组；由两人负责'))
    .requiredOption('--reason <text>', say('why, in one line', '原因（一行）'))
    .requiredOption(
      '--by <id>',
      say('a person or custodian; give it for two at least', '人员或保管人；至少给出两位'),
      repeated,
    )
    .action((dir: string, o: Parameters<typeof setAbandon>[1]) => answer(() => setAbandon(dir, o)));
  set
    .command('retire <dir>')
    .description(say('record that old shares came back', '记录已交回的旧份额'))
    .requiredOption('--epoch <n>', say('the epoch of the retired set', '已停用份额组的期次'), epochOf)
    .requiredOption('--returned <id>', say('whose copies came back; once for each', '已交回者；每位各给一次'), repeated)
    .option('--destroyed', say('they were destroyed in the presence of the room', '已当场销毁'))
    .option(
      '--from <dir>',
      say(
        'a medium: the copies of the one holder on it are overwritten and removed',
        '介质：覆写并删除其中该持有人的副本',
      ),
    )
    .action((dir: string, o: Parameters<typeof setRetire>[1]) => answer(() => setRetire(dir, o)));
}

function vaults(program: Command, { answer, lang }: Hands, say: Say): void {
  const vault = group(
    program
      .command('vault')
      .description(
        say(
          'shares of HashiCorp Vault or OpenBao, under our envelopes and back',
          'HashiCorp Vault 或 OpenBao 的份额：装入信封与导回',
        ),
      ),
    'vault',
  );
  const take = vault
    .command('import')
    .description(
      say(
        'each holder of an existing unseal set types theirs, which is sealed to them; asks for what no option says',
        '现有解封份额组的每位持有人输入自己的份额并各自封存；选项未说明的会逐项询问',
      ),
    )
    .requiredOption('--into <dir>', say('a new or empty folder', '新建或空的文件夹'))
    .option('--name <id>', say('what this Vault is called', '该 Vault 的名称'))
    .option(
      '--kind <kind>',
      say('unseal or recovery: a share does not tell', 'unseal（解封）或 recovery（恢复）：份额本身不显示'),
    )
    .option('--product <product>', say('vault or openbao; otherwise vault', 'vault 或 openbao；默认 vault'))
    .option('--threshold <m>', say('how many shares unseal', '解封所需份数'))
    .option(
      '--shares <n>',
      say('how many Vault gave out; otherwise as many as holders', 'Vault 发出的份数；默认与保管人数相同'),
    )
    .option(
      '--holder <id[=name]>',
      say('who brings a share; once for each, in their order', '提交份额者；按顺序每位各给一次'),
      repeated,
    )
    .option(
      '--recipient <id=age1…>',
      say('seal to an age recipient instead of a passphrase', '封给 age 接收方而非口令'),
      repeated,
    )
    .option(
      '--work-factor <n>',
      say("of age's scrypt, 14 to 22; otherwise 18", 'age 的 scrypt 工作因子，14 至 22；默认 18'),
    )
    .option('--unproved', say('go on with exactly M shares, which prove nothing', '恰好 M 份、无法证明时仍继续'))
    .option('--rehearsal', say('the same, marked in every output', '同样的操作，所有产物均带演练标记'));
  withSecrets(take, say).action((o: Parameters<typeof vaultImport>[0]) => answer(() => vaultImport(o, lang)));
  const give = vault
    .command('export <file>')
    .description(
      say(
        'one share of an imported set as Vault writes it, in an age file; never plain',
        '将导入组中的一份按 Vault 的写法导出为 age 文件；绝不明文',
      ),
    )
    .requiredOption('--set <file>', say('its share-set.json', '其 share-set.json'))
    .requiredOption('--recipient <age1…>', say('whoever will open it', '将打开它的接收方'))
    .requiredOption('--out <file>', say('the new file', '新文件'))
    .option('--encoding <encoding>', say('base64 or hex; otherwise base64', 'base64 或 hex；默认 base64'));
  withIdentities(give, say).action((file: string, o: Parameters<typeof vaultExport>[1]) =>
    answer(() => vaultExport(file, o, lang)),
  );
  const print = vault
    .command('sheet <file>')
    .description(
      say(
        'one share of an imported set on paper, as a PDF to print, once its holder has opened it',
        '由持有人打开导入组中的一份后，将其制成可打印的 PDF 份额单',
      ),
    )
    .requiredOption('--set <file>', say('its share-set.json', '其 share-set.json'))
    .requiredOption('--out <file>', say('the new file', '新文件'));
  withIdentities(print, say).action((file: string, o: Parameters<typeof vaultSheet>[1]) =>
    answer(() => vaultSheet(file, o, lang)),
  );
}

function jdchain(program: Command, hands: Hands, say: Say): void {
  const { answer } = hands;
  const chain = group(
    program
      .command('jdchain')
      .description(say('JD Chain 1.6.5: genesis, keys, registrations', 'JD Chain 1.6.5：创世、密钥、注册')),
    'jdchain',
  );
  chain
    .command('hash <ledger-init>')
    .description(say('the genesis transaction hash of an existing configuration', '现有配置的创世交易哈希'))
    .option('--out <file>', say('write the content bytes to this new file', '将交易内容字节写入该新文件'))
    .action((file: string, o: { out?: string }) => answer(() => jdchainHash({ file, ...o })));
  chain
    .command('ledger-hash <ledger-init>')
    .description(say('the hash of the ledger before any node runs', '任何节点运行之前的账本哈希'))
    .requiredOption(
      '--signatures <file>',
      say("every participant's permission signature, by public key", '所有参与方的许可签名（按公钥）'),
    )
    .action((file: string, o: { signatures: string }) => answer(() => jdchainLedgerHash({ file, ...o })));
  chain
    .command('lint <path...>')
    .description(say("one or several parties' folders: what is wrong, what differs", '一方或多方的文件夹：错误与差异'))
    .action((paths: string[]) => answer(() => jdchainLint({ paths })));
  transactions(chain, hands, say);
  certificates(chain, hands, say);
  registrations(chain, hands, say);
  keys(chain, hands, say);
}

function registrations(chain: Command, { answer, lang }: Hands, say: Say): void {
  const register = chain
    .command('register')
    .description(
      say('a signed participant registration for jdchain-cli tx send', '供 jdchain-cli tx send 使用的参与方注册'),
    )
    .requiredOption('--ledger <hash>', say('the hash of the ledger', '账本哈希'))
    .requiredOption('--name <name>', say('the name of the new participant', '新参与方的名称'))
    .option('--pubkey <key>', say('its public key, Base58', '其公钥（Base58）'))
    .option(
      '--certificate <file>',
      say('its certificate in PEM, on a ledger with certificates', '其 PEM 证书，用于证书模式的账本'),
    )
    .requiredOption('--signer <file>', say("the signer's .priv", '签名者的 .priv'))
    .requiredOption('--out <file>', say('the new file', '新文件'))
    .option('--time <ms>', say('milliseconds since 1970; otherwise now', '自 1970 年起的毫秒数；默认当前时间'));
  withSecrets(register, say).action((o: Parameters<typeof jdchainRegister>[0]) =>
    answer(() => jdchainRegister(o, lang)),
  );
}

function keys(chain: Command, { answer, lang }: Hands, say: Say): void {
  const key = group(chain.command('key').description(say('JD Chain key files', 'JD Chain 密钥文件')), 'jdchain key');
  key
    .command('show <file>')
    .description(say('a .pub in full; of a .priv that it is one', '完整显示 .pub；对 .priv 仅说明其类型'))
    .action((file: string) => answer(() => jdchainKeyShow({ file })));
  const fresh = key
    .command('new')
    .description(say('a new key pair, OUT.priv and OUT.pub', '新密钥对：OUT.priv 与 OUT.pub'))
    .requiredOption('--suite <suite>', say('ed25519 or sm2', 'ed25519 或 sm2'))
    .requiredOption('--out <path>', say('the new files, without their endings', '新文件（不含扩展名）'));
  withSecrets(fresh, say).action((o: Parameters<typeof jdchainKeyNew>[0]) => answer(() => jdchainKeyNew(o, lang)));
}

function papers(share: Command, { answer, lang }: Pick<Hands, 'answer' | 'lang'>, say: Say): void {
  const out = say('the new file', '新文件');
  const custodian = say('whose share, by id', '谁的份额（保管人标识）');
  const home = (name: string, what: string) =>
    share
      .command(`${name} <dir>`)
      .description(what)
      .requiredOption('--custodian <id>', custodian)
      .requiredOption('--out <file.pdf>', out);
  home('sheet', say('the share on paper, as a PDF to print', '将份额制成可打印的 PDF 份额单')).action(
    (dir: string, o: SheetOptions) => answer(() => shareSheet(dir, o)),
  );
  home('blank', say('a blank form for words copied by hand', '供手抄单词的空白表'))
    .option('--words <n>', say('20 or 33 boxes; otherwise 33', '20 或 33 格；默认 33'), wordCount, 33)
    .action((dir: string, o: SheetOptions & { words: 20 | 33 }) => answer(() => shareBlank(dir, o)));
  share
    .command('copy <dir>')
    .description(
      say(
        'the words of a share, shown once at this terminal, copied by hand into a blank form and read back',
        '份额的单词在本终端显示一次，手抄到空白表并回读比对',
      ),
    )
    .requiredOption('--custodian <id>', custodian)
    .option('--out <file.pdf>', say('write the blank form first', '先写出空白表'))
    .option('--form <number>', say('the number on the form; asked for otherwise', '表格上的编号；否则会询问'))
    .option('--share <file>', say('the share; otherwise the one in the home', '份额；默认使用主目录中的'))
    .option(
      '--identity <id=file>',
      say('open what is sealed to this custodian with an age identity file', '用 age 身份文件打开封给该保管人的内容'),
      identity,
    )
    .action((dir: string, o: CopyOptions) => answer(() => shareCopy(dir, o, lang)));
  share
    .command('scan <inputs...>')
    .description(
      say(
        'a share back from pictures of its sheet (PNG, JPEG), or from a text of its codes or lines',
        '从份额单的图片（PNG、JPEG）、二维码文本或录入的文字行还原份额',
      ),
    )
    .requiredOption('--out <file.age>', out)
    .option('--sealed <dir>', say('a folder for the sealed roots on the sheet', '存放单上封存根密钥的文件夹'))
    .action((inputs: string[], o: ScanOptions) => answer(() => shareScan(inputs, o)));
}
