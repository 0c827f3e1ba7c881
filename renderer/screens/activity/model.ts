/**
 * From the activity of the desk to what its screen shows: which stage, who acts, which sentence, how full the quorum
 * is. Pure: no React, no language but the two texts that the program hands over.
 */
import type { Refusal, Text, Verdict } from '../../../preload/contract/common.ts';
import type { Activity, Person, Question, StepView } from '../../../preload/contract/desk.ts';

/** What the middle of the screen is made of. */
export type Stage =
  /** A hash is read aloud and words of it are typed back. */
  | 'words'
  /** A hash is read aloud and agreed to. */
  | 'compare'
  /** What will be signed is read field by field. */
  | 'review'
  /** A medium is chosen. */
  | 'place'
  /** A file is taken. */
  | 'take'
  | 'confirm'
  /** A secret field of the vault is open: one person alone. */
  | 'secret'
  /** Long work with a known end. */
  | 'working'
  /** The program works, or waits for its vault. */
  | 'waiting'
  | 'failed'
  | 'finished';

export interface Actor {
  readonly id: string;
  readonly name: Text;
  /** The role in which they act. */
  readonly role: Person['roles'][number] | null;
  /** A custodian's slot. */
  readonly index?: number;
  readonly organisation?: string;
}

/** A person, with what the act has found out about their share. */
export interface Seat {
  readonly id: string;
  readonly name: Text;
  readonly index?: number;
  readonly roles: Person['roles'];
  readonly organisation?: string;
  readonly seal?: Person['seal'];
  readonly state: SeatState;
}
/** `refused`: their share was; `spared`: nothing is asked of them in this step. */
export type SeatState = Person['state'] | 'refused' | 'spared';

/** How full the quorum is, and of what. `need` is the threshold, or everybody where all must act. */
export interface Fill {
  readonly of: 'passphrases' | 'handed' | 'checked' | 'opened' | 'groups';
  readonly have: number;
  readonly need: number;
}

/** One share of a restore: its verdict, or `null` while it is awaited. */
export interface ShareRow {
  /** File name without its folder. */
  readonly file: string;
  readonly verdict: Verdict | null;
  readonly holder: Text | null;
}

export interface Shown {
  readonly stage: Stage;
  /** Number of the step that is at work, from 1; null outside a ceremony. */
  readonly step: { readonly number: number; readonly of: number; readonly view: StepView } | null;
  readonly actor: Actor | null;
  readonly custodians: readonly Seat[];
  readonly others: readonly Seat[];
  readonly fill: Fill | null;
  readonly shares: readonly ShareRow[];
  /** Changes whenever somebody else must look up: a new step, another person, another question. */
  readonly turn: string;
}

/** Acts without the people and the quorum of a consortium. */
export const ofOneShare = (kind: Activity['kind']): boolean =>
  kind !== 'ceremony' && kind !== 'set' && !opensRoots(kind);

/** Acts of one purpose, for which a quorum opens the root keys. */
export const opensRoots = (kind: Activity['kind']): boolean => kind === 'restore' || kind === 'enact';

export function shownOf(activity: Activity): Shown {
  const stage = stageOf(activity);
  const actor = actorOf(activity);
  const seats = activity.people.map((person) => seatOf(person, activity));
  const step = stepOf(activity);
  return {
    stage,
    step,
    actor,
    custodians: seats.filter(({ index }) => index !== undefined).sort((a, b) => (a.index ?? 0) - (b.index ?? 0)),
    others: seats.filter(({ index }) => index === undefined),
    fill: fillOf(activity),
    shares: sharesOf(activity),
    turn: [activity.status, step?.view.id, stage, activity.question?.id, activity.field?.id].join('/'),
  };
}

export function stageOf(activity: Activity): Stage {
  const { status, question, field } = activity;
  if (status !== 'running') return status;
  if (field) return 'secret';
  if (question) return questionStage(question);
  return workOf(activity) ? 'working' : 'waiting';
}

/** Work with a known end; that a step of the ceremony has begun is told as progress too, and stands in the rail. */
export function workOf({ progress, steps }: Pick<Activity, 'progress' | 'steps'>): Activity['progress'] {
  return steps.some(({ title }) => title.en === progress?.what.en) ? null : progress;
}

function questionStage({ kind, details, typeBack }: Question): Stage {
  if (kind === 'place') return 'place';
  const has = (wanted: Question['details'][number]['kind']) => details.some((detail) => detail.kind === wanted);
  if (has('review')) return 'review';
  if (typeBack > 0) return 'words';
  if (has('file')) return 'take';
  return has('hash') ? 'compare' : 'confirm';
}

/** The step at work; in a ceremony that is over, the last one. A restore shows the steps of the ceremony before it. */
function stepOf({ kind, steps }: Activity): Shown['step'] {
  if (kind !== 'ceremony') return null;
  const now = steps.findIndex(({ state }) => state === 'now');
  const at = now >= 0 ? now : steps.findLastIndex(({ state }) => state === 'done');
  const view = steps[at];
  return view ? { number: at + 1, of: steps.length, view } : null;
}

function actorOf({ status, field, question, people }: Activity): Actor | null {
  const asked = field ?? question;
  if (status !== 'running' || !asked) return null;
  const person = people.find(({ id }) => id === asked.who);
  const role = field ? roleOfField(field.role) : (person?.roles[0] ?? null);
  return {
    id: asked.who,
    name: asked.name,
    role,
    ...(person?.index !== undefined && { index: person.index }),
    ...(person?.organisation !== undefined && { organisation: person.organisation }),
  };
}

/** A signer and the room itself are no role of the plan. */
function roleOfField(role: NonNullable<Activity['field']>['role']): Actor['role'] {
  return role === 'custodian' || role === 'administrator' ? role : null;
}

function seatOf(person: Person, activity: Activity): Seat {
  const { id, name, roles, index, organisation, seal } = person;
  return {
    id,
    name,
    roles,
    ...(index !== undefined && { index }),
    ...(organisation !== undefined && { organisation }),
    ...(seal !== undefined && { seal }),
    state: seatState(person, activity),
  };
}

/** Whoever is asked acts; a share that was judged says more than the program's own state of its holder. */
function seatState(person: Person, activity: Activity): SeatState {
  const { id, index, state } = person;
  const { status, verdicts, field, question } = activity;
  if (status === 'running' && (field ?? question)?.who === id) return 'acts';
  // Passphrases are chosen for new shares: what was said of the old ones is over.
  if (activity.kind === 'set' && (field?.kind === 'choose' || field?.kind === 'again')) return 'waiting';
  const verdict = verdicts.find((one) => one.custodian === id || (index !== undefined && one.index === index));
  if (verdict && index !== undefined && !isClosed(verdict)) return verdict.ok ? 'done' : 'refused';
  // They have agreed to what becomes of the set; what counts from then on is their share.
  if (state === 'done' && isAgreed(activity) && !activity.question) return 'waiting';
  // They have said that they are alone; what counts in this step is the verdict on their share.
  if (state === 'done' && index !== undefined && stepOf(activity)?.view.id === 'check-shares') return 'waiting';
  if (hasChosen(person, activity)) return 'done';
  if (index !== undefined && !chooses(person) && stepOf(activity)?.view.id === 'found') return 'spared';
  return state === 'acts' ? 'waiting' : state;
}

/** A new share set is wanted, and none has been made yet. */
const isAgreed = ({ kind, change }: Activity) =>
  kind === 'set' && change?.state !== 'pending' && change?.state !== 'active';

/** Custodians who choose a passphrase in the founding act: the others have their share sealed to a recipient. */
const chooses = ({ index, seal }: Person) => index !== undefined && seal !== 'age';

/** In the founding act custodians choose in the order of their slots, then come the log key, the dice and the work. */
function hasChosen(person: Person, activity: Activity): boolean {
  const { field, people } = activity;
  if (!chooses(person) || stepOf(activity)?.view.id !== 'found') return false;
  if (field?.role !== 'custodian') return field !== null || workOf(activity) !== null;
  const asked = people.find(({ id }) => id === field.who)?.index;
  return asked !== undefined && (person.index ?? 0) < asked;
}

const fillOfStep: Partial<Record<StepView['id'], Fill['of']>> = {
  found: 'passphrases',
  'hand-out': 'handed',
  'check-shares': 'checked',
  sign: 'opened',
};

function fillOf(activity: Activity): Fill | null {
  const { kind } = activity;
  if (ofOneShare(kind)) return null;
  if (kind === 'set') return fillOfSet(activity);
  if (opensRoots(kind)) return openedOf(activity);
  const of = fillOfStep[stepOf(activity)?.view.id ?? 'room'];
  if (of === undefined || activity.status === 'finished') return null;
  if (of === 'opened') return openedOf(activity);
  const here = activity.people.filter((person) => person.index !== undefined && person.state !== 'absent');
  const asked = of === 'passphrases' ? here.filter(chooses) : here;
  const done = asked.filter((person) => seatState(person, activity) === 'done');
  return { of, have: done.length, need: asked.length };
}

/** Of the old set a quorum is opened; of the new one every share. Nothing while people agree. */
function fillOfSet(activity: Activity): Fill | null {
  const { question, change, people } = activity;
  if (isAgreed(activity)) return question ? null : openedOf(activity);
  const holders = people.filter(({ index }) => index !== undefined);
  if (change?.state === 'active') return null;
  return {
    of: 'checked',
    have: holders.filter((one) => seatState(one, activity) === 'done').length,
    need: holders.length,
  };
}

/** How far one group is. */
export interface Standing {
  readonly id: string;
  readonly name: Text;
  readonly have: number;
  /** Members needed, and members there are. */
  readonly need: number;
  readonly of: number;
}

/** How far each group is by the good shares, in the order of the set; null where any custodians are a quorum. */
export function standingOf({ groups, people, verdicts }: Activity): Standing[] | null {
  if (!groups) return null;
  const good = new Set(verdicts.flatMap(({ ok, custodian }) => (ok && custodian !== undefined ? [custodian] : [])));
  return groups.list.map(({ id, name, threshold: need }) => {
    const members = people.filter(({ group }) => group === id);
    return { id, name, need, of: members.length, have: members.filter((one) => good.has(one.id)).length };
  });
}

/** Groups with as many good shares as they need. */
export const completeOf = (standing: readonly Standing[]) => standing.filter(({ have, need }) => have >= need).length;

/** How many good shares there are of those needed, or how many groups are complete. */
function openedOf(activity: Activity): Fill {
  const { groups, threshold, verdicts } = activity;
  const standing = standingOf(activity);
  if (groups && standing) return { of: 'groups', have: completeOf(standing), need: groups.threshold };
  return { of: 'opened', have: goodShares(verdicts), need: threshold };
}

/** It has failed before there was a quorum. */
function lacks(activity: Activity): boolean {
  const { have, need } = openedOf(activity);
  return activity.status === 'failed' && have < need;
}

/** The shares that were given are no quorum. */
export const isShort = ({ failure }: Pick<Activity, 'failure'>) => failure?.code.startsWith('RESTORE-SHORT') ?? false;

/** A share whose holder could not open it: nothing is said against the share itself. */
export function isClosed({ ok, code }: Pick<Verdict, 'ok' | 'code'>): boolean {
  return !ok && (code === 'SHARE-PASSPHRASE' || code.startsWith('IDENTITY-'));
}

/** Different shares that passed; the same one twice counts once. */
export function goodShares(verdicts: readonly Verdict[]): number {
  return new Set(verdicts.filter(({ ok }) => ok).map(({ index, file }) => index ?? file)).size;
}

/** A restore's own way: what for, every share judged, the one use. */
export type Phase = 'purpose' | 'shares' | 'use';

/** The way of a new share set: agreed on, the old shares given, made, taken and opened by each holder. */
export type SetPhase = 'agree' | 'give' | 'make' | 'take';

export function setPhaseOf(activity: Activity): SetPhase | 'over' {
  const { change, question, awaited } = activity;
  if (change?.state === 'active') return 'over';
  if (change?.state === 'pending') return 'take';
  if (change === null || question?.step === 'set') return 'agree';
  return awaited.length > 0 || lacks(activity) ? 'give' : 'make';
}

export function phaseOf(activity: Activity): Phase | 'over' {
  const { status, question, awaited, verdicts } = activity;
  if (status === 'finished') return 'over';
  if (question?.step === 'restore' || (verdicts.length === 0 && awaited.length === 0)) return 'purpose';
  return awaited.length > 0 || lacks(activity) ? 'shares' : 'use';
}

function sharesOf({ kind, verdicts, awaited, people, change }: Activity): ShareRow[] {
  if (kind === 'ceremony') return [];
  const judged = verdicts.map((verdict): ShareRow => {
    const holder = people.find(({ id }) => id === verdict.custodian)?.name ?? null;
    return { file: baseName(verdict.file), verdict, holder };
  });
  // The new shares bear their holders' names, as the program wrote them.
  const holderOf = (file: string) =>
    change?.state === 'pending' ? (people.find(({ id }) => `${id}.age` === file)?.name ?? null) : null;
  const others = awaited.map((path) => ({ file: baseName(path), verdict: null, holder: holderOf(baseName(path)) }));
  return [...judged, ...others];
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * What is said aloud, without the digits that stand in a grid of their own below: a hash in a sentence is neither
 * read nor compared.
 */
export function spoken({ say, details }: Pick<Question, 'say' | 'details'>): Text {
  const first = details.flatMap((detail) => (detail.kind === 'hash' ? detail.groups.slice(0, 1) : []))[0];
  const cut = (said: string) => {
    const grid = first ? said.indexOf(`${first.hex} ${first.words.join(' ')}`) : -1;
    const bare = grid >= 0 ? said.slice(0, grid) : first ? said.replace(/\s*SHA-256 [0-9a-f]{64}/g, '') : said;
    return bare.trim().replace(/[:：]$/, '');
  };
  return { en: cut(say.en), zh: cut(say.zh) };
}

/** Failures after which the ceremony must not simply be gone on with: the text says what to do instead. */
const notToGoOn: readonly string[] = ['CEREMONY-SHARE', 'CEREMONY-PLAN-CHANGED', 'HOME-LOG-AHEAD', 'HOME-ALTERED'];

export interface WayOut {
  /** A ceremony can be gone on with; `first`: that is the thing to do. */
  readonly goOn: 'first' | 'possible' | null;
  /** The same can be begun anew: a restore, a share check. */
  readonly again: boolean;
  /** An exception can be written into its log. */
  readonly exception: boolean;
}

/** What can be done after a failure. Without a head there is no log, and nothing was begun. */
export function wayOut({ kind, head, failure }: Pick<Activity, 'kind' | 'head' | 'failure'>): WayOut {
  const logged = !ofOneShare(kind) && head !== null;
  const resumable = kind === 'ceremony' && logged;
  return {
    goOn: resumable ? (failure && isEvidence(failure) ? 'possible' : 'first') : null,
    again: kind !== 'ceremony' || !logged,
    exception: logged && kind === 'ceremony',
  };
}

function isEvidence({ code }: Refusal): boolean {
  return notToGoOn.includes(code);
}

/** A name where it stands in a sentence: in full it stands over it. */
export function brief(name: string): string {
  const letters = Array.from(name);
  return letters.length > briefMax ? `${letters.slice(0, briefMax - 1).join('')}…` : name;
}

const briefMax = 24;

/** Seconds as a stop-watch shows them: `0:42`, `12:05`, `1:02:05`. */
export function stopwatch(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
