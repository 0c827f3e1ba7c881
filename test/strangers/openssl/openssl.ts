/** The `openssl` program on files of one folder: sign, verify, make and read keys. */

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signatureFromDer, signatureToDer } from '../../../main/core/keys/der.ts';
import type { SuiteName } from '../../../main/core/keys/index.ts';

/** The user id both sides of an SM2 signature must name. */
const userId = '1234567812345678';

const messageOptions = (suite: SuiteName, id: string): string[] => {
  if (suite === 'ed25519') return ['-rawin'];
  if (suite === 'p256') return ['-rawin', '-digest', 'sha256'];
  return ['-rawin', '-digest', 'sm3', '-pkeyopt', `distid:${id}`];
};

/** What `openssl version` says, or why there is none that knows SM2. */
export function opensslVersion(): { version: string } | { absent: string } {
  const { stdout } = spawnSync('openssl', ['version'], { encoding: 'utf8' });
  const version = (stdout as string | null)?.trim() ?? '';
  if (/^OpenSSL ([3-9]|\d\d)\./.test(version)) return { version };
  return { absent: `no OpenSSL 3 here (${version || 'no such program'}): run test/strangers/openssl/setup.sh` };
}

export class OpenSsl {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  private file(name: string): string {
    return join(this.folder, name);
  }

  private put(name: string, content: Uint8Array | string): string {
    writeFileSync(this.file(name), content);
    return this.file(name);
  }

  /** Runs a command that must succeed. */
  private run(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** The public key PEM that OpenSSL derives from a private key PEM. */
  publicPem(privatePem: Uint8Array): string {
    return this.run('pkey', '-in', this.put('private.pem', privatePem), '-pubout');
  }

  /** A private key PEM of OpenSSL's own making. */
  generate(suite: SuiteName): Uint8Array {
    const curve = { sm2: 'SM2', p256: 'P-256', ed25519: '' }[suite];
    const kind = curve === '' ? ['ED25519'] : ['EC', '-pkeyopt', `ec_paramgen_curve:${curve}`];
    this.run('genpkey', '-algorithm', ...kind, '-out', this.file('private.pem'));
    return readFileSync(this.file('private.pem'));
  }

  /** OpenSSL's signature as 64 bytes. */
  sign(suite: SuiteName, message: Uint8Array, privatePem: Uint8Array, id = userId): Uint8Array {
    const key = this.put('private.pem', privatePem);
    const out = this.file('signature');
    const options = messageOptions(suite, id);
    this.run('pkeyutl', '-sign', '-inkey', key, '-in', this.put('message', message), '-out', out, ...options);
    const signature = new Uint8Array(readFileSync(out));
    return suite === 'ed25519' ? signature : signatureFromDer(signature);
  }

  /** OpenSSL's verdict, from its words and its exit code, which must agree. */
  verify(suite: SuiteName, signature: Uint8Array, message: Uint8Array, publicPem: string, id = userId): boolean {
    const key = this.put('public.pem', publicPem);
    const sig = this.put('signature', suite === 'ed25519' ? signature : signatureToDer(signature));
    const files = ['-pubin', '-inkey', key, '-in', this.put('message', message), '-sigfile', sig];
    const args = ['pkeyutl', '-verify', ...files, ...messageOptions(suite, id)];
    const { status, stdout, stderr } = spawnSync('openssl', args, { encoding: 'utf8' });
    if (status === 0 && stdout.includes('Signature Verified Successfully')) return true;
    if (status === 1 && stdout.includes('Signature Verification Failure')) return false;
    throw new Error(`openssl answered neither yes nor no: ${String(status)} ${stdout}${stderr}`);
  }
}
