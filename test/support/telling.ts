/** Words of a share that would tell of a leak: long ones that no text of the program's own has ("enough", "member"). */
import { globSync, readFileSync } from 'node:fs';

const own = ['main/vault/**/*.ts', 'main/core/**/*.ts', 'test/support/*.ts', 'test/unit/vault/*.ts']
  .flatMap((pattern) => globSync(pattern))
  .filter((file) => !/slip39-words|word-lists/.test(file))
  .map((file) => readFileSync(file, 'utf8').toLowerCase())
  .join('\n');

export const telling = (words: readonly string[]) => words.filter((word) => word.length > 5 && !own.includes(word));
