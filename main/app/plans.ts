/** Plans as files: read with the key files beside them, examined, hashed; the one way of the command line and the window. */
import { dirname, resolve } from 'node:path';
import { examinePlan } from '../core/ceremony/checks.ts';
import type { PlanContext } from '../core/ceremony/checks-types.ts';
import { isRequest, type Plan, planFileHash } from '../core/ceremony/plan.ts';
import { keyFileNames, readPlan } from '../core/ceremony/plan-read.ts';
import { newPlan } from '../core/ceremony/profiles.ts';
import { fromUtf8 } from '../core/encoding/bytes.ts';
import { type Finding, RootsealError, fill } from '../core/rules.ts';
import { codec } from '../export/jdchain/ca/codec.ts';
import { loadCodec } from '../export/jdchain/ca/load.ts';
import { decodePublicKey } from '../export/jdchain/keys.ts';
import { readNamed } from './files.ts';
import { appRules } from './rules.ts';

/** A plan and a key file are typed or generated; what is larger is something else. In bytes. */
export const planMost = 1_000_000;
const keyFileMost = 65_536;

export interface PlanFile {
  readonly plan: Plan;
  /** The text of every key file that is there, by its name in the plan. */
  readonly keyFiles: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** `plan` is there only if every field has its shape. */
export type Examined = Omit<PlanFile, 'plan'> & { readonly plan?: Plan };

/** A new plan of a profile, as the text of its file. @throws PLAN-PROFILE (exit 2) */
export function newPlanText(profile: string): { readonly plan: Plan; readonly text: string } {
  const plan = newPlan(profile, { now: new Date().toISOString() });
  return { plan, text: `${JSON.stringify(plan, undefined, 2)}\n` };
}

/** Reads and checks a plan with its key files. @throws FILE-READ, PLAN-JSON, PLAN-FORMAT, … (exit 2) */
export async function examineFile(file: string, more: Pick<PlanContext, 'openable'>): Promise<Examined> {
  return examineBytes(readNamed(file, planMost), file, more);
}

/**
 * Checks the content of a plan file.
 * @param file where it lies or will lie, for the key files beside it; none is found without
 */
export async function examineBytes(
  bytes: Uint8Array,
  file: string | undefined,
  more: Pick<PlanContext, 'openable'>,
): Promise<Examined> {
  const keyFiles = file === undefined ? {} : keyFilesOf(file, bytes);
  const texts = [fromUtf8(bytes, 'plan'), ...Object.values(keyFiles)];
  if (texts.some((text) => text.includes('-----BEGIN '))) await loadCodec();
  const context = {
    ...more,
    keyFiles,
    now: new Date().toISOString(),
    decodeKey: (text: string) => (isRequest(text) ? codec().readRequest(text, 'key').publicKey : decodePublicKey(text)),
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
    return fromUtf8(readNamed(path, keyFileMost), path);
  } catch (error) {
    if (error instanceof RootsealError && error.code === 'FILE-READ') return undefined;
    throw error;
  }
}

/** The hash of the file's content; none while a key file is missing. */
export function hashOfFile(plan: Plan, keyFiles: PlanFile['keyFiles']): Uint8Array | undefined {
  const { gateways = [], users = [] } = plan.chain.ledger.ca ?? {};
  const keyed = [...plan.members, ...gateways, ...users];
  const missing = keyed.some(({ key }) => 'file' in key && !Object.hasOwn(keyFiles, key.file));
  return missing ? undefined : planFileHash(plan, keyFiles);
}

/** CEREMONY-PLAN (exit 1) with the findings of the plan. */
export class PlanRefused extends RootsealError {
  readonly findings: readonly Finding[];

  constructor(findings: readonly Finding[]) {
    const errors = findings.filter(({ level }) => level === 'error');
    const { field = '', text = { en: '', zh: '' } } = errors[0] ?? {};
    super('CEREMONY-PLAN', fill(appRules['CEREMONY-PLAN'], { count: errors.length, field, first: text }), 1, field);
    this.findings = findings;
  }
}

/**
 * A plan for a run, with its warnings. `openable`: custodians whose age identity is at hand.
 * @throws CEREMONY-PLAN with every finding, if one of them is an error
 */
export async function planOf(file: string, more: Required<Pick<PlanContext, 'openable'>>): Promise<PlanFile> {
  const { plan, keyFiles, findings } = await examineFile(file, more);
  const wrong = findings.some(({ level }) => level === 'error');
  if (plan !== undefined && !wrong) return { plan, keyFiles, findings };
  throw new PlanRefused(findings);
}
