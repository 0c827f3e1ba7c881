/**
 * The plan editor's side: a plan crosses as the text of its file, which may hold mistakes or be no plan yet. It is read,
 * examined and hashed as on the command line; saving overwrites nothing, what it replaces is kept beside it.
 */
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Finding as Found } from '../../../preload/contract/common.ts';
import type { Handlers, ReplyOf } from '../../../preload/contract/index.ts';
import { readJson } from '../../core/ceremony/json.ts';
import { type Ability, standingOf, whoCan } from '../../core/ceremony/powers.ts';
import { readPlan } from '../../core/ceremony/plan-read.ts';
import { planFormat, resolvedPlanFormat } from '../../core/ceremony/plan-schema.ts';
import { fromUtf8, utf8 } from '../../core/encoding/bytes.ts';
import { RootsealError, refuse } from '../../core/rules.ts';
import { readNamed, replaceFile, writeNew } from '../files.ts';
import { type Examined, examineBytes, hashOfFile, newPlanText, planMost } from '../plans.ts';
import { fullPath, stampOf, writingAs } from './paths.ts';
import { desktopRules } from './rules.ts';
import { hashView } from './view.ts';

type Checked = ReplyOf<'plan.check'>;

export function planHandlers(): Pick<Handlers, 'plan.new' | 'plan.read' | 'plan.check' | 'plan.save'> {
  return {
    'plan.new': async ({ profile }) => ({ plan: newPlanText(profile).text }),
    'plan.read': async (request) => {
      const file = fullPath(request.file);
      // What is no plan is opened too: its text is where it is mended. But no key, and no other thing that a link
      // leads to, is shown to the room.
      const plan = fromUtf8(readNamed(file, planMost), file).replace(/^\uFEFF/, '');
      if (!/^\s*(?:\{|$)/.test(plan)) readPlan(utf8(plan.slice(0, 1)));
      return { ...(await check(plan, file)), plan, file };
    },
    'plan.check': async ({ plan, file }) => check(plan, file === undefined ? undefined : fullPath(file)),
    'plan.save': async ({ plan, file, replace }) => save(plan, fullPath(file), replace),
  };
}

function checkedOf({ plan, keyFiles, findings }: Examined): Checked {
  const hash = plan === undefined ? undefined : hashOfFile(plan, keyFiles);
  const abilities = plan === undefined ? [] : whoCan(standingOf(plan)).map(shownAbility);
  return { findings: findings.map(copied), hash: hash ? hashView(hash) : null, abilities };
}

const shownAbility = ({ text, members, every, anybody }: Ability) => ({ text, members: [...members], every, anybody });

const copied = ({ rule, level, field, text }: Examined['findings'][number]): Found => ({ rule, level, field, text });

/** A text that is no plan has findings too: the reason, and of an object of no or another format what its fields lack. */
async function check(text: string, file: string | undefined): Promise<Checked> {
  try {
    return checkedOf(await examineBytes(utf8(text), file, {}));
  } catch (error) {
    if (!(error instanceof RootsealError)) throw error;
    const own: Found = { rule: error.code, level: 'error', field: fieldOf(error), text: error.inWindow ?? error.text };
    const draft = error.code === 'PLAN-FORMAT' ? draftOf(text) : undefined;
    const more = draft === undefined ? [] : (await check(draft, file)).findings;
    return { findings: [own, ...more], hash: null, abilities: [] };
  }
}

/** Of a text that is no JSON the place, `line:column`: there is no field yet. */
function fieldOf({ code, subject = '' }: RootsealError): string {
  if (code === 'PLAN-FORMAT') return 'format';
  return code.startsWith('PLAN-JSON') ? subject : '';
}

/** The same object as if it were a plan; a resolved plan is one of another kind and has nothing to be mended. */
function draftOf(text: string): string | undefined {
  const value = readJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value['format'] === resolvedPlanFormat ? undefined : JSON.stringify({ ...value, format: planFormat });
}

/** @throws PLAN-JSON, PLAN-FORMAT for what is no plan at all; PLAN-NAME, FILE-EXISTS, PLAN-WRITE */
function save(text: string, file: string, replace: boolean): ReplyOf<'plan.save'> {
  if (!file.endsWith('.json')) throw refuse(desktopRules, 'PLAN-NAME', {}, { subject: file });
  const bytes = utf8(text.endsWith('\n') ? text : `${text}\n`);
  readPlan(bytes);
  return writingAs('PLAN-WRITE', file, () => {
    if (replace && existsSync(file)) return replaced(realpathSync(file), bytes, file);
    writeNew(file, bytes, 0o644);
    return { file };
  });
}

/** The old one is whole under its new name before the new one takes its place in one rename. */
function replaced(file: string, bytes: Uint8Array, asked: string): ReplyOf<'plan.save'> {
  const name = basename(file).replace(/\.json$/, '');
  const kept = join(dirname(file), `${name}.${stampOf(new Date())}.old.json`);
  writeNew(kept, readNamed(file), 0o644);
  replaceFile(file, bytes, `${file}.part`);
  return { file: asked, kept };
}
