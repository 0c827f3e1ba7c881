/**
 * The one share of this act as words that its holder copies into a blank form by hand ("the printer is not trusted"):
 * shown once, to them alone, then read back from the paper and compared box by box. Which box differs is said, never
 * what stands in it or should; nothing of a word leaves the vault but as a picture sealed to the page, or on its own
 * terminal.
 */

import { copyRefusal } from '../../core/paper/words.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { wordListOf, wordValues } from '../../core/shares/share-words.ts';
import { typedWords } from '../../core/shares/typed.ts';
import type { Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';

const saysShown: Text = { en: 'Boxes of the form shown', zh: '已显示的表格格数' };

export async function copyShare(session: Session): Promise<Result<'copyShare'>> {
  const [held, other] = session.intact;
  if (!held || other)
    throw refuse(vaultRules, 'VAULT-ORDER', { op: 'copyShare', missing: 'judgeShares, with one intact share' });
  const { source } = session;
  if (!source.copied) throw refuse(vaultRules, 'VAULT-ORDER', { op: 'copyShare', missing: 'somebody who looks' });
  const { id, en, zh } = held.custodian;
  const list = wordListOf(held.scheme);
  const values = wordValues(held.scheme, held.share);
  try {
    const refusal = await source.copied(
      { id, name: { en, zh }, role: 'custodian' },
      {
        shown: { values, list, seen: (boxes) => session.progress(saysShown, boxes, values.length) },
        back: {
          ...{ count: typedWords, list, whole: true },
          begins: (typed) => copyRefusal(values, typed),
          judge: () => undefined, // each box was compared as it was closed
        },
      },
    );
    if (!refusal) return { same: true };
    return { same: false, code: refusal.code, text: { ...refusal.text } };
  } finally {
    values.fill(0);
  }
}
