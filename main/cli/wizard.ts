/** The line wizard: what `rootseal` and `npm start` open in a terminal. The same services, one question at a time. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { profileNames } from '../core/ceremony/profile-data.ts';
import { type Lang, type Text, refuse } from '../core/rules.ts';
import { resume, runCeremony, status } from './ceremony.ts';
import type { Answer } from './output.ts';
import { print, printRefusal } from './output.ts';
import { planCheck, planNew, planShow } from './plan.ts';
import { cliRules } from './rules.ts';

interface Choice {
  readonly text: Text;
  readonly run: (ask: Ask, lang: Lang) => Promise<Answer | undefined>;
}

type Ask = (question: Text, preset?: string) => Promise<string>;

const example = join(import.meta.dirname, '..', '..', 'examples', 'traceability', 'plan.json');

const askPlan = (ask: Ask) => ask({ en: 'The plan (a file)', zh: '方案（文件）' }, example);
const askFolder = (ask: Ask) =>
  ask({ en: 'The folder for it, new or empty', zh: '存放的文件夹（新建或为空）' }, './rehearsal');
const askHome = (ask: Ask) => ask({ en: 'The folder of the ceremony', zh: '仪式所在的文件夹' });

async function found(ask: Ask, lang: Lang, rehearsal: boolean): Promise<Answer> {
  const plan = await askPlan(ask);
  const into = await askFolder(ask);
  return runCeremony(plan, { into, rehearsal }, lang);
}

const choices: readonly Choice[] = [
  {
    text: {
      en: 'Rehearse a ceremony (every output is marked REHEARSAL)',
      zh: '演练一次仪式（所有产物均标记 REHEARSAL）',
    },
    run: (ask, lang) => found(ask, lang, true),
  },
  { text: { en: 'Hold a real ceremony', zh: '举行正式仪式' }, run: (ask, lang) => found(ask, lang, false) },
  {
    text: { en: 'Make a plan for a consortium', zh: '为联盟制定方案' },
    run: async (ask) => {
      const kinds = profileNames.join(', ');
      const kind = { en: `The kind of consortium: ${kinds}`, zh: `联盟类型：${kinds}` };
      const profile = await ask(kind, profileNames[0]);
      return planNew({ profile, out: await ask({ en: 'The new file', zh: '新文件名' }, 'plan.json') });
    },
  },
  { text: { en: 'Check a plan', zh: '检查方案' }, run: async (ask) => planCheck(await askPlan(ask)) },
  { text: { en: 'Show a plan', zh: '查看方案' }, run: async (ask) => planShow(await askPlan(ask)) },
  {
    text: { en: 'Go on with a ceremony', zh: '继续一次仪式' },
    run: async (ask, lang) => resume(await askHome(ask), {}, lang),
  },
  { text: { en: 'See where a ceremony stands', zh: '查看仪式进度' }, run: async (ask) => status(await askHome(ask)) },
  { text: { en: 'Leave', zh: '退出' }, run: () => Promise.resolve(undefined) },
];

/** The person closed the terminal's input (Ctrl-D, Ctrl-C) instead of answering. */
class Left extends Error {}

/** Asks one question on the terminal and lets it go again: the vault and the desk ask on the same one. */
function askLine(question: string): Promise<string> {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve, reject) => {
    reader.once('close', () => {
      reject(new Left());
    });
    reader.question(question, (line) => {
      resolve(line.trim());
      reader.close();
    });
  });
}

/** Runs until the person leaves; answers the last command's exit code. CLI-NO-TERMINAL without a terminal. */
export async function wizard(lang: Lang): Promise<number> {
  if (!process.stdin.isTTY) throw refuse(cliRules, 'CLI-NO-TERMINAL');
  const ask: Ask = async (question, preset) => {
    const answer = await askLine(`${question[lang]}${preset === undefined ? '' : ` [${short(preset)}]`}: `);
    return answer === '' && preset !== undefined ? preset : answer;
  };
  for (let exit = 0; ;) {
    const next = await turn(ask, lang);
    if (next === 'leave') return exit;
    exit = next;
  }
}

/** One choice from the menu; its exit code. A refusal is said, and the menu comes again. */
async function turn(ask: Ask, lang: Lang): Promise<number | 'leave'> {
  try {
    const chosen = choices[Number(await askLine(menu(lang))) - 1];
    if (!chosen) return 0;
    const answer = await chosen.run(ask, lang);
    return answer ? print(answer, { json: false, lang }) : 'leave';
  } catch (error) {
    if (!(error instanceof Left)) return printRefusal(error, { json: false, lang });
    process.stderr.write('\n');
    return 'leave';
  }
}

const short = (path: string) => (existsSync(path) ? path.replace(`${resolve('.')}/`, '') : path);

function menu(lang: Lang): string {
  const lines = choices.map(({ text }, i) => `  ${String(i + 1)}  ${text[lang]}`).join('\n');
  return `\nRootseal\n${lines}\n${lang === 'zh' ? '请选择' : 'Your choice'}: `;
}
