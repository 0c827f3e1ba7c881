/** What `npm start` does where nobody can look: the example as a rehearsal, then the bundled verifier on what it made. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type Text, say } from './words.ts';

export interface House {
  readonly root: string;
  readonly lang: keyof Text;
  /** The command line of this checkout: program and arguments before those given. */
  readonly launcher: (args: readonly string[]) => readonly [string, string[]];
}

interface Stepped {
  readonly code: number;
  readonly json: Readonly<Record<string, unknown>>;
}

/** Runs a step of the rehearsal; its one JSON object. */
function step(command: string, args: string[]): Stepped {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 26,
  });
  try {
    return { code: result.status ?? 1, json: JSON.parse(result.stdout) as Record<string, unknown> };
  } catch {
    return {
      code: result.status === null || result.status === 0 ? 1 : result.status,
      json: { message: result.stdout.slice(0, 500) },
    };
  }
}

/** Every file below a folder with its size, from the folder. */
function listing(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => `  ${String(statSync(path).size).padStart(8)}  ${relative(folder, path)}`);
}

function failed(lang: keyof Text, what: Text, { json, code }: Stepped): number {
  say({ en: `${what.en}: ${JSON.stringify(json)}`, zh: `${what.zh}：${JSON.stringify(json)}` }, lang);
  return code === 0 ? 1 : code;
}

/** The exit code of the first step that failed, else 0. */
export function rehearse({ root, lang, launcher }: House): number {
  const work = mkdtempSync(join(tmpdir(), 'rootseal-rehearsal-'));
  const example = join(root, 'examples', 'traceability');
  const answers = join(work, 'answers.json');
  const home = join(work, 'home');
  // Git keeps no mode 0600, which the vault demands of a file with passphrases.
  copyFileSync(join(example, 'answers.json'), answers);
  chmodSync(answers, 0o600);
  const [command, before] = launcher(['--json', 'ceremony', 'run', join(example, 'plan.json')]);
  const founded = step(command, [...before, '--into', home, '--rehearsal', '--answers', answers]);
  rmSync(answers);
  if (founded.code !== 0) return failed(lang, { en: 'the rehearsal failed', zh: '演练失败' }, founded);
  const verifier = join(root, 'dist', 'rootseal-verify.mjs');
  const verdict = step(process.execPath, [verifier, join(home, 'public'), '--rehearsal', '--json']);
  if (verdict.code !== 0) return failed(lang, { en: 'refused by the verifier', zh: '验证未通过' }, verdict);
  report(home, lang, founded, verdict);
  return 0;
}

function report(home: string, lang: keyof Text, { json: made }: Stepped, { json: verdict }: Stepped): void {
  const checks = Array.isArray(verdict['checks']) ? verdict['checks'].length : 0;
  const lines: Text[] = [
    { en: `A rehearsal, made in ${home}:`, zh: `演练结果，位于 ${home}：` },
    ...listing(home).map((line) => ({ en: line, zh: line })),
    { en: `What it answered: ${JSON.stringify(made, null, 2)}`, zh: `程序的回答：${JSON.stringify(made, null, 2)}` },
    {
      en: `Verified by dist/rootseal-verify.mjs --rehearsal: valid, ${checks} checks.`,
      zh: `已由 dist/rootseal-verify.mjs --rehearsal 验证：有效，共 ${checks} 项检查。`,
    },
    {
      en: 'Nothing here is real: its passphrases are published. The folder may be deleted.',
      zh: '此处一切均非真实：口令是公开的。该文件夹可以删除。',
    },
  ];
  console.log(lines.map((line) => line[lang]).join('\n'));
}
