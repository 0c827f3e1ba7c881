/**
 * Sheets scanned by the camera, from where their codes' texts come out of the page: put together, kept under a name, given
 * to an act as a file is; the camera is permitted from opening to closing; nothing is written, nothing stays that nobody took.
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holderByName } from '../../../main/core/ceremony/set-paths.ts';
import { noSet, toParts } from '../../../main/core/paper/frame.ts';
import { type FinishedHome, copyHome, finishedHome } from '../../support/ceremony.ts';
import { refusalOf } from '../../refusal.ts';
import { Camera } from '../../../main/app/desktop/camera.ts';
import { codeOf, get, newFolder } from './desktop-help.ts';
import { Room, usual } from './desktop-window.ts';

let home: FinishedHome;
let set: string;
beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  const [file = ''] = readdirSync(join(home.bundle, 'share-sets'));
  set = join(home.bundle, 'share-sets', file);
}, 300_000);
afterAll(() => rmSync(dirname(home.dir), { recursive: true, force: true }));

const setId = () => (JSON.parse(readFileSync(set, 'utf8')) as { id: string }).id;
/** The texts of the codes of a custodian's share. */
const codes = (index: number) =>
  toParts({
    content: { kind: 'share', index },
    set: setId(),
    bytes: new Uint8Array(readFileSync(join(home.dir, 'shares', `c${String(index)}.age`))),
  });

const permits: boolean[] = [];
const room = new Room({ onCamera: (open) => void permits.push(open) });
const { handlers } = room;

async function scan(texts: readonly string[]): Promise<string> {
  await get(handlers, 'camera.open', { anew: true });
  const { wholes } = await get(handlers, 'camera.read', { texts: texts.toReversed() });
  const { file } = await get(handlers, 'camera.close', { take: wholes[0]?.digest ?? '' });
  return file ?? '';
}

describe('a scan by the camera', () => {
  it('says which parts are there, goes on where it was, and is permitted from opening to closing', async () => {
    permits.length = 0;
    const [one, two, ...rest] = codes(1);
    await get(handlers, 'camera.open', { anew: true });
    const half = await get(handlers, 'camera.read', { texts: [...rest, one!] });
    expect(half.wholes).toMatchObject([{ kind: 'share', total: rest.length + 2, missing: [2] }]);
    await get(handlers, 'camera.open', { anew: false });
    expect((await get(handlers, 'camera.read', { texts: [two!] })).wholes).toMatchObject([{ missing: [] }]);
    await get(handlers, 'camera.open', { anew: true });
    expect((await get(handlers, 'camera.read', { texts: [two!] })).wholes).toMatchObject([{ have: [2] }]);
    expect(permits).toEqual([true, true, true]);
    await get(handlers, 'camera.close', {});
    expect(permits.at(-1)).toBe(false);
  });

  it('gives no share that is not whole, none of another digest, and nothing once it is closed', async () => {
    const [one] = codes(1);
    await get(handlers, 'camera.open', { anew: true });
    const { wholes } = await get(handlers, 'camera.read', { texts: [one!] });
    expect(await codeOf(handlers, 'camera.close', { take: wholes[0]!.digest })).toBe('CAMERA-CLOSED');
    expect(await codeOf(handlers, 'camera.read', { texts: [one!] })).toBe('CAMERA-CLOSED');
    await get(handlers, 'camera.open', { anew: true });
    await get(handlers, 'camera.read', { texts: codes(1) });
    expect(await codeOf(handlers, 'camera.close', { take: '00'.repeat(16) })).toBe('CAMERA-CLOSED');
    expect(permits.at(-1)).toBe(false);
  });

  it('a sealed root key is no share', async () => {
    const texts = toParts({ content: { kind: 'sealed', id: 'root-ed' }, set: setId(), bytes: new Uint8Array(50) });
    await get(handlers, 'camera.open', { anew: true });
    const { wholes } = await get(handlers, 'camera.read', { texts });
    expect(await codeOf(handlers, 'camera.close', { take: wholes[0]!.digest })).toBe('CAMERA-CLOSED');
  });

  it('a document becomes a file of the folder, once; no share is written so, and no document kept as one', async () => {
    const bytes = new TextEncoder().encode('{"a":"vote"}'.repeat(60));
    const texts = toParts({ content: { kind: 'document', name: 'vote' }, set: noSet, bytes });
    const into = newFolder();
    const scanned = async (these: readonly string[]) => {
      await get(handlers, 'camera.open', { anew: true });
      return (await get(handlers, 'camera.read', { texts: [...these] })).wholes[0]!;
    };
    for (let times = 0; times < 2; times++) {
      const { kind, digest } = await scanned(texts);
      expect(kind).toBe('document');
      const { file } = await get(handlers, 'camera.close', { take: digest, into });
      expect(new Uint8Array(readFileSync(file!))).toEqual(bytes);
    }
    expect(readdirSync(into)).toEqual([expect.stringMatching(/^scan-[0-9a-f]{8}\.vote\.json$/)]);
    const { digest } = await scanned(texts);
    expect(await codeOf(handlers, 'camera.close', { take: digest })).toBe('CAMERA-CLOSED');
    const share = await scanned(codes(1));
    expect(await codeOf(handlers, 'camera.close', { take: share.digest, into })).toBe('CAMERA-CLOSED');
    const other = texts[0]!.replace(`:${noSet}`, `:${'01'.repeat(16)}`);
    await get(handlers, 'camera.open', { anew: true });
    expect((await get(handlers, 'camera.read', { texts: [other] })).problem?.code).toBe('PAPER-PART');
  });

  it('what was not taken, and what another start of the program took, is asked for again', async () => {
    const name = await scan(codes(1));
    expect(refusalOf(() => new Camera({}).share(name, { set }))).toMatchObject({ code: 'CAMERA-GONE', subject: name });
    for (const file of ['camera:/x', 'camera:/../etc/passwd', `${name}/../../x`.replace('camera', 'Camera')])
      expect(await codeOf(handlers, 'share.check', { file, set, identities: {} })).toBe('FOLDER-PATH');
  });

  it('bears its holder’s name where the share set says it, and its number elsewhere', async () => {
    const camera = new Camera({});
    await camera.handlers['camera.open']({ anew: true });
    const { wholes } = await camera.handlers['camera.read']({ texts: codes(2) });
    const { file = '' } = await camera.handlers['camera.close']({ take: wholes[0]!.digest });
    expect(file).toMatch(/^camera:\/[0-9a-f]{8}-[0-9a-f]{8}\/share-2\.camera$/);
    const named = (beside: Parameters<Camera['share']>[1]) => camera.share(file, beside);
    const mine = { file: file.replace('share-2', 'c2'), bytes: expect.any(Uint8Array) as unknown };
    expect(named({ set })).toEqual(mine);
    // Acts on share sets and secret fields go by it.
    expect([mine.file, file, '/m/c2.age', 'c2.PNG', '/m/c2'].map(holderByName)).toEqual([
      'c2',
      'share-2',
      'c2',
      'c2',
      'c2',
    ]);
    expect(named({ dir: home.dir })).toEqual(mine);
    expect(named({ dir: join(home.dir, 'shares') })).toMatchObject({ file });
    expect(camera.share(mine.file, { set })).toEqual(mine);
  });

  it('is checked like a file, and nothing is written', async () => {
    const before = readdirSync(home.dir, { recursive: true });
    const file = await scan(codes(1));
    const secret = ({ who }: { readonly who: string }) => home.answers.passphrases[who];
    await get(handlers, 'share.check', { file, set, identities: {} });
    const end = await room.live({ ...usual, secret });
    expect(end.verdicts).toMatchObject([{ ok: true, custodian: 'c1', file: file.replace('share-1', 'c1') }]);
    await get(handlers, 'desk.dismiss', { activity: end.id });
    expect(readdirSync(home.dir, { recursive: true })).toEqual(before);
  });
});
