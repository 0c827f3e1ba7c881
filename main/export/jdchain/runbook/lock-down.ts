/** Runbook: the lock-down, in the order in which its transactions are sent, with what must be seen before the next one. */

import {
  type Block,
  type Cell,
  alarm,
  both,
  heading,
  paragraph,
  table,
  text,
  value,
} from '../../../core/ceremony/document.ts';
import { lockedStanding } from '../../../core/ceremony/lock-down.ts';
import { type Ability, whoCan } from '../../../core/ceremony/powers.ts';
import { type Page, type Step, cli, steps } from './page.ts';

const signed = (path: string) => `../${path.replace('.tx', '.signed.tx')}`;

const seen: readonly Step['right'][] = [
  { en: 'the gateway answers that the transaction succeeded.', zh: '网关应答交易成功。' },
  {
    en: 'the gateway answers that the transaction succeeded, and the user has these roles.',
    zh: '网关应答交易成功，且该用户拥有这些角色。',
  },
  {
    en: 'it succeeded. If it is refused, the root cannot administer yet: send 1 and 2 again, in this order. As long as 3 has not succeeded the founders administer as before.',
    zh: '交易成功。若被拒绝，说明根密钥尚不能管理：请按顺序重新发送第 1、2 笔。第 3 笔成功之前，各创始成员仍可照常管理。',
  },
];

function who({ members, anybody }: Ability): Cell {
  const everybody = anybody ? both('anybody who is registered', '任何注册用户') : both('nobody', '无人');
  if (members.length === 0) return text(everybody);
  return value(members.join(', '));
}

export function lockingDown({ plan, lockDown = [] }: Page): Block[] {
  const { lockDown: wanted } = plan.chain.ledger;
  if (wanted === undefined || lockDown.length === 0) return [];
  const roles = wanted.roles.join(', ');
  return [
    heading(2, '2b. Lock the ledger down', '2b. 锁定账本'),
    paragraph(
      `Once, by one member, when all peers run: the root ${wanted.root}, which only a quorum of its custodians can open, becomes a user with the roles ${roles}, and no founder keeps them. From then on rootseal member enact signs with it (--signer ${wanted.root}).`,
      `全部节点运行后由一方执行一次：根密钥 ${wanted.root}（须达到保管人法定人数才能打开）成为拥有角色 ${roles} 的用户，各创始成员不再拥有这些角色。此后以 rootseal member enact 用它签名（--signer ${wanted.root}）。`,
    ),
    alarm(
      'Send the third only when the first two have succeeded. It cannot be taken back without a quorum of the root.',
      '前两笔成功之后才可发送第三笔。没有根密钥的法定人数，第三笔无法撤回。',
    ),
    table(
      [both('transaction', '交易'), both('hash', '交易哈希'), both('signed by', '签名者')],
      lockDown.map(({ title, txHash, signers }, n): Cell[] => [
        text(both(`${String(n + 1)}. ${title.en}`, `${String(n + 1)}. ${title.zh}`)),
        value(txHash),
        value(signers.join(', ') || '–'),
      ]),
    ),
    ...steps(
      lockDown.map(({ title, path }, n): Step => {
        const right = seen[n];
        return {
          en: `To ${title.en}.`,
          zh: `${title.zh}。`,
          run: [`rootseal jdchain tx show ${signed(path)}`, `${cli} tx send --tx ${signed(path)}`],
          ...(right && { right }),
        };
      }),
    ),
    table(
      [both('who can, after the lock-down', '锁定之后谁能做什么'), both('members and root', '成员与根密钥')],
      whoCan(lockedStanding(plan)).map((one) => [text(one.text), who(one)]),
    ),
  ];
}
