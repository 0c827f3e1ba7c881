/**
 * `RUNBOOK.md` and `RUNBOOK.html` of a member's folder: what its operator does at each event in the life of its node, with
 * the commands of JD Chain 1.6.5, what is right after each, and what to do when it hangs. The same bytes wherever it is made.
 */

import {
  type Block,
  type Cell,
  type Paper,
  alarm,
  both,
  hash,
  heading,
  paragraph,
  table,
  value,
  words,
} from '../../../core/ceremony/document.ts';
import { toMarkdown } from '../../../core/ceremony/document-md.ts';
import { toHtml } from '../../../core/ceremony/minutes-html.ts';
import { fromBase58 } from '../../../core/encoding/base58.ts';
import { utf8 } from '../../../core/encoding/bytes.ts';
import { consensusName } from '../consensus.ts';
import type { PublicKey } from '../keys.ts';
import { binding } from './binding.ts';
import { activating, joining, leaving, updating } from './changes.ts';
import { initialising, starting } from './founding.ts';
import { certificates } from './certificates.ts';
import { hanging } from './hangs.ts';
import { lockingDown } from './lock-down.ts';
import { type Page, type RunbookFacts, addressOf, kindOf, publicKeyOf } from './page.ts';

const names = ['RUNBOOK.md', 'RUNBOOK.html'] as const;

/** Both files of every member, by their paths below `genesis/jdchain/`. `keys`: of each member, by its id. */
export function runbooks(facts: RunbookFacts, keys: Readonly<Record<string, PublicKey>>): Map<string, Uint8Array> {
  return new Map(
    facts.plan.members.flatMap((member) => {
      const key = keys[member.id];
      if (key === undefined) return [];
      return runbookFiles(`${member.id}/`, runbook({ ...facts, member, key }));
    }),
  );
}

/** A paper as both files, behind this prefix of their paths. */
export const runbookFiles = (prefix: string, paper: Paper): (readonly [string, Uint8Array])[] =>
  names.map((name, i) => [`${prefix}${name}`, utf8(i === 0 ? toMarkdown(paper) : toHtml(paper))] as const);

function runbook(page: Page): Paper {
  const { plan, member } = page;
  const { name } = plan.chain.ledger;
  return {
    title: both(`${member.participant}: runbook, ledger ${name}`, `${member.participant}：运行手册，账本 ${name}`),
    blocks: [
      ...(plan.rehearsal
        ? [alarm('This is a REHEARSAL. Never use it in production.', '这是演练（REHEARSAL），不得用于生产。')]
        : []),
      paragraph(
        `For the operator of the node of ${member.name.en}, JD Chain ${plan.chain.version}. Print it, tick each box, sign and keep it.`,
        `供${member.name.zh}的节点运维人员使用，JD Chain ${plan.chain.version}。请打印，逐项打勾，签名留存。`,
      ),
      ...nodeFacts(page),
      ...variables(page),
      ...initialising(page),
      ...starting(page),
      ...binding(page),
      ...lockingDown(page),
      ...joining(page),
      ...activating(page),
      ...updating(page),
      ...leaving(page),
      ...certificates(page),
      ...hanging(page, plan.chain.ledger.ca ? 8 : 7),
      ...doneBy(),
    ],
  };
}

/** Lines for pens. */
export const doneBy = (): Block[] => [
  heading(2, 'Done by', '执行人'),
  table(
    [both('event', '事件'), both('day and hour', '日期与时间'), both('name, signature', '姓名、签名')],
    Array.from({ length: 4 }, () => [value(' '), value(' '), value(' ')]),
  ),
];

/** A hash has the whole width: it is compared group by group. */
const compared = (en: string, zh: string, cell: Cell): Block => table([both(en, zh)], [[cell]]);

/** What this node is, and the hashes that its operator compares. */
export function nodeFacts(page: Page): Block[] {
  const { plan, member, genesis, key, ledgerHash } = page;
  const at = ({ host, port }: { readonly host: string; readonly port: number }) => value(`${host}:${String(port)}`);
  const known: Cell =
    ledgerHash === undefined
      ? words(
          'Not known yet: a member signs with SM2 or ECDSA, or brings its own key. Compare it by telephone after initialising, and write it here:',
          '尚不可知：有成员以 SM2 或 ECDSA 签名，或自带密钥。初始化之后电话核对并记于此处：',
        )
      : hash(fromBase58(ledgerHash, 'ledger hash'), ledgerHash);
  const rows: (readonly [string, string, Cell])[] = [
    ['public key', '公钥', value(publicKeyOf(key))],
    ['address', '地址', value(addressOf(key))],
    ['roles', '角色', value(member.ledgerRoles.join(', ') || 'DEFAULT')],
    ['initialiser', '初始化地址', at(member.initializer)],
    ...(kindOf(page) === 'mq' ? [] : [['consensus', '共识地址', at(member.consensus)] as const]),
    ['members, consensus', '成员数、共识', value(`${String(plan.members.length)}, ${consensusName(kindOf(page))}`)],
  ];
  return [
    compared('The genesis transaction', '创世交易', hash(genesis.txHash, genesis.txHashText)),
    compared('The ledger hash: your node must print this', '账本哈希：您的节点必须得到此值', known),
    table(
      [both('this node', '本节点'), both('value', '值')],
      rows.map(([en, zh, cell]) => [words(en, zh), cell]),
    ),
  ];
}

/** `gateway`: whether commands of a gateway follow. */
export function variables({ ledgerHash }: Pick<Page, 'ledgerHash'>, gateway = false): Block[] {
  return [
    paragraph(
      'The commands are for a shell with these set, in this folder. Words in capitals are to be replaced.',
      '以下命令在本目录中、设好这些变量的命令行里执行。大写的词须替换。',
    ),
    {
      kind: 'code',
      value: [
        'export PEER=/srv/jdchain/peer   # jdchain-peer-1.6.5.RELEASE',
        'export CLI=/srv/jdchain/cli     # jdchain-cli-1.6.5.RELEASE',
        ...(gateway ? ['export GATEWAY=/srv/jdchain/gateway   # jdchain-gateway-1.6.5.RELEASE'] : []),
        `export LEDGER=${ledgerHash ?? 'LEDGER_HASH'}`,
      ].join('\n'),
    },
  ];
}
