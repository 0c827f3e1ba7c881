/** Restore believes no file that the log did not record, and no store that a published checkpoint contradicts. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type FinishedHome, copyHome, finishedHome, rootseal } from '../support/ceremony.ts';

let finished: FinishedHome;
beforeAll(async () => {
  finished = await finishedHome('rehearsal');
});

/** One restore with three good shares; `purpose` is everything behind `--purpose`. */
function restoreIn(home: FinishedHome, ...purpose: string[]) {
  const shares = ['c1', 'c2', 'c3'].flatMap((id) => ['--share', join(finished.dir, 'shares', `${id}.age`)]);
  const args = ['restore', home.dir, ...shares, '--answers', home.answersFile, '--json', '--purpose', ...purpose];
  const { status, stdout } = rootseal(home, args);
  return { status, ...(JSON.parse(stdout) as { code?: string; subject?: string }) };
}

describe('restore', () => {
  it('refuses a store put back to an earlier day, and touches nothing', () => {
    const home = copyHome(finished);
    expect(restoreIn(home, 'drill').status).toBe(0);
    const checkpoint = join(home.dir, 'public', 'log', 'checkpoint');
    const published = readFileSync(checkpoint, 'utf8');
    for (const name of ['ceremony.db', 'ceremony.db-wal', 'ceremony.db-shm'])
      rmSync(join(home.dir, name), { force: true });
    cpSync(join(finished.dir, 'ceremony.db'), join(home.dir, 'ceremony.db'));
    expect(restoreIn(home, 'drill')).toMatchObject({
      status: 1,
      code: 'HOME-LOG-AHEAD',
      subject: 'public/log/checkpoint',
    });
    expect(readFileSync(checkpoint, 'utf8')).toBe(published);
  });

  it('refuses a sealed root that is not the one recorded', () => {
    const home = copyHome(finished);
    const sealed = join(home.dir, 'sealed', 'root-ed.sealed');
    writeFileSync(sealed, readFileSync(join(home.dir, 'sealed', 'root-sm.sealed')));
    expect(restoreIn(home, 'drill')).toMatchObject({ status: 1, code: 'HOME-ALTERED' });
  });

  it('asks where the result goes before anything is opened: not inside the home, not below a folder that is not there', () => {
    const home = copyHome(finished);
    const input = join(home.dir, '..', 'input');
    writeFileSync(input, 'agreed');
    const signing = (out: string) => restoreIn(home, 'sign', '--root', 'root-ed', '--in', input, '--out', out);
    for (const out of [join(home.dir, 'public', 'genesis', 'x.sig'), '/proc/nope/sig'])
      expect(signing(out)).toMatchObject({ status: 2, code: 'RESTORE-OUT', subject: out });
  });

  it.skipIf(process.platform === 'win32')(
    'signs an ordinary file only: a pipe may give other bytes the second time',
    () => {
      const home = copyHome(finished);
      const pipe = join(home.dir, '..', 'pipe');
      execFileSync('mkfifo', [pipe]);
      const out = join(home.dir, '..', 'out.sig');
      const answer = restoreIn(home, 'sign', '--root', 'root-ed', '--in', pipe, '--out', out);
      expect(answer).toMatchObject({ status: 2, code: 'FILE-READ', subject: pipe });
      expect(existsSync(out)).toBe(false);
    },
  );
});
