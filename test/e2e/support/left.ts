/** What is left of a passphrase on a host: while it is typed, behind each Enter, behind the act, against a control. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Window } from './hosts.ts';
import { runsIn, shortest, strides } from './memory.ts';
import { lives } from './processes.ts';
import * as residue from './residue.ts';

/** Of every six successive characters at every distance: one run, and with one less none. */
function looksEverywhere(): void {
  const marker = residue.newMarker();
  const planted = (stride: number, first: number, length: number) => {
    const bytes = new Uint8Array(6_000);
    for (let i = 0; i < length; i++) bytes[5 + i * stride] = marker.charCodeAt(first + i);
    return runsIn(bytes, marker);
  };
  for (const stride of strides)
    for (let first = 0; first + shortest <= marker.length; first++) {
      expect(planted(stride, first, shortest)).toEqual([{ start: 5, length: shortest, stride }]);
      expect(planted(stride, first, shortest - 1)).toEqual([]);
    }
}

/** What is held back on it while the act lasts. */
type Claim = 'nothing' | 'no text' | 'no run';

/**
 * While an act lasts a page's engine keeps the events of single keys, some in the order in which they came, and
 * Chromium's own process remembers typing: both processes are ended with the act, and then nothing may be left.
 */
const claims = (host: Window['host'], role: residue.Role): Claim => {
  if (role === 'vault' || (role === 'browser' && host === 'chromium')) return 'nothing';
  return role === 'page' ? 'no text' : 'no run';
};

const holding = (found: readonly residue.Looked[]) => found.filter(({ runs }) => runs > 0);
const names = (found: readonly residue.Looked[]) =>
  found.map(({ name, runs, longest, stride }) => `${name}: ${runs}, the longest ${longest} at every ${stride}`);

export function tellWhatIsLeft(host: Window['host']): void {
  const why = residue.missingForResidue(host);
  if (why !== undefined) console.warn(`SKIPPED: what is left of a passphrase in ${host}: ${why}`);

  describe.skipIf(why !== undefined)(`a passphrase typed in ${host}`, () => {
    let program: residue.Apart;
    let marker = '';
    let ended: number[] = [];

    const look = async (moment: string): Promise<residue.Looked[]> => {
      const found = await residue.lookInto(program.pid, marker, host);
      console.info(`${host}, ${moment}: ${residue.told(found)}`);
      expect(found.filter(({ closed }) => closed !== undefined)).toEqual([]);
      return found;
    };
    const broken = (found: readonly residue.Looked[]) =>
      found.filter(({ role, runs, texts }) => {
        const claim = claims(host, role);
        return claim === 'no run' ? runs > 0 : claim === 'no text' && texts > 0;
      });

    beforeAll(async () => {
      program = await residue.openApart(host);
      await program.ask('choose');
      // A text of which nothing resembles even a part, before it is typed.
      do marker = residue.newMarker();
      while (holding(await look('before')).length > 0);
    });
    afterAll(() => program.close());

    it('would be found at any of 64 distances, by six of its characters', looksEverywhere);

    it('would be found, were the field an ordinary one', async () => {
      const found = await residue.lookIntoOrdinary(host, program.env);
      console.info(`${host}, an ordinary field: ${residue.told(found)}`);
      expect(holding(found).map(({ role }) => role)).toContain('page');
      expect(Math.max(...found.map(({ longest }) => longest))).toBe(24);
    });

    it('is held as a text by the vault while the field is open, and by nobody else', async () => {
      await residue.typeByXTest(program.env, marker);
      await expect.poll(() => program.ask('count'), { timeout: 10_000 }).toBe(24);
      const found = await look('while the field is open');
      for (const role of ['page', 'browser', 'X server'] as const) expect(found.map((one) => one.role)).toContain(role);
      const vault = found.filter(({ role }) => role === 'vault');
      expect(Math.max(...vault.map(({ longest }) => longest))).toBe(24);
      expect(names(broken(found))).toEqual([]);
      const last = host === 'chromium' ? ['browser', 'page'] : ['page'];
      ended = found.filter(({ role }) => last.includes(role)).map(({ pid }) => pid);
    });

    it('is still held as a text by nobody else once it was typed twice', async () => {
      await residue.pressEnter(program.env);
      await program.ask('again');
      await residue.typeByXTest(program.env, marker);
      await expect.poll(() => program.ask('count'), { timeout: 10_000 }).toBe(24);
      await residue.pressEnter(program.env);
      await expect.poll(() => program.ask('count'), { timeout: 10_000 }).toBe(0);
      // The vault must keep it until it has sealed this share with it, at the end of the act.
      expect(names(broken(await look('after Enter')))).toEqual([]);
    });

    it('is held by nobody after the act', async () => {
      await program.ask('sealed');
      await expect.poll(() => ended.filter(lives), { timeout: 20_000 }).toEqual([]);
      const found = await look('after the act');
      expect(found.map(({ role }) => role)).not.toContain('vault');
      expect(found.map(({ role }) => role)).toContain('page');
      expect(names(holding(found))).toEqual([]);
    });
  });
}
