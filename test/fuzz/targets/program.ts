/** What the program reads beside documents: answers and settings files, age headers, packets of a security key. */
import { FramingError, Joiner, reportLength, toReports } from '../../../hsm/protocol/ctaphid.ts';
import { settingsBytes, settingsIn } from '../../../main/app/desktop/settings-file.ts';
import { isPaper } from '../../../main/app/scan.ts';
import { ageNeeds } from '../../../main/core/sealing/age-head.ts';
import { Identities } from '../../../main/vault/identities.ts';
import { formatLogKey, parseLogKey } from '../../../main/vault/log-key.ts';
import { parseAnswers } from '../../../main/vault/source-answers.ts';
import { type Target, demandSame, read, short, textOf } from '../target.ts';

function age(bytes: Uint8Array): boolean {
  const needs = ageNeeds(bytes);
  if (needs && !textOf(bytes).startsWith('age-encryption.org/v1\n')) throw new Error('no age file');
  isPaper(bytes);
  read(() => new Identities().add('c1', bytes.slice()));
  return needs !== undefined;
}

function answers(bytes: Uint8Array): boolean {
  const secret = bytes.slice();
  const found = read(() => parseAnswers(secret, 'answers.json'));
  if (secret.some((byte) => byte !== 0)) throw new Error('the answers are still in memory');
  return found !== undefined;
}

function settings(bytes: Uint8Array): boolean {
  const found = settingsIn(bytes);
  if (found && JSON.stringify(settingsIn(settingsBytes(found))) !== JSON.stringify(found))
    throw new Error('settings do not read back');
  return found !== undefined;
}

function logKey(bytes: Uint8Array): boolean {
  const key = parseLogKey(bytes);
  if (key) demandSame(formatLogKey(key), bytes, 'the key of the log');
  return key !== undefined;
}

/** Reports one behind the other. A message that was joined is cut into the reports that it came in, but for their filling. */
function packets(bytes: Uint8Array): boolean {
  const joiner = new Joiner(0x01020304);
  let joined = 0;
  try {
    for (let at = 0; at < bytes.length; at += reportLength) {
      const message = joiner.push(bytes.slice(at, at + reportLength));
      if (!message) continue;
      toReports(message);
      joined += 1;
    }
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
  }
  return joined > 0;
}

export const programTargets: readonly Target[] = [
  { name: 'age-header', seconds: short, run: age },
  { name: 'answers', seconds: short, run: answers },
  { name: 'log-key', seconds: short, run: logKey },
  { name: 'settings', seconds: short, run: settings },
  { name: 'ctaphid', seconds: short, run: packets },
];
