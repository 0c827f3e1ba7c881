/** The table of who can do what on a ledger after its genesis, as scripts and as people read it. */
import { type Ability, type Standing, whoCan } from '../core/ceremony/powers.ts';
import type { Lang, Text } from '../core/rules.ts';

const head: Text = { en: 'Who can do what after the genesis:', zh: '创世之后谁能做什么：' };
/** Of a plan that has one: a root stands among the members. */
export const lockedHead: Text = { en: 'Who can do what after the lock-down:', zh: '锁定之后谁能做什么：' };
const words = {
  nobody: { en: 'nobody', zh: '无人' },
  every: { en: 'all members', zh: '全体成员' },
  anybody: { en: 'anybody who is registered', zh: '任何注册用户' },
} as const satisfies Readonly<Record<string, Text>>;

function who({ members, every, anybody }: Ability, lang: Lang): string {
  if (members.length === 0 && !anybody) return words.nobody[lang];
  const named = every ? words.every[lang] : members.join(', ');
  return [named, ...(anybody ? [words.anybody[lang]] : [])].filter((part) => part !== '').join(' + ');
}

/** Chinese characters are two columns wide on a terminal. */
const width = (text: string) => text.length + (text.match(/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/gu) ?? []).length;

/** The lines for people, and the rows for scripts. */
export function whoCanAnswer(standing: Standing, title = head) {
  const abilities = whoCan(standing);
  const lines = (lang: Lang) => {
    const most = Math.max(...abilities.map(({ text }) => width(text[lang])));
    const pad = (text: string) => `${text}${' '.repeat(most - width(text))}`;
    return [title[lang], ...abilities.map((one) => `  ${pad(one.text[lang])}  ${who(one, lang)}`)].join('\n');
  };
  return {
    json: abilities.map(({ id, text, needs, members, anybody }) => ({
      ...{ deed: id, text: text.en, textZh: text.zh, needs, members, anybody },
    })),
    text: { en: lines('en'), zh: lines('zh') },
  };
}
