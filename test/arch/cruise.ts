/** Runs dependency-cruiser over one tree with the rules of rules.ts. */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { forbidden, houseFolders } from './rules.ts';

export interface Read {
  /** Paths of the tree's own modules that were read. */
  readonly modules: string[];
  /** Each refusal: the rule, the file, the target as resolved and as written. */
  readonly refused: { rule: string; from: string; to: string }[];
}

/** Every module on disk in the house, from the tree's root. */
export const onDisk = (tree: string): string[] =>
  globSync(
    houseFolders.map((folder) => `${folder}/**/*.{ts,tsx,js,mjs,cjs}`),
    { cwd: tree },
  ).sort();

/** What exists and was not read: a gate that reads nothing refuses nothing. */
export const unread = (read: readonly string[], disk: readonly string[]): string[] =>
  disk.filter((path) => !read.includes(path));

export async function readTree(tree: string): Promise<Read> {
  const typescript = JSON.parse(readFileSync(join(tree, 'tsconfig.base.json'), 'utf8'));
  const { output } = await cruise(
    [...houseFolders],
    {
      baseDir: tree,
      validate: true,
      ruleSet: { forbidden },
      doNotFollow: { path: ['node_modules'] },
      tsPreCompilationDeps: true,
      combinedDependencies: true,
    },
    { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
    { tsConfig: typescript },
  );
  const { modules, summary } = output as ICruiseResult;
  return {
    modules: modules.map((module) => module.source).filter((path) => /^(main|preload|renderer|hsm)\//.test(path)),
    refused: summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to })),
  };
}
