import { describe, expect, test } from 'vitest';
import { isWitnessed, parsePolicy } from '../../../main/core/audit/policy.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { codeOf, key } from './help.ts';
import { witness } from './witness-help.ts';

const people = [1, 2, 3, 4, 5].map((fill) => witness(fill));
const lines = people.map(({ vkey }, i) => `witness W${String(i + 1)} ${vkey}`);
const base = [`log ${key.vkey}`, ...lines];
const policy = (...more: string[]) => parsePolicy(utf8([...base, ...more, ''].join('\n')));
const by = (...numbers: number[]) => numbers.map((n) => people[n - 1]!.key);

describe('C2SP tlog-policy', () => {
  test('a quorum of two levels counts as the specification’s example does', () => {
    const two = policy('group X 2 W1 W2 W3', 'group Y any W4 W5', 'group both all X Y', 'quorum both');
    const met = (...numbers: number[]) => isWitnessed(two, by(...numbers));
    expect([met(1, 2, 4), met(1, 3, 5), met(1, 2, 3, 4, 5)]).toEqual([true, true, true]);
    expect([met(1, 2, 3), met(1, 4, 5), met(), met(1, 1, 4)]).toEqual([false, false, false, false]);
  });

  test('one witness, nobody, comments and white space', () => {
    expect(isWitnessed(policy('quorum W2'), by(2))).toBe(true);
    expect(isWitnessed(policy('quorum W2'), by(1, 3))).toBe(false);
    expect(isWitnessed(policy('quorum none'), [])).toBe(true);
    expect(isWitnessed(policy(' \t# 见证人', '', '\tquorum  W1\t'), by(1))).toBe(true);
  });

  test('names are told apart by their bytes, and URLs are allowed', () => {
    const text = [`witness 王芳 ${people[0]!.vkey} https://w.example/`, 'quorum 王芳', ''].join('\n');
    expect(isWitnessed(parsePolicy(utf8(text)), by(1))).toBe(true);
  });

  test.each([
    [['quorum W9'], 7],
    [['quorum W1', 'quorum W2'], 8],
    [['quorum W1 W2'], 7],
    [['group G 3 W1 W2', 'quorum G'], 7],
    [['group G 0 W1 W2', 'quorum G'], 7],
    [['group G all', 'quorum G'], 7],
    [['group G any W1 W1', 'quorum G'], 7],
    [['group G any G', 'quorum G'], 7],
    [['group none any W1', 'quorum none'], 7],
    [['group W1 any W2', 'quorum W1'], 7],
    [['group A any W1', 'group B any W1 W2', 'quorum B'], 8],
    [['group G 01 W1', 'quorum G'], 7],
    [[`witness W6 ${people[0]!.vkey}`, 'quorum W6'], 7],
    [[`log ${key.vkey}`, 'quorum none'], 7],
    [['require W1', 'quorum W1'], 7],
    [['quorum W1\r'], 7],
    [['#rootseal max-age 0', 'quorum W1'], 7],
    [['#rootseal max-age 9', '#rootseal max-age 8', 'quorum W1'], 8],
    [['#rootseal root abc', 'quorum W1'], 7],
    [['#rootseal maxage 9', 'quorum W1'], 7],
  ])('refuses %j, naming the line', (more, line) => {
    expect(() => policy(...more)).toThrow(expect.objectContaining({ code: 'POLICY-FORM' }));
    expect(() => policy(...more)).toThrow(`line ${String(line)}`);
  });

  test('demands of ours stand in comments', () => {
    const root = 'ab'.repeat(32);
    expect(policy(`#rootseal root ${root}`, '#rootseal max-age 90', 'quorum W1')).toMatchObject({ root, maxAge: 90 });
  });

  test('refuses a policy without a quorum, and keys of the wrong kind', () => {
    expect(codeOf(() => policy())).toBe('POLICY-FORM');
    expect(codeOf(() => parsePolicy(utf8(`log ${people[0]!.vkey}\nquorum none\n`)))).toBe('VKEY-ALGORITHM');
    expect(codeOf(() => parsePolicy(utf8(`witness A ${key.vkey}\nquorum A\n`)))).toBe('VKEY-WITNESS');
  });
});
