/** The encodings under everything: deterministic CBOR, canonical JSON, Base58, Base64, hex, words; keys in PEM and DER. */
import { fromBase58, toBase58 } from '../../../main/core/encoding/base58.ts';
import { fromBase64, toBase64 } from '../../../main/core/encoding/base64.ts';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { fromCbor, toCbor } from '../../../main/core/encoding/cbor.ts';
import { fromHex, toHex } from '../../../main/core/encoding/hex.ts';
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { fromWords, toWords } from '../../../main/core/encoding/words.ts';
import { signatureFromDer, signatureToDer } from '../../../main/core/keys/der.ts';
import { fromSpkiPem, toSpkiPem } from '../../../main/core/keys/pem.ts';
import {
  type Run,
  type Target,
  alsoTidied,
  bytesOf,
  canonical,
  chosen,
  short,
  textOf,
  tidyCbor,
  tidyJson,
} from '../target.ts';

/** A reader of text that stands for bytes. */
const ofText = <T>(parse: (text: string, what: string) => T, write: (value: T) => string): Run => {
  const run = canonical(
    (bytes) => parse(textOf(bytes), 'text'),
    (value) => bytesOf(write(value)),
  );
  return (bytes) => run(bytesOf(textOf(bytes)));
};

const lowered = (text: string) => text.toLowerCase();
const spoken = ofText(
  (text) => fromWords(lowered(text).split(' ')),
  (bytes) => lowered(toWords(bytes).join(' ')),
);
const plain = (text: string) => bytesOf(lowered(text));

export const encodingTargets: readonly Target[] = [
  {
    name: 'cbor',
    seconds: short,
    run: alsoTidied(
      tidyCbor,
      canonical((bytes) => fromCbor(bytes, 'CBOR'), toCbor),
    ),
  },
  {
    name: 'jcs',
    seconds: short,
    run: alsoTidied(
      tidyJson,
      canonical((bytes) => parseJcs(bytes, 'JSON'), toJcs),
    ),
  },
  {
    name: 'base58',
    seconds: short,
    run: chosen([
      ofText(fromBase58, toBase58),
      ofText(fromBase64, toBase64),
      ofText(fromHex, toHex),
      (bytes) => spoken(plain(textOf(bytes))),
      canonical((bytes) => fromUtf8(bytes), utf8),
    ]),
  },
  {
    name: 'key-files',
    seconds: short,
    run: chosen([
      ofText(fromSpkiPem, ({ suite, publicKey }) => toSpkiPem(suite, publicKey)),
      canonical((bytes) => signatureFromDer(bytes), signatureToDer),
    ]),
  },
];
