/**
 * One worker of the vault: seals or opens one age file at a time, so that scrypt runs on every core.
 * age-encryption takes the passphrase as a string; the string dies with this process, the bytes are zeroed here.
 */

import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { Decrypter, Encrypter } from 'age-encryption';

/** A key to a file: a passphrase (printable ASCII bytes), a recipient, or age identities (a text line each). */
export type AgeKey =
  | { readonly kind: 'passphrase'; readonly passphrase: Uint8Array; readonly workFactor: number }
  | { readonly kind: 'recipient'; readonly recipient: string }
  | { readonly kind: 'identities'; readonly identities: Uint8Array };

export type AgeJob =
  | { readonly kind: 'seal'; readonly plain: Uint8Array; readonly key: AgeKey }
  | { readonly kind: 'open'; readonly file: Uint8Array; readonly key: AgeKey };

/** `wrong`: the key does not fit. `unreadable`: no age file, or one that was damaged. */
export type AgeAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'wrong' | 'unreadable' | 'recipient' };

/** The one message of age-encryption 0.3.1 that means "not this key"; every other one means a bad file. */
const noMatch = "no identity matched any of the file's recipients";

/** Of nice(1). */
const giveWay = 10;

const text = (bytes: Uint8Array) => new TextDecoder('ascii').decode(bytes);

function encrypter(key: AgeKey): Encrypter {
  const made = new Encrypter();
  if (key.kind === 'passphrase') {
    made.setScryptWorkFactor(key.workFactor);
    made.setPassphrase(text(key.passphrase));
  } else if (key.kind === 'recipient') made.addRecipient(key.recipient);
  return made;
}

function decrypter(key: AgeKey): Decrypter {
  const made = new Decrypter();
  if (key.kind === 'passphrase') made.addPassphrase(text(key.passphrase));
  else if (key.kind === 'identities') {
    for (const line of text(key.identities).split('\n')) if (line !== '') made.addIdentity(line);
  }
  return made;
}

async function seal(plain: Uint8Array, key: AgeKey): Promise<AgeAnswer> {
  let made: Encrypter;
  try {
    made = encrypter(key);
  } catch {
    return { ok: false, reason: 'recipient' };
  }
  return { ok: true, bytes: await made.encrypt(plain) };
}

async function open(file: Uint8Array, key: AgeKey): Promise<AgeAnswer> {
  const made = decrypter(key);
  try {
    return { ok: true, bytes: await made.decrypt(file) };
  } catch (error) {
    return { ok: false, reason: error instanceof Error && error.message === noMatch ? 'wrong' : 'unreadable' };
  }
}

/** Does one job and zeroes the secrets that came with it. */
export async function doJob(job: AgeJob): Promise<AgeAnswer> {
  try {
    return await (job.kind === 'seal' ? seal(job.plain, job.key) : open(job.file, job.key));
  } finally {
    if (job.kind === 'seal') job.plain.fill(0);
    if (job.key.kind === 'passphrase') job.key.passphrase.fill(0);
    if (job.key.kind === 'identities') job.key.identities.fill(0);
  }
}

// Every core is at work on it: the window, which people look at, goes first. On Linux this is of the one thread.
if (parentPort) setPriority(giveWay);

parentPort?.on('message', (job: AgeJob) => {
  void doJob(job).then((answer) => {
    parentPort?.postMessage(answer);
    // postMessage has copied; what was opened stays in the vault's own thread alone.
    if (answer.ok && job.kind === 'open') answer.bytes.fill(0);
  });
});
