/** Applications, registers, proposals, votes with their SSH signatures, key rings; what people write for them as JSON. */
import { readJson } from '../../../main/core/ceremony/json.ts';
import {
  encodeApplication,
  encodeDraft,
  keyId,
  readApplication,
  readDraft,
} from '../../../main/core/consortium/application.ts';
import {
  encodeApproval,
  encodeStatement,
  readApproval,
  readStatement,
} from '../../../main/core/consortium/approval.ts';
import { readChange } from '../../../main/core/consortium/change.ts';
import { fillForm } from '../../../main/core/consortium/form.ts';
import { encodeKeyring, keyOfRing } from '../../../main/core/consortium/keyring.ts';
import { encodeProposal, readProposal, rebuild } from '../../../main/core/consortium/proposal.ts';
import { encodeRegister, readRegister } from '../../../main/core/consortium/register.ts';
import { encodeRevocations } from '../../../main/core/consortium/revocations.ts';
import { verifySsh } from '../../../main/core/consortium/ssh.ts';
import { fromUtf8 } from '../../../main/core/encoding/bytes.ts';
import { fromHex } from '../../../main/core/encoding/hex.ts';
import { pair, register } from '../../unit/consortium/kit.ts';
import {
  type Run,
  type Target,
  alsoTidied,
  canonical,
  chosen,
  demandSame,
  read,
  short,
  textOf,
  tidyJson,
} from '../target.ts';

const here = register();
const { suite, publicKey, secret } = pair('ring');
const ring = { use: 'vote', suite, publicKey: fromHex(publicKey, 'ring'), secret } as const;
const ringKey = keyId({ suite, publicKey });

const application: Run = (bytes) => {
  read(() => encodeDraft(readDraft(bytes)));
  return canonical(readApplication, encodeApplication)(bytes);
};

const readsRegister: Run = (bytes) => {
  const taken = canonical(readRegister, encodeRegister)(bytes);
  if (taken) encodeRevocations(readRegister(bytes));
  return taken;
};

const proposal: Run = (bytes) => {
  const taken = canonical(readProposal, encodeProposal)(bytes);
  if (taken) read(() => rebuild(here, readProposal(bytes)));
  return taken;
};

const approval: Run = (bytes) => {
  read(() => encodeStatement(readStatement(bytes)));
  return canonical(readApproval, encodeApproval)(bytes);
};

/** As it is made and read in the vault: this key is found, or the file is refused whole. */
const keyring: Run = (bytes) => {
  const found = read(() => keyOfRing(bytes, ringKey, 'keys.age'));
  if (found) demandSame(found.secret, secret, 'the key of the ring');
  return found !== undefined;
};

const ssh: Run = (bytes) =>
  read(() => verifySsh(textOf(bytes), bytes.subarray(0, 0), { suite: ring.suite, publicKey: ring.publicKey })) !==
  undefined;

/** JSON as people write it: the form of an application, a change. */
const ofJson =
  (take: (value: unknown) => unknown): Run =>
  (bytes) =>
    read(() => take(readJson(fromUtf8(bytes, 'form')))) !== undefined;

const now = '2026-11-22T08:00:00Z';

export const consortiumTargets: readonly Target[] = [
  { name: 'application', seconds: short, run: alsoTidied(tidyJson, application) },
  { name: 'register', seconds: short, run: alsoTidied(tidyJson, readsRegister) },
  { name: 'proposal', seconds: short, run: alsoTidied(tidyJson, proposal) },
  { name: 'approval', seconds: short, run: alsoTidied(tidyJson, approval) },
  { name: 'approval-ssh', seconds: short, run: ssh },
  { name: 'keyring', seconds: short, run: alsoTidied(tidyJson, keyring) },
  {
    name: 'member-form',
    seconds: short,
    run: chosen([ofJson((value) => fillForm(value, { now, rehearsal: false })), ofJson(readChange)]),
  },
];

/** The file that `keyring` reads. */
export const ringFile = encodeKeyring('f1', [ring]);
