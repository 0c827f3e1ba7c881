/**
 * What the roots sign when a decision comes into force, field by field: the decision, the register that comes of it, the
 * keys that no longer count, the next version of the TUF lists with each new file, and what the chain is told. Read from
 * the files as they were made, not from the proposal's words, so that what is read aloud is what will be signed.
 */
import { keyId } from '../core/consortium/application.ts';
import { foundedLedger, kindNames, useNames } from '../core/consortium/diff.ts';
import type { Register } from '../core/consortium/register.ts';
import type { Text } from '../core/rules.ts';
import { proposalLines, signedPath, signerLines as lackingLines } from '../export/jdchain/admission.ts';
import { moment } from '../export/jdchain/tx/lines.ts';
import { type ReadOperation, readTransaction } from '../export/jdchain/tx/read.ts';
import type { Enacting, Judging } from './enact.ts';
import { sha256Hex } from './files.ts';
import { receiptsOf, textOf } from './receipts.ts';
import type { ReviewLine } from './review.ts';
import { tufVersionOf } from './sets/told.ts';
import { expiryAt } from './signing.ts';

/** Every line, in the order in which it is read aloud. */
export function decisionReview(run: Judging, enacting: Enacting): ReviewLine[] {
  return [
    ...decided(enacting),
    ...changes(run, enacting),
    ...registerLines(enacting),
    ...revocationLines(enacting),
    ...tufLines(run, enacting),
    ...enacting.chainFiles.flatMap((path) => chainLines(run, enacting, path)),
    ...signerLines(run, enacting),
  ];
}

type Value = string | Text;

const line = (en: string, zh: string, value: Value, unusual?: Text): ReviewLine => ({
  ...{ field: { en, zh }, value },
  ...(unusual && { unusual }),
});
const both = (text: string): Text => ({ en: text, zh: text });

/** Names with their ids, one after the other. */
function people({ governance }: Register, ids: readonly string[]): Text {
  const name = (id: string) => governance.voters.find((voter) => voter.id === id)?.name ?? both(id);
  return {
    en: ids.map((id) => `${name(id).en} (${id})`).join(', '),
    zh: ids.map((id) => `${name(id).zh}（${id}）`).join('、'),
  };
}

const byRoots: Text = {
  en: 'nobody votes on it: the quorum of the roots alone',
  zh: '无需表决：仅由根密钥法定人数决定',
};

function decided({ proposal, facts, before }: Enacting): ReviewLine[] {
  const { approved, declined } = facts;
  return [
    line('Decision', '决定', kindNames[proposal.change.kind]),
    line('  hash of the proposal', '  提案哈希', facts.proposal),
    line('  proposed by', '  提案人', proposal.proposer),
    ...(proposal.reason === undefined ? [] : [line('  because', '  原因', proposal.reason)]),
    line('  approved by', '  批准', approved.length === 0 ? byRoots : people(before, approved)),
    ...(declined.length === 0 ? [] : [line('  declined by', '  反对', people(before, declined))]),
  ];
}

const heard = {
  '+': { en: 'Comes in', zh: '新增' },
  '-': { en: 'Goes out', zh: '移除' },
  '!': { en: 'Look twice', zh: '请留意' },
  ' ': { en: '  with it', zh: '  附带' },
} as const;
const markedThere: Text = {
  en: 'stood out on every voter’s screen as well: say aloud why it is so',
  zh: '各表决人屏幕上同样标出了此项：请宣读其原因',
};

function changes(run: Judging, { before, proposal }: Enacting): ReviewLine[] {
  return proposalLines(before, proposal, foundedLedger(run.plan)).map(({ sign, text }) => ({
    ...{ field: heard[sign], value: { en: text.en, zh: text.zh } },
    ...(sign === '!' && { unusual: markedThere }),
  }));
}

const count = (members: number, voters: number): Text => ({
  en: `${String(members)} members in force, ${String(voters)} voters`,
  zh: `现有成员 ${String(members)} 个，表决人 ${String(voters)} 名`,
});

function registerLines({ register, facts }: Enacting): ReviewLine[] {
  const { members, governance, previous } = register;
  return [
    line('Register, version', '登记册版本', String(facts.version)),
    line('  its hash', '  其哈希', facts.register),
    line('  follows the register of hash', '  上一版的哈希', previous),
    line('  holds', '  内容', count(members.filter(({ left }) => left === undefined).length, governance.voters.length)),
  ];
}

/** Those that this decision ends, one by one; the others by their number. */
function revocationLines({ register, before }: Enacting): ReviewLine[] {
  const ended = (of: Register) =>
    of.members.flatMap(({ id, keys }) => keys.flatMap((key) => (key.revoked ? [{ id, key, end: key.revoked }] : [])));
  const known = new Set(ended(before).map(({ key }) => keyId(key)));
  const now = ended(register).filter(({ key }) => !known.has(keyId(key)));
  const total = {
    en: `${String(now.length)} new, ${String(known.size)} before`,
    zh: `新增 ${String(now.length)} 个，此前 ${String(known.size)} 个`,
  };
  return [
    line('Keys that no longer count', '吊销的密钥', total),
    ...now.map(({ id, key, end }) =>
      line(
        `  ${id}, ${useNames[key.use].en}: ${end.reason}`,
        `  ${id}，${useNames[key.use].zh}：${end.reason}`,
        keyId(key),
      ),
    ),
  ];
}

/** The days; the hour is that of the signing itself. */
function tufLines(run: Judging, { files }: Enacting): ReviewLine[] {
  const ends = expiryAt(run, run.journal.now());
  const day = (role: keyof typeof ends) => ends[role].slice(0, 10);
  return [
    line('TUF lists, version', 'TUF 清单版本', String(tufVersionOf(run) + 1)),
    line('  lists valid until', '  清单有效期至', day('targets')),
    line('  their timestamp until', '  时间戳有效期至', day('timestamp')),
    ...fileLines(files),
  ];
}

/** Each file by its hash; those of the same bytes, as the pages of members who can do the same, in one line. */
function fileLines(files: ReadonlyMap<string, Uint8Array>): ReviewLine[] {
  const paths = new Map<string, string[]>();
  for (const [path, bytes] of files) {
    const hash = sha256Hex(bytes);
    paths.set(hash, [...(paths.get(hash) ?? []), path]);
  }
  return [...paths].map(([hash, [first = '', ...same]]) => {
    const more = same.map((path) => path.split('/').at(-2) ?? path);
    const [en, zh] =
      more.length === 0 ? ['', ''] : [`, the same for ${more.join(', ')}`, `，以下相同：${more.join('、')}`];
    return line(`  ${first}${en}`, `  ${first}${zh}`, hash);
  });
}

const notOfRecord: Text = {
  en: 'the founding did not come to the ledger’s hash: compare it with what every node prints',
  zh: '创始仪式未得出账本哈希：请与各节点显示的值核对',
};
const lackingThere: Text = {
  en: 'the ledger would refuse it, as far as its founding tells',
  zh: '就创始配置而言，账本将拒绝该交易',
};
const unknownOperation: Text = {
  en: 'not an operation of JD Chain 1.6.5: what it does cannot be said here',
  zh: '不属于 JD Chain 1.6.5 的操作，无法说明其作用',
};

/** A transaction that a ledger gets; nothing of the key files beside it, whose keys stand in it. */
function chainLines(run: Judging, { files }: Enacting, path: string): ReviewLine[] {
  const bytes = files.get(path);
  if (bytes === undefined || signedPath(path) === undefined) return [];
  const tx = readTransaction(bytes, path);
  const known = textOf(receiptsOf(run.journal, 'sign')['ledgerHash']);
  return [
    line('Transaction for JD Chain', 'JD Chain 交易', tx.txHash ?? '–'),
    line('  ledger', '  账本', tx.ledgerHash ?? '–', known === '' ? notOfRecord : undefined),
    line('  time', '  时间', moment(tx.time)),
    ...tx.operations.flatMap(operationLines),
  ];
}

function operationLines({ kind, code, lines }: ReadOperation): ReviewLine[] {
  const head = kind
    ? line('  operation', '  操作', kind.title)
    : line('  operation', '  操作', `0x${code.toString(16)}`, unknownOperation);
  return [
    head,
    ...lines.map(({ field: { en, zh }, value, unusual }) => line(`  ${en.trim()}`, `  ${zh.trim()}`, value, unusual)),
  ];
}

function signerLines({ plan }: Judging, { before, files, chainFiles, signers }: Enacting): ReviewLine[] {
  if (chainFiles.length === 0) return [];
  const nobody = {
    en: 'nobody in this room: it is signed elsewhere before it is sent',
    zh: '此处无人签名：发送前须在别处签名',
  };
  const lacking = lackingLines(foundedLedger(plan), before, files, signers);
  return [
    line('Signed for the chain by', '为链签名的成员', signers.length === 0 ? nobody : both(signers.join(', '))),
    ...lacking.map(({ text }) => line('  lacks a right', '  缺少权限', { en: text.en, zh: text.zh }, lackingThere)),
  ];
}
