/** Every fuzz target, the long ones first. */
import type { Target } from './target.ts';
import { consortiumTargets } from './targets/consortium.ts';
import { encodingTargets } from './targets/encodings.ts';
import { jdchainTargets } from './targets/jdchain.ts';
import { logTargets } from './targets/log.ts';
import { paperTargets } from './targets/paper.ts';
import { planTargets } from './targets/plan.ts';
import { programTargets } from './targets/program.ts';
import { sealingTargets } from './targets/sealing.ts';
import { shareTargets } from './targets/shares.ts';
import { tufTargets } from './targets/tuf.ts';

export const targets: readonly Target[] = [
  ...shareTargets,
  ...planTargets,
  ...jdchainTargets,
  ...sealingTargets,
  ...consortiumTargets,
  ...logTargets,
  ...paperTargets,
  ...tufTargets,
  ...encodingTargets,
  ...programTargets,
].toSorted((a, b) => b.seconds - a.seconds);
