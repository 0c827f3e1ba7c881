/** The sentences of an act in the language that is spoken now: who acts, what to do, the two answers. */
import { useTranslation } from 'react-i18next';
import type { Activity, Question } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { brief, type Actor, type Shown, type Stage } from './model.ts';

const confirmations = {
  room: 'room',
  'agree-plan': 'agree',
  found: 'found',
  'hand-out': 'take',
  'check-shares': 'check',
  genesis: 'genesis',
  sign: 'sign',
  verify: 'verify',
  close: 'close',
  restore: 'restore',
  set: 'set',
  vote: 'vote',
} as const satisfies Record<Question['step'], string>;

export type AskKey =
  | 'words'
  | 'change'
  | 'decision'
  | 'compare'
  | 'review'
  | 'place'
  | 'back'
  | 'take'
  | (typeof confirmations)[Question['step']];

/** Which of the sentences a question has. */
export function askKey(stage: Stage, step: Question['step']): AskKey {
  if (stage === 'words' && step === 'set') return 'change';
  if (stage === 'review' && step === 'restore') return 'decision';
  if (stage === 'place' && step === 'set') return 'back';
  if (step === 'vote') return 'vote';
  const own = stage === 'words' || stage === 'compare' || stage === 'review' || stage === 'place' || stage === 'take';
  return own ? stage : confirmations[step];
}

/** `Li Wei, custodian 2`. */
export function useWho(): (actor: Actor) => string {
  const { t } = useTranslation();
  const text = useText();
  return ({ name, role, index }) => {
    const named = text(name);
    if (index !== undefined) return t('ceremony.who.custodian', { name: named, index });
    // Plans of rehearsals often name people by their role.
    const again = role !== null && named.toLowerCase() === t(`common.role.${role}`).toLowerCase();
    return role === null || role === 'custodian' || again
      ? t('ceremony.who.plain', { name: named })
      : t(`ceremony.who.${role}`, { name: named });
  };
}

/** What is at work, where it is no step of a ceremony. */
const acting = {
  ceremony: 'ceremony.title',
  restore: 'ceremony.turn.restore',
  enact: 'ceremony.turn.enact',
  set: 'ceremony.turn.set',
  'share-check': 'ceremony.turn.share',
  vault: 'ceremony.turn.vault',
  copy: 'ceremony.turn.copy',
  apply: 'ceremony.turn.apply',
  vote: 'ceremony.turn.vote',
} as const satisfies Record<Activity['kind'], string>;

/** The line over the sentence: `Step 6 of 9 · now acts: Li Wei, custodian 2`. */
export function useTurn(): (activity: Activity, shown: Shown) => string {
  const { t } = useTranslation();
  const who = useWho();
  return ({ kind, status, field }, { step, actor, stage }) => {
    const acts = stage === 'secret' ? 'ceremony.turn.types' : 'ceremony.turn.acts';
    const second =
      status === 'failed'
        ? t('ceremony.turn.stopped')
        : status === 'finished'
          ? t('ceremony.turn.finished')
          : actor
            ? field?.role === 'room'
              ? t('ceremony.turn.room')
              : t(acts, { who: who(actor) })
            : t('ceremony.turn.works');
    const first = step ? t('ceremony.turn.step', { step: step.number, steps: step.of }) : t(acting[kind]);
    return `${first} · ${second}`;
  };
}

export interface Sentence {
  readonly title: string;
  readonly help: string;
  readonly yes: string;
  readonly no: string;
}

/** The sentence of a question, its help and its answers. */
export function useSentence(): (question: Question, stage: Stage, activity: Activity) => Sentence {
  const { t } = useTranslation();
  const text = useText();
  return ({ step, name, typeBack }, stage, { threshold }) => {
    const key = askKey(stage, step);
    const params = { name: brief(text(name)), count: stage === 'words' ? typeBack : threshold };
    return {
      title: t(`ceremony.ask.${key}.title`),
      help: t(`ceremony.ask.${key}.help`, params),
      yes: t(`ceremony.ask.${key}.yes`),
      no: t(`ceremony.ask.${key}.no`),
    };
  };
}
