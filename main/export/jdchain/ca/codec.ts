/**
 * What reads certificates, once it is there. Its codec takes longer to load than the rest of a command, so it comes with whoever asks
 * for it (load.ts), and files of ledgers with bare keys are read without.
 */

import type * as certificates from './certificate.ts';

type Codec = Pick<typeof certificates, 'readCertificate' | 'readRequest'>;

let provided: Codec | undefined;

/** Called by certificate.ts alone. */
export function provideCodec(codec: Codec): void {
  provided = codec;
}

/** Throws a plain Error, which is a fault of this program, where nobody has loaded it before. */
export function codec(): Codec {
  if (provided) return provided;
  throw new Error('certificates are read, and their codec was not loaded');
}
