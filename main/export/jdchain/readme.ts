/** README.md of a member's folder, Chinese and English: what lies there and the four commands to run. */

import type { ResolvedMember, ResolvedPlan } from '../../core/ceremony/plan.ts';
import { consensusName, consensusPath } from './consensus.ts';
import type { Genesis } from './genesis.ts';

interface Page {
  readonly plan: ResolvedPlan;
  readonly member: ResolvedMember;
  readonly genesis: Genesis;
}

/** Key made here: it comes as an age file to the holder. Else the member fills in its own. */
const madeHere = ({ member }: Page): boolean => 'make' in member.key;

const kindOf = ({ plan }: Pick<Page, 'plan'>) => plan.chain.ledger.consensus.kind;

/** What the operator opens, by consensus; MQ needs the way to its broker instead. */
const ports = {
  bftsmart: {
    zh: (port: string) => `共识端口 ${port} 和它的下一个端口都要放行。`,
    en: (port: string) => `The consensus port ${port} and the one after it must be open.`,
  },
  raft: {
    zh: (port: string) => `共识端口 ${port} 要放行。`,
    en: (port: string) => `The consensus port ${port} must be open.`,
  },
  mq: {
    zh: () => '本机须能连到 `mq/mq.config` 中的消息服务器（`system.msg.queue.server`）；先启动消息服务器。',
    en: () =>
      'This machine must reach the broker in `mq/mq.config` (`system.msg.queue.server`); start the broker first.',
  },
} as const;

/** What differs from file to file is found at the end alone, so it is said what counts. */
function hashed(page: Page): { zh: string; en: string } {
  if (kindOf(page) === 'bftsmart')
    return {
      zh: '共识参数连同行尾空格都计入创世哈希。',
      en: 'the consensus properties are hashed into the genesis, blanks at the ends of lines included.',
    };
  const name = consensusName(kindOf(page));
  return {
    zh: `${name} 的共识参数都计入创世哈希。`,
    en: `the properties of ${name} are hashed into the genesis.`,
  };
}

/** What puts a member's files in place: checked, then copied. */
export function initialise(page: Pick<Page, 'plan' | 'member'>): { readonly check: string; readonly place: string } {
  const { id, key } = page.member;
  const made = 'make' in key;
  const local = made
    ? 'age -d -o "$PEER/config/init/local.conf" local.conf.age'
    : 'cp local.conf "$PEER/config/init/local.conf"';
  const pem = `"$PEER/config/init/${id}.key"`;
  const certified = `cp -r ca local.conf "$PEER/config/init/" && ${made ? `age -d -o ${pem} ${id}.key.age` : `cp YOUR_KEY.pem ${pem}`}`;
  const own = isCertified(page) ? certified : local;
  return {
    check: 'rootseal jdchain hash ledger.init',
    place: `mkdir -p "$PEER/config/init" && cp -r ledger.init ${kindOf(page)} "$PEER/config/init/" && ${own}`,
  };
}

/** With certificates, which JD Chain looks for from the folder that the command runs in. */
export const isCertified = ({ plan }: Pick<Page, 'plan'>): boolean => plan.chain.ledger.ca !== undefined;

export const initialiser = (page: Pick<Page, 'plan'>): string =>
  isCertified(page) ? '(cd "$PEER/config/init" && "$PEER/bin/ledger-init.sh")' : '"$PEER/bin/ledger-init.sh"';

export const startPeer = '"$PEER/bin/peer-startup.sh"';

/** What has to be open for consensus. */
export function portsOf(page: Pick<Page, 'plan' | 'member'>): { readonly zh: string; readonly en: string } {
  const { zh, en } = ports[kindOf(page)];
  const port = String(page.member.consensus.port);
  return { zh: zh(port), en: en(port) };
}

/** What of a member with a certificate stands where. */
function certifiedKey(page: Page): { zh: string; en: string } {
  const { id } = page.member;
  const { zh, en } = madeHere(page)
    ? {
        zh: `本成员的私钥在仪式中生成，在发给持有人的 \`${id}.key.age\` 里（PEM）`,
        en: `This member's private key was made in the ceremony and is in \`${id}.key.age\` (PEM), which went to its holder`,
      }
    : {
        zh: `本成员自带密钥：命令 2 中的 \`YOUR_KEY.pem\` 是与证书请求对应的 PEM 私钥`,
        en: `This member brings its own key: \`YOUR_KEY.pem\` in command 2 is the private key of its signing request, in PEM`,
      };
  return {
    zh: `证书在 \`ca/\`：JD Chain 从运行命令的目录寻找证书，因此须先进入 \`config/init\`。${zh}；JD Chain 只能读取未加密的 PEM，初始化后请删除。证书有效期 ${String(page.plan.chain.ledger.ca?.days ?? 0)} 天，到期前须更新（见 RUNBOOK）。`,
    en: `The certificates are in \`ca/\`: JD Chain looks for them from the folder that its command runs in, so \`config/init\` is entered first. ${en}; JD Chain reads it unencrypted alone, so delete it once the ledger is initialised. Certificates are valid for ${String(page.plan.chain.ledger.ca?.days ?? 0)} days and renewed before (see RUNBOOK).`,
  };
}

function commands(page: Page): string {
  const { check, place } = initialise(page);
  return ['```sh', check, place, initialiser(page), startPeer, '```'].join('\n');
}

function chinese(page: Page): string {
  const { plan, member, genesis } = page;
  const { name } = plan.chain.ledger;
  const key = isCertified(page)
    ? certifiedKey(page).zh
    : madeHere(page)
      ? '本成员的私钥在仪式中生成，完整的 `local.conf` 在发给持有人的 `local.conf.age` 里。'
      : '本成员自带密钥：执行第 2 条之后，请在 `local.conf` 中填入自己的 `local.parti.privkey` 和 `local.parti.pwd`。';
  return `# ${member.participant}：加入账本 ${name}（JD Chain 1.6.5）

创世交易哈希：\`${genesis.txHashText}\`
${plan.rehearsal ? '\n**这是演练（REHEARSAL），不得用于生产。**\n' : ''}
\`ledger.init\` 和 \`${consensusPath(kindOf(page))}\` 在各成员处必须逐字节相同，请勿编辑：${hashed(page).zh}
${key} 数据库位置 \`ledger.db.uri\` 可按本机情况修改，不影响创世哈希。

\`PEER\` 为 JD Chain peer 的安装目录。依次执行四条命令：

${commands(page)}

1. 核对：输出的 \`txHash\` 必须与上面一致，并与其他成员电话核对。
2. 放置配置。
3. 初始化：**所有 ${String(plan.members.length)} 个成员必须同时运行**，先启动的会一直等待；全部完成后各方得到相同的账本哈希。
4. 启动节点。${portsOf(page).zh}

注意：JD Chain 的 \`.priv\` 只用一次 SHA-256 派生口令，没有盐和迭代，等同于弱加密；\`.pwd\`（即 \`local.parti.pwd\`）与 \`.priv\` 放在一起就等于明文私钥。
初始化生成的 \`ledger-binding.conf\` 同时含有这两者。请限制这些文件的读取权限，用后删除解密出的副本。
`;
}

function english(page: Page): string {
  const { plan, member, genesis } = page;
  const { name } = plan.chain.ledger;
  const key = isCertified(page)
    ? certifiedKey(page).en
    : madeHere(page)
      ? "This member's private key was made in the ceremony; the complete `local.conf` is in `local.conf.age`, which went to its holder."
      : 'This member brings its own key: after command 2, fill in your own `local.parti.privkey` and `local.parti.pwd` in `local.conf`.';
  return `# ${member.participant}: joining the ledger ${name} (JD Chain 1.6.5)

Genesis transaction hash: \`${genesis.txHashText}\`
${plan.rehearsal ? '\n**This is a REHEARSAL. Never use it in production.**\n' : ''}
\`ledger.init\` and \`${consensusPath(kindOf(page))}\` must be the same byte for byte at every member. Do not edit them: ${hashed(page).en}
${key} The place of the database, \`ledger.db.uri\`, may be changed for this machine; it does not enter the hash.

\`PEER\` is the folder of the JD Chain peer. Run these four commands:

${commands(page)}

1. Check: the \`txHash\` printed must be the one above; compare it with the other members by telephone.
2. Put the configuration in place.
3. Initialise: **all ${String(plan.members.length)} members must run this at the same time**; whoever starts first waits. At the end all have the same ledger hash.
4. Start the node. ${portsOf(page).en}

Note: a JD Chain \`.priv\` derives its key from the password by plain SHA-256, without salt or work factor, which is weak; \`.pwd\` (that is \`local.parti.pwd\`) beside a \`.priv\` is as good as the plain private key.
The \`ledger-binding.conf\` that initialisation writes holds both. Restrict who can read these files, and delete decrypted copies after use.
`;
}

/** The page, Chinese first. UTF-8 text with LF. */
export function memberReadme(plan: ResolvedPlan, member: ResolvedMember, genesis: Genesis): string {
  const page = { plan, member, genesis };
  return `${chinese(page)}\n---\n\n${english(page)}`;
}
