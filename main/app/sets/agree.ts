/**
 * Before anybody gives a share: the nonce and the hash of the parameters, in words, to every holder, and their yes with
 * words typed back. The hash is in each of these entries, and the acts' entries are bound to it (docs/adr/064).
 */
import { toHex } from '../../core/encoding/hex.ts';
import { groups, toWords } from '../../core/encoding/words.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { type Change, changeHash, changeId } from '../../core/shares/change.ts';
import { nameOf } from '../ask.ts';
import { appRules } from '../rules.ts';
import type { Run } from '../run.ts';
import { changeText, limitsText } from './wish.ts';

const label: Text = { en: 'Hash of the parameters', zh: '参数的哈希' };
const typedWords = 4;

/** What is said to a holder: the change, its nonce, its hash in hex and words. */
export function spoken(change: Change): Text {
  const hash = changeHash(change);
  const words = groups(hash)
    .map(({ hex, words: two }) => `${hex} ${two.join(' ')}`)
    .join(' | ');
  const { en, zh } = changeText(change);
  const nonce = change.nonce.slice(0, 16);
  return {
    en: `${en}. Nonce ${nonce}…, hash of the parameters: ${words}`,
    zh: `${zh}。随机数 ${nonce}…，参数的哈希：${words}`,
  };
}

/** Records the parameters and asks everybody for their yes. CEREMONY-REFUSED. */
export async function agreeOnChange(run: Run, change: Change, people: readonly string[]): Promise<void> {
  run.desk.show(limitsText(change));
  const sha256 = changeId(change);
  run.journal.append({ kind: 'set.agreed', data: { sha256, change: change } });
  for (const who of people) await askHolder(run, change, who);
}

/** One holder compares and types words back; the yes is an entry that names the hash. */
export async function askHolder(run: Run, change: Change, who: string): Promise<void> {
  const hash = changeHash(change);
  const say = spoken(change);
  const holder = change.to.custodians.find(({ id }) => id === who);
  const yes = await run.desk.confirm({
    ...{ step: 'set', who, name: holder?.name ?? nameOf(run, who), say },
    typeBack: toWords(hash).slice(0, typedWords),
    details: [{ kind: 'hash', label, bytes: hash }],
  });
  if (!yes) throw refuse(appRules, 'SET-REFUSED', { who }, { subject: who });
  const data = { step: 'set', who, change: toHex(hash), said: { en: say.en, zh: say.zh } };
  run.journal.append({ kind: 'confirmation', data });
}

/** Who said yes to exactly these parameters. */
export function agreedBy(run: Run, sha256: string): string[] {
  const said = run.journal.entries().filter(({ kind, data }) => kind === 'confirmation' && data['change'] === sha256);
  return [...new Set(said.flatMap(({ data: { who } }) => (typeof who === 'string' ? [who] : [])))];
}
