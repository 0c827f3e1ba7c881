/**
 * THIRD-PARTY-LICENSES.txt, from what the packages say of themselves: every package whose name stands in the shipped
 * sources, with all that these depend on, and the two runtimes, whose own files lie beside them.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byBytes } from './files.ts';

interface Metadata {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly homepage?: string;
  readonly repository?: string | { readonly url?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

interface Declared {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** Needed to compile native code, which comes compiled; or only typings. */
const notShipped = /^(node-addon-api|electron|@types\/.*)$/;

const shippedSources = '{main,preload,renderer,hsm}/**/*.{ts,tsx,css,html}';

/** The text of the file, for a checkout whose packages are installed. `runtimes`: what is shipped whole, in words. */
export function licences(root: string, runtimes: readonly string[]): string {
  const packages = closure(root, namedInSources(root)).map((folder) => describe(folder));
  const head = [
    'Rootseal is licensed under Apache-2.0 (LICENSE). It is made with the work of others, under the licences below.',
    'Two programs are shipped whole, with their own licence files:',
    '',
    ...runtimes.map((line) => `  ${line}`),
    '',
  ];
  return [head.join('\n'), ...packages].join(`\n${'='.repeat(100)}\n\n`);
}

/** Dependencies of package.json whose name is quoted in a shipped source. */
function namedInSources(root: string): string[] {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Declared;
  const sources = globSync(shippedSources, { cwd: root })
    .map((name) => readFileSync(join(root, name), 'utf8'))
    .join('\n');
  return Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !notShipped.test(name) && new RegExp(`['"](?:[./]*node_modules/)?${name}(?:/[^'"]*)?['"]`).test(sources),
  );
}

/** Folders of packages and of all they depend on, resolved as Node does; each name and version once, in order. */
function closure(root: string, names: readonly string[]): string[] {
  const folders = new Map<string, string>();
  const visit = (name: string, from: string) => {
    if (notShipped.test(name)) return;
    const folder = resolve(name, from, root);
    const { version, dependencies = {} } = metadata(folder);
    const key = `${name} ${version}`;
    if (folders.has(key)) return;
    folders.set(key, folder);
    for (const next of Object.keys(dependencies)) visit(next, folder);
  };
  for (const name of names) visit(name, root);
  return [...folders].sort(([one], [other]) => byBytes(one, other)).map(([, folder]) => folder);
}

function resolve(name: string, from: string, root: string): string {
  for (let at = from; at.startsWith(root); at = join(at, '..')) {
    const folder = join(at, 'node_modules', name);
    if (existsSync(join(folder, 'package.json'))) return folder;
  }
  throw new Error(`${name}, needed by ${from}, is not installed`);
}

const metadata = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Metadata;

function describe(folder: string): string {
  const { name, version, license, homepage, repository } = metadata(folder);
  const address = homepage ?? (typeof repository === 'string' ? repository : repository?.url);
  // hidapi lies in node-hid with licences of its own.
  const texts = globSync('{*,hidapi/*}', { cwd: folder })
    .filter((file) => /^(hidapi\/)?(licen[cs]e|copying|notice|ofl|thirdpartynotices)([._-]|$)/i.test(file))
    .sort(byBytes)
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} ${version} names no licence`);
  // One that names none in its metadata (png-js) has a file whose first line does.
  const called = license ?? texts[0]?.split('\n')[0] ?? '';
  const said = [`${name} ${version}`, called, address ?? ''].join('\n').trim();
  return `${[said, ...texts].join('\n\n')}\n`;
}
