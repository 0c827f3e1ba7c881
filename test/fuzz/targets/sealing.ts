/** Sealed roots, root statements, cross-signatures of rotated roots. */
import { toCbor } from '../../../main/core/encoding/cbor.ts';
import { toJcs } from '../../../main/core/encoding/jcs.ts';
import { parseRotation } from '../../../main/core/sealing/rotation.ts';
import { openSealed, parseHeader, parseSealed } from '../../../main/core/sealing/sealed.ts';
import { encodeStatement, parseStatement } from '../../../main/core/sealing/statement.ts';
import { type Target, alsoTidied, canonical, read, short, tidyCbor, tidyJson } from '../target.ts';

const kek = new Uint8Array(32).fill(7);

const sealed = canonical(parseSealed, ({ headerBytes, ciphertext }) => toCbor({ header: headerBytes, ciphertext }));

function sealedRoot(bytes: Uint8Array): boolean {
  const taken = sealed(bytes);
  read(() => parseHeader(bytes));
  read(() => openSealed(bytes, kek));
  return taken;
}

export const sealingTargets: readonly Target[] = [
  { name: 'sealed-root', seconds: short, run: alsoTidied(tidyCbor, sealedRoot) },
  { name: 'root-statement', seconds: short, run: alsoTidied(tidyJson, canonical(parseStatement, encodeStatement)) },
  { name: 'root-rotation', seconds: short, run: alsoTidied(tidyJson, canonical(parseRotation, toJcs)) },
];
