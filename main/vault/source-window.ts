/** Secrets typed by people, each alone at the keyboard, in fields of a window: as at a terminal (source-tty.ts). */

import { equal } from '../core/encoding/bytes.ts';
import { printable } from '../core/encoding/printable.ts';
import { type RootsealError, type Text, refuse } from '../core/rules.ts';
import type { Asking, FieldChannel } from './field-channel.ts';
import { vaultRules } from './rules.ts';
import { type Judge, type SecretSource, type Who, refusalBy, typedRounds, wordRounds } from './source.ts';
import { ShownWords } from './shown-words.ts';
import { TypedWords, type WordsWanted } from './typed-words.ts';

const says = {
  differ: {
    en: 'These two were not the same. Once more from the beginning.',
    zh: '两次输入不一致，请从头再来。',
  },
  wrong: {
    en: 'Wrong passphrase: it did not open. Mind Caps Lock and the keyboard layout.',
    zh: '口令不对，没有打开。请注意大小写锁定和键盘布局。',
  },
  room: { en: 'Everybody in the room', zh: '在场全体人员' },
} as const satisfies Record<string, Text>;

/** Names come from files: what would hide or reorder text is shown as an escape. */
const shown = ({ en, zh }: Text) => ({ en: printable(en), zh: printable(zh) });
const plain = ({ en, zh }: Text) => ({ en, zh });
const person = ({ id, name, role }: Who) => ({ who: id, name: shown(name), role });
const because = (fault: Text | undefined) => fault && { fault: shown(fault) };

/** @param opening what the root keys are opened for, shown to each person before they type. */
export function windowSource(channel: FieldChannel, opening?: Text): SecretSource {
  /** Said of the passphrase before, to be shown in the next field. */
  let wrong: Pick<Asking, 'fault' | 'left'> | undefined;

  /** Two equal ones, or why not. */
  const twice = async (
    kind: 'choose' | 'share',
    who: Who,
    judge: Judge,
    fault: Text | undefined,
  ): Promise<Uint8Array | [Text, boolean]> => {
    const first = await channel.ask(
      { kind, ...person(who), ...because(fault) },
      (typed) => refusalBy(judge, typed)?.text,
    );
    if ('fault' in first) return [first.fault, false];
    let same = false;
    try {
      const again = kind === 'share' ? 'share-again' : 'again';
      const second = await channel.ask({ kind: again, ...person(who) }, (typed) =>
        equal(typed, first.typed) ? undefined : says.differ,
      );
      same = 'typed' in second;
      if ('typed' in second) second.typed.fill(0);
      return same ? first.typed : [says.differ, true];
    } finally {
      if (!same) first.typed.fill(0);
    }
  };

  const settled = async (kind: 'choose' | 'share', who: Who, judge: Judge): Promise<Uint8Array> => {
    let fault: Text | undefined;
    // A weak passphrase is no sign of a broken keyboard: only what differs is counted.
    for (let different = 0; different < typedRounds;) {
      const given = await twice(kind, who, judge, fault);
      if (given instanceof Uint8Array) return given;
      fault = given[0];
      if (given[1]) different++;
    }
    throw refuse(vaultRules, 'SECRET-TWICE', { times: typedRounds }, { subject: who.id });
  };

  const use = opening && { opening: shown(opening) };

  /** Words, or the refusal that stands after so many rounds; what was right stays from field to field. */
  const typedIn = async (asking: Asking, wanted: WordsWanted): Promise<Uint8Array | RootsealError> => {
    const held = new TypedWords(wanted);
    let why: Pick<Asking, 'fault' | 'left'> = {};
    for (let left = wordRounds - 1; ; left--) {
      const given = await channel.ask({ ...asking, ...why }, () => undefined, held);
      if ('typed' in given) return given.typed;
      if (left === 0 && held.refusal) {
        held.clear();
        return held.refusal;
      }
      why = { fault: shown(given.fault), left };
    }
  };

  return {
    kind: 'window',
    attempts: 3,
    newPassphrase: (who, judge) => settled('choose', who, judge),
    share: (who, judge) => settled('share', who, judge),
    passphrase: async (who, purpose) => {
      const asking: Asking = {
        kind: 'open',
        ...person(who),
        purpose: shown(purpose),
        ...(opening && { opening: shown(opening) }),
        ...wrong,
      };
      wrong = undefined;
      const given = await channel.ask(asking, () => undefined);
      if ('typed' in given) return given.typed;
      throw refuse(vaultRules, 'VAULT-INTERRUPTED');
    },
    words: (who, purpose, wanted) =>
      typedIn({ kind: 'words', ...person(who), purpose: shown(purpose), count: wanted.count, ...use }, wanted),
    copied: async (who, { shown: words, back }) => {
      const asking: Asking = { kind: 'shown', ...person(who), count: words.values.length };
      const looked = await channel.ask(asking, () => undefined, new ShownWords(words));
      if ('fault' in looked) throw refuse(vaultRules, 'VAULT-INTERRUPTED');
      const given = await typedIn({ kind: 'copied', ...person(who), count: back.count }, back);
      if (!(given instanceof Uint8Array)) return given;
      given.fill(0);
      return undefined;
    },
    // With no attempt left, nobody is asked again: the next field is another person's.
    wrong: (left) => (wrong = left > 0 ? { fault: plain(says.wrong), left } : undefined),
    known: () => new Map(),
    dice: async (count, judge) => {
      if (count === 0) return undefined;
      for (let fault: Text | undefined; ;) {
        const asking: Asking = { kind: 'dice', who: 'room', name: plain(says.room), role: 'room', count };
        const given = await channel.ask({ ...asking, ...because(fault) }, (rolls) => refusalBy(judge, rolls)?.text);
        if ('typed' in given) return given.typed;
        fault = given.fault;
      }
    },
    close: () => channel.close(),
  };
}
