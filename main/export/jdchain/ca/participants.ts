/** The certificates of a ledger.init in CA mode, judged as jdchain-framework `LedgerInitProperties` judges them, but for the time of day. */

import { fromUtf8 } from '../../../core/encoding/bytes.ts';
import { refuse } from '../../../core/rules.ts';
import type { GenesisParticipant } from '../participant.ts';
import type { Attempt, LedgerInitOptions } from '../attempt.ts';
import type { Properties } from '../properties.ts';
import { jdchainRules } from '../rules.ts';
import { optional, required } from '../values.ts';
import { codec } from './codec.ts';
import { judgeParticipant, judgeRoot } from './judge.ts';
import type { ReadCertificate } from './certificate.ts';

export interface RootCertificates {
  /** The texts of the files, to the byte. */
  readonly texts: readonly string[];
  /** Those of them that could be read and are roots. */
  readonly roots: readonly ReadCertificate[];
}

/** Undefined where identities are bare keys. What is wrong with a root is collected. */
export function readRoots(
  properties: Properties,
  options: LedgerInitOptions,
  attempt: Attempt,
): RootCertificates | undefined {
  if (attempt(() => isCa(properties)) !== true) return undefined;
  const paths = attempt(() => required(properties, 'root-ca-path').replace(/,+$/, '').split(',')) ?? [];
  // As the path stands there: JD Chain trims none of several.
  const texts = paths.flatMap(
    (path) => attempt(() => certificateText(properties, 'root-ca-path', path, options)) ?? [],
  );
  const roots = texts.flatMap(
    ({ text, what }) => attempt(() => judgeRoot(codec().readCertificate(text, what), what)) ?? [],
  );
  return { texts: texts.map(({ text }) => text), roots };
}

/** Throws JDCHAIN-IDENTITY. */
export function isCa(properties: Properties): boolean {
  const mode = optional(properties, 'identity-mode') ?? 'KEYPAIR';
  const field = `${properties.what}: identity-mode`;
  if (mode !== 'KEYPAIR' && mode !== 'CA')
    throw refuse(jdchainRules, 'JDCHAIN-IDENTITY', { field, mode }, { subject: field });
  return mode === 'CA';
}

function certificateText(properties: Properties, key: string, path: string, options: LedgerInitOptions) {
  const what = `${properties.what}: ${key}=${path}`;
  const bytes = options.keyFile?.(path);
  if (bytes === undefined) throw refuse(jdchainRules, 'JDCHAIN-FILE', {}, { subject: what });
  return { text: fromUtf8(bytes, what), what };
}

/** What a participant is by its certificate. @throws JDCHAIN-FILE, JDCHAIN-CERT* */
export function ownCertificate(
  properties: Properties,
  key: string,
  { options, certificates }: { readonly options: LedgerInitOptions; readonly certificates: RootCertificates },
): Required<Pick<GenesisParticipant, 'publicKey' | 'certificate'>> {
  const { text: pem, what } = certificateText(properties, key, required(properties, key), options);
  const { publicKey, gateway } = judgeParticipant(codec().readCertificate(pem, what), certificates.roots, what);
  return { publicKey, certificate: { pem, gateway } };
}
