/**
 * `plan new`, `plan check`, `plan show`, and the reading of a plan for a run: the file and the key files beside it.
 * The findings are made in core/ceremony; the JSON fields are those of the CLI contract.
 */

import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readNamed, writeNew } from '../app/files.ts';
import { examinePlan } from '../core/ceremony/checks.ts';
import type { PlanContext } from '../core/ceremony/checks-types.ts';
import { parseResolvedPlan, type Plan, planFileHash, planHash, type ResolvedPlan } from '../core/ceremony/plan.ts';
import { keyFileNames, readPlan } from '../core/ceremony/plan-read.ts';
import { resolvedPlanFormat } from '../core/ceremony/plan-schema.ts';
import { newPlan } from '../core/ceremony/profiles.ts';
import { fromUtf8, utf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { groups, toWords } from '../core/encoding/words.ts';
import { type Finding, type Lang, RootsealError } from '../core/rules.ts';
import { decodePublicKey } from '../export/jdchain/keys.ts';
import type { Answer } from './output.ts';
import { findingJson, findingLines, PlanRefused } from './plan-refused.ts';
import { planText } from './plan-text.ts';

export interface PlanFile {
  readonly plan: Plan;
  readonly keyFiles: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

type Examined = Omit<PlanFile, 'plan'> & { readonly plan?: Plan };

/** Reads and checks a plan with its key files. @throws PLAN-JSON, PLAN-FORMAT, … (exit 2), FILE-READ */
function examine(file: string, more: Pick<PlanContext, 'openable'>): Examined {
  const bytes = readNamed(file);
  const keyFiles = keyFilesOf(file, bytes);
  const context = {
    ...more,
    keyFiles,
    now: new Date().toISOString(),
    decodeKey: (text: string) => decodePublicKey(text),
  };
  return { ...examinePlan(bytes, context), keyFiles };
}

/** The key files that are there; a missing one is a finding of the plan, not a refusal here. */
function keyFilesOf(file: string, bytes: Uint8Array): Record<string, string> {
  const found = keyFileNames(readPlan(bytes)).flatMap((name) => {
    const text = textOf(resolve(dirname(file), name));
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found);
}

function textOf(path: string): string | undefined {
  try {
    return fromUtf8(new Uint8Array(readFileSync(path)), path);
  } catch (error) {
    if (error instanceof RootsealError) throw error;
    return undefined;
  }
}

/**
 * A plan for a run, with its warnings. `openable`: custodians whose age identity is at hand.
 * @throws CEREMONY-PLAN with every finding, if one of them is an error
 */
export function planOf(file: string, more: Required<Pick<PlanContext, 'openable'>>): PlanFile {
  const { plan, keyFiles, findings } = examine(file, more);
  const wrong = findings.some(({ level }) => level === 'error');
  if (plan !== undefined && !wrong) return { plan, keyFiles, findings };
  throw new PlanRefused(findings);
}

/** `plan new --profile NAME --out FILE`. @throws PLAN-PROFILE, FILE-EXISTS (exit 2) */
export function planNew({ profile, out }: { readonly profile: string; readonly out: string }): Answer {
  const plan = newPlan(profile, { now: new Date().toISOString() });
  writeNew(resolve(out), utf8(`${JSON.stringify(plan, undefined, 2)}\n`), 0o644);
  const hash = planFileHash(plan, {});
  return {
    exit: 0,
    json: { file: out, profile, ...hashFields(hash) },
    text: {
      en: `${out}: a plan that can be run as it is. Put in your names and addresses, then: plan check ${out}`,
      zh: `${out}：可直接运行的方案。填入贵方的名称和地址后执行：plan check ${out}`,
    },
  };
}

/** `plan check FILE`: every finding at once; exit 1 if one of them is an error. */
export function planCheck(file: string): Answer {
  const { plan, keyFiles, findings } = examine(file, {});
  const first = findings.find(({ level }) => level === 'error');
  const hash = plan === undefined ? undefined : hashOf(plan, keyFiles);
  return {
    exit: first === undefined ? 0 : 1,
    json: {
      ...(first !== undefined && {
        code: first.rule,
        message: first.text.en,
        messageZh: first.text.zh,
        subject: first.field,
      }),
      ...(hash !== undefined && hashFields(hash)),
      findings: findings.map(findingJson),
    },
    text: { en: checkText('en', hash, findings), zh: checkText('zh', hash, findings) },
  };
}

/** The hash of the file's content; none while a key file is missing. */
function hashOf(plan: Plan, keyFiles: PlanFile['keyFiles']): Uint8Array | undefined {
  const missing = plan.members.some(({ key }) => 'file' in key && !Object.hasOwn(keyFiles, key.file));
  return missing ? undefined : planFileHash(plan, keyFiles);
}

function hashFields(hash: Uint8Array): { planHash: string; words: string[] } {
  return { planHash: toHex(hash), words: toWords(hash) };
}

function checkText(lang: Lang, hash: Uint8Array | undefined, findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((each) => each.level === level).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const sum = { en: `${errors} error(s), ${warnings} warning(s)`, zh: `${errors} 个错误，${warnings} 个警告` };
  const lines = findings.length === 0 ? [] : [findingLines(findings)[lang]];
  return [...lines, sum[lang], ...(hash === undefined ? [] : [hashText(lang, hash)])].join('\n');
}

function hashText(lang: Lang, hash: Uint8Array): string {
  const label = { en: 'Hash of this file (key files included):', zh: '本文件的哈希（含公钥文件）：' };
  return [label[lang], ...groupLines(hash)].join('\n');
}

/** Four groups of 16 bits a line, each beside its words. */
function groupLines(hash: Uint8Array): string[] {
  const cells = groups(hash).map(({ hex, words }) => `${hex} ${words.join(' ')}`.padEnd(30));
  return Array.from(
    { length: Math.ceil(cells.length / 4) },
    (_, i) =>
      `  ${cells
        .slice(4 * i, 4 * i + 4)
        .join('')
        .trimEnd()}`,
  );
}

/** `plan show FILE`: a plan, or the resolved plan of a ceremony (`public/plan.json`), for people. */
export function planShow(file: string): Answer {
  const { plan, hash } = shown(file);
  const body = (lang: Lang) => [planText(plan, lang), ...(hash === undefined ? [] : groupLines(hash))].join('\n');
  return {
    exit: 0,
    json: { plan, ...(hash !== undefined && hashFields(hash)) },
    text: { en: body('en'), zh: body('zh') },
  };
}

function shown(file: string): { plan: Plan | ResolvedPlan; hash: Uint8Array | undefined } {
  const bytes = readNamed(file);
  if (fromUtf8(bytes, file).includes(`"format":"${resolvedPlanFormat}"`)) {
    const plan = parseResolvedPlan(bytes);
    return { plan, hash: planHash(plan) };
  }
  const { plan, keyFiles, findings } = examine(file, {});
  if (plan === undefined) throw new PlanRefused(findings);
  return { plan, hash: hashOf(plan, keyFiles) };
}
