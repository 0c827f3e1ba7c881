/** Runbook: initialising together, and starting (JD Chain 1.6.5, `ledger-init.sh`, `peer-startup.sh`). */

import { type Block, heading, paragraph } from '../../../core/ceremony/document.ts';
import { initialise, initialiser, isCertified, portsOf, startPeer } from '../readme.ts';
import { type Page, type Step, cli, kindOf, others, servicePort, steps } from './page.ts';

const binding = '"$PEER/config/ledger-binding.conf"';

/** Whether the others can be reached before anybody waits for them. */
function reach(page: Page): Step {
  const ports = kindOf(page) === 'mq' ? [] : [0, ...(kindOf(page) === 'bftsmart' ? [1] : [])];
  return {
    en: 'See that the others can reach this machine, and it them. Their initialisers listen only while they run: try it together, on the telephone.',
    zh: '确认与其他成员互相可达。对方的初始化程序只在运行时监听：请在电话中一起试。',
    run: others(page).flatMap(({ initializer, consensus }) => [
      `nc -vz ${initializer.host} ${String(initializer.port)}`,
      ...ports.map((more) => `nc -vz ${consensus.host} ${String(consensus.port + more)}   # once its peer runs`),
    ]),
  };
}

/** A member that fills in its own key. */
const keyless = (page: Page): boolean => !('make' in page.member.key) && !isCertified(page);

/** What holds the private key until the ledger is initialised. */
const secretFile = (page: Page): string =>
  `"$PEER/config/init/${isCertified(page) ? `${page.member.id}.key` : 'local.conf'}"`;

/** A gateway of a ledger with certificates is a participant of its own. */
function gatewayOf({ plan, member }: Page): { readonly en: string; readonly zh: string } {
  const own = plan.chain.ledger.ca?.gateways.filter((gateway) => gateway.member === member.id) ?? [];
  if (!plan.chain.ledger.ca)
    return {
      en: "keys.default.* are a participant's key (1.6.5 takes no other)",
      zh: 'keys.default.* 为参与方密钥（1.6.5 不接受其他密钥）',
    };
  const named = own.map(({ id }) => id).join(', ') || 'GATEWAY';
  return {
    en: `keys.default.ca-path and keys.default.privkey-path are the absolute paths of the certificate and PEM key of a gateway (${named}: NAME.crt, NAME.key), whose OU is GW; keys.default.privkey-password is blank`,
    zh: `keys.default.ca-path 与 keys.default.privkey-path 为网关证书与 PEM 私钥的绝对路径（${named}：名称.crt、名称.key），证书 OU 须为 GW；keys.default.privkey-password 留空`,
  };
}

export function initialising(page: Page): Block[] {
  const { plan, member, genesis, ledgerHash } = page;
  const { check, place } = initialise(page);
  const count = String(plan.members.length);
  const same = ledgerHash ?? '';
  const right =
    ledgerHash === undefined
      ? {
          en: 'it names one ledger hash, the same at every member. Read it to one another by telephone, and write it down on this page.',
          zh: '其中有一个账本哈希，且各成员一致。请在电话中互相核对，并记在本页上。',
        }
      : {
          en: `your node must print this ledger hash: ledger.bindings=${same}. With another one do not start; see "When it hangs".`,
          zh: `您的节点必须得到此账本哈希：ledger.bindings=${same}。若不同，请勿启动，见“卡住时”。`,
        };
  return [
    heading(2, '1. Initialise together', '1. 共同初始化'),
    paragraph(
      `All ${count} members, at one time that was agreed before. Nothing here can be repeated by one member alone.`,
      `全部 ${count} 个成员在事先约定的同一时间进行。其中任何一步都不能由一方单独重做。`,
    ),
    ...steps([
      {
        en: 'Check the files of this folder.',
        zh: '核对本目录的文件。',
        run: [check],
        right: {
          en: `the txHash printed is ${genesis.txHashText}, at every member. One differing byte, and initialisation fails at its end only.`,
          zh: `各成员输出的 txHash 都是 ${genesis.txHashText}。差一个字节，初始化到最后才会失败。`,
        },
      },
      {
        en: `Put the configuration in place.${keyless(page) ? ' Then fill in your own local.parti.privkey and local.parti.pwd in local.conf.' : ''}`,
        zh: `放置配置。${keyless(page) ? '随后在 local.conf 中填入自己的 local.parti.privkey 与 local.parti.pwd。' : ''}`,
        run: [place, `chmod 600 ${secretFile(page)}`],
        right: {
          en: 'no ledger-binding.conf and no database of an earlier try is left: where there is one, JD Chain says "Participant already exist".',
          zh: '没有以往遗留的 ledger-binding.conf 和数据库：否则 JD Chain 会报“Participant already exist”。',
        },
      },
      reach(page),
      {
        en: `Initialise, all ${count} within a few minutes. Whoever starts first waits for the others. The initialiser of this member listens on ${member.initializer.host}:${String(member.initializer.port)}.`,
        zh: `初始化，${count} 方在几分钟之内先后运行，先启动的等待其他方。本成员的初始化程序监听 ${member.initializer.host}:${String(member.initializer.port)}。`,
        run: [initialiser(page), `grep '^ledger.bindings' ${binding}`],
        right,
      },
      {
        en: 'Restrict what holds the key and its password hash together, and delete the decrypted copy.',
        zh: '限制同时含有私钥与口令哈希的文件，并删除解密出的副本。',
        run: [`chmod 600 ${binding}`, `shred -u ${secretFile(page)}`],
      },
    ]),
  ];
}

export function starting(page: Page): Block[] {
  const { plan, member } = page;
  const ports = portsOf(page);
  return [
    heading(2, '2. Start', '2. 启动'),
    ...steps([
      {
        en: `Start the peer. ${ports.en} Its own service listens on ${servicePort} (peer-startup.sh -p) and asks nobody for a password: let only administrators reach that port.`,
        zh: `启动节点。${ports.zh}节点自身的服务监听 ${servicePort}（peer-startup.sh -p），不需要任何口令：只允许管理员访问该端口。`,
        run: [startPeer],
        right: { en: 'it stays up, and its log shows no exception.', zh: '进程持续运行，日志中没有异常。' },
      },
      {
        en: `Where this member runs a gateway: in gateway.conf peer.host is ${member.consensus.host}, peer.port is ${servicePort}, ${gatewayOf(page).en}, topology.aware.interval is not 0. Start it by startup.sh in its bin folder.`,
        zh: `如本成员运行网关：gateway.conf 中 peer.host 为 ${member.consensus.host}，peer.port 为 ${servicePort}，${gatewayOf(page).zh}，topology.aware.interval 不为 0。以其 bin 目录下的 startup.sh 启动。`,
      },
      {
        en: 'Ask any gateway who takes part.',
        zh: '向任一网关查询参与方。',
        run: [`${cli} query participants`],
        right: {
          en: `all ${String(plan.members.length)} are there in the state CONSENSUS, this one as ${member.participant}.`,
          zh: `${String(plan.members.length)} 个成员都在，状态为 CONSENSUS，本成员名为 ${member.participant}。`,
        },
      },
    ]),
  ];
}
