/** tuf-js judges a case as a client over loopback HTTP, as judge.py does with python-tuf. */

import { createReadStream, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, normalize } from 'node:path';
import { Updater } from 'tuf-js';
import type { Answer } from './table.ts';

export interface Verdict {
  /** `broken`: the client already refused the state that it should have taken before. */
  readonly answer: Answer | 'broken';
  readonly why: string;
}

/** Serves a folder on loopback; answers the base URL. */
export async function serve(folder: string): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    const file = join(folder, normalize(decodeURIComponent(request.url ?? '/')));
    if (existsSync(file)) createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

/** Every path that the lists of a bundle have. */
export const targetsIn = (bundle: string): string[] =>
  ['targets', 'revocations', 'genesis', 'admissions'].flatMap((role) => {
    const list = JSON.parse(readFileSync(join(bundle, 'tuf', `${role}.json`), 'utf8')) as {
      signed: { targets: object };
    };
    return Object.keys(list.signed.targets);
  });

async function update(url: string, home: string, targets: readonly string[], folder: string): Promise<void> {
  const client = new Updater({
    metadataDir: home,
    metadataBaseUrl: `${url}/tuf`,
    targetDir: join(home, 'targets'),
    targetBaseUrl: url,
    config: { fetchRetries: 0, fetchRetry: 0 },
  });
  await client.refresh();
  for (const path of targets) {
    const info = await client.getTargetInfo(path);
    if (info === undefined) throw new Error(`not listed: ${path}`);
    const got = readFileSync(await client.downloadTarget(info));
    if (!got.equals(readFileSync(join(folder, path)))) throw new Error(`other bytes: ${path}`);
  }
}

async function visit(url: string, home: string, targets: readonly string[], folder: string): Promise<Verdict> {
  try {
    await update(url, home, targets, folder);
    return { answer: 'accepts', why: '' };
  } catch (error) {
    const why = String(error);
    return { answer: why.includes('Failed to download') ? 'unavailable' : 'refuses', why };
  }
}

/** Judges the case that lies in `folder` and is served at `url`. */
export async function judgeByTufJs(url: string, folder: string, targets: readonly string[]): Promise<Verdict> {
  const home = mkdtempSync(join(tmpdir(), 'tuf-js-'));
  try {
    mkdirSync(join(home, 'targets'));
    writeFileSync(join(home, 'root.json'), readFileSync(join(folder, 'root.json')));
    if (existsSync(join(folder, 'before'))) {
      const { answer, why } = await visit(`${url}/before`, home, [], join(folder, 'before'));
      if (answer !== 'accepts') return { answer: 'broken', why };
    }
    return await visit(`${url}/state`, home, targets, join(folder, 'state'));
  } finally {
    rmSync(home, { recursive: true });
  }
}
