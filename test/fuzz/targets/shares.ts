/** Share envelopes, share sets, receipts, changes and notices of sets, words of SLIP-39, raw shares of Vault. */
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { encodeChange, parseChange } from '../../../main/core/shares/change.ts';
import {
  encodeEnvelope,
  ownCommitmentHolds,
  parseEnvelope,
  readEnvelope,
  signatureHolds,
} from '../../../main/core/shares/envelope.ts';
import { readReceipt } from '../../../main/core/shares/receipt.ts';
import { parseRetired } from '../../../main/core/shares/retired.ts';
import { encodeShareSet, parseShareSet } from '../../../main/core/shares/set.ts';
import {
  countWords,
  mnemonicBytes,
  mnemonicWords,
  parseMnemonic,
  tidyMnemonic,
} from '../../../main/core/shares/slip39.ts';
import { readVaultShare, writeVaultShare } from '../../../main/core/shares/vault-share.ts';
import {
  type Target,
  alsoTidied,
  bytesOf,
  canonical,
  demandSame,
  long,
  read,
  short,
  textOf,
  tidyCbor,
  tidyJson,
} from '../target.ts';

const readsEnvelope = canonical((bytes) => {
  const envelope = readEnvelope(bytes);
  ownCommitmentHolds(envelope);
  signatureHolds(envelope);
  read(() => parseEnvelope(bytes));
  return envelope;
}, encodeEnvelope);

function words(bytes: Uint8Array): boolean {
  const share = read(() => parseMnemonic(bytes));
  const tidied = tidyMnemonic(bytes);
  demandSame(tidyMnemonic(tidied), tidied, 'tidied twice');
  read(() => parseMnemonic(tidied));
  const listed = read(() => mnemonicWords(tidied));
  if (listed === undefined) return false;
  demandSame(mnemonicBytes(listed), tidied, 'words');
  if (listed.length !== countWords(tidied)) throw new Error('not as many words as were counted');
  return share !== undefined;
}

/** One text for one share: what is taken is written back, but for the case of hex. */
function vaultShare(bytes: Uint8Array): boolean {
  const share = read(() => readVaultShare(bytes));
  if (!share) return false;
  const hex = bytes.length === 2 * share.length;
  const wanted = hex ? bytesOf(textOf(bytes).toLowerCase()) : bytes;
  demandSame(writeVaultShare(share, hex ? 'hex' : 'base64'), wanted, 'a share of Vault');
  return true;
}

export const shareTargets: readonly Target[] = [
  { name: 'envelope', seconds: long, run: alsoTidied(tidyCbor, readsEnvelope) },
  { name: 'share-set', seconds: short, run: alsoTidied(tidyJson, canonical(parseShareSet, encodeShareSet)) },
  { name: 'receipt', seconds: short, run: alsoTidied(tidyJson, canonical(readReceipt, toJcs)) },
  { name: 'retired', seconds: short, run: alsoTidied(tidyJson, canonical(parseRetired, toJcs)) },
  {
    name: 'set-change',
    seconds: short,
    run: alsoTidied(
      tidyJson,
      canonical((bytes) => parseChange(parseJcs(bytes, 'change')), encodeChange),
    ),
  },
  { name: 'slip39', seconds: short, run: words },
  { name: 'vault-share', seconds: short, run: vaultShare },
];
