/**
 * The real JD Chain 1.6.5 classes judge what comes of decisions and of lock-downs: every transaction, signed by two members of any suite,
 * and a newcomer's `ledger-binding.conf` and `gateway.conf`, filled in by the very commands of its runbook. `ROOTSEAL_SEED=<hex>` repeats a run.
 */

import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fromUtf8, utf8 } from '../../../main/core/encoding/bytes.ts';
import { suiteNames } from '../../../main/core/keys/index.ts';
import { fillIn } from '../../../main/export/jdchain/binding.ts';
import { address, encodePublicKey } from '../../../main/export/jdchain/keys.ts';
import { privateLocalConf } from '../../../main/export/jdchain/members.ts';
import { readTransaction } from '../../../main/export/jdchain/tx/read.ts';
import { type DrawnDecision, type Signed, drawDecision, drawLockDown } from './decided.ts';
import { Draw } from './draw.ts';
import { absence, type Answer, ask } from './jvm.ts';

const absent = absence();
const required = process.env.ROOTSEAL_STRANGERS === 'required';
const seed = process.env.ROOTSEAL_SEED ?? randomBytes(16).toString('hex');
if (absent === '') console.info(`JD Chain 1.6.5 decisions, seed ROOTSEAL_SEED=${seed}`);
else console.warn(`skipped: ${absent}`);

const folder = mkdtempSync(join(tmpdir(), 'jdchain-decisions-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const caseOf = ({ name, bytes }: Signed, i: number): string[] => {
  const file = join(folder, `${String(i)}-${name.replaceAll('/', '-')}`);
  writeFileSync(file, bytes);
  return ['registration', file];
};

function demandTaken(signed: readonly Signed[], answers: readonly Answer[]): void {
  for (const [i, { name, bytes, signers }] of signed.entries()) {
    const there = answers[i]!;
    expect({ name, ok: there.ok, error: there.error }).toEqual({ name, ok: true, error: undefined });
    const wanted = signers.map((one) => ({ pub: encodePublicKey(one.suite, one.raw), valid: true }));
    expect(there['endpointSignatures']).toMatchObject(wanted);
    expect(there['txHash']).toBe(readTransaction(bytes).txHash);
  }
}

describe.skipIf(absent !== '' && !required)(`JD Chain 1.6.5, decisions${absent && ` (skipped: ${absent})`}`, () => {
  const draw = new Draw(`${seed}/decisions`);
  const decisions = Array.from({ length: 80 }, () => drawDecision(draw)).flatMap((one) => one ?? []);

  it('80 drawn: every transaction, signed by two members of any suite, is taken there, and says there what was decided', () => {
    const signed = decisions.flatMap((one) => one.signed);
    const answers = ask(signed.map(caseOf));
    demandTaken(signed, answers);
    const said = new Set(answers.flatMap((one) => (one['operations'] as string[]).map((text) => text.split(' ')[0])));
    expect(said).toEqual(
      new Set([
        ...['ParticipantRegisterOperation', 'ParticipantStateUpdateOperation', 'UserAuthorizeOperation'],
        ...['UserStateUpdateOperation', 'RolesConfigureOperation', 'ConsensusSettingsUpdateOperation'],
        'HashAlgorithmUpdateOperation',
      ]),
    );
    const text = JSON.stringify(answers);
    expect(text).toMatch(/ParticipantStateUpdateOperation \w+ DEACTIVATED/);
    expect(text).toMatch(/UserStateUpdateOperation \w+ REVOKE/);
    expect(text).toMatch(/\[JOINER\]\[\]UNION/);
    expect(text).toMatch(/ConsensusSettingsUpdateOperation system\.(raft\.applyBatch|epoch\.delay)=\d+/);
    expect(new Set(decisions.map(({ change }) => change.kind)).size).toBe(5);
  });

  it('is refused there with one byte of a signature changed', () => {
    const broken = decisions
      .flatMap((one) => one.signed)
      .slice(0, 20)
      .map((one) => ({ ...one, name: `broken-${one.name}`, bytes: one.bytes.with(-3, (one.bytes.at(-3) ?? 0) ^ 1) }));
    for (const answer of ask(broken.map(caseOf))) expect(answer.ok).toBe(false);
  });

  it('a newcomer’s peer and gateway open their files, filled in by the commands of its runbook', () => {
    const joined = decisions.filter(({ newcomer }) => newcomer !== undefined).slice(0, 12);
    expect(joined.length).toBeGreaterThan(5);
    const cases = joined.flatMap((one, i) => filled(one, i));
    for (const [n, answer] of ask(cases).entries()) {
      const { plan, newcomer, ledgerHash } = joined[Math.floor(n / 2)]!;
      const place = address(newcomer!.suite, newcomer!.raw);
      expect(answer.error).toBeUndefined();
      expect(answer.ok).toBe(true);
      if (n % 2 === 1)
        expect(answer).toMatchObject({ address: place, aware: plan.chain.ledger.consensus.kind !== 'mq' });
      else
        expect(answer['ledgers']).toEqual([
          expect.objectContaining({
            hash: ledgerHash,
            address: place,
            structure: plan.chain.ledger.dataStructure,
            mine: true,
          }),
        ]);
    }
  });

  it('lock-downs by a root of any suite are taken there, in their order', () => {
    const from = new Draw(`${seed}/lock-down`);
    const all = Array.from({ length: 12 }, (_, n) => drawLockDown(from, suiteNames[n % suiteNames.length]!));
    const signed = all.flat();
    const answers = ask(signed.map(caseOf));
    demandTaken(signed, answers);
    for (const [n, one] of all.entries()) {
      const [first, second, third] = answers.slice(3 * n, 3 * n + 3).map((answer) => answer['operations'] as string[]);
      const root = one[2]!.signers[0]!;
      expect(first).toEqual([`UserRegisterOperation ${address(root.suite, root.raw)}`]);
      expect(second?.[0]).toMatch(/^UserAuthorizeOperation \[\w+\]\[ADMIN(, REGISTRAR)?\]\[\]UNION$/);
      expect(third?.every((text) => /\[\]\[(ADMIN|REGISTRAR)(, REGISTRAR)?\](UNION|INTERSECT)$/.test(text))).toBe(true);
    }
  });
});

/** The folder of a newcomer put in place by a shell, with its complete local.conf; what is asked about the two files. */
function filled({ files, newcomer, plan, ledgerHash }: DrawnDecision, i: number): string[][] {
  const at = join(folder, `newcomer-${String(i)}`);
  const [peer, gateway] = [join(at, 'peer'), join(at, 'gateway')];
  for (const dir of [join(peer, 'config'), join(gateway, 'config')]) mkdirSync(dir, { recursive: true });
  const binding = [...files.keys()].find((path) => path.endsWith('/ledger-binding.conf')) ?? '';
  const own = binding.slice(0, -'ledger-binding.conf'.length);
  for (const name of ['ledger-binding.conf', 'gateway.conf']) writeFileSync(join(at, name), files.get(own + name)!);
  const { suite, secret, raw } = newcomer!;
  const local = privateLocalConf({ suite, secret, password: utf8('口令 abc'), ledgerName: plan.chain.ledger.name });
  expect(fromUtf8(local)).toContain(`local.parti.pubkey=${encodePublicKey(suite, raw)}`);
  writeFileSync(join(at, 'local.conf'), local);
  // The runbook has them line by line.
  const book = fromUtf8(files.get(`${own}RUNBOOK.md`)!);
  const commands = fillIn('local.conf', ledgerHash);
  for (const command of commands) expect(book).toContain(command);
  execFileSync('bash', ['-euc', commands.join('\n')], {
    cwd: at,
    env: { ...process.env, PEER: peer, GATEWAY: gateway },
  });
  return [
    ['ledger-binding', join(peer, 'config', 'ledger-binding.conf'), encodePublicKey(suite, raw)],
    ['gateway-conf', join(gateway, 'config', 'gateway.conf')],
  ];
}
