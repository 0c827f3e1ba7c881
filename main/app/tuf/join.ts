/**
 * A root file that waits for people who were not in the room: their signatures, made elsewhere, joined to it; published
 * by an act of its own once enough distinct keys have signed, or not at all. That of a set which is being made comes
 * into force with the set.
 */
import { tufRootKind } from '../../core/ceremony/tuf-told.ts';
import { pendingFolder } from '../../core/ceremony/set-paths.ts';
import type { SetRecord } from '../../core/ceremony/sets.ts';
import { refuse } from '../../core/rules.ts';
import {
  type RootSignature,
  encodeRootSignature,
  readRootSignature,
  rootDigest,
  sm2SigName,
  verifyRepository,
  withSignatures,
} from '../../core/tuf/index.ts';
import { type Session, openRun, settleAll } from '../ceremony.ts';
import { verifyBundle, writeClosing } from '../closing.ts';
import { recorded, rootAct } from '../evidence.ts';
import { type NamedBytes, hashesOf, listFiles, readNamed } from '../files.ts';
import type { Draft } from '../journal.ts';
import { exportLog } from '../log-export.ts';
import { minutesOf } from '../minutes.ts';
import { appRules } from '../rules.ts';
import { type Run, checkpointSigner, endAct, openAct } from '../run.ts';
import { openLogKey } from '../signing.ts';
import { type Standing, type Waiting, counts, demandEnough, joinedIn, standingIn, waitingIn } from './waiting.ts';

export interface Joined extends Standing {
  /** Published in this act. */
  readonly published: boolean;
  /** It comes into force with the set that is being made. */
  readonly epoch?: number;
}

/** @param files signatures as `tuf sign` wrote them @throws TUF-NOTHING-WAITS, TUF-SIGNATURE-…, TUF-ROOT-SHORT */
export async function join(dir: string, files: readonly string[], session: Session): Promise<Joined> {
  const run = openRun(dir, session);
  try {
    settleAll(run);
    const waiting = waitingIn(run);
    if (!waiting) throw refuse(appRules, 'TUF-NOTHING-WAITS', {}, { subject: dir });
    const given = files.map((file) => signatureIn(run, waiting, file));
    const whole = { ...waiting, file: withSignatures(waiting.file, given) };
    const standing = standingIn(run, whole);
    if (waiting.set) return keepFor(run, waiting.set, given, standing);
    demandEnough(standing, dir);
    await publish(run, whole, standing);
    return { ...standing, published: true };
  } finally {
    run.journal.store.close();
  }
}

function signatureIn(run: Run, { file }: Waiting, name: string): RootSignature {
  const signature = readSignature(name);
  if (signature.sha256 !== rootDigest(file)) throw refuse(appRules, 'TUF-SIGNATURE-OTHER', {}, { subject: name });
  if (!counts(run, file, signature)) throw refuse(appRules, 'TUF-SIGNATURE-BAD', {}, { subject: name });
  return signature;
}

function readSignature(name: string): RootSignature {
  const bytes = readNamed(name);
  try {
    return readRootSignature(bytes, name);
  } catch (cause) {
    throw refuse(appRules, 'TUF-SIGNATURE-FORM', {}, { subject: name, cause });
  }
}

/** They wait beside the set; each is verified again when it is put in force. */
function keepFor(run: Run, { id, epoch }: SetRecord, given: readonly RootSignature[], standing: Standing): Joined {
  const folder = joinedIn(id).slice(`${pendingFolder(id)}/`.length);
  const bytes = given.map((one) => ({ path: `${folder}/${one.keyid}.json`, bytes: encodeRootSignature(one) }));
  run.home.keepPending(id, bytes);
  return { ...standing, published: false, epoch };
}

/** One administrator's passphrase opens the log key: the log says that it was published, under a checkpoint. */
async function publish(run: Run, { version, file, sm2sig }: Waiting, { signed }: Standing): Promise<void> {
  const { home, journal } = run;
  const name = `${String(version)}.root.json`;
  demandWhole(run, name, file);
  const own: NamedBytes[] = [{ path: `public/tuf/${name}`, bytes: file }];
  if (sm2sig) own.push({ path: `public/tuf/${sm2SigName(name)}`, bytes: sm2sig });
  const act = rootAct(version);
  const time = journal.now();
  const data = { root: version, signedBy: [...signed], files: hashesOf(own).map((one) => ({ ...one })) };
  const done: Draft = { kind: tufRootKind, data };
  home.discard(act);
  const minutes = minutesOf(run, act, journal.encode([done], time));
  const staged = home.stage(act, [...own, ...minutes]);
  const closed: Draft = { kind: 'act.closed', data: { act, minutes: hashesOf(minutes).map((one) => ({ ...one })) } };
  const vault = await openAct(run, 'close');
  try {
    await openLogKey(run, vault);
    await journal.appendSigned(journal.encode([done, closed], time), async (text) => {
      const note = await checkpointSigner(vault)(text);
      await endAct(run, vault);
      return note;
    });
  } catch (error) {
    vault.kill();
    throw error;
  }
  home.settle(act, staged);
  exportLog(home, journal.store);
  writeClosing(run);
  await verifyBundle(run);
}

/** The repository with this root file is one that clients take: before anything is written. */
function demandWhole(run: Run, name: string, file: Uint8Array): void {
  const files = listFiles(run.home.path('public', 'tuf'))
    .filter((one) => !one.endsWith('.sm2sig'))
    .map((one) => [one, recorded(run, `public/tuf/${one}`)] as const);
  verifyRepository(new Map([...files, [name, file]]));
}
