/** A share copied by hand at a window: what is refused before anybody types, what the log has of it, how it ends before its end. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { admitCopy } from '../../../main/app/copy.ts';
import { entriesOf } from '../../../main/app/journal.ts';
import { takeRoom } from '../../../main/app/room.ts';
import { reading } from '../../../main/app/state.ts';
import { formNumber } from '../../../main/core/paper/form.ts';
import type { SecretFieldView } from '../../../preload/contract/desk.ts';
import { refusal } from '../../refusal.ts';
import { copyFixture, passphrasesOf } from '../../support/fixture.ts';
import { readPicture } from '../../support/read-picture.ts';
import { press } from '../../support/typist.ts';
import { Room } from './desktop-window.ts';

const passphrases = passphrasesOf('v1');
const secret = ({ who, kind }: SecretFieldView) => (kind === 'open' ? passphrases[who] : undefined);
let home: string;
let set: string;
const form = (index: number, boxes: 20 | 33 = 33) => formNumber({ set, index, boxes });
const wish = (change: object = {}) => ({
  ...{ dir: home, custodian: 'c1', share: join(home, 'shares', 'c1.age'), form: form(1), identities: {} },
  ...change,
});
const log = () => reading(home, (store) => entriesOf(store));

beforeAll(async () => {
  ({ home } = copyFixture('v1'));
  const { sets } = await new Room().handlers['sets.show']({ dir: home });
  set = sets[0]!.id;
});

/** Looks at so many pictures; answers the words. */
async function look(room: Room, pictures: number): Promise<string[]> {
  const { field } = await room.live({ secret, until: ({ field: one }) => one?.kind === 'shown' });
  const page = await room.open(field!);
  const words: string[] = [];
  for (let i = 0; i < pictures; i++) words.push(...readPicture((await page.press(i === 0 ? 'look' : 'after')).picture));
  if (pictures === 11) await page.press('enter');
  return words;
}

describe('a share copied by hand', { timeout: 60_000 }, () => {
  it('is in the log before a word is shown, and once more when all were read back', async () => {
    const before = log().length;
    const room = new Room();
    await room.handlers['share.copy'](wish({ form: form(1).toLowerCase().replace('-', ' ') }));
    const words = await look(room, 11);
    expect(words).toHaveLength(33);
    const { field } = await room.live({ secret, until: ({ field: one }) => one?.kind === 'copied' });
    expect(
      log()
        .slice(before)
        .map(({ kind }) => kind),
    ).toEqual(['share.shown']);
    const page = await room.open(field!);
    await press(page, `${words.join(' ')} `);
    await page.press('enter');
    const end = await room.live({ secret });
    expect([end.kind, end.status, end.failure]).toEqual(['copy', 'finished', null]);
    expect(end.outcome.map(({ value }) => value)).toContainEqual(form(1));
    const data = { set, epoch: 1, custodian: 'c1', index: 1, form: form(1) };
    expect(log().slice(before)).toMatchObject([
      { kind: 'share.shown', data },
      { kind: 'share.copied', data },
    ]);
    expect(room.secretEnds).toBe(1); // the page goes, with whatever its engine kept of the pictures
    const told = JSON.stringify([end, log().slice(before)]).toLowerCase();
    for (const word of words.filter((one) => one.length > 8)) expect(told).not.toContain(word);
    // The paper in place of the file.
    const file = join(home, 'public', 'share-sets', `${set}.json`);
    await room.handlers['desk.dismiss']({ activity: end.id });
    await room.handlers['share.check']({ file: 'words:c1', set: file, identities: {} });
    const typed = await room.live({ secret: ({ kind }) => (kind === 'words' ? words.join(' ') : undefined) });
    expect([typed.status, typed.verdicts[0]?.code]).toEqual(['finished', 'SHARE-INTACT']);
  });

  it.each([
    ["another share's form", () => ({ form: form(2) }), 'COPY-FORM', /it is that of .+, epoch 1, with 33 boxes/],
    ['a form with too few boxes', () => ({ form: form(1, 20) }), 'COPY-FORM', /epoch 1, with 20 boxes/],
    ['a mistyped number', () => ({ form: 'AAAA-AAAA' }), 'COPY-FORM', /mistyped/],
    ['nobody', () => ({ custodian: 'c9' }), 'PAPER-CUSTODIAN', /c9/],
    ['no share', () => ({ share: join(home, 'none.age') }), 'FILE-READ', /none/],
  ])('%s is refused before anybody types, and leaves nothing', async (_, change, code, says) => {
    const before = log().length;
    const asked = new Room().handlers['share.copy'](wish(change()));
    await expect(asked).rejects.toMatchObject({ code });
    await expect(asked).rejects.toSatisfy(({ text }: { text: { en: string } }) => says.test(text.en));
    expect(log()).toHaveLength(before);
  });

  it("COPY-HOLDER: another holder's share shows nothing; a wrong passphrase has its own answer", async () => {
    const before = log().length;
    const room = new Room();
    await room.handlers['share.copy'](wish({ share: join(home, 'shares', 'c2.age') }));
    const end = await room.live({ secret });
    expect([end.status, end.failure?.code]).toEqual(['failed', 'COPY-HOLDER']);
    expect(end.failure?.text.en).toContain('the share of c2, not of c1');
    await room.handlers['desk.dismiss']({ activity: end.id });
    await room.handlers['share.copy'](wish());
    const wrong = await room.live({ secret: () => 'not the passphrase' });
    expect([wrong.failure?.code, wrong.verdicts[0]?.code]).toEqual(['SHARE-PASSPHRASE', 'SHARE-PASSPHRASE']);
    expect(log()).toHaveLength(before);
  });

  it.each([
    [0, 'no word was shown'],
    [2, 'the words of boxes 1 to 6 were shown. Destroy this form now'],
  ])('COPY-STOPPED: stopped after %i looks, it says what was shown', async (looks, says) => {
    const before = log().length;
    const room = new Room();
    const { activity } = await room.handlers['share.copy'](wish());
    await look(room, looks);
    await room.handlers['desk.stop']({ activity });
    const stopped = room.desk.view.activity;
    expect([stopped?.status, stopped?.failure?.code]).toEqual(['failed', 'COPY-STOPPED']);
    expect(stopped?.failure?.text.en).toContain(says);
    expect(
      log()
        .slice(before)
        .map(({ kind }) => kind),
    ).toEqual(['share.shown']);
  });

  it('COPY-DIFFERS: words that never are those of the form are not entered as copied', async () => {
    const before = log().length;
    const room = new Room();
    await room.handlers['share.copy'](wish());
    const words = await look(room, 11);
    // Another one of the odd boxes in place of the first: of the same list.
    const wrong = words.find((word, i) => i % 2 === 0 && word !== words[0])!;
    const end = await room.live({ secret: ({ kind }) => (kind === 'copied' ? `${wrong} ` : undefined) });
    expect([end.status, end.failure?.code]).toEqual(['failed', 'COPY-DIFFERS']);
    expect(end.failure?.text.en).toContain('in box: 1. ');
    expect(end.failure?.text.en).toContain('Destroy this form now');
    expect(
      log()
        .slice(before)
        .map(({ kind }) => kind),
    ).toEqual(['share.shown']);
  });

  it('COPY-ROOM: a real share is shown in no unfit room, unless the log has the exception', () => {
    const facts = { ...takeRoom(home, {}), folder: { path: home, readableByOthers: true } };
    const of = (more: object) => refusal(() => (admitCopy(facts, { rehearsal: false, ...more }), undefined));
    expect(of({})).toBe('COPY-ROOM');
    expect(of({ rehearsal: true })).toBe('accepted');
  });
});
