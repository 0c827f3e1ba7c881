/**
 * Runs what the documents tell people to type: every fenced block marked ```sh run of the documents named, in
 * their order, literally, in one shell for each document, from the folder given. The shell stops at the first
 * command that fails; the block it stopped in is named.
 *
 *   node scripts/docs-run.mjs FOLDER DOCUMENT…
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...documents] = process.argv.slice(2);
if (folder === undefined || documents.length === 0) {
  console.error('use: node scripts/docs-run.mjs FOLDER DOCUMENT…');
  process.exit(2);
}

/** The marked blocks of one document: the line each begins at, and its text. */
function blocks(text) {
  const found = text.matchAll(/^```sh run[ \t]*\n([\s\S]*?)^```[ \t]*$/gm);
  return [...found].map((hit) => ({ line: text.slice(0, hit.index).split('\n').length, code: hit[1] }));
}

/** One script: each block behind a line that says where it stands. */
const scriptOf = (name, all) =>
  ['set -e', ...all.flatMap(({ line, code }) => [`echo '== ${name}:${line}' >&2`, code])].join('\n');

function runDocument(name) {
  const all = blocks(readFileSync(join(folder, name), 'utf8'));
  if (all.length === 0) {
    console.error(`${name}: no block is marked \`sh run\``);
    return false;
  }
  // The script is an argument, so that a program which reads its standard input cannot eat the rest of it.
  const { status } = spawnSync('sh', ['-c', scriptOf(name, all)], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  console.error(
    status === 0 ? `${name}: ${all.length} blocks ran` : `${name}: stopped with ${status} in the block named last`,
  );
  return status === 0;
}

const results = documents.map((name) => {
  try {
    return runDocument(name);
  } catch (error) {
    console.error(`${name}: ${error.message}`);
    return false;
  }
});
process.exit(results.every(Boolean) ? 0 : 1);
