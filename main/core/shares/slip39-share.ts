/** What a share of ours must be, beyond what SLIP-39 asks: 32 bytes, extendable, at the place that the envelope says. */
import { refuse } from '../rules.ts';
import type { Groups } from './groups.ts';
import { shareRules } from './rules.ts';
import { type Mnemonic, parseMnemonic } from './slip39.ts';
import { slip39Rules } from './slip39-rules.ts';

/** The part of an envelope that its words must agree with. */
export interface WordedShare {
  readonly index: number;
  readonly x: number;
  readonly m: number;
  readonly n: number;
  readonly groups?: Groups;
  readonly group?: string;
  readonly share: Uint8Array;
}

/**
 * Reads the words of an envelope's share and compares them with what the envelope says.
 * @throws SHARE-SLIP39-… (each fault under its own rule), SHARE-FIELD-TYPE
 */
export function checkWords(envelope: WordedShare): void {
  const words = parseMnemonic(envelope.share);
  try {
    checkKind(words);
    checkPlace(words, envelope);
  } finally {
    words.value.fill(0);
  }
  const { x, index } = envelope;
  const params = { field: 'x', expected: 'the index, as in every slip39 share' };
  if (x !== index) throw refuse(shareRules, 'SHARE-FIELD-TYPE', params, { subject: 'x' });
}

function checkKind({ value, extendable }: Mnemonic): void {
  if (value.length !== 32) throw refuse(slip39Rules, 'SHARE-SLIP39-VALUE', { length: value.length });
  if (!extendable) throw refuse(slip39Rules, 'SHARE-SLIP39-EXTENDABLE');
}

/** The slot within its group is the set's to judge: its commitment is over the words. */
function checkPlace(words: Mnemonic, { groups, group: id, m, n }: WordedShare): void {
  const list = groups?.list ?? [{ id: '', m, n }];
  const place = groups ? list.findIndex((each) => each.id === id) : 0;
  const own = list[place];
  const wanted: readonly (readonly [string, number, number])[] = [
    ['group', words.group, place + 1],
    ['groupThreshold', words.groupThreshold, groups?.threshold ?? 1],
    ['groupCount', words.groupCount, list.length],
    ['memberThreshold', words.memberThreshold, own?.m ?? 0],
    ['member', words.member, Math.min(words.member, own?.m === 1 ? 1 : (own?.n ?? 0))],
  ];
  const odd = wanted.find(([, found, right]) => found !== right);
  if (!odd) return;
  const [field, found, right] = odd;
  throw refuse(slip39Rules, 'SHARE-SLIP39-PLACE', { field, found, wanted: right });
}
