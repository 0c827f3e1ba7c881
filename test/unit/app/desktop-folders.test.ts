/** The folder browser's side, on real folders: what is shown, in which order, what is refused, media, new folders. */
import { chmodSync, mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersHandlers } from '../../../main/app/desktop/folders.ts';
import { mediaIn, mountedMedia } from '../../../main/app/desktop/media.ts';
import { SettingsFile } from '../../../main/app/desktop/settings-file.ts';
import { ask, codeOf, get, newFolder, optionsIn } from './desktop-help.ts';

const list = (folder: string, path?: string) =>
  get(foldersHandlers(optionsIn(folder)), 'folders.list', path === undefined ? {} : { path });

describe('a folder', () => {
  it('shows folders first, then files, in one order for every language, without hidden ones', async () => {
    const folder = newFolder();
    for (const name of ['zebra', 'Äpfel', 'alpha', '.git']) mkdirSync(join(folder, name));
    for (const name of ['b.json', 'A.json', 'a.json', '份额.age', '.hidden']) writeFileSync(join(folder, name), 'abc');
    utimesSync(join(folder, 'b.json'), 1_000_000_000, 1_000_000_000);
    const { entries, parent, writable, more, free } = await list(folder);
    expect(entries.map(({ name }) => name)).toEqual([
      'alpha',
      'zebra',
      'Äpfel',
      'A.json',
      'a.json',
      'b.json',
      '份额.age',
    ]);
    expect(entries.map(({ kind }) => kind)).toEqual([...Array(3).fill('folder'), ...Array(4).fill('file')]);
    expect(entries[5]).toEqual({
      ...{ name: 'b.json', path: join(folder, 'b.json'), kind: 'file', size: 3 },
      modified: '2001-09-09T01:46:40.000Z',
    });
    expect([parent, writable, more, free > 0]).toEqual([join(folder, '..'), true, false, true]);
  });

  it('shows a link as what it leads to, and nothing that cannot be chosen', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'plan.json'), '{}');
    symlinkSync('real', join(folder, 'link'));
    symlinkSync('plan.json', join(folder, 'plan-link'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    symlinkSync('circle', join(folder, 'circle'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const { entries } = await list(folder);
    expect(entries.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'link folder',
      'real folder',
      'plan-link file',
      'plan.json file',
    ]);
    const inside = await list(folder, join(folder, 'link'));
    expect([inside.path, inside.parent]).toEqual([join(folder, 'link'), folder]);
  });

  it('of more than 2,000 lines says so, and keeps its folders', async () => {
    const folder = newFolder();
    for (let i = 0; i < 2001; i++) writeFileSync(join(folder, `a${i}`), '');
    mkdirSync(join(folder, 'zz'));
    const { entries, more } = await list(folder);
    expect([entries.length, more, entries[0]?.name]).toEqual([2000, true, 'zz']);
  });

  it('shows what a name hides, and goes there all the same', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'a\u202eb'));
    const { entries } = await list(folder);
    expect(entries[0]?.name).toBe('a\\u{202e}b');
    expect((await list(folder, entries[0]?.path)).entries).toEqual([]);
  });

  it('that is not there, is a file, or is no full path is refused with the reason in both languages', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const handlers = foldersHandlers(optionsIn(folder));
    const gone = await ask(handlers, 'folders.list', { path: join(folder, 'gone') });
    expect(gone).toMatchObject({ code: 'FOLDER-READ' });
    expect(gone).toMatchObject({ en: expect.stringContaining('there is nothing of this name (ENOENT)') as string });
    expect(gone).toMatchObject({ zh: expect.stringContaining('不存在（ENOENT）') as string });
    const file = await ask(handlers, 'folders.list', { path: join(folder, 'file') });
    expect(file).toMatchObject({ code: 'FOLDER-READ', en: expect.stringContaining('ENOTDIR') as string });
    for (const path of ['relative', '../up', `${folder}\0`])
      expect(await codeOf(handlers, 'folders.list', { path })).toBe('FOLDER-PATH');
  });

  it('that may not be read is refused, one that may not be written says so (root may do both)', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'shut'), { mode: 0 });
    mkdirSync(join(folder, 'still'), { mode: 0o500 });
    const handlers = foldersHandlers(optionsIn(folder));
    const root = process.getuid?.() === 0;
    const said = [
      await codeOf(handlers, 'folders.list', { path: join(folder, 'shut') }),
      (await list(folder, join(folder, 'still'))).writable,
      await codeOf(handlers, 'folders.make', { in: join(folder, 'still'), name: 'a' }),
    ];
    expect(said).toEqual(root ? ['accepted', true, 'accepted'] : ['FOLDER-READ', false, 'FOLDER-WRITE']);
    chmodSync(join(folder, 'shut'), 0o700);
    expect(await codeOf(handlers, 'folders.list', { path: join(folder, 'shut') })).toBe('accepted');
  });

  it('opens where the settings say, while that is there', async () => {
    const folder = newFolder();
    const options = optionsIn(folder);
    const settings = new SettingsFile(options.settingsFile);
    const start = join(folder, 'start');
    settings.write({ ...settings.read(), start });
    expect((await list(folder)).path).toBe(folder);
    mkdirSync(start);
    expect((await list(folder)).path).toBe(start);
  });

  it('at the top has no parent', async () => {
    expect((await list(newFolder(), '/')).parent).toBeNull();
  });
});

describe('places', () => {
  it('are the own folder, media, examples and the computer', async () => {
    const folder = newFolder();
    const stick = join(folder, '安全 盘');
    const mounts = join(folder, 'mounts');
    writeFileSync(mounts, `/dev/sdb1 ${stick.replaceAll(' ', '\\040')} vfat rw,nosuid 0 0\n`);
    const options = { ...optionsIn(folder), mounts };
    const { places } = await get(foldersHandlers(options), 'folders.list', {});
    expect(places.map(({ kind, path }) => [kind, path])).toEqual([
      ['own', folder],
      ['medium', stick],
      ['examples', options.folders.examples],
      ['root', '/'],
    ]);
    expect(places[1]?.name).toEqual({ en: '安全 盘', zh: '安全 盘' });
  });

  it('are taken from the table of mounts: sticks and discs by where or what they are, the machine’s own disks not', () => {
    const table = [
      '/dev/vda / ext4 rw 0 0',
      'proc /proc proc rw 0 0',
      '/dev/sda1 /boot/efi vfat rw 0 0',
      '/dev/sdb1 /media/ann/KEY\\040STICK\\134A ext4 rw 0 0',
      '/dev/sdc1 /srv/card exfat rw 0 0',
      '/dev/sr0 /cdrom iso9660 ro 0 0',
      '/dev/sdd1 /run/media/ann/盘 ntfs3 rw 0 0',
      '/dev/sdd1 /run/media/ann/盘 ntfs3 rw 0 0',
      'tmpfs /run/media tmpfs rw 0 0',
      '/dev/sde /mnt/backup btrfs rw 0 0',
      '',
    ].join('\n');
    expect(mediaIn(table)).toEqual([
      { name: 'cdrom', path: '/cdrom' },
      { name: 'KEY STICK\\A', path: '/media/ann/KEY STICK\\A' },
      { name: 'backup', path: '/mnt/backup' },
      { name: '盘', path: '/run/media/ann/盘' },
      { name: 'card', path: '/srv/card' },
    ]);
    expect(mountedMedia('/nowhere/mounts')).toEqual([]);
  });
});

describe('a new folder', () => {
  it('is for its owner alone, and is made once', async () => {
    const folder = newFolder();
    const handlers = foldersHandlers(optionsIn(folder));
    const { path } = await get(handlers, 'folders.make', { in: folder, name: '溯源联盟 2026' });
    expect([path, statSync(path).mode & 0o777]).toEqual([join(folder, '溯源联盟 2026'), 0o700]);
    expect(await codeOf(handlers, 'folders.make', { in: folder, name: '溯源联盟 2026' })).toBe('FOLDER-TAKEN');
  });

  it.each([
    ...['a/b', '..', '.hidden', 'a\\b', 'C:', 'what?', 'a\u0007b', 'a\nb', 'a\u202eb', 'end.', ' lead', 'tail ', '  '],
    ...['con', 'NUL', 'com1.txt', 'Lpt9', '长'.repeat(100)],
  ])('is not called %j', async (name) => {
    const folder = newFolder();
    const handlers = foldersHandlers(optionsIn(folder));
    const refused = await ask(handlers, 'folders.make', { in: folder, name });
    expect(refused.code).toBe('FOLDER-NAME');
    expect((await list(folder)).entries).toEqual([]);
  });

  it.each(['console', 'a.b', 'com10', 'NULL', "Bob's", '份额'])('may be called %j', async (name) => {
    const folder = newFolder();
    expect(await codeOf(foldersHandlers(optionsIn(folder)), 'folders.make', { in: folder, name })).toBe('accepted');
  });

  it('is made in a folder that is there', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const handlers = foldersHandlers(optionsIn(folder));
    expect(await codeOf(handlers, 'folders.make', { in: join(folder, 'gone'), name: 'a' })).toBe('FOLDER-READ');
    expect(await codeOf(handlers, 'folders.make', { in: join(folder, 'file'), name: 'a' })).toBe('FOLDER-READ');
    expect(await codeOf(handlers, 'folders.make', { in: '/proc', name: 'a' })).toBe('FOLDER-WRITE');
  });
});
