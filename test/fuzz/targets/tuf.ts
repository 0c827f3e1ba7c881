/** TUF metadata of each role, and the documents of SM2 signatures beside them. */
import { parseJcs, toJcs } from '../../../main/core/encoding/jcs.ts';
import { readTufFile, roleNames, signedBytes } from '../../../main/core/tuf/read.ts';
import { parseSm2Sig } from '../../../main/core/tuf/sm2sig.ts';
import { type Target, alsoTidied, canonical, read, short, tidyJson } from '../target.ts';

function metadata(bytes: Uint8Array): boolean {
  const taken = roleNames.filter((role) => read(() => readTufFile(`${role}.json`, bytes, role)));
  read(() => signedBytes(bytes));
  return taken.length > 0;
}

const sm2sig = canonical(
  (bytes) => {
    parseSm2Sig(bytes, 'root.json.sm2sig');
    return parseJcs(bytes, 'root.json.sm2sig');
  },
  (value) => toJcs(value),
);

export const tufTargets: readonly Target[] = [
  { name: 'tuf', seconds: short, run: alsoTidied(tidyJson, metadata) },
  { name: 'tuf-sm2sig', seconds: short, run: alsoTidied(tidyJson, sm2sig) },
];
