/** A consortium whose shares are words in groups, two of the banks c1 to c3 and one of the regulators c4 and c5, and the words of a share. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fromCbor } from '../../../main/core/encoding/cbor.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { AgePool } from '../../../main/vault/age.ts';
import type { FinishedHome } from '../../support/ceremony.ts';

const groups = {
  threshold: 2,
  list: [
    { id: 'banks', name: { zh: '银行', en: 'Banks' }, threshold: 2 },
    { id: 'regulators', name: { zh: '监管机构', en: 'Regulators' }, threshold: 1 },
  ],
};

export const rule = {
  en: '2 of the 3 Banks and 1 of the 2 Regulators',
  zh: '“银行”3 份中的 2 份，并有“监管机构”2 份中的 1 份',
};

interface Plan {
  consortium: { id: string; name: { zh: string; en: string } };
  readonly custodians: { group?: string }[];
}

/** A rehearsal of it, held on the command line into a new folder, while the window does other things. */
export async function makeWordsHome({ planFile, answersFile, identities }: FinishedHome, into: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-words-'));
  const plan = JSON.parse(readFileSync(planFile, 'utf8')) as Plan;
  Object.assign(plan, { threshold: 3, scheme: 'slip39', groups });
  plan.consortium = { ...plan.consortium, id: 'words', name: { zh: '助记词联盟', en: 'Consortium of words' } };
  for (const [i, custodian] of plan.custodians.entries()) custodian.group = i < 3 ? 'banks' : 'regulators';
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
  copyFileSync(join(planFile, '..', 'carrier.pub'), join(folder, 'carrier.pub'));
  const program = join(import.meta.dirname, '..', '..', '..', 'rootseal');
  const args = ['ceremony', 'run', join(folder, 'plan.json'), '--into', into, '--rehearsal'];
  const secrets = ['--answers', answersFile, '--identity', `c5=${identities['c5'] ?? ''}`];
  await promisify(execFile)(program, [...args, ...secrets]);
}

/** The words of one share, as they would stand on paper. */
export async function wordsOfShare(file: string, passphrase: string): Promise<string> {
  const age = new AgePool(1);
  try {
    const bytes = new Uint8Array(readFileSync(file));
    const opened = await age.open(bytes, { kind: 'passphrase', passphrase: utf8(passphrase), workFactor: 0 });
    if (!opened.ok) throw new Error(`${file} did not open`);
    return fromUtf8((fromCbor(opened.bytes, 'share') as { share: Uint8Array }).share);
  } finally {
    await age.close();
  }
}
