/** What the verifier prints of names and values that others chose: nothing of it moves a cursor, hides or reorders text. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { verdictText } from '../../main/cli/verify/verdict.ts';

const folder = mkdtempSync(join(tmpdir(), 'rootseal-printable-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const evil = [
  '\u001b[2Kok',
  '\n',
  'bundle: valid, anchored',
  '\r',
  '\u009b1A',
  '\u202e',
  '\u2066',
  '\u2028',
  '\u007f',
].join('');
const active = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const main = join(import.meta.dirname, '..', '..', 'main', 'cli', 'verify', 'main.ts');
const run = (...args: string[]) =>
  spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8', env: { LANG: 'C' } });

describe('the text of a report', () => {
  it('has one line for each check and one for the verdict, whatever the details hold', () => {
    const verdict = { valid: false, anchored: false, accepted: false, judged: false, rehearsal: false };
    const checks = [
      { id: 'PLAN', ok: true, detail: evil },
      { id: 'FILES', ok: false, detail: 'x', code: 'VERIFY-EXTRA', subject: evil },
    ];
    for (const text of Object.values(verdictText('bundle', checks, verdict))) {
      const lines = text.split('\n');
      expect(lines).toHaveLength(3);
      for (const line of lines) expect(line).not.toMatch(active);
      expect(text).toContain(
        '\\u{1b}[2Kok\\u{a}bundle: valid, anchored\\u{d}\\u{9b}1A\\u{202e}\\u{2066}\\u{2028}\\u{7f}',
      );
    }
  });
});

describe('rootseal-verify over a name with control characters', () => {
  it('of a file in a bundle', () => {
    mkdirSync(join(folder, 'log'));
    writeFileSync(join(folder, 'plan.json'), JSON.stringify({ format: evil }));
    writeFileSync(join(folder, evil.replaceAll('/', '')), 'x');
    const { status, stdout } = run('.');
    expect(status).toBe(1);
    for (const line of stdout.trimEnd().split('\n')) expect(line).not.toMatch(active);
    expect(stdout).not.toContain('\nbundle: valid');
  });

  it('of a path that is not there, in text and in JSON', () => {
    const { status, stderr } = run(evil);
    expect(status).toBe(2);
    expect(stderr.trimEnd()).not.toMatch(active);
    const json = run(evil, '--json').stdout.trimEnd();
    expect(json).not.toMatch(active);
    expect((JSON.parse(json) as { subject: string }).subject).toBe(evil);
  });

  it('of an option', () => {
    const { status, stderr } = run(`--${evil}`);
    expect(status).toBe(2);
    for (const line of stderr.trimEnd().split('\n')) expect(line).not.toMatch(active);
    expect(stderr).not.toContain('\nbundle: valid');
  });
});
