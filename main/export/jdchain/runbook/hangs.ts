/** Runbook: what JD Chain says or does not say when something is wrong, and what it was (its users' own reports). */

import {
  type Block,
  type Cell,
  both,
  heading,
  paragraph,
  table,
  value,
  words,
} from '../../../core/ceremony/document.ts';
import { newcomer } from '../../../core/ceremony/powers.ts';
import { type Page, kindOf, servicePort, standing } from './page.ts';

type Row = readonly Cell[];

const first = (page: Page): Row[] => [
  [
    words(
      'ledger-init.sh waits and nothing happens; no ledger-binding.conf',
      'ledger-init.sh 一直等待，没有 ledger-binding.conf',
    ),
    words(
      'not all members run it at this moment, or one cannot reach the initialiser of another',
      '有成员此刻没有运行，或无法访问某一方的初始化程序',
    ),
    words(
      `stop it everywhere; see the step with nc; start all again within minutes. ${page.member.initializer.host}:${String(page.member.initializer.port)} must be open to all others`,
      `全部停止；按 nc 一步逐一检查；几分钟内重新一起启动。须对所有成员开放 ${page.member.initializer.host}:${String(page.member.initializer.port)}`,
    ),
  ],
  [
    value('Invalid permission from participant'),
    words(
      `ledger.init or ${kindOf(page)} files are not the same byte for byte, or another key signs`,
      `ledger.init 或 ${kindOf(page)} 配置并非逐字节相同，或签名所用的是另一把密钥`,
    ),
    words(
      'compare the txHash by telephone; collect the folders of all and run rootseal jdchain lint FOLDER FOLDER …, which names the property',
      '电话核对 txHash；收集各方目录并执行 rootseal jdchain lint 目录 目录 …，它会指出不同的属性',
    ),
  ],
  [
    value('Participant already exist'),
    words('a database of an earlier try, or one key at two members', '用了以往的数据库，或两个成员用了同一把密钥'),
    words(
      'delete the database folder and ledger-binding.conf of the failed try at every member, and begin again together',
      '各成员删除失败时留下的数据库目录与 ledger-binding.conf，再一起重新开始',
    ),
  ],
  [
    value('Not a Base58 input'),
    words('a newline or blank in a .pub, .priv or .pwd', '.pub、.priv 或 .pwd 中有换行或空格'),
    words('write the file without it (printf, not echo)', '去掉后重写（用 printf，不用 echo）'),
  ],
  ...certified(page),
  [
    words('an address cannot be bound', '地址无法绑定'),
    words(
      'a public or NAT address that this machine does not have, or a port that is taken',
      '公网或 NAT 地址不在本机上，或端口被占用',
    ),
    words(
      'start with -DhostIp and -DhostPort set to the own address, or free the port',
      '以 -DhostIp、-DhostPort 指定本机地址启动，或释放端口',
    ),
  ],
];

/** What JD Chain says of certificates. */
const certified = ({ plan }: Page): Row[] =>
  plan.chain.ledger.ca
    ? [
        [
          value('NotAfter / certificate expired / Invalid CA'),
          words(
            'a certificate or its root is past its day, or another root signed it',
            '证书或其根证书已过期，或由其他根证书签发',
          ),
          words(
            'rootseal jdchain lint names it; renew it, and tell the ledger (chapter 7)',
            'rootseal jdchain lint 会指出是哪一张；更新后写入账本（第 7 章）',
          ),
        ],
        [
          value('FileNotFoundException: ca/…'),
          words('ledger-init.sh was started from another folder', 'ledger-init.sh 不是在配置目录中启动的'),
          words('cd "$PEER/config/init" first', '先执行 cd "$PEER/config/init"'),
        ],
      ]
    : [];

const later = ({ plan }: Page): Row[] => [
  [
    words('another ledger hash than on this page', '账本哈希与本页不同'),
    words(
      'somebody used another ledger.init, another consensus file or another key',
      '有人使用了另一份 ledger.init、共识配置或另一把密钥',
    ),
    words(
      'start no peer; compare txHash, then lint; initialise again together on empty databases',
      '请勿启动节点；先核对 txHash 再 lint；清空数据库后重新一起初始化',
    ),
  ],
  [
    words('gateway: "No ledger available"', '网关：“No ledger available”'),
    words('its peer is not up, or bound to no ledger', '其节点未启动，或没有绑定账本'),
    words(
      `see that peer.host and peer.port (${servicePort}) are the peer's, that ledger-binding.conf is there, then start peer before gateway`,
      `确认 peer.host 与 peer.port（${servicePort}）指向节点、ledger-binding.conf 存在，先启动节点再启动网关`,
    ),
  ],
  [
    words('activation is refused, or the new one stays READY', '激活被拒绝，或新成员一直是 READY'),
    words(
      `its user lacks a right (${newcomer(standing(plan)).lacks.join(', ') || '–'}), or its database is old`,
      `其用户缺少权限（${newcomer(standing(plan)).lacks.join('、') || '–'}），或数据库过旧`,
    ),
    words(
      'grant the role as above; copy the database again, and only then start and activate',
      '按上文授予角色；重新复制数据库后再启动并激活',
    ),
  ],
  [
    words('the network stands still after a change of an address', '变更地址后网络停滞'),
    words('the old consensus service still runs', '原地址的共识服务仍在运行'),
    words(
      'run the update again with --shutdown; else stop all peers and start them again',
      '带 --shutdown 再执行一次；否则停止所有节点后重新启动',
    ),
  ],
];

/** @param number of the chapter */
export function hanging(page: Page, number = 7): Block[] {
  return [
    heading(2, `${String(number)}. When it hangs`, `${String(number)}. 卡住时`),
    paragraph(
      'Logs: the console of ledger-init.sh and logs/init.log, then logs/ of the peer. Do not edit ledger.init or the consensus file at one member alone.',
      '日志：ledger-init.sh 的控制台输出与 logs/init.log，其后是节点的 logs/。不要只在一方修改 ledger.init 或共识配置。',
    ),
    table([both('it says', '现象'), both('because', '原因'), both('do', '处理')], [...first(page), ...later(page)]),
  ];
}
