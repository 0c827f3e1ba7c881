/** An activity as the program shows it, for the suites of its screen: a ceremony of five custodians, threshold three. */
import type { HashGroup, Verdict } from '../../../preload/contract/common.ts';
import type { Activity, Person, Question, SecretFieldView, StepView } from '../../../preload/contract/desk.ts';

const same = (word: string) => ({ en: word, zh: word });
const ids = ['room', 'agree-plan', 'found', 'hand-out', 'check-shares', 'genesis', 'sign', 'verify', 'close'] as const;

/** Steps with `now` at work. */
export function stepsAt(now: StepView['id'] | 'over'): StepView[] {
  const at = now === 'over' ? ids.length : ids.indexOf(now);
  return ids.map((id, i) => ({
    id,
    title: same(id),
    say: same(`say ${id}`),
    state: i < at ? 'done' : i === at ? 'now' : 'waiting',
  }));
}

export function custodian(index: number, state: Person['state'] = 'waiting'): Person {
  return { id: `c${index}`, name: same(`C${index}`), roles: ['custodian'], index, organisation: `org${index}`, state };
}

export const administrator: Person = { id: 'p1', name: same('Admin'), roles: ['administrator'], state: 'waiting' };

export const groups: HashGroup[] = [
  { hex: 'e097', words: ['tapeworm', 'mosquito'] },
  { hex: '6bdf', words: ['glitter', 'therapist'] },
  { hex: '781e', words: ['island', 'Burlington'] },
];

export function ceremony(change: Partial<Activity> = {}): Activity {
  return {
    id: 'a',
    kind: 'ceremony',
    status: 'running',
    dir: '/home/of/food-trace',
    title: same('Food'),
    rehearsal: false,
    since: '2026-11-21T02:00:00Z',
    threshold: 3,
    groups: null,
    steps: stepsAt('agree-plan'),
    people: [...[1, 2, 3, 4, 5].map((index) => custodian(index)), administrator],
    findings: [],
    said: [],
    question: null,
    field: null,
    progress: null,
    change: null,
    purpose: null,
    verdicts: [],
    awaited: [],
    head: { size: 4, root: 'e0976bdf', groups },
    secret: false,
    failure: null,
    outcome: [],
    ...change,
  };
}

export function question(change: Partial<Question> = {}): Question {
  return {
    id: 'q',
    kind: 'confirm',
    step: 'agree-plan',
    who: 'p1',
    name: same('Admin'),
    say: same('Say this.'),
    details: [],
    typeBack: 0,
    wrong: 0,
    ...change,
  };
}

export function field(change: Partial<SecretFieldView> = {}): SecretFieldView {
  return { id: 'f', kind: 'choose', who: 'c2', name: same('C2'), role: 'custodian', key: '00', ...change };
}

export function verdict(index: number, ok = true, file = `/media/s${index}/c${index}.age`): Verdict {
  return { file, ok, code: ok ? 'OK' : 'SHARE-FOREIGN', text: same('v'), index, custodian: `c${index}` };
}
