/** A real C2SP witness that is not ours cosigns our log, and judges requests as our own witness does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseWitnessVkey, readCosignatures, withLines } from '../../../main/core/audit/cosignature.ts';
import { judgeRequest, parseRequest, type WitnessState } from '../../../main/core/audit/witness.ts';
import { utf8 } from '../../../main/core/encoding/bytes.ts';
import { codeOf, entriesUpTo, key, origin } from '../../unit/audit/help.ts';
import { requestOf } from '../../unit/audit/witness-help.ts';
import { LiteWitness, absence } from './lite.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
if (absent !== '') console.warn(`skipped: litewitness ${absent}`);

describe.skipIf(absent !== '' && !required)(`litewitness${absent && ` (skipped: ${absent})`}`, () => {
  const name = 'witness.example/lite';
  let witness: LiteWitness;
  beforeAll(async () => {
    witness = await LiteWitness.start(name, { origin, vkey: key.vkey });
  }, 30_000);
  afterAll(() => {
    witness.stop();
  });

  test('cosigns our requests, refuses what ours refuses, and its cosignatures are read', async () => {
    const forged = (size: number) => entriesUpTo(size).with(1, utf8('{}'));
    const steps: readonly [Uint8Array, number, string][] = [
      [requestOf(0, 5), 200, 'accepted'],
      [requestOf(5, 5), 200, 'accepted'],
      [requestOf(4, 9), 409, 'WITNESS-STALE'],
      [requestOf(5, 5, forged(5)), 422, 'WITNESS-FORK'],
      [requestOf(5, 9, forged(9)), 422, 'WITNESS-PROOF'],
      [requestOf(5, 300), 200, 'accepted'],
      [requestOf(300, 1000), 200, 'accepted'],
    ];
    let kept: WitnessState | undefined;
    for (const [body, status, code] of steps) {
      const theirs = await witness.add(body);
      expect(theirs.status, theirs.text).toBe(status);
      const state = kept;
      expect(codeOf(() => (kept = judgeRequest(parseRequest(body), key.vkey, state)))).toBe(code);
      if (status !== 200) continue;
      const whole = withLines(parseRequest(body).checkpoint, theirs.text.trimEnd().split('\n'));
      const { good, rest } = readCosignatures(whole, [parseWitnessVkey(witness.vkey)]);
      expect(good.map((one) => one.witness.name)).toEqual([name]);
      expect(rest).toHaveLength(1);
      expect(Math.abs(good[0]!.time - Date.now() / 1000)).toBeLessThan(300);
    }
  });
});
