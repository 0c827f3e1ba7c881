/** What `npm start` says while it looks around, in both languages. */
import { languageOf } from '../../main/app/language.ts';

export interface Text {
  readonly en: string;
  readonly zh: string;
}

/** Progress goes to standard error, so that what was made can be read from standard output alone. */
export const say = (text: Text, lang: keyof Text): void => void process.stderr.write(`rootseal: ${text[lang]}\n`);

export const langOf = (asked: string | undefined): keyof Text => languageOf(asked, process.env);
