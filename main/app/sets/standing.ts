/**
 * Whether a share set is still in force, as far as this machine can tell: by the log that lies in the same bundle, read
 * under the key that the set's own root signed for it. A set file alone says nothing of what came after it.
 */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { decodeEntries } from '../../core/audit/entry.ts';
import { readLog } from '../../core/audit/log.ts';
import { parseVkeyFile } from '../../core/audit/note.ts';
import { originOf } from '../../core/ceremony/origin.ts';
import { parseResolvedPlan } from '../../core/ceremony/plan.ts';
import { activeSet, setsOf } from '../../core/ceremony/sets.ts';
import { fingerprint } from '../../core/keys/index.ts';
import type { Text } from '../../core/rules.ts';
import { parseShareSet } from '../../core/shares/set.ts';
import { checkTarget, verifyRepository } from '../../core/tuf/index.ts';
import { listFiles, readNamed } from '../files.ts';
import { quietly } from './around.ts';

/** `asOf`: the moment of the log's last signed entry, ISO in UTC. What came after it no copy can know. */
export type Standing = { readonly state: 'active'; readonly asOf: string } | { readonly state: 'unknown' };

/** @param set the bytes of the set that a share was judged by; @param setFile the file that was named */
export function standingOf(setFile: string, set: Uint8Array): Standing {
  const bundle = dirname(dirname(setFile));
  const inBundle = basename(dirname(setFile)) === 'share-sets' && existsSync(join(bundle, 'log', 'checkpoint'));
  return (inBundle ? quietly(() => byLog(bundle, set)) : undefined) ?? { state: 'unknown' };
}

const filesIn = (folder: string) =>
  new Map(listFiles(folder).map((path) => [path, readNamed(join(folder, path))] as const));

function byLog(bundle: string, bytes: Uint8Array): Standing | undefined {
  const set = parseShareSet(bytes);
  const { targets, signers } = verifyRepository(filesIn(join(bundle, 'tuf')));
  const ours = signers.some(({ suite, publicKey }) => set.roots.includes(fingerprint(suite, publicKey)));
  if (!ours) return undefined;
  const signed = (path: string) => {
    const file = readNamed(join(bundle, path));
    checkTarget(targets, path, file);
    return file;
  };
  signed(`share-sets/${set.id}.json`);
  const plan = parseResolvedPlan(signed('plan.json'));
  const log = readLog(filesIn(join(bundle, 'log')), parseVkeyFile(signed('log.vkey')));
  const entries = decodeEntries(log.entries);
  const asOf = entries.at(-1)?.time;
  const active = log.checkpoint.origin === originOf(plan) && activeSet(setsOf(entries, plan))?.id === set.id;
  return active && asOf !== undefined ? { state: 'active', asOf } : undefined;
}

/** What is added to the verdict on an intact share. */
export function standingText(standing: Standing): Text {
  if (standing.state === 'active') {
    const day = standing.asOf.slice(0, 10);
    return {
      en: ` Its set is in force by the log beside it, as of ${day}.`,
      zh: `依其旁的日志，截至 ${day} 该份额组仍然有效。`,
    };
  }
  return {
    en: ' Whether its set is still in force cannot be said without the log: compare with the current public folder of the consortium.',
    zh: '没有日志，无法判断该份额组是否仍然有效：请与联盟当前的 public 文件夹核对。',
  };
}
