/** The second half of the minutes: keys, shares, genesis, restore, files, and lines for pens. */

import { fromBase58 } from '../encoding/base58.ts';
import { fromHex } from '../encoding/hex.ts';
import type { Json } from '../encoding/jcs.ts';
import type { Text } from '../rules.ts';
import { kindNames } from '../consortium/diff.ts';
import { changeKinds } from '../consortium/register.ts';
import { type Block, both, type Cell, hash, heading, paragraph, table, text, value, words } from './document.ts';
import { groupsOfPlan } from '../shares/groups.ts';
import { joined, neededCell, personName } from './minutes-blocks.ts';
import type { MinutesFacts } from './minutes-facts.ts';
import { names, objectOf, rowsOf, textOf } from './minutes-warnings.ts';
import type { ResolvedPlan } from './plan.ts';
import { activeSet, planOfSet, type SetRecord } from './sets.ts';

/** The fingerprints with their words, one row for each root: in the minutes and on the closing sheet. */
export function fingerprintTable(roots: Json | undefined): Block {
  const head = [both('Root key', '根密钥'), both('Kind', '类型'), both('Fingerprint', '指纹')];
  return table(
    head,
    rowsOf(roots).map(({ id, suite, fingerprint }) => [
      value(textOf(id)),
      value(textOf(suite)),
      hash(fromHex(textOf(fingerprint), 'fingerprint')),
    ]),
  );
}

export function rootBlocks({ receipts: { found }, sets }: MinutesFacts): Block[] {
  if (found.roots === undefined) return [];
  const roots = activeSet(sets)?.roots.map((root) => ({ ...root }));
  return [heading(2, 'Root keys', '根密钥'), fingerprintTable(roots ?? found.roots)];
}

export function shareBlocks(plan: ResolvedPlan, { receipts: { found }, sets }: MinutesFacts): Block[] {
  const now = activeSet(sets);
  if (found.set === undefined || !now) return [];
  const isFirst = now.purpose === 'found';
  const quorums = objectOf(found.quorums);
  const entropy = objectOf(found.entropy);
  const number = (part: Json | undefined) => value(typeof part === 'number' || typeof part === 'string' ? part : '–');
  const rows: Cell[][] = [
    [words('Share set', '份额组'), value(now.id)],
    [words('Epoch', '代次'), number(now.epoch)],
    [words('Scheme', '分割方案'), value(now.scheme)],
    [words('Shares needed', '所需份数'), neededCell(now)],
    ...groupRows(planOfSet(plan, now)),
    ...(isFirst
      ? [
          [
            words('Quorums recombined and compared before writing', '写入前逐一验证的法定组合'),
            number(quorums.checked),
          ],
          [words('Quorums in all', '法定组合总数'), number(quorums.total)],
          [words('Sources of randomness', '随机来源'), value(names(entropy.sources).join(', '))],
          [words('Dice rolls', '掷骰次数'), number(entropy.diceRolls)],
        ]
      : []),
  ];
  return [
    heading(2, 'Shares', '份额'),
    table([both('Item', '项目'), both('Value', '内容')], rows),
    paragraph(
      'The coefficients of the split come from the random generator of the splitting library itself.',
      '分割所用的系数来自分割库自身的随机数生成器。',
    ),
    holderTable(plan, now),
  ];
}

function holderTable(plan: ResolvedPlan, { custodians, groups }: SetRecord): Block {
  const nameOf = (own?: string) => text(groups?.list.find(({ id }) => id === own)?.name ?? both('–', '–'));
  return table(
    [
      both('Slot', '序号'),
      both('Custodian', '保管人'),
      both('Organisation', '组织'),
      ...(groups ? [both('Group', '组')] : []),
      both('Sealed by', '封存方式'),
    ],
    custodians.map(({ id, organisation, seal, group }, i) => [
      value(i + 1),
      text(personName(plan, id)),
      value(organisation),
      ...(groups ? [nameOf(group)] : []),
      seal.kind === 'age'
        ? value(`age ${seal.recipient}`)
        : words(`passphrase, scrypt ${seal.workFactor}`, `口令，scrypt ${seal.workFactor}`),
    ]),
  );
}

/** Of a set with groups: how many are needed, and of each how many members. */
function groupRows(plan: ResolvedPlan): Cell[][] {
  const groups = groupsOfPlan(plan);
  if (!groups) return [];
  const needed = value(`${groups.threshold} / ${groups.list.length}`);
  const rows = groups.list.map(({ id, name, m, n }) => [
    text(both(`Group ${id}, ${name.en}`, `组 ${id}，${name.zh}`)),
    value(`${m} / ${n}`),
  ]);
  return [[words('Groups needed', '所需组数'), needed], ...rows];
}

export function genesisBlocks({ receipts: { genesis, ledger } }: MinutesFacts): Block[] {
  const txHash = textOf(genesis.txHash);
  if (txHash === '') return [];
  const content = textOf(genesis.contentSha256);
  const rows = [
    [
      words('Transaction hash (Base58, and its bytes)', '交易哈希（Base58 及其字节）'),
      hash(fromBase58(txHash, 'txHash'), txHash),
    ],
    ...(content === ''
      ? []
      : [[words('Content (SHA-256)', '内容（SHA-256）'), hash(fromHex(content, 'contentSha256'))]]),
    ...ledgerRows(ledger),
  ];
  return [heading(2, 'Genesis', '创世'), table([both('Item', '项目'), both('Value', '内容')], rows)];
}

/** Of the signing act: what every node must come to, or why nobody can know it yet. */
function ledgerRows(sign: MinutesFacts['receipts']['ledger']): Cell[][] {
  const known = textOf(sign.ledgerHash);
  if (known !== '') {
    const label = words(
      'Ledger hash (Base58, and its bytes): every node must come to it',
      '账本哈希（Base58 及其字节）：各节点必须与此一致',
    );
    return [[label, hash(fromBase58(known, 'ledgerHash'), known)], ...lockDownRow(sign.lockDown)];
  }
  const why = notKnown(names(sign.signsAtRandom), names(sign.notSignedHere));
  return why ? [[words('Ledger hash', '账本哈希'), text(why)]] : [];
}

/** Who signed each of the transactions that lock the ledger down. */
function lockDownRow(lockDown: Json | undefined): Cell[][] {
  if (!Array.isArray(lockDown) || lockDown.length === 0) return [];
  const by = lockDown.map((signers, n) => `${String(n + 1)}. ${names(signers).join(', ') || '–'}`).join('; ');
  return [[words('Transactions of the lock-down, signed by', '锁定交易的签名者'), value(by)]];
}

function notKnown(random: readonly string[], absent: readonly string[]): Text | undefined {
  if (random.length > 0)
    return both(
      `known only once the nodes have initialised: the signatures of ${random.join(', ')} have a random number in them (SM2, ECDSA)`,
      `各节点初始化之后方可得知：${random.join('、')} 的签名（SM2、ECDSA）含随机数`,
    );
  if (absent.length === 0) return undefined;
  return both(
    `known once ${absent.join(', ')} have signed their permission: rootseal jdchain ledger-hash`,
    `待 ${absent.join('、')} 签署许可之后即可得知：rootseal jdchain ledger-hash`,
  );
}

const purposes: Readonly<Record<string, Text>> = {
  found: both('the signing act', '创建仪式的签名'),
  drill: both('a drill', '恢复演习'),
  sign: both('signing a file', '签署文件'),
  export: both('exporting a root key', '导出根密钥'),
  certify: both('a certificate', '签发证书'),
  resplit: both('a new share set with other holders', '重新拆分份额组'),
  replace: both('a new share set in place of a lost share', '替换丢失的份额'),
  refresh: both('a new share set for the same holders', '更新份额组'),
  rotate: both('a new root key', '轮换根密钥'),
  enact: both('a decision of the voters', '表决通过的决定'),
  tuf: both('files for peers signed anew', '为各方续签文件'),
  activate: both('putting a new share set in force', '新份额组生效'),
};

/** What the root keys are restored for, as the log's entries have it. */
export function purposeName(purpose: Json | undefined): Text {
  const name = textOf(purpose);
  return (Object.hasOwn(purposes, name) ? purposes[name] : undefined) ?? both(name, name);
}

export function restoreBlocks(plan: ResolvedPlan, { receipts: { sign }, restore }: MinutesFacts): Block[] {
  const quorum = names(sign.quorum ?? restore.quorum);
  if (restore.purpose === undefined && quorum.length === 0) return [];
  const shares = rowsOf(restore.shares ?? sign.shares).map(({ custodian, index, code, file }) => [
    text(personName(plan, textOf(custodian) || textOf(file))),
    value(typeof index === 'number' ? index : '–'),
    value(textOf(code) || '–'),
  ]);
  const purpose = purposeName(restore.purpose);
  const who = joined(quorum.map((id) => personName(plan, id)));
  return [
    heading(2, 'Restore', '恢复'),
    paragraph(
      `Purpose: ${purpose.en}. Shares combined: ${who.en || '–'}.`,
      `用途：${purpose.zh}。合并的份额：${who.zh || '–'}。`,
    ),
    table([both('Share of', '份额属于'), both('Slot', '序号'), both('Verdict', '结论')], shares),
  ];
}

/** What was decided, by whose votes, and the version of the register that it made. */
export function decisionBlocks({ decision }: MinutesFacts): Block[] {
  if (!decision) return [];
  const { version, change, proposal, register, approved, declined, signedBy } = decision;
  const kind = changeKinds.find((one) => one === change);
  const people = (ids: Json | undefined) => value(names(ids).join(', ') || '–');
  const rows = [
    [words('What', '事项'), kind ? text(kindNames[kind]) : value(textOf(change))],
    [words('Proposal (SHA-256)', '提案（SHA-256）'), hash(fromHex(textOf(proposal), 'proposal'))],
    [words('Approved by', '批准'), people(approved)],
    [words('Declined by', '反对'), people(declined)],
    [words('Version of the register', '登记册版本'), value(typeof version === 'number' ? version : '–')],
    [words('Register (SHA-256)', '登记册（SHA-256）'), hash(fromHex(textOf(register), 'register'))],
    [words('Signed for the chain by', '为链签名的成员'), people(signedBy)],
  ];
  return [heading(2, 'Decision', '决定'), table([both('Item', '项目'), both('Value', '内容')], rows)];
}

export function fileBlocks({ files }: MinutesFacts): Block[] {
  if (files.length === 0) return [];
  const rows = files.map(({ path, sha256 }) => [value(path), hash(fromHex(sha256, path))]);
  return [heading(2, 'Files written', '写入的文件'), table([both('File', '文件'), both('SHA-256', 'SHA-256')], rows)];
}

/** Lines for pens: everybody in the room, custodians behind them. */
export function signatureBlocks(plan: ResolvedPlan, { sets }: Pick<MinutesFacts, 'sets'>): Block[] {
  const { administrators, operator, witnesses, auditor } = plan.people;
  const role = (en: string, zh: string, ids: readonly string[]) =>
    ids.map((id) => [words(en, zh), text(personName(plan, id)), value(''), value('')]);
  const rows = [
    ...role('administrator', '管理员', administrators),
    ...role('operator', '操作员', [operator]),
    ...role('witness', '见证人', witnesses),
    ...role('auditor', '审计员', auditor === undefined ? [] : [auditor]),
    ...role(
      'custodian',
      '保管人',
      (activeSet(sets) ?? plan).custodians.map(({ id }) => id),
    ),
  ];
  const head = [both('Role', '职责'), both('Name', '姓名'), both('Signature', '签名'), both('Date', '日期')];
  return [heading(2, 'Signatures by hand', '手写签名'), table(head, rows)];
}
