/** Words of a hash typed back: a field, and a slot for each word that says whether it is the one. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HashGroup } from '../../../preload/contract/common.ts';
import type { Question } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { brief } from './model.ts';
import { typedWords, type TypedWords, type WordSlot } from './words.ts';

export interface Typed {
  readonly value: string;
  readonly words: TypedWords;
  readonly change: (value: string) => void;
  /** What keeps it from being sent, once it was tried; undefined lets it go. */
  readonly error: string | undefined;
  /** True when the words may be sent; else says why not. */
  readonly check: () => boolean;
}

/** What is typed for one question; a wrong answer begins anew. `onAt`: the group of the word that is due. */
export function useTyped(question: Question, groups: readonly HashGroup[], onAt: (group: number) => void): Typed {
  const key = `${question.id} ${question.wrong}`;
  const [state, setState] = useState({ key, value: '', tried: false });
  const { value, tried } = state.key === key ? state : { value: '', tried: false };
  const words = typedWords(value, groups, question.typeBack);
  const fault = useFault(question, words);
  return {
    value,
    words,
    change: (next) => {
      setState({ key, value: next, tried: false });
      onAt(typedWords(next, groups, question.typeBack).at);
    },
    error: tried || (value === '' && question.wrong > 0) ? fault : undefined,
    check: () => {
      setState({ key, value, tried: true });
      return words.complete;
    },
  };
}

function useFault({ typeBack, wrong }: Question, { slots, tooMany, complete }: TypedWords): string | undefined {
  const { t } = useTranslation();
  if (complete) return undefined;
  const different = slots.findIndex(({ state }) => state === 'different');
  if (different >= 0)
    return t('ceremony.words.differs', { n: different + 1, group: (slots[different]?.group ?? 0) + 1 });
  if (tooMany) return t('ceremony.words.many', { count: typeBack });
  const missing = slots.filter(({ state }) => state !== 'same').length;
  return missing === typeBack && wrong > 0
    ? t('ceremony.words.wrong', { count: wrong })
    : t('ceremony.words.short', { count: missing });
}

const icons: Readonly<Record<WordSlot['state'], IconName>> = {
  empty: 'dash',
  typing: 'dash',
  same: 'check',
  different: 'cross',
};

function Slots({ words }: { readonly words: TypedWords }): ReactElement {
  const { t } = useTranslation();
  const say = ({ state, group }: WordSlot) =>
    state === 'same'
      ? t('ceremony.words.same')
      : state === 'different'
        ? t('ceremony.words.different', { group: group + 1 })
        : t('ceremony.words.empty');
  return (
    <ol className="desk-slots">
      {words.slots.map((slot, n) => (
        <li key={n} data-state={slot.state}>
          <Icon name={icons[slot.state]} size={1} />
          <span className="heard">
            {t('ceremony.words.slot', { n: n + 1, group: slot.group + 1 })}: {say(slot)}.
          </span>
          <span className="desk-slot-word" lang="en" aria-hidden={slot.typed === ''}>
            {slot.typed === '' ? t('ceremony.words.slot', { n: n + 1, group: slot.group + 1 }) : slot.typed}
          </span>
        </li>
      ))}
    </ol>
  );
}

export interface WordsFieldProps {
  readonly question: Question;
  readonly typed: Typed;
  readonly busy: boolean;
  readonly onEnter: () => void;
}

export function WordsField({ question, typed, busy, onEnter }: WordsFieldProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { name, typeBack } = question;
  return (
    <div className="desk-words">
      <TextField
        label={t('ceremony.words.label', { count: typeBack, name: brief(text(name)) })}
        help={t('ceremony.words.help')}
        value={typed.value}
        onChange={typed.change}
        onEnter={onEnter}
        error={typed.error}
        readOnly={busy}
        maxLength={400}
        lang="en"
        mono
      />
      <Slots words={typed.words} />
      <p className="heard" role="alert">
        {typed.error}
      </p>
    </div>
  );
}
