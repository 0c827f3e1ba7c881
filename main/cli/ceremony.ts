/** `rootseal ceremony run | resume | status | exception` (docs/architecture.md, "The house"; the contract is the CLI page). */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beginCeremony, resumeCeremony } from '../app/ceremony.ts';
import { addException } from '../app/exception.ts';
import { planOf } from '../app/plans.ts';
import { resumeSet } from '../app/sets/resume.ts';
import { type Status, ceremonyStatus } from '../app/state.ts';
import { receiptsOf, textOf } from '../app/receipts.ts';
import { peopleOf, peopleOfPlan } from '../app/room.ts';
import type { Run } from '../app/run.ts';
import { setsOf } from '../core/ceremony/sets.ts';
import { toHex } from '../core/encoding/hex.ts';
import { printable } from '../core/encoding/printable.ts';
import type { Lang } from '../core/rules.ts';
import { policyOfPlan } from '../core/shares/groups.ts';
import { ruleText } from '../core/shares/rule-text.ts';
import { admitted, showPlan } from './before.ts';
import { interruptible } from './interrupt.ts';
import type { SecretOptions } from './options.ts';
import type { Answer } from './output.ts';
import { expiryLines, setLines, waitingLine } from './set.ts';
import { demandPassphrases, openSession } from './session.ts';

export interface RunOptions extends SecretOptions {
  readonly into: string;
  readonly rehearsal?: boolean;
}

/** Runs a whole founding; refuses a plan with errors, an unfit room, and a room without a quorum before anything is made. */
export async function runCeremony(planFile: string, options: RunOptions, lang: Lang): Promise<Answer> {
  const dir = resolve(options.into);
  const rehearsal = options.rehearsal ?? false;
  return interruptible({ dir }, async (ending) => {
    const session = await ending(openSession(options, lang, rehearsal, dir));
    const { plan, keyFiles, findings } = await planOf(planFile, { openable: session.identified });
    demandPassphrases(plan, session);
    showPlan(session, { plan, findings, rehearsal });
    const room = await admitted(session, { rehearsal, people: peopleOfPlan(plan) }, lang);
    return ceremonyAnswer(
      await beginCeremony({ dir, plan, keyFiles, rehearsal }, { ...session, room, planWarnings: findings }),
    );
  });
}

/** Goes on where a crash or an interrupt left it; a closed ceremony is verified once more, wherever that is done. */
export async function resume(folder: string, options: SecretOptions, lang: Lang): Promise<Answer> {
  const dir = resolve(folder);
  return interruptible({ dir }, async (ending) => {
    const { rehearsal, closed, exceptions, sets } = ceremonyStatus(dir);
    const session = await ending(openSession(options, lang, rehearsal, dir));
    const admission = { rehearsal, people: peopleOf(dir), recorded: exceptions };
    const pending = sets.some(({ state }) => state === 'pending');
    const room = closed && !pending ? session.room : await admitted(session, admission, lang);
    if (closed && pending) await resumeSet(dir, { ...session, room });
    return ceremonyAnswer(await resumeCeremony(dir, { ...session, room }));
  });
}

export interface ExceptionOptions {
  readonly rule: string;
  readonly reason: string;
  readonly by: readonly string[];
}

/** Records that something was not as it should be, for which two people answer; never edited. */
export function exception(folder: string, options: ExceptionOptions): Answer {
  const { entry, size, root } = addException(resolve(folder), options);
  const { rule, reason, by } = options;
  return {
    exit: 0,
    json: { entry, rule, reason, by, size, root: toHex(root) },
    text: {
      en: `Exception ${rule} recorded as log entry ${String(entry)}, for which ${by.join(', ')} answer: ${printable(reason)}`,
      zh: `例外 ${rule} 已记录为日志第 ${String(entry)} 条，由 ${by.join('、')} 负责：${printable(reason)}`,
    },
  };
}

/** Where a ceremony stands; opens nothing secret and writes nothing. */
export function status(folder: string): Answer {
  const state = ceremonyStatus(resolve(folder));
  const { done, next, begun, closed } = state;
  const stands = closed
    ? { en: 'closed', zh: '已结束' }
    : { en: `next step: ${next ?? '–'}`, zh: `下一步骤：${next ?? '–'}` };
  const broken =
    begun === undefined
      ? { en: '', zh: '' }
      : { en: `\nbegun and not done: ${begun}`, zh: `\n已开始但未完成：${begun}` };
  const mark = state.rehearsal ? { en: 'REHEARSAL, ', zh: '演练（REHEARSAL），' } : { en: '', zh: '' };
  return {
    exit: 0,
    json: { ...state, done: [...done] },
    text: {
      en: `${mark.en}ceremony ${state.ceremonyId}: ${stands.en}${broken.en}\ndone: ${done.join(', ')}\nplan ${state.planHash}\n  ${state.planWords.join(' ')}\nlog: ${String(state.size)} entries, root ${state.root}\n${setLines(state.sets, state.due, 'en')}${ending(state, 'en')}${certificateLine(state, 'en')}`,
      zh: `${mark.zh}仪式 ${state.ceremonyId}：${stands.zh}${broken.zh}\n已完成：${done.join('、')}\n方案 ${state.planHash}\n  ${state.planWords.join(' ')}\n日志：${String(state.size)} 条记录，根 ${state.root}\n${setLines(state.sets, state.due, 'zh')}${ending(state, 'zh')}${certificateLine(state, 'zh')}`,
    },
  };
}

/** When the files that peers believe by end, and what of them waits. */
function ending({ tuf }: Pick<Status, 'tuf'>, lang: Lang): string {
  if (!tuf) return '';
  const { expires, pending } = tuf;
  const lines = [...expiryLines(expires, lang), ...(pending ? [waitingLine(pending, lang)] : [])];
  return lines.map((line) => `\n${line}`).join('');
}

/** Until when the certificates of the founding hold, and from when on they are renewed. */
function certificateLine({ certificates }: ReturnType<typeof ceremonyStatus>, lang: Lang): string {
  if (!certificates) return '';
  const { until, rootUntil, due, overdue } = certificates;
  const [end, root, from] = [until, rootUntil, due].map((time) => time.slice(0, 10));
  const late = overdue ? { en: 'OVERDUE since', zh: '已逾期，应于' }[lang] : { en: 'due', zh: '应于' }[lang];
  return {
    en: `\ncertificates of the founding: until ${end ?? ''}, their root until ${root ?? ''}; renewal ${late} ${from ?? ''}`,
    zh: `\n创建时签发的证书：有效期至 ${end ?? ''}，根证书至 ${root ?? ''}；续期${late} ${from ?? ''}`,
  }[lang];
}

/** The object of `ceremony run` and `resume`: what the ceremony left. */
function ceremonyAnswer(run: Run): Answer {
  const { journal, plan, home } = run;
  const made = receiptsOf(journal, 'found') as unknown as Made;
  const genesis = receiptsOf(journal, 'genesis') as unknown as Omit<Genesis, 'ledgerHash'>;
  const ledgerHash = textOf(receiptsOf(journal, 'sign')['ledgerHash']);
  const { size, root } = journal.head;
  const { rehearsal } = journal.id;
  const shareSets = setsOf(journal.entries(), plan)
    .filter(({ state }) => state === 'active')
    .map(({ id, epoch, m, n, scheme }) => ({ id, epoch, m, n, scheme }));
  const files = genesis.files.map(({ path, sha256 }) => ({ path, sha256 }));
  run.journal.store.close();
  return {
    exit: 0,
    json: {
      ceremonyId: journal.id.ceremony,
      rehearsal,
      roots: made.roots,
      shareSets,
      genesis: [{ chain: genesis.chain, txHash: genesis.txHash, ...(ledgerHash !== '' && { ledgerHash }), files }],
      log: { size, root: toHex(root), checkpoint: readFileSync(home.path('public', 'log', 'checkpoint'), 'utf8') },
    },
    text: summary(run, made, { ...genesis, ledgerHash }, plan.consortium.name),
  };
}

interface Made {
  readonly roots: readonly { id: string; suite: string; publicKey: string; fingerprint: string }[];
  readonly set: { id: string; epoch: number; m: number; n: number; scheme: string };
}

interface Genesis {
  readonly chain: string;
  readonly txHash: string;
  /** Base58; empty where nobody can know it yet. */
  readonly ledgerHash: string;
  readonly files: readonly { path: string; sha256: string }[];
}

function summary(run: Run, made: Made, genesis: Genesis, name: { en: string; zh: string }) {
  const { id } = made.set;
  const rule = ruleText(policyOfPlan(run.plan));
  const roots = made.roots.map((r) => `  ${r.id} (${r.suite}) ${r.fingerprint}`).join('\n');
  const dir = run.home.dir;
  const mark = run.journal.id.rehearsal;
  const ledger = { en: '', zh: '' };
  if (genesis.ledgerHash !== '') {
    ledger.en = `Ledger hash ${genesis.ledgerHash}: every node must come to it\n`;
    ledger.zh = `账本哈希 ${genesis.ledgerHash}：各节点必须与此一致\n`;
  }
  return {
    en: `${mark ? 'REHEARSAL of ' : ''}${name.en}: done and verified.\nRoot keys:\n${roots}\nShare set ${id}: ${rule.en}, in ${dir}/shares\nGenesis transaction ${genesis.txHash}: a folder for each member in ${dir}/public/genesis/jdchain\n${ledger.en}Leave with: ${dir}/public for peers and auditors, a share and ${dir}/sealed for each custodian; read ${dir}/closing aloud.`,
    zh: `${mark ? '演练（REHEARSAL）：' : ''}${name.zh}：已完成并通过验证。\n根密钥：\n${roots}\n份额组 ${id}：${rule.zh}，位于 ${dir}/shares\n创世交易 ${genesis.txHash}：${dir}/public/genesis/jdchain 中每个成员一个文件夹\n${ledger.zh}带走：${dir}/public 交给节点和审计员；每位保管人带走自己的份额和 ${dir}/sealed；宣读 ${dir}/closing 中的单据。`,
  };
}
