/**
 * The whole story of one window, told on a host in a language: a rehearsal by the form, what it left judged by programs
 * that are not the window, a drill, the refusals, a share by itself.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromCbor } from '../../../main/core/encoding/cbor.ts';
import { finishedHome } from '../../support/ceremony.ts';
import { hasAge, openedByAge } from './age.ts';
import { type Window, missing, openWindow } from './hosts.ts';
import { People, textsOf } from './people.ts';
import { beginDrill, beginRehearsal, beginShareCheck, furnish, leave, secretOf, verify } from './story.ts';

export function tellWholeStory(host: Window['host'], lang: 'zh' | 'en'): void {
  const why = missing(host);
  if (why !== undefined) console.warn(`SKIPPED: the story of ${host} in ${lang}: ${why}`);
  if (!hasAge) console.warn('SKIPPED in it: what Debian’s age opens, for want of age');

  describe.skipIf(why !== undefined)(`${host}, ${lang}`, () => {
    const texts = textsOf(lang);
    let window: Window;
    let people: People;
    let dir = '';
    /** What the pages complained of: a violation of the policy is among it. */
    const complaints: string[] = [];

    beforeAll(async () => {
      window = await openWindow(host, lang, furnish);
      window.follow((page) => {
        page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
        page.on('pageerror', (error) => complaints.push(String(error)));
      });
      people = new People(() => window.page(), {
        secret: secretOf,
        place: ({ who }) => (who === 'c1' ? ['medium'] : undefined),
      });
    });
    afterAll(() => window.close());

    it('founds a ledger by the form, every key typed alone', async () => {
      dir = await beginRehearsal(await window.page(), texts, window.home, 'ledger');
      const end = await people.live();
      expect([end.status, end.failure]).toEqual(['finished', null]);
      const [onMedium = ''] = readdirSync(join(window.home, 'medium'));
      const share = readFileSync(join(window.home, 'medium', onMedium, 'c1.age'));
      expect(share.equals(readFileSync(join(dir, 'shares', 'c1.age')))).toBe(true);
      await leave(await window.page(), texts);
    });

    it('left what the bundled verifier accepts', () => {
      expect(verify(dir)).toMatchObject({ valid: true, rehearsal: true });
    });

    it.skipIf(!hasAge)('left shares that Debian’s age opens', () => {
      const scratch = join(window.home, 'scratch');
      mkdirSync(scratch);
      const inside = openedByAge(join(dir, 'shares', 'c2.age'), secretOf({ who: 'c2', role: 'custodian' }), scratch);
      expect(fromCbor(inside, 'c2.age')).toBeDefined();
    });

    it('is restored for a drill by two of three', async () => {
      await beginDrill(await window.page(), texts, ['ledger', 'shares'], ['c3.age', 'c1.age']);
      const end = await people.live();
      expect([end.status, end.verdicts.map(({ ok }) => ok)]).toEqual(['finished', [true, true]]);
      await leave(await window.page(), texts);
      expect(verify(dir)).toMatchObject({ valid: true });
    });

    it('refuses a wrong passphrase and a share of another set, and says how many are missing', async () => {
      const other = await finishedHome('rehearsal');
      copyFileSync(join(other.dir, 'shares', 'c2.age'), join(dir, 'shares', 'foreign.age'));
      await beginDrill(await window.page(), texts, ['ledger', 'shares'], ['c1.age', 'c3.age', 'foreign.age']);
      const asked: (number | undefined)[] = [];
      const end = await people.live({
        secret: (field) => {
          if (field.who === 'c3') asked.push(field.left);
          if (field.who === 'c3') return 'not what was chosen';
          // The foreign file tells nobody whose it is: it is opened by what its own custodian chose.
          return field.who === 'c1' ? secretOf(field) : other.answers.passphrases['c2'];
        },
      });
      expect([end.status, end.failure?.code]).toEqual(['failed', 'RESTORE-SHORT']);
      expect(asked).toEqual([undefined, 2, 1]);
      const page = await window.page();
      const short = texts.ceremony.failed.short.replace('{{have}}', '1').replace('{{need}}', '2');
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(short);
      const codes = Object.fromEntries(end.verdicts.map(({ file, code }) => [file.split('/').at(-1), code]));
      expect(codes).toMatchObject({ 'c1.age': 'SHARE-INTACT', 'c3.age': 'SHARE-PASSPHRASE' });
      expect(codes['foreign.age']).toMatch(/^SHARE-(FOREIGN|SET)/);
      await leave(page, texts);
    });

    it('checks one share by itself', async () => {
      await beginShareCheck(await window.page(), texts, ['ledger', 'shares'], 'c2.age');
      const end = await people.live();
      expect([end.status, end.verdicts[0]?.custodian]).toEqual(['finished', 'c2']);
      await leave(await window.page(), texts);
      expect(existsSync(join(dir, 'shares', 'c2.age'))).toBe(true);
    });

    it('made no page complain, of its policy least of all', () => {
      expect(complaints).toEqual([]);
    });
  });
}
