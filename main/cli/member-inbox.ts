/** `rootseal member inbox`: what came on a medium. */
import { resolve } from 'node:path';
import { lookThrough } from '../app/post.ts';
import type { Lang } from '../core/rules.ts';
import { type StandingOptions, standing } from './member-votes.ts';
import type { Answer } from './output.ts';

/** `member inbox FOLDER`: what came on a medium, told apart and judged; exit 1 where something in it is refused. */
export function memberInbox(folder: string, options: StandingOptions, lang: Lang): Answer {
  const stands = standing(options, lang);
  const { files, others } = lookThrough(resolve(folder), stands, new Date().toISOString());
  const mark = { valid: '+', open: '?', known: ' ', refused: '!' } as const;
  const say = (to: Lang) =>
    files
      .flatMap(({ file, state, title, todo, refused }) => [
        `${mark[state]} ${title[to]}: ${file}`,
        `    ${refused ? `${refused.code}: ${refused.text[to]}` : todo[to]}`,
      ])
      .concat({ en: `Other files: ${others}`, zh: `其他文件：${others}` }[to])
      .join('\n');
  const told = files.map(({ file, kind, state, title, todo, refused, proposal, beside }) => ({
    ...{ file, kind, state, title: title.en, titleZh: title.zh, todo: todo.en, todoZh: todo.zh, beside },
    ...(refused && { code: refused.code, message: refused.text.en, messageZh: refused.text.zh }),
    ...(proposal !== undefined && { proposal }),
  }));
  return {
    exit: files.some(({ state }) => state === 'refused') ? 1 : 0,
    json: { files: told, others },
    text: { en: say('en'), zh: say('zh') },
  };
}
