/** What the fuzzer loads: the one target that ROOTSEAL_FUZZ names. */
import { targets } from './targets.ts';

const { run } = targets.find(({ name }) => name === process.env['ROOTSEAL_FUZZ'])!;

export const fuzz = (data: Buffer): void => void run(new Uint8Array(data));
