/** The pages that come of a decision: the runbook of whoever joins or leaves, and what changes at each of the others. */

import {
  type Block,
  type Cell,
  type Paper,
  alarm,
  both,
  heading,
  paragraph,
  table,
  text,
  value,
  words,
} from '../../../core/ceremony/document.ts';
import { defaultRole, holdersOf, lacking } from '../../../core/ceremony/powers.ts';
import { kindNames } from '../../../core/consortium/diff.ts';
import type { Text } from '../../../core/rules.ts';
import { fillIn, servicePort } from '../binding.ts';
import { faults } from '../bftsmart.ts';
import { consensusName, consensusPath } from '../consensus.ts';
import { type Genesis } from '../genesis.ts';
import { address } from '../keys.ts';
import { databaseUri } from '../local-conf.ts';
import { portsOf, startPeer } from '../readme.ts';
import { leaving, unsure, updating } from '../runbook/changes.ts';
import { hanging } from '../runbook/hangs.ts';
import { type Page, type Step, cli, kindOf, steps } from '../runbook/page.ts';
import { doneBy, nodeFacts, variables } from '../runbook/runbook.ts';
import { needsOf } from '../tx/needs.ts';
import { type Decided, keyText, peersOf, planNow, rawKey, standingOn } from './network.ts';
import { type Newcomer, type Told, leavers, newcomers } from './transactions.ts';

const rehearsal = ({ plan }: Pick<Decided, 'plan'>): Block[] =>
  plan.rehearsal
    ? [alarm('This is a REHEARSAL. Never use it in production.', '这是演练（REHEARSAL），不得用于生产。')]
    : [];

const outgoing = /\/(leaving|removal)\.tx$/;
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
const signedName = (path: string) => nameOf(path).replace('.tx', '.signed.tx');
const participants = `${cli} query participants`;

/** Whoever could send it alone, as far as the roles are known here. */
export function senders(decided: Decided, told: Told): readonly string[] {
  const known = sendersOf.get(told) ?? holdersOf(standingOn(decided, decided.before), needsOf(told.bytes));
  sendersOf.set(told, known);
  return known;
}

/** Each page of each member has the same table of transactions. */
const sendersOf = new WeakMap<Told, readonly string[]>();

/** What of it nobody has, even if all signed. */
export function unsendable(decided: Decided, { bytes }: Told) {
  const standing = standingOn(decided, decided.before);
  return lacking(
    standing,
    standing.holders.map(({ id }) => id),
    needsOf(bytes),
  );
}

function whoSends(decided: Decided, told: Told): Text {
  const who = senders(decided, told);
  const needs = needsOf(told.bytes).join(', ');
  return who.length > 0
    ? both(`One of these can sign it: ${who.join(', ')} (${needs}).`, `可签名者之一：${who.join('、')}（${needs}）。`)
    : both(`Several must sign it together: ${needs}.`, `须由数方共同签名：${needs}。`);
}

/** The transactions, in the order in which they are sent. */
const transactionTable = (decided: Decided, told: readonly Told[]): Block =>
  table(
    [both('transaction', '交易'), both('hash', '交易哈希'), both('who', '由谁')],
    told.map((one): Cell[] => [value(nameOf(one.path)), value(one.txHash), text(whoSends(decided, one))]),
  );

const send = (path: string): string[] => [
  `rootseal jdchain tx show ${signedName(path)}`,
  `${cli} tx send --tx ${signedName(path)}`,
];

const unsignedNote = paragraph(
  'A file NAME.signed.tx is there where members signed in the act. Else sign NAME.tx first: rootseal jdchain tx sign NAME.tx --signer FILE.priv --out DIR.',
  '若有成员在该阶段签名，则有“名称.signed.tx”；否则先对“名称.tx”签名：rootseal jdchain tx sign 名称.tx --signer FILE.priv --out DIR。',
);

/** The runbook of a new participant. */
export function newcomerPaper(decided: Decided, genesis: Genesis, one: Newcomer, told: readonly Told[]): Paper {
  const plan = planNow(decided, decided.after);
  const found = plan.members.find(({ id }) => id === one.member.id);
  const member = { ...(found ?? plan.members[0]!), participant: one.name, ledgerRoles: [...one.roles] };
  const page: Page = { plan, genesis, ledgerHash: decided.ledgerHash, member, key: rawKey(one.key) };
  const mine = told.filter(({ path }) => path.startsWith(`${one.folder}/`) && !outgoing.test(path));
  const { name } = plan.chain.ledger;
  return {
    title: both(`${one.name}: joining the ledger ${name}`, `${one.name}：加入账本 ${name}`),
    blocks: [
      ...rehearsal(decided),
      paragraph(
        `For the operator of the new peer of ${member.name.en}, JD Chain ${plan.chain.version}. Print it, tick each box, sign and keep it.`,
        `供${member.name.zh}新节点的运维人员使用，JD Chain ${plan.chain.version}。请打印，逐项打勾，签名留存。`,
      ),
      ...nodeFacts(page),
      ...variables(page, true),
      ...registering(decided, one, mine),
      ...activation(decided, page, one),
      ...(mine.some(({ path }) => path.endsWith('/roles.tx')) || leavers(decided)
        ? afterwards(decided, one, mine)
        : []),
      ...updating(page, 4),
      ...leaving(page, 5),
      ...hanging(page, 6),
      ...doneBy(),
    ],
  };
}

function registering(decided: Decided, one: Newcomer, mine: readonly Told[]): Block[] {
  const early = mine.filter(({ path }) => !path.endsWith('/roles.tx'));
  const place = address(rawKey(one.key).suite, rawKey(one.key).raw);
  return [
    heading(2, '1. It is registered', '1. 注册'),
    transactionTable(decided, mine),
    unsignedNote,
    ...steps([
      {
        en: 'See that these files are those of the decision: the verifier makes each of them anew.',
        zh: '确认这些文件出自该决定：验证程序会逐一重新生成。',
        run: ['node rootseal-verify.mjs PUBLIC_FOLDER'],
        right: {
          en: 'it says valid, and names this version of the register.',
          zh: '结论为有效，并给出登记册的这一版本。',
        },
      },
      {
        en: 'A member that may sends, in this order, what registers this participant and lets it activate itself.',
        zh: '由有权的成员依次发送：注册本参与方，并使其能激活自己。',
        run: [...early.flatMap(({ path }) => send(path)), participants],
        right: {
          en: `${one.name} is there in the state READY, with the address ${place}.`,
          zh: `列表中有 ${one.name}，状态为 READY，地址为 ${place}。`,
        },
      },
    ]),
  ];
}

function activation(decided: Decided, page: Page, one: Newcomer): Block[] {
  const { plan, member } = page;
  const helper = plan.members.find(({ id }) => id !== one.member.id) ?? member;
  const list: Step[] = [
    {
      en: `See that all others reach this peer, and it them. ${portsOf(page).en} The addresses are in ${nameOf(consensusPath(kindOf(page)))}, which is for people and for rootseal jdchain lint: the peer takes them from the ledger.`,
      zh: `确认与其他成员互相可达。${portsOf(page).zh}地址见 ${nameOf(consensusPath(kindOf(page)))}，该文件供人员查看和 rootseal jdchain lint 使用：节点自身从账本读取。`,
      run: plan.members
        .filter(({ id }) => id !== one.member.id)
        .map(({ consensus }) => `nc -vz ${consensus.host} ${String(consensus.port)}`),
    },
    {
      en: `Copy the database of a current peer while that peer stands still, from ${helper.participant}, into ${databaseUri(plan.chain.ledger.name)}. No two peers may share one.`,
      zh: `在现有节点停止时复制其数据库：自 ${helper.participant}，到 ${databaseUri(plan.chain.ledger.name)}。两个节点不得共用数据库。`,
    },
    {
      en: 'Put the private key and the hash of its password into local.conf of this folder, then take both over into the files of peer and gateway.',
      zh: '在本目录的 local.conf 中填入私钥与口令哈希，再带入节点与网关的配置文件。',
      run: [...fillIn('local.conf', decided.ledgerHash), 'shred -u local.conf'],
      right: {
        en: `ledger-binding.conf names the ledger ${decided.ledgerHash} and has both parti.pk and parti.pwd.`,
        zh: `ledger-binding.conf 中的账本为 ${decided.ledgerHash}，且 parti.pk 与 parti.pwd 均已填入。`,
      },
    },
    {
      en: 'Start the peer, and activate it.',
      zh: '启动节点并激活。',
      run: [
        startPeer,
        `${cli} participant active --ledger "$LEDGER" --host ${member.consensus.host} --port ${servicePort} --consensus-port ${String(member.consensus.port)} --syn-host ${helper.consensus.host} --syn-port ${servicePort}`,
        participants,
      ],
      right: {
        en: `"participant activated", and ${one.name} is in the state CONSENSUS at every gateway.`,
        zh: `显示“participant activated”，且在各网关查询到 ${one.name} 的状态为 CONSENSUS。`,
      },
    },
    {
      en: 'Start the gateway, where this member runs one, and ask it.',
      zh: '如本成员运行网关，启动并查询。',
      run: ['"$GATEWAY/bin/startup.sh"', participants],
      right: { en: 'it shows the same participants as the others do.', zh: '显示的参与方与其他成员一致。' },
    },
  ];
  return [heading(2, '2. Bind, start, activate', '2. 绑定、启动、激活'), ...unsure(page), ...steps(list)];
}

function afterwards(decided: Decided, one: Newcomer, told: readonly Told[]): Block[] {
  const roles = told.filter(({ path }) => path === `${one.folder}/roles.tx`);
  const old = leavers(decided);
  return [
    heading(2, '3. Once it is active', '3. 激活之后'),
    ...steps([
      ...(roles.length === 0
        ? []
        : [
            {
              en: `It gets the roles that were decided on: ${one.roles.join(', ') || defaultRole}.`,
              zh: `获得已决定的角色：${one.roles.join('、') || defaultRole}。`,
              run: roles.flatMap(({ path }) => send(path)),
            },
          ]),
      ...(old
        ? [
            {
              en: `The old key goes: ${old.keys.map(keyText).join(', ')}. Take its peer out while it runs, then somebody who may sends removal.signed.tx.`,
              zh: `旧密钥停用：${old.keys.map(keyText).join('、')}。先在其节点运行时停用，再由有权者发送 removal.signed.tx。`,
              run: [
                ...told.filter(({ path }) => path.endsWith('/leaving.tx')).flatMap(({ path }) => send(path)),
                ...old.keys.map((key) => inactive(one.member.endpoints.consensus.host, key)),
                ...send('removal.tx'),
                participants,
              ],
              right: { en: 'the old one is in the state DEACTIVATED.', zh: '旧参与方状态为 DEACTIVATED。' },
            },
          ]
        : []),
    ]),
  ];
}

function inactive(host: string, key: Newcomer['key']): string {
  const { suite, raw } = rawKey(key);
  return `${cli} participant inactive --ledger "$LEDGER" --address ${address(suite, raw)} --host ${host} --port ${servicePort}`;
}

/** The runbook of a member that was voted out. */
export function leaverPaper(decided: Decided, told: readonly Told[]): Paper | undefined {
  const going = leavers(decided);
  if (!going || decided.proposal.change.kind !== 'remove') return undefined;
  const { member, keys } = going;
  const { name } = decided.plan.chain.ledger;
  return {
    title: both(`${member.id}: leaving the ledger ${name}`, `${member.id}：退出账本 ${name}`),
    blocks: [
      ...rehearsal(decided),
      paragraph(
        `For the operators of ${member.name.en}, and for whoever sends the transaction.`,
        `供${member.name.zh}的运维人员及发送交易的成员使用。`,
      ),
      ...variables(decided),
      transactionTable(decided, told),
      unsignedNote,
      ...steps([
        {
          en: 'Take the peer out while it runs; where its user lacks the right to, leaving.signed.tx gives it first. JD Chain lets only the peer itself leave the consensus. Where its operator does not, go on with the next step: its user can then sign nothing any more, but its peer stays listed, and counts among those that may fail.',
          zh: '在节点运行时停用；若其用户缺少权限，先发送 leaving.signed.tx。JD Chain 只允许节点自己退出共识。若其运维人员不配合，继续下一步：此后其用户不能再签名，但其节点仍在共识名单中，计入可容忍失效的节点。',
          run: [
            ...told.filter(({ path }) => path.endsWith('/leaving.tx')).flatMap(({ path }) => send(path)),
            ...keys.map((key) => inactive(member.endpoints.consensus.host, key)),
            participants,
          ],
          right: {
            en: '"participant inactivated", and it is in the state DEACTIVATED; the others go on.',
            zh: '显示“participant inactivated”，状态为 DEACTIVATED，其他成员继续运行。',
          },
        },
        {
          en: 'A member that may sends the removal: from then on no transaction that this key signs is taken. A revoked user never comes back.',
          zh: '由有权的成员发送移除交易：此后账本不再接受该密钥签名的交易。被吊销的用户不可恢复。',
          run: told.filter(({ path }) => path.endsWith('/removal.tx')).flatMap(({ path }) => send(path)),
        },
        {
          en: 'Stop peer and gateway, and destroy the key: ledger-binding.conf, gateway.conf, .priv and .pwd.',
          zh: '停止节点与网关，并销毁密钥：ledger-binding.conf、gateway.conf、.priv 与 .pwd。',
          run: ['shred -u "$PEER/config/ledger-binding.conf"'],
        },
      ]),
      ...doneBy(),
    ],
  };
}

/** Which of the transactions this member could send alone. */
export const sendable = (decided: Decided, told: readonly Told[], id: string): readonly Told[] =>
  told.filter((one) => senders(decided, one).includes(id));

/** What changes at the members that the decision is not about, and why; for those that can send these. */
export function othersPaper(decided: Decided, told: readonly Told[], can: readonly Told[]): Paper {
  const { plan, before, after, proposal } = decided;
  const [was, is] = [peersOf(decided, before).length, peersOf(decided, after).length];
  const kind = plan.chain.ledger.consensus.kind;
  const change = kindNames[proposal.change.kind];
  return {
    title: both(`What changes on the ledger ${plan.chain.ledger.name}`, `账本 ${plan.chain.ledger.name} 的变更`),
    blocks: [
      ...rehearsal(decided),
      paragraph(
        `Version ${String(after.version)} of the register: ${change.en}. Your own ledger.init, ${nameOf(consensusPath(kind))}, local.conf, ledger-binding.conf and gateway.conf stay as they are: a peer takes the addresses of the others from the ledger.`,
        `登记册第 ${String(after.version)} 版：${change.zh}。贵方的 ledger.init、${nameOf(consensusPath(kind))}、local.conf、ledger-binding.conf、gateway.conf 均不变：节点从账本读取其他成员的地址。`,
      ),
      table([both('what', '事项'), both('value', '值')], changedRows(decided)),
      transactionTable(decided, told),
      ...steps([
        ...arrivals(decided),
        ...departures(decided),
        ...(can.length === 0
          ? []
          : [
              {
                en: 'This member can send, once it is signed:',
                zh: '本成员可以发送（签名之后）：',
                run: can.map(({ path }) => `${cli} tx send --tx ${path.replace('.tx', '.signed.tx')}`),
              },
            ]),
        {
          en: `See it. The consensus file of the network as it is then: jdchain/${nameOf(consensusPath(kind))}${kind === 'bftsmart' && was !== is ? `. With ${String(is)} peers the network can lose ${String(faults(is))}, until now ${String(faults(was))}` : ''}.`,
          zh: `查看结果。届时网络的共识配置见 jdchain/${nameOf(consensusPath(kind))}${kind === 'bftsmart' && was !== is ? `。${String(is)} 个节点可容忍 ${String(faults(is))} 个失效，此前为 ${String(faults(was))} 个` : ''}。`,
          run: [participants],
          right: {
            en: `${String(is)} participants take part in ${consensusName(kind)}.`,
            zh: `${String(is)} 个参与方参与 ${consensusName(kind)} 共识。`,
          },
        },
      ]),
    ],
  };
}

function changedRows(decided: Decided): Cell[][] {
  const { change } = decided.proposal;
  const at = ({ host, port }: { readonly host: string; readonly port: number }) => `${host}:${String(port)}`;
  const gone = leavers(decided);
  const set = change.kind === 'settings' ? change.set : {};
  return [
    ...newcomers(decided).flatMap(({ name, key, member }) => [
      [words('comes in', '加入'), value(name)],
      [words('its address on the ledger', '账本地址'), value(address(rawKey(key).suite, rawKey(key).raw))],
      [words('its public key', '公钥'), value(keyText(key))],
      [words('its peer', '节点'), value(at(member.endpoints.consensus))],
    ]),
    ...(gone?.keys ?? []).flatMap((key) => [
      [words('goes', '退出'), value(gone?.member.id ?? '')],
      [words('its public key', '公钥'), value(keyText(key))],
      [words('its peer was', '原节点'), value(at(gone?.member.endpoints.consensus ?? { host: '', port: 0 }))],
    ]),
    ...Object.entries(set.consensus ?? {}).map(([name, to]) => [
      words('consensus', '共识参数'),
      value(`${name}=${to}`),
    ]),
    ...(set.hash === undefined ? [] : [[words('hash algorithm', '哈希算法'), value(set.hash)]]),
    ...Object.entries(set.roles ?? {}).map(([name, { grant, withdraw }]) => [
      text(both(`role ${name}`, `角色 ${name}`)),
      value([...grant.map((one) => `+ ${one}`), ...withdraw.map((one) => `- ${one}`)].join(' ')),
    ]),
  ];
}

function arrivals(decided: Decided): Step[] {
  const kind = decided.plan.chain.ledger.consensus.kind;
  const ports = (port: number) => (kind === 'mq' ? [] : kind === 'bftsmart' ? [port, port + 1] : [port]);
  return newcomers(decided).map(({ name, member: { endpoints } }) => {
    const { host, port } = endpoints.consensus;
    return {
      en: `Let the peer of ${name} reach yours, and yours it; its gateway needs nothing of you.`,
      zh: `放行与 ${name} 节点之间的双向访问；其网关无需贵方配合。`,
      run: ports(port).map((each) => `nc -vz ${host} ${String(each)}   # once its peer runs`),
    };
  });
}

function departures(decided: Decided): Step[] {
  const going = leavers(decided);
  if (!going) return [];
  const { host } = going.member.endpoints.consensus;
  return [
    {
      en: `Once it is out, close what you opened for ${going.member.id} at ${host}, unless another peer of it stays there.`,
      zh: `停用之后，关闭为 ${going.member.id}（${host}）放行的访问，除非其另有节点。`,
    },
  ];
}
