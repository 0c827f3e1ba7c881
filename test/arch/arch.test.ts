/**
 * The directions of the house hold on the real tree, and the gate that says so can refuse: every import that the
 * table forbids is planted into a copy of the tree and seen refused, and a module that was not read is noticed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onDisk, readTree, unread, type Read } from './cruise.ts';
import { allows, homeless, houseFolders, rooms, violations } from './rules.ts';

const root = join(import.meta.dirname, '..', '..');

describe('the house as it stands', () => {
  let read: Read;
  beforeAll(async () => {
    read = await readTree(root);
  });

  it('imports in the directions of the table alone', () => {
    expect(read.refused).toEqual([]);
  });

  it('was read whole', () => {
    const disk = onDisk(root);
    expect(disk.length).toBeGreaterThan(10);
    expect(unread(read.modules, disk)).toEqual([]);
  });

  it('has no module outside the rooms', () => {
    expect(homeless(onDisk(root))).toEqual([]);
  });

  it('is described in docs/architecture.md by the same rows', () => {
    const page = readFileSync(join(root, 'docs', 'architecture.md'), 'utf8');
    expect(rooms.map((room) => room.says).filter((row) => !page.includes(row))).toEqual([]);
  });
});

describe('the gate refuses', () => {
  const relative = (from: string, to: string) => {
    const path = posix.relative(posix.dirname(from), to);
    return path.startsWith('.') ? path : `./${path}`;
  };
  const installed = (name: string) => existsSync(join(root, 'node_modules', name, 'package.json'));
  const planted = violations(relative, installed);
  let tree: string;
  let read: Read;

  /** A copy of the house in which each room's sample file holds everything that this room may not import. */
  function plant(into: string) {
    for (const folder of houseFolders)
      if (existsSync(join(root, folder))) cpSync(join(root, folder), join(into, folder), { recursive: true });
    for (const file of ['package.json', 'tsconfig.base.json']) cpSync(join(root, file), join(into, file));
    symlinkSync(join(root, 'node_modules'), join(into, 'node_modules'));
    for (const sample of [...rooms.map((room) => room.sample), 'test/planted.ts']) {
      const path = join(into, sample);
      mkdirSync(dirname(path), { recursive: true });
      const imports = planted
        .filter((one) => one.from === sample)
        .map((one, n) => `import ${one.types ? `type { a as t${n} }` : `{ a as v${n} }`} from '${one.to}';`);
      writeFileSync(path, [...imports, 'export const a = 1;', ''].join('\n'));
    }
  }

  beforeAll(async () => {
    tree = mkdtempSync(join(tmpdir(), 'rootseal-arch-'));
    plant(tree);
    read = await readTree(tree);
  });
  afterAll(() => rmSync(tree, { recursive: true, force: true }));

  const target = ({ from, to }: { from: string; to: string }) =>
    to.startsWith('.') ? posix.join(posix.dirname(from), to) : to.replace('node:', '');
  const reaches = (resolved: string, wanted: string) =>
    resolved === wanted || resolved.replace('node:', '') === wanted || resolved.includes(`node_modules/${wanted}/`);

  it.each(rooms.map((room) => [room.name, room] as const))('everything %s may not import', (_name, room) => {
    const mine = planted.filter((one) => one.from === room.sample);
    const missed = mine.filter(
      (one) =>
        !read.refused.some((hit) => hit.rule === one.rule && hit.from === one.from && reaches(hit.to, target(one))),
    );
    expect(mine.length).toBeGreaterThan(10);
    expect(missed).toEqual([]);
  });

  it('and nothing that the table allows', () => {
    const wrong = read.refused.filter(({ rule, from, to }) => {
      const [here, there] = [from, to].map((path) => rooms.find((room) => new RegExp(room.path).test(path)));
      return rule.endsWith(': rooms') && to === there?.sample && here !== undefined && allows(here, there);
    });
    expect(wrong).toEqual([]);
  });

  it('a circle, a module that is nowhere, and a file in no room', async () => {
    const small = mkdtempSync(join(tmpdir(), 'rootseal-arch-'));
    for (const folder of houseFolders) mkdirSync(join(small, folder));
    mkdirSync(join(small, 'main', 'store'));
    for (const file of ['package.json', 'tsconfig.base.json']) cpSync(join(root, file), join(small, file));
    writeFileSync(join(small, 'main/store/a.ts'), `import { b } from './b.ts';\nexport const a = b;\n`);
    writeFileSync(join(small, 'main/store/b.ts'), `import { a } from './a.ts';\nexport const b = a;\n`);
    writeFileSync(join(small, 'main/store/c.ts'), `import { d } from './nowhere.ts';\nexport const c = d;\n`);
    writeFileSync(join(small, 'main/helpers.ts'), 'export const h = 1;\n');
    const { refused } = await readTree(small);
    expect(new Set(refused.map((one) => one.rule))).toEqual(new Set(['no circles', 'no guesses']));
    expect(homeless(onDisk(small))).toEqual(['main/helpers.ts']);
    rmSync(small, { recursive: true });
  });

  it('a tree of which a module was not read', () => {
    expect(unread(read.modules, onDisk(tree))).toEqual([]);
    expect(unread(read.modules.slice(1), onDisk(tree))).toHaveLength(1);
    expect(unread([], onDisk(tree)).length).toBeGreaterThan(10);
  });
});
