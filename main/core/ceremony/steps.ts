/**
 * The steps of a ceremony, in their one order: who acts, what each needs, what it leaves, what is said; and the
 * state of a ceremony as its log tells it. Nothing is remembered elsewhere: the log is the state.
 */

import type { Entry } from '../audit/entry.ts';
import { refuse } from '../rules.ts';
import type { Text } from '../rules.ts';
import { ceremonyRules } from './rules.ts';
import type { ResolvedPlan } from './plan.ts';
import { dualControlSteps } from './plan-schema.ts';

/** In their order. */
export const stepIds = dualControlSteps;
export type StepId = (typeof stepIds)[number];

/** The people that a step concerns. */
export type Confirming = Pick<ResolvedPlan, 'people' | 'custodians' | 'dualControl'>;

export interface Step {
  readonly id: StepId;
  readonly title: Text;
  /** True where the vault is opened: a secret lives for this long. */
  readonly act: boolean;
  /** Ids of people and custodians who must say yes, before dual control adds one. */
  readonly who: (plan: Confirming, openable: readonly string[]) => readonly string[];
  /** The step before, whose results this one uses. */
  readonly needs: readonly StepId[];
  /** Paths below the home of the consortium. */
  readonly leaves: readonly string[];
  /** What is said in the room when it begins. */
  readonly say: Text;
}

const nobody = (): readonly string[] => [];
const operator = ({ people }: Confirming) => [people.operator];
const firstAdministrator = ({ people }: Confirming) => [people.administrators[0] ?? people.operator];

export const steps: Readonly<Record<StepId, Step>> = {
  room: {
    id: 'room',
    title: { en: 'The room', zh: '场地' },
    act: false,
    who: nobody,
    needs: [],
    leaves: [],
    say: {
      en: 'The facts of the room are taken: networks, radios, swap, memory dumps, hibernation, the folder.',
      zh: '采集场地事实：网络、无线、交换空间、内存转储、休眠、文件夹。',
    },
  },
  'agree-plan': {
    id: 'agree-plan',
    title: { en: 'Agreeing on the plan', zh: '商定方案' },
    act: false,
    who: ({ people }) => people.administrators,
    needs: ['room'],
    leaves: ['public/plan.json'],
    say: {
      en: 'The hash of the plan is read aloud, in digits and words; each who agrees types words of it back.',
      zh: '朗读方案的哈希（数字与单词）；同意者逐一键入其中的单词。',
    },
  },
  found: {
    id: 'found',
    title: { en: 'The founding act', zh: '创建密钥' },
    act: true,
    who: nobody,
    needs: ['agree-plan'],
    leaves: ['public/roots/', 'public/share-sets/', 'public/log.vkey', 'sealed/', 'shares/', 'private/'],
    say: {
      en: 'Keys are made and split; every quorum is tried before anything is written. Each custodian is alone at the keyboard.',
      zh: '生成并分割密钥；写入之前逐一验证每种法定组合。每位保管人独自操作键盘。',
    },
  },
  'hand-out': {
    id: 'hand-out',
    title: { en: 'Handing out', zh: '交付份额' },
    act: false,
    who: ({ custodians }) => custodians.map(({ id }) => id),
    needs: ['found'],
    leaves: [],
    say: {
      en: 'Each custodian takes their share and the sealed roots, read back from the medium, and confirms alone.',
      zh: '每位保管人领取份额与封存的根密钥，从介质回读核对，并单独确认。',
    },
  },
  'check-shares': {
    id: 'check-shares',
    title: { en: 'Checking the shares', zh: '检查份额' },
    act: true,
    who: (_plan, openable) => openable,
    needs: ['hand-out'],
    leaves: [],
    say: {
      en: 'Each custodian opens their own share once more; it is judged alone, nothing is combined.',
      zh: '每位保管人再次打开自己的份额，单独检查，不作合并。',
    },
  },
  genesis: {
    id: 'genesis',
    title: { en: 'The genesis', zh: '创世配置' },
    act: false,
    who: operator,
    needs: ['found'],
    leaves: ['public/genesis/'],
    say: {
      en: 'The genesis is built from the agreed plan and the public keys, and reviewed field by field.',
      zh: '依据已商定的方案与各公钥生成创世配置，并逐项审阅。',
    },
  },
  sign: {
    id: 'sign',
    title: { en: 'The signing act', zh: '签名' },
    act: true,
    who: firstAdministrator,
    needs: ['check-shares', 'genesis'],
    leaves: ['public/tuf/', 'public/verify/', 'public/genesis/jdchain/signatures.json'],
    say: {
      en: 'The shares just handed out restore the root keys, which sign the genesis and the list of all files.',
      zh: '以刚交付的份额恢复根密钥，为创世配置与全部文件清单签名。',
    },
  },
  verify: {
    id: 'verify',
    title: { en: 'Verifying', zh: '验证' },
    act: false,
    who: nobody,
    needs: ['sign'],
    leaves: [],
    say: {
      en: 'The verifier that every peer will use judges everything in public/.',
      zh: '用各方将使用的验证器检查 public/ 中的一切。',
    },
  },
  close: {
    id: 'close',
    title: { en: 'Closing', zh: '结束' },
    act: true,
    who: firstAdministrator,
    needs: ['verify'],
    leaves: ['public/log/', 'closing/'],
    say: {
      en: 'The last checkpoint is signed and read aloud; everybody writes it down.',
      zh: '签署并朗读最后的检查点，各人自行记录。',
    },
  },
};

export interface RecordedException {
  /** Index of its entry in the log. */
  readonly entry: number;
  readonly time: string;
  readonly rule: string;
  readonly reason: string;
  readonly by: readonly string[];
}

export interface CeremonyState {
  readonly ceremonyId: string;
  readonly rehearsal: boolean;
  /** In their order. */
  readonly done: readonly StepId[];
  /** Begun and not done: a crash, or at work right now. */
  readonly begun?: StepId;
  /** What is to be done now: the step begun, or the one after the last done. Absent when closed. */
  readonly next?: StepId;
  readonly closed: boolean;
  readonly exceptions: readonly RecordedException[];
}

/** True for the name of a step. */
export function isStepId(name: unknown): name is StepId {
  return stepIds.some((id) => id === name);
}

/**
 * The state of the ceremony that was opened last in this log.
 * @throws STEP-IMPOSSIBLE for a log in which steps do not follow each other
 */
export function stateOf(entries: readonly Entry[]): CeremonyState {
  const opened = Math.max(
    0,
    entries.findLastIndex(({ kind }) => kind === 'ceremony.opened'),
  );
  const own = entries.slice(opened);
  const { done, begun } = own.reduce(follow, { done: [] });
  const next = begun ?? stepIds[done.length];
  return {
    ceremonyId: own[0]?.ceremony ?? '',
    rehearsal: own[0]?.rehearsal ?? false,
    done,
    ...(begun !== undefined && { begun }),
    ...(next !== undefined && { next }),
    closed: next === undefined,
    exceptions: own.filter(({ kind }) => kind === 'exception').map(recorded),
  };
}

interface Progress {
  readonly done: readonly StepId[];
  readonly begun?: StepId;
  /** Its files are being told, entry by entry: nothing but its end may follow. */
  readonly telling?: boolean;
}

function follow({ done, begun, telling = false }: Progress, entry: Entry): Progress {
  const { step } = entry.data;
  const running = begun === undefined ? { done } : { done, begun };
  const files = entry.kind === 'step.files';
  if (telling && !files && entry.kind !== 'step.done') throw impossible(entry);
  if (files) {
    if (begun === undefined || step !== begun) throw impossible(entry);
    return { ...running, telling: true };
  }
  if (!['step.begun', 'step.done', 'step.abandoned'].includes(entry.kind)) return running;
  const expected = entry.kind === 'step.begun' ? (begun === undefined ? stepIds[done.length] : undefined) : begun;
  if (expected === undefined || step !== expected) throw impossible(entry);
  if (entry.kind === 'step.begun') return { done, begun: expected };
  return { done: entry.kind === 'step.done' ? [...done, expected] : done };
}

function impossible({ index, kind, data }: Entry) {
  const step = typeof data.step === 'string' ? data.step : '?';
  return refuse(ceremonyRules, 'STEP-IMPOSSIBLE', { entry: index, kind, step }, { subject: `entry ${index}` });
}

function recorded({ index, time, data }: Entry): RecordedException {
  const by = Array.isArray(data.by) ? data.by.filter((id) => typeof id === 'string') : [];
  return { entry: index, time, rule: textOf(data.rule), reason: textOf(data.reason), by };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
