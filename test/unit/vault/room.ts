/** A room for tests of the vault: a small plan, its people's passphrases, and the real vault process. */

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkpointText } from '../../../main/core/audit/checkpoint.ts';
import { type Plan, type ResolvedPlan, planHash, planSchema, resolvePlan } from '../../../main/core/ceremony/plan.ts';
import { toHex } from '../../../main/core/encoding/hex.ts';
import {
  type Vault,
  type VaultAct,
  type VaultLauncher,
  type VaultOptions,
  type VaultSource,
  openVault,
} from '../../../main/vault/client.ts';
import { nodeLauncher } from '../../../main/vault/launch.ts';

const folders: string[] = [];
/** For `afterAll`, and for a process that ends by itself. */
export function cleanUp(): void {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
}
process.on('exit', cleanUp);

/** A folder of its own, gone after the tests. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'rootseal-vault-'));
  folders.push(path);
  return path;
}

/** Strong enough for a real ceremony, and each holds a marker that a scan can look for. */
export const passphrases: Readonly<Record<string, string>> = {
  c1: 'Qz7!markerone wobbly canyon 42 frugal#Tiger',
  c2: 'Rk3?markertwo velvet orbit 97 humble$Piano',
  c3: 'Wd9&markerthree copper jigsaw 31 ample%Raven',
  p1: 'Lm5*markerlog saffron widget 68 noble+Otter',
};

const example = new URL('../../../examples/traceability/plan.json', import.meta.url);
const carrier = readFileSync(new URL('../../../examples/traceability/carrier.pub', import.meta.url), 'utf8');

type Change = (plan: Plan) => void;

/** The example with three custodians, two of which suffice, at work factor 14 and without dice. */
export function smallPlan(rehearsal: boolean, change: Change = () => undefined): ResolvedPlan {
  const plan = planSchema.parse(JSON.parse(readFileSync(example, 'utf8')));
  plan.threshold = 2;
  plan.custodians = plan.custodians.slice(0, 3).map((custodian) => ({
    ...custodian,
    seal: { kind: 'passphrase', workFactor: 14 },
  }));
  plan.members = plan.members.map((member) => ('holder' in member ? { ...member, holder: 'c1' } : member));
  plan.entropy = {};
  change(plan);
  return resolvePlan(plan, { keyFiles: { 'carrier.pub': carrier }, rehearsal, seed: new Uint8Array(32).fill(5) });
}

export function originOf(plan: ResolvedPlan): string {
  const hash = toHex(planHash(plan)).slice(0, 8);
  return `rootseal/${plan.consortium.id}/${hash}${plan.rehearsal ? '/rehearsal' : ''}`;
}

export const foundInput = (plan: ResolvedPlan) => ({
  plan,
  planHash: toHex(planHash(plan)),
  ceremony: 'ceremony-1',
  origin: originOf(plan),
});

export interface AnswersParts {
  readonly passphrases?: Readonly<Record<string, string>>;
  readonly logPassphrases?: Readonly<Record<string, string>>;
  readonly identities?: Readonly<Record<string, string>>;
  readonly dice?: string;
  readonly [other: string]: unknown;
}

/** An answers file as a person writes it; everybody's passphrases unless said. */
export function answersFile(parts: AnswersParts = {}, mode = 0o600): string {
  const { p1, ...custodians } = passphrases;
  const path = join(folder(), 'answers.json');
  const answers = { confirm: 'all', passphrases: custodians, logPassphrases: { p1 }, ...parts };
  writeFileSync(path, JSON.stringify(answers));
  chmodSync(path, mode);
  return path;
}

export const answers = (parts?: AnswersParts): VaultSource => ({ kind: 'answers', path: answersFile(parts) });

export function open(act: VaultAct, source: VaultSource, more: Partial<VaultOptions> = {}): Promise<Vault> {
  return openVault({ act, source, lang: 'en', rehearsal: true, ...more });
}

const latin1 = (_: string, value: unknown) =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;

/** Starts a vault as usual and writes down every message of both ways, and its standard error, as a scan can read it. */
export function tapped(heard: string[], launch: VaultLauncher = nodeLauncher()): VaultLauncher {
  return (start) => {
    const child = launch(start);
    const hear = (message: unknown) => heard.push(JSON.stringify(message, latin1));
    child.onMessage(hear);
    child.onStderr((chunk) => heard.push(Buffer.from(chunk).toString('latin1')));
    return {
      get pid() {
        return child.pid;
      },
      send: (message, done) => {
        hear(message);
        child.send(message, done);
      },
      onMessage: (listener) => child.onMessage(listener),
      onStderr: (listener) => child.onStderr(listener),
      onEnd: (listener) => child.onEnd(listener),
      kill: () => child.kill(),
    };
  };
}

export type Founded = Awaited<ReturnType<typeof foundIn>>;

/** A whole founding act by answers, with a signed first checkpoint; `file` finds an output by its path. */
export async function foundIn(plan: ResolvedPlan, source = answers(), more: Partial<VaultOptions> = {}) {
  const vault = await open('found', source, { rehearsal: plan.rehearsal, ...more });
  const made = await vault.request('found', foundInput(plan));
  const { note } = await vault.request('signCheckpoint', { text: checkpoint(plan) });
  await vault.finish();
  const files = new Map(made.files.map(({ path, bytes }) => [path, bytes]));
  const file = (path: string): Uint8Array => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`${path} is not among ${[...files.keys()].join(', ')}`);
    return bytes;
  };
  return { plan, made, note, files, file };
}

export const checkpoint = (plan: ResolvedPlan, size = 7): string =>
  checkpointText({ origin: originOf(plan), size, root: new Uint8Array(32).fill(9) });

export const setOf = ({ made, file }: Founded): Uint8Array => file(`public/share-sets/${made.set.id}.json`);

export const sharesOf = ({ file }: Founded, ...ids: string[]) =>
  ids.map((id) => ({ file: `/media/usb/${id}.age`, bytes: file(`shares/${id}.age`) }));

export const logKeyOf = ({ file }: Founded) => ({
  administrator: 'p1',
  file: file('private/log-key/p1.age'),
  vkey: file('public/log.vkey'),
});

export function sealedOf({ plan, file }: Founded) {
  const of = (path: (id: string) => string) => Object.fromEntries(plan.roots.map(({ id }) => [id, file(path(id))]));
  return { sealed: of((id) => `sealed/${id}.sealed`), statements: of((id) => `public/roots/${id}.json`) };
}

/** Judges, opens the log key, signs a checkpoint and combines: an act in which the roots are open. */
export async function restored(founded: Founded, act: VaultAct = 'restore', source = answers()): Promise<Vault> {
  const vault = await open(act, source, { rehearsal: founded.plan.rehearsal });
  await vault.request('judgeShares', { files: sharesOf(founded, 'c1', 'c3'), set: setOf(founded) });
  await vault.request('openLogKey', logKeyOf(founded));
  await vault.request('signCheckpoint', { text: checkpoint(founded.plan) });
  await vault.request('combine', sealedOf(founded));
  return vault;
}

/** The code of a refusal, to be compared in one line. */
export const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'accepted',
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
