/** `jdchain lint` of ledgers in CA mode: certificates by the calendar, enough nodes beside the gateways, and the member's own certificate and key. */

import { consensusFacts } from '../../../core/ceremony/consensus.ts';
import { suite as suiteOf } from '../../../core/keys/index.ts';
import { fromPkcs8Pem } from '../../../core/keys/pem.ts';
import { fromUtf8 } from '../../../core/encoding/bytes.ts';
import { RootsealError } from '../../../core/rules.ts';
import { nodesOf } from '../bftsmart.ts';
import type { LedgerInit } from '../ledgerinit.ts';
import { named, type PartyConfig } from '../lint-config.ts';
import { baseName, type Files, type Findings } from '../lint-files.ts';
import { readable } from '../lint-local.ts';
import type { PublicKey } from '../keys.ts';
import { readProperties, type Properties } from '../properties.ts';
import { optional } from '../values.ts';
import type { ReadCertificate } from './certificate.ts';
import { codec } from './codec.ts';
import { sameKey } from './judge.ts';

const day = 86_400_000;
/** How long ahead the end of a certificate is told, in days. */
export const expiryNotice = 60;

export function lintCertificates(files: Files, config: PartyConfig, out: Findings, now: number): void {
  const { init } = config.inspection;
  if (!init?.genesis.rootCertificates) return;
  lintNodes(init, config.ledgerInit, out);
  const roots = init.genesis.rootCertificates.map((pem, i) => [pem, `root ${String(i)}`, 'root-ca-path'] as const);
  const own = init.genesis.participants.map(
    ({ name, certificate }, i) => [certificate?.pem ?? '', name, `cons_parti.${String(i)}.ca-path`] as const,
  );
  for (const [pem, name, field] of [...roots, ...own])
    lintTime(codec().readCertificate(pem, name), { file: config.ledgerInit, field, name, out, now });
  lintOwn(files, init, out);
}

/** JD Chain counts gateways among the participants that a consensus needs; the network does not. */
function lintNodes({ genesis }: LedgerInit, file: string, out: Findings): void {
  const { least, name } = consensusFacts[genesis.consensus];
  const count = nodesOf(genesis.participants).length;
  if (count < least)
    out.add('error', 'JDCHAIN-CERT-NODES', file, 'cons_parti.count', { count, least, consensus: name });
}

interface Timed {
  readonly file: string;
  readonly field: string;
  readonly name: string;
  readonly out: Findings;
  readonly now: number;
}

function lintTime({ notBefore, notAfter }: ReadCertificate, { file, field, name, out, now }: Timed): void {
  const shown = (time: number) => new Date(time).toISOString();
  if (now < notBefore) out.add('error', 'JDCHAIN-CERT-EARLY', file, field, { name, from: shown(notBefore) });
  else if (now > notAfter) out.add('error', 'JDCHAIN-CERT-EXPIRED', file, field, { name, until: shown(notAfter) });
  else if (notAfter - now < expiryNotice * day)
    out.add('warning', 'JDCHAIN-CERT-SOON', file, field, {
      name,
      until: shown(notAfter),
      days: Math.floor((notAfter - now) / day),
    });
}

/** The certificate that local.conf names is one of the participants', and the key beside it, where it is here, is its own. */
function lintOwn(files: Files, init: LedgerInit, out: Findings): void {
  const path = [...files.keys()].filter((file) => baseName(file) === 'local.conf').sort()[0];
  if (path === undefined) return;
  readable(path, out, () => {
    const properties = readProperties(files.get(path) ?? new Uint8Array(), path);
    const own = certificateOf(files, path, properties);
    if (!own) return;
    const { publicKey } = codec().readCertificate(own.text, own.file);
    if (!init.genesis.participants.some((participant) => sameKey(participant.publicKey, publicKey)))
      out.add('error', 'JDCHAIN-LOCAL-STRANGER', path, 'local.parti.ca-path');
    lintKey(files, { path, properties, publicKey }, out);
  });
}

function certificateOf(files: Files, path: string, properties: Properties) {
  const file = named(files, path, optional(properties, 'local.parti.ca-path') ?? '');
  const bytes = file === undefined ? undefined : files.get(file);
  return file === undefined || !bytes ? undefined : { file, text: fromUtf8(bytes, file) };
}

interface Own {
  readonly path: string;
  readonly properties: Properties;
  readonly publicKey: PublicKey;
}

function lintKey(files: Files, { path, properties, publicKey }: Own, out: Findings): void {
  const file = named(files, path, optional(properties, 'local.parti.privkey-path') ?? '');
  const bytes = file === undefined ? undefined : files.get(file);
  if (file === undefined || !bytes) return;
  const encrypted = fromUtf8(bytes, file).includes('Proc-Type: 4,ENCRYPTED');
  if (!encrypted) out.add('warning', 'JDCHAIN-CA-KEY', file);
  if (encrypted !== (optional(properties, 'local.parti.pwd') !== undefined))
    out.add('error', 'JDCHAIN-CA-PWD', path, 'local.parti.pwd');
  const key = publicHalf(bytes, file);
  if (key && !sameKey(key, publicKey)) out.add('error', 'JDCHAIN-CERT-OTHER-KEY', file);
}

/** Of a PEM in the form of ours and of OpenSSL's; undefined for other writings. The private half is cleared. */
function publicHalf(bytes: Uint8Array, file: string): PublicKey | undefined {
  try {
    const { suite, secret } = fromPkcs8Pem(bytes, file);
    const raw = suiteOf(suite).publicKey(secret);
    secret.fill(0);
    return { suite, raw };
  } catch (error) {
    if (error instanceof RootsealError) return undefined;
    throw error;
  }
}
