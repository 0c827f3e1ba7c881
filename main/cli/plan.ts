/**
 * `plan new`, `plan check`, `plan show`. A plan is read in app/plans, its findings are made in core/ceremony; the
 * JSON fields are those of the CLI contract.
 */

import { resolve } from 'node:path';
import { readNamed, writeNew } from '../app/files.ts';
import { PlanRefused, examineFile, hashOfFile, newPlanText } from '../app/plans.ts';
import { parseResolvedPlan, type Plan, planFileHash, planHash, type ResolvedPlan } from '../core/ceremony/plan.ts';
import { lockedStanding } from '../core/ceremony/lock-down.ts';
import { standingOf } from '../core/ceremony/powers.ts';
import { resolvedPlanFormat } from '../core/ceremony/plan-schema.ts';
import { fromUtf8, utf8 } from '../core/encoding/bytes.ts';
import { toHex } from '../core/encoding/hex.ts';
import { toWords } from '../core/encoding/words.ts';
import type { Finding, Lang } from '../core/rules.ts';
import { findingJson, findingLines } from './findings.ts';
import { groupLines } from './hash-lines.ts';
import type { Answer } from './output.ts';
import { planText } from './plan-text.ts';
import { lockedHead, whoCanAnswer } from './who-can.ts';

/** `plan new --profile NAME --out FILE`. @throws PLAN-PROFILE, FILE-EXISTS (exit 2) */
export function planNew({ profile, out }: { readonly profile: string; readonly out: string }): Answer {
  const { plan, text } = newPlanText(profile);
  writeNew(resolve(out), utf8(text), 0o644);
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
export async function planCheck(file: string): Promise<Answer> {
  const { plan, keyFiles, findings } = await examineFile(file, {});
  const first = findings.find(({ level }) => level === 'error');
  const hash = plan === undefined ? undefined : hashOfFile(plan, keyFiles);
  const can = plan === undefined ? undefined : whoCanAnswer(standingOf(plan));
  const locked = plan?.chain.ledger.lockDown && whoCanAnswer(lockedStanding(plan), lockedHead);
  const tables = [can, locked].flatMap((one) => one ?? []);
  const text = (lang: Lang) => [...tables.map((one) => one.text[lang]), checkText(lang, hash, findings)].join('\n');
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
      ...(can && { abilities: can.json }),
      ...(locked && { locked: locked.json }),
    },
    text: { en: text('en'), zh: text('zh') },
  };
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

/** `plan show FILE`: a plan, or the resolved plan of a ceremony (`public/plan.json`), for people. */
export async function planShow(file: string): Promise<Answer> {
  const { plan, hash } = await shown(file);
  const body = (lang: Lang) => [planText(plan, lang), ...(hash === undefined ? [] : groupLines(hash))].join('\n');
  return {
    exit: 0,
    json: { plan, ...(hash !== undefined && hashFields(hash)) },
    text: { en: body('en'), zh: body('zh') },
  };
}

async function shown(file: string): Promise<{ plan: Plan | ResolvedPlan; hash: Uint8Array | undefined }> {
  const bytes = readNamed(file);
  if (fromUtf8(bytes, file).includes(`"format":"${resolvedPlanFormat}"`)) {
    const plan = parseResolvedPlan(bytes);
    return { plan, hash: planHash(plan) };
  }
  const { plan, keyFiles, findings } = await examineFile(file, {});
  if (plan === undefined) throw new PlanRefused(findings);
  return { plan, hash: hashOfFile(plan, keyFiles) };
}
