/** Every op that uses the session, by name. */

import { copyShare } from './copy.ts';
import { cosign } from './cosign.ts';
import { found } from './found.ts';
import { judgeShares } from './judge.ts';
import { openLogKey, signCheckpoint } from './log.ts';
import { newKey } from './new-key.ts';
import { makeKeys, signVote } from './consortium.ts';
import { enact, signTransaction } from './enact.ts';
import { signLockDown } from './lock-down.ts';
import { openMember, signGenesis } from './members.ts';
import { receipt } from './receipt.ts';
import { certify, register, signTx } from './register.ts';
import { renew, retire } from './renew.ts';
import { certifyByRoot, challenge, combine, exportRoot, signFile, signTuf } from './restore.ts';
import { renewTuf, signRoot } from './tuf.ts';
import { exportShare } from './vault-export.ts';
import { importShares } from './vault-import.ts';
import type { Input, Op, Result } from '../protocol.ts';
import type { Session } from '../session.ts';

type Served = Exclude<Op, 'open' | 'answers' | 'finish'>;

export const acts: { readonly [O in Served]: (session: Session, input: Input<O>) => Promise<Result<O>> | Result<O> } = {
  found: (session, input) => found(session, input),
  openLogKey,
  signCheckpoint,
  judgeShares,
  combine,
  challenge,
  signTuf,
  signFile,
  exportRoot,
  certifyByRoot,
  openMember,
  signGenesis,
  signLockDown,
  register,
  signTx,
  certify,
  newKey,
  makeKeys,
  signVote,
  cosign,
  enact,
  signTransaction,
  renewTuf,
  signRoot,
  renew: (session, input) => renew(session, input),
  retire,
  receipt,
  importShares: (session, input) => importShares(session, input),
  exportShare,
  copyShare: (session) => copyShare(session),
};
