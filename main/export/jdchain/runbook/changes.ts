/** Runbook: a member joins, its peer is activated, an address changes, a member leaves (jdchain-cli 1.6.5, `participant …`). */

import { type Block, alarm, heading, paragraph } from '../../../core/ceremony/document.ts';
import { heldAlone, holdersOf, newcomer } from '../../../core/ceremony/powers.ts';
import { faults } from '../bftsmart.ts';
import { databaseUri } from '../local-conf.ts';
import { type Page, type Step, addressOf, cli, kindOf, servicePort, standing, steps } from './page.ts';

const participants = `${cli} query participants`;

/** A network whose topology JD Chain changes while it runs. */
export const unsure = (page: Page): Block[] =>
  kindOf(page) === 'bftsmart'
    ? []
    : [
        alarm(
          'JD Chain documents these commands for BFT-SMaRt. Try them on a test network of this consensus first.',
          'JD Chain 的这些命令是针对 BFT-SMaRt 说明的。请先在同一共识的测试网络上试过。',
        ),
      ];

/** How the rights that activation needs come to the new member's user. */
function grant(page: Page): Step {
  const { lacks, role } = newcomer(standing(page.plan));
  if (lacks.length === 0)
    return {
      en: 'Nothing needs to be granted: DEFAULT suffices to activate a peer.',
      zh: '无需授权：DEFAULT 已足以激活节点。',
    };
  const name = role ?? 'JOINER';
  const permissions =
    '--enable-ledger-perms REGISTER_PARTICIPANT,SET_CONSENSUS,APPROVE_TX --enable-transaction-perms DIRECT_OPERATION';
  return {
    en: `Grant the new member's user the role ${name} until its peer is active: without ${lacks.join(', ')} it cannot activate itself.`,
    zh: `在新成员的节点激活之前，授予其用户角色 ${name}：没有 ${lacks.join('、')} 就无法激活自己。`,
    run: [
      ...(role === undefined ? [`${cli} tx role --name ${name} ${permissions}`] : []),
      `${cli} tx authorization --address NEW_ADDRESS --authorize ${name}`,
    ],
  };
}

export function joining(page: Page): Block[] {
  const { plan } = page;
  const who = holdersOf(standing(plan), ['DIRECT_OPERATION', 'REGISTER_PARTICIPANT', 'REGISTER_USER']).join(', ');
  return [
    heading(2, '3. A new member joins', '3. 新成员加入'),
    paragraph(
      `First the consortium decides (rootseal member propose, vote, enact). Then one of these registers it: ${who}. JD Chain asks for one signature only, so the decision stands in the register of the consortium, not on the ledger.`,
      `先由联盟作出决定（rootseal member propose、vote、enact）。随后由下列成员之一注册：${who}。JD Chain 只要求一个签名，因此决定记录在联盟的登记册中，而不在账本上。`,
    ),
    ...steps([
      {
        en: 'Look at the transaction that was decided on, then send it; or register by hand, with the public key as it stands in the register.',
        zh: '查看已决定的交易，然后发送；或按登记册中的公钥手工注册。',
        run: [
          'rootseal jdchain tx show registration.signed.tx',
          `${cli} tx send --tx registration.signed.tx`,
          `# ${cli} participant register --participant-name NEW_NAME --pubkey NEW_PUBLIC_KEY`,
          participants,
        ],
        right: {
          en: 'the new one is there in the state READY, with the address that its application says.',
          zh: '新成员已在列表中，状态为 READY，地址与其申请一致。',
        },
      },
      grant(page),
    ]),
  ];
}

function bindingOf({ plan, ledgerHash }: Page): string[] {
  const hash = ledgerHash ?? '$LEDGER';
  return [
    'cat > "$PEER/config/ledger-binding.conf" <<\'END\'',
    `ledger.bindings=${hash}`,
    `binding.${hash}.name=${plan.chain.ledger.name}`,
    `binding.${hash}.parti.name=NEW_NAME`,
    `binding.${hash}.parti.address=NEW_ADDRESS`,
    `binding.${hash}.parti.pk=NEW_ENCRYPTED_PRIVATE_KEY`,
    `binding.${hash}.parti.pwd=NEW_PASSWORD_HASH`,
    `binding.${hash}.db.uri=${databaseUri(plan.chain.ledger.name)}`,
    'END',
    'chmod 600 "$PEER/config/ledger-binding.conf"',
  ];
}

export function activating(page: Page): Block[] {
  const { member } = page;
  const { role = 'JOINER', lacks } = newcomer(standing(page.plan));
  return [
    heading(2, '4. Activate its peer', '4. 激活其节点'),
    ...unsure(page),
    paragraph(
      "On the new member's machine; this member helps with a copy of its database.",
      '在新成员的机器上进行；本成员提供数据库副本。',
    ),
    ...steps([
      {
        en: `Copy the database of a current peer while that peer stands still: at this member ${databaseUri(page.plan.chain.ledger.name)}, unless local.conf said otherwise. No two peers may share one.`,
        zh: `在一个现有节点停止时复制其数据库：本成员为 ${databaseUri(page.plan.chain.ledger.name)}（除非 local.conf 另有指定）。两个节点不得共用数据库。`,
      },
      { en: 'Bind the ledger, with the new key.', zh: '用新密钥绑定账本。', run: bindingOf(page) },
      {
        en: 'Start the new peer, and activate it. SERVICE_HOST and CONSENSUS_PORT are those of the new peer.',
        zh: '启动新节点并激活。SERVICE_HOST 与 CONSENSUS_PORT 为新节点的地址与端口。',
        run: [
          '"$PEER/bin/peer-startup.sh"',
          `${cli} participant active --ledger "$LEDGER" --host SERVICE_HOST --port ${servicePort} --consensus-port CONSENSUS_PORT --syn-host ${member.consensus.host} --syn-port ${servicePort}`,
          participants,
        ],
        right: {
          en: '"participant activated", and the new one is in the state CONSENSUS at every gateway.',
          zh: '显示“participant activated”，且在各网关查询到新成员的状态为 CONSENSUS。',
        },
      },
      ...(lacks.length === 0
        ? []
        : [
            {
              en: `Take ${role} away again, and give it the role that was decided on.`,
              zh: `收回 ${role}，授予已决定的角色。`,
              run: [`${cli} tx authorization --address NEW_ADDRESS --unauthorize ${role} --authorize NEW_ROLE`],
            },
          ]),
    ]),
  ];
}

/** @param number of the chapter */
export function updating(page: Page, number = 5): Block[] {
  const { member } = page;
  return [
    heading(2, `${String(number)}. Another address or port`, `${String(number)}. 变更地址或端口`),
    ...unsure(page),
    ...steps([
      {
        en: 'Tell the others, and let nobody send transactions until it is done. See that the new port is free and open.',
        zh: '通知各方，完成之前不再发起交易。确认新端口空闲且已放行。',
      },
      {
        en: 'Update. --shutdown stops the consensus at the old address: without it the whole network may have to be started anew when the machine changes.',
        zh: '变更。--shutdown 停止原地址的共识服务：迁移到另一台机器时若不加，可能导致整个网络需要重启。',
        run: [
          `${cli} participant update --ledger "$LEDGER" --host ${member.consensus.host} --port ${servicePort} --consensus-host NEW_HOST --consensus-port NEW_PORT --shutdown`,
          participants,
        ],
        right: {
          en: '"participant updated", and the member stays in the state CONSENSUS.',
          zh: '显示“participant updated”，本成员仍为 CONSENSUS。',
        },
      },
    ]),
  ];
}

/** What the others keep when this one goes. */
function before(page: Page): Block[] {
  const { plan, member } = page;
  const alone = heldAlone(standing(plan)).find(({ member: id }) => id === member.id);
  const count = plan.members.length;
  const bears = (n: number) => String(faults(n));
  return [
    ...(alone === undefined
      ? []
      : [
          alarm(
            `By the roles of the founding this member alone has ${alone.permissions.join(', ')}. Grant another member a role with it first.`,
            `按创建时的角色，只有本成员拥有 ${alone.permissions.join('、')}。请先向另一成员授予含此权限的角色。`,
          ),
        ]),
    ...(kindOf(page) === 'bftsmart'
      ? [
          paragraph(
            `JD Chain takes a peer out only where more than 4 are in consensus. With ${String(count)} peers the network can lose ${bears(count)}${count > 4 ? `, with ${String(count - 1)} it can lose ${bears(count - 1)}` : ', so none can be taken out before another has joined'}.`,
            `只有 4 个以上节点参与共识时 JD Chain 才允许停用。${String(count)} 个节点可容忍 ${bears(count)} 个失效${count > 4 ? `，${String(count - 1)} 个节点可容忍 ${bears(count - 1)} 个` : '，须先有新成员加入才能停用'}。`,
          ),
        ]
      : []),
  ];
}

/** @param number of the chapter */
export function leaving(page: Page, number = 6): Block[] {
  const { member, key } = page;
  return [
    heading(2, `${String(number)}. This member leaves`, `${String(number)}. 本成员退出`),
    ...unsure(page),
    ...before(page),
    ...steps([
      {
        en: 'The consortium decides (rootseal member propose --remove).',
        zh: '由联盟作出决定（rootseal member propose --remove）。',
        run: [`rootseal member propose --remove ${member.id} --reason REASON …`],
        right: { en: 'the proposal is approved, and enacted.', zh: '提案通过并已生效。' },
      },
      {
        en: 'Take the peer out while it runs.',
        zh: '在节点运行时停用。',
        run: [
          `${cli} participant inactive --ledger "$LEDGER" --address ${addressOf(key)} --host ${member.consensus.host} --port ${servicePort}`,
          participants,
        ],
        right: {
          en: '"participant inactivated", and it is in the state DEACTIVATED; the others go on.',
          zh: '显示“participant inactivated”，状态为 DEACTIVATED，其他成员继续运行。',
        },
      },
      {
        en: 'Stop peer and gateway, take the user away from its roles, and destroy the key: ledger-binding.conf, gateway.conf, .priv and .pwd.',
        zh: '停止节点与网关，收回其用户的角色，并销毁密钥：ledger-binding.conf、gateway.conf、.priv 与 .pwd。',
        run: [
          ...(member.ledgerRoles.length === 0
            ? []
            : [`${cli} tx authorization --address ${addressOf(key)} --unauthorize ${member.ledgerRoles.join(',')}`]),
          'shred -u "$PEER/config/ledger-binding.conf"',
        ],
      },
    ]),
  ];
}
