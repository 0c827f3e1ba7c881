/**
 * Every fuzz target over its corpus once: seeds of real documents, and what the fuzzer found beside them. The fuzzer
 * itself runs elsewhere (`npm run fuzz`).
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { planRules } from '../../main/core/ceremony/plan-rules.ts';
import { RootsealError, refuse } from '../../main/core/rules.ts';
import { canonical, read } from './target.ts';
import { targets } from './targets.ts';

const corpus = fileURLToPath(new URL('corpus/', import.meta.url));
const filesOf = (name: string) => readdirSync(`${corpus}${name}`);
const bytesIn = (name: string, file: string) => new Uint8Array(readFileSync(`${corpus}${name}/${file}`));

describe('each target', () => {
  it('has a corpus, and each corpus a target', () => {
    expect(readdirSync(corpus).toSorted()).toEqual(targets.map(({ name }) => name).toSorted());
  });

  it.each(targets.map((target) => [target.name, target] as const))(
    '%s takes its seeds and survives the rest',
    (name, { run }) => {
      const seeds = filesOf(name).filter((file) => file.startsWith('seed-'));
      expect(seeds.filter((file) => run(bytesIn(name, file)))).toEqual(seeds);
      expect(seeds.length).toBeGreaterThan(0);
      for (const file of filesOf(name)) run(bytesIn(name, file));
    },
  );

  it('together they are small enough for a repository', () => {
    const sizes = targets.flatMap(({ name }) => filesOf(name).map((file) => bytesIn(name, file).length));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_000_000);
    expect(existsSync(corpus)).toBe(true);
  });
});

describe('a target fails', () => {
  const bytes = Uint8Array.of(1, 2);
  const throwing = (error: Error) => () =>
    read((): unknown => {
      throw error;
    });

  it('on an error that is no refusal, and on a refusal without a code or a text', () => {
    expect(throwing(refuse(planRules, 'PLAN-SEED', { field: 'x' }))()).toBeUndefined();
    expect(throwing(new RangeError('the stack'))).toThrow();
    expect(throwing(new RootsealError('', { en: 'x', zh: 'x' }, 1))).toThrow();
    expect(throwing(new RootsealError('A-B', { en: 'x', zh: '' }, 1))).toThrow();
  });

  it('on a document that is written back to other bytes, and on one that changes its input', () => {
    const same = (x: Uint8Array) => x;
    expect(canonical(same, same)(bytes)).toBe(true);
    expect(() => canonical(same, () => Uint8Array.of(1))(bytes)).toThrow();
    expect(() => canonical((x) => x.fill(0), same)(bytes)).toThrow();
  });
});
