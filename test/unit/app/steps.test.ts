/** Refusals of steps and restores in a finished rehearsal, in a home of its own: nobody says yes, too few, damaged. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../../main/app/ask.ts';
import { openRun, type Session } from '../../../main/app/ceremony.ts';
import { verifyBundle } from '../../../main/app/closing.ts';
import { checkShares } from '../../../main/app/hand-out.ts';
import { sign } from '../../../main/app/signing.ts';
import { takeRoom } from '../../../main/app/room.ts';
import { restore } from '../../../main/app/restore.ts';
import type { Run } from '../../../main/app/run.ts';
import { restoreCommand } from '../../../main/cli/restore.ts';
import { openStore } from '../../../main/store/store.ts';
import { codeOf } from '../vault/room.ts';
import { copyHome, type FinishedHome, finishedHome } from '../../support/ceremony.ts';

// An installation whose verifier was not built; everything else of the module stays as it is.
vi.mock(import('../../../main/app/verifier.ts'), async (original) => ({
  ...(await original()),
  verifierFile: () => '/nowhere/rootseal-verify.mjs',
}));

let home: FinishedHome;
let session: Session;
let run: Run;
const says = { answer: true };

beforeAll(async () => {
  home = copyHome(await finishedHome('rehearsal'));
  session = {
    desk: { confirm: () => Promise.resolve(says.answer), show: () => undefined, progress: () => undefined },
    vault: { lang: 'en', source: { kind: 'answers', path: home.answersFile }, identities: home.identities },
    identified: ['c5'],
    room: { facts: takeRoom(home.dir, {}), exceptions: [], answersUsed: true },
    planWarnings: [],
    running: new Set(),
  };
}, 300_000);
afterAll(() => {
  for (const vault of session.running) vault.kill();
  rmSync(dirname(home.dir), { recursive: true, force: true });
});

/** A run whose store is let go of at the end; entries are appended to nothing. */
async function running(act: (run: Run) => Promise<unknown>): Promise<string> {
  run = openRun(home.dir, session);
  run.journal.append = () => run.journal.head;
  try {
    return await codeOf(act(run));
  } finally {
    run.journal.store.close();
  }
}

/** Two of the banks c1 to c3 and one of the regulators c4 and c5, of whom these can open their share here. */
function inGroups({ plan }: Run, ...openable: string[]): Pick<Run, 'plan' | 'openable'> {
  const name = { zh: '组', en: 'Group' };
  const list = [
    { id: 'banks', name, threshold: 2 },
    { id: 'regulators', name, threshold: 1 },
  ];
  const custodians = plan.custodians.map((each, i) => ({ ...each, group: i < 3 ? 'banks' : 'regulators' }));
  return { plan: { ...plan, scheme: 'slip39', groups: { threshold: 2, list }, custodians }, openable };
}

describe('a step', () => {
  it('goes on only with a yes', async () => {
    const text = { en: 'Agreed?', zh: '同意吗？' };
    says.answer = false;
    expect(await running((of) => ask(of, 'agree-plan', 'p1', text))).toBe('CEREMONY-REFUSED');
    says.answer = true;
    expect(await running((of) => ask(of, 'agree-plan', 'p1', text))).toBe('accepted');
  });

  it('sign begins with a quorum in the room, and with a verifier to put into the bundle', async () => {
    expect(await running((of) => sign({ ...of, openable: of.openable.slice(0, 2) }))).toBe('CEREMONY-QUORUM');
    expect(await running((of) => sign({ ...of, ...inGroups(of, 'c1', 'c2', 'c3') }))).toBe('CEREMONY-QUORUM-GROUPS');
    expect(await running((of) => sign({ ...of, ...inGroups(of, 'c1', 'c2', 'c4') }))).toBe('CEREMONY-VERIFIER');
    expect(await running(sign)).toBe('CEREMONY-VERIFIER');
  });

  it('check-shares stops at a share that is not as it was handed out', async () => {
    const share = `${home.dir}/shares/c1.age`;
    appendFileSync(share, 'x');
    expect(await running(checkShares)).toBe('CEREMONY-SHARE');
    rmSync(share);
  });

  it('check-shares asks again when a share was only not opened, and says nothing against it', async () => {
    const other = `${home.dir}/private/log-key/p1.age`; // no custodian's passphrase opens it
    writeFileSync(`${home.dir}/shares/c1.age`, readFileSync(other));
    expect(await running(checkShares)).toBe('CEREMONY-SHARE-CLOSED');
  });

  it('verify stops at a bundle that the verifier refuses', async () => {
    expect(await running((of) => verifyBundle(of))).toBe('accepted');
    writeFileSync(`${home.bundle}/more.txt`, 'x');
    expect(await running((of) => verifyBundle(of))).toBe('CEREMONY-VERIFY');
    rmSync(`${home.bundle}/more.txt`);
  });
});

describe('a restore', () => {
  const shares = (...ids: string[]) => ids.map((id) => `${home.dir}/shares/${id}.age`);
  const drill = { kind: 'drill' } as const;

  it('waits for the end of the ceremony', async () => {
    const dir = mkdtempSync(join(dirname(home.dir), 'open-'));
    const [closed, open] = [
      openStore(`${home.dir}/ceremony.db`, { readonly: true }),
      openStore(`${dir}/ceremony.db`, { create: true }),
    ];
    open.putSetting('plan', closed.setting('plan') ?? '');
    open.append(closed.entries(0, 1));
    for (const store of [closed, open]) store.close();
    expect(await codeOf(restore({ dir, shares: shares('c2'), purpose: drill }, session))).toBe('CEREMONY-OPEN');
  });

  it('names a root that is not there, before anything is opened', async () => {
    const purpose = { kind: 'sign', root: 'nobody', input: 'x', out: 'x.sig' } as const;
    expect(await codeOf(restore({ dir: home.dir, shares: shares('c2'), purpose }, session))).toBe('RESTORE-ROOT');
  });

  it('certifies nothing on a ledger with bare keys', async () => {
    const purpose = { kind: 'certify', root: 'root-ed', input: 'x', out: 'x.crt', roles: ['PEER'], days: 1 } as const;
    expect(await codeOf(restore({ dir: home.dir, shares: shares('c2'), purpose }, session))).toBe('RESTORE-CERTIFY');
  });

  it('with too few shares ends with verdicts and an entry', async () => {
    const result = await restore({ dir: home.dir, shares: shares('c2', 'c3'), purpose: drill }, session);
    expect(result).toMatchObject({ ok: false, quorum: [], refusal: { code: 'RESTORE-SHORT' } });
    expect(result.shares.map(({ code }) => code)).toEqual(['SHARE-INTACT', 'SHARE-INTACT']);
  });

  it('has a purpose that is known and everything that it needs', async () => {
    const command = (options: object) => codeOf(restoreCommand(home.dir, { share: [], purpose: '', ...options }, 'en'));
    expect(await command({ purpose: 'look' })).toBe('RESTORE-PURPOSE');
    expect(await command({ purpose: 'sign', root: 'root-ed' })).toBe('RESTORE-OPTION');
    expect(await command({ purpose: 'export', root: 'root-ed', out: 'x' })).toBe('RESTORE-OPTION');
  });
});
