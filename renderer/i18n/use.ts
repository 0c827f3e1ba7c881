/** Hooks over the language that is spoken now: the program's bilingual texts, and dates, numbers, durations, sizes. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Text } from '../../preload/contract/common.ts';
import { formats, type Formats } from './format.ts';
import { langOf, localeOf, type Lang } from './index.ts';

export function useLang(): Lang {
  const { i18n } = useTranslation();
  return langOf(i18n.language);
}

/** What would hide or reorder the text around it is seen as an escape: a name of a plan is a stranger's. */
const plain = (text: string): string =>
  text.replaceAll(/[\p{Cf}\u2028\u2029]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);

/** Picks the half of a bilingual text of the program that is spoken now. */
export function useText(): (text: Text) => string {
  const lang = useLang();
  return useMemo(() => (text: Text) => plain(text[lang]), [lang]);
}

export function useFormat(): Formats {
  return formats(localeOf(useLang()));
}
