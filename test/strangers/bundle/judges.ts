/** The strangers that judge the parts of a bundle: Go's sumdb, tuf-js and python-tuf, OpenSSL, the JD Chain classes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs } from '../../../main/core/encoding/jcs.ts';
import type { SuiteName } from '../../../main/core/keys/index.ts';
import { toSpkiPem } from '../../../main/core/keys/pem.ts';
import { absence as jdchainAbsence } from '../jdchain/jvm.ts';
import { OpenSsl, opensslVersion } from '../openssl/openssl.ts';
import { absence as goAbsence, judgeByGo, lay } from '../tlog/go.ts';
import { absence as pythonAbsence, judgeByPython } from '../tuf/python.ts';
import { judgeByTufJs, serve } from '../tuf/tuf-js.ts';

export type Files = ReadonlyMap<string, Uint8Array>;

const openssl = opensslVersion();

/** Why a stranger cannot be asked; empty if it can. */
export const absences = {
  go: goAbsence(),
  python: pythonAbsence(),
  openssl: 'absent' in openssl ? openssl.absent : '',
  jdchain: jdchainAbsence(),
} as const;

export const required = process.env.ROOTSEAL_STRANGERS === 'required';

/** Says aloud who is not there; answers the words for a suite's title. */
export function missing(...who: readonly (keyof typeof absences)[]): string {
  const why = who.map((one) => absences[one]).filter((text) => text !== '');
  if (why.length > 0) console.warn(`skipped: ${why.join('; ')}`);
  return why.length > 0 ? ` (skipped: ${why.join('; ')})` : '';
}

export const below = (prefix: string, files: Files): Map<string, Uint8Array> =>
  new Map([...files].filter(([path]) => path.startsWith(prefix)).map(([path, b]) => [path.slice(prefix.length), b]));

export interface Said {
  readonly accepted: boolean;
  readonly why: string;
}

/** Go over `log/`, under the key of `log.vkey`. */
export function judgeLog(files: Files): Said & { report: Record<string, unknown> } {
  return judgeByGo(below('log/', files), fromUtf8(files.get('log.vkey')!).trimEnd());
}

/** What a TUF client asks for: every target that a list has, read without any check of ours. */
export function targetsOf(files: Files): string[] {
  return ['targets', 'revocations', 'genesis', 'admissions'].flatMap((role) => {
    const bytes = files.get(`tuf/${role}.json`);
    if (!bytes) return [];
    const { signed } = parseJcs(bytes, role) as { signed: { targets: object } };
    return Object.keys(signed.targets);
  });
}

/** Both TUF clients over several bundles, each trusting the bundle's own first root. */
export async function judgeTuf(bundles: readonly Files[]): Promise<{ tufJs: Said; python: Said }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-tuf-'));
  const place = (i: number) => join(folder, String(i));
  const { server, url } = await serve(folder);
  try {
    for (const [i, files] of bundles.entries()) {
      const targets = new TextEncoder().encode(JSON.stringify({ targets: targetsOf(files) }));
      lay(place(i), [
        ['root.json', files.get('tuf/1.root.json')!],
        ['case.json', targets],
      ]);
      lay(join(place(i), 'state'), files);
    }
    const python = absences.python === '' ? judgeByPython(folder) : new Map<number, never>();
    const all = bundles.map(async (files, i) => {
      const said = await judgeByTufJs(`${url}/${String(i)}`, place(i), targetsOf(files));
      return { tufJs: plain(said), python: plain(python.get(i) ?? { answer: 'broken', why: absences.python }) };
    });
    return await Promise.all(all);
  } finally {
    server.close();
    rmSync(folder, { recursive: true });
  }
}

const plain = ({ answer, why }: { answer: string; why: string }): Said => ({
  accepted: answer === 'accepts',
  why: `${answer} ${why}`,
});

/** OpenSSL over one signature of 64 bytes. */
export function judgeSignature(
  suite: SuiteName,
  publicKey: Uint8Array | string,
  signature: Uint8Array | string,
  message: Uint8Array,
): Said {
  const bytes = (value: Uint8Array | string) => (typeof value === 'string' ? fromHex(value, 'hex') : value);
  const folder = mkdtempSync(join(tmpdir(), 'bundle-openssl-'));
  try {
    const pem = toSpkiPem(suite, bytes(publicKey));
    const accepted = new OpenSsl(folder).verify(suite, bytes(signature), message, pem);
    return { accepted, why: accepted ? '' : 'Signature Verification Failure' };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
