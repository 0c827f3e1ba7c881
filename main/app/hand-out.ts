/** Steps `hand-out` and `check-shares`: each custodian alone takes the share, and then opens it again. */
import type { Draft } from './journal.ts';
import { readFileSync } from 'node:fs';
import { type RootsealError, refuse } from '../core/rules.ts';
import type { ShareVerdict } from '../vault/client.ts';
import { ask } from './ask.ts';
import { recorded } from './evidence.ts';
import { receiptsOf } from './receipts.ts';
import { appRules } from './rules.ts';
import { type Run, commitStep, endAct, filesOf, openAct } from './run.ts';

/** Reads back every share and sealed root against the founding's hashes; each custodian confirms alone. */
export async function handOut(run: Run): Promise<void> {
  const files = filesOf(receiptsOf(run.journal, 'found'), 'files');
  const sealed = files.filter(({ path }) => path.startsWith('sealed/'));
  sealed.forEach((file) => run.home.readBack(file));
  const handed: Draft['data'][] = [];
  for (const custodian of run.plan.custodians) {
    const share = files.find(({ path }) => path === `shares/${custodian.id}.age`);
    if (!share) throw refuse(appRules, 'HOME-LOST', { sha256: '–' }, { subject: `shares/${custodian.id}.age` });
    run.home.readBack(share);
    await ask(run, 'hand-out', custodian.id, {
      en: `${custodian.name.en}: your share is ${share.path}. It travels with the folder sealed/. SHA-256 ${share.sha256}`,
      zh: `${custodian.name.zh}：您的份额是 ${share.path}，须与文件夹 sealed/ 一同带走。SHA-256 ${share.sha256}`,
    });
    handed.push({ custodian: custodian.id, path: share.path, sha256: share.sha256, place: 'home' });
  }
  commitStep(run, 'hand-out', { files: [], receipts: { handed, keptHere: true } });
}

/** Opens each share that can be opened in this room and judges it alone, as its holder will every year. */
export async function checkShares(run: Run): Promise<void> {
  const set = receiptsOf(run.journal, 'found')['set'] as { id: string };
  for (const id of run.openable)
    await ask(run, 'check-shares', id, {
      en: 'Alone at the keyboard: your share is opened and checked now.',
      zh: '请独自在键盘前：现在打开并检查您的份额。',
    });
  const vault = await openAct(run, 'check');
  const { shares } = await vault.request('judgeShares', {
    files: run.openable.map((id) => shareFile(run, id)),
    set: recorded(run, `public/share-sets/${set.id}.json`),
  });
  await endAct(run, vault);
  const bad = shares.find(({ ok }) => !ok);
  if (bad) throw notIntact(bad);
  const checked = shares.map(({ custodian, index, code }) => ({ custodian: custodian ?? '', index: index ?? 0, code }));
  const notOpened = run.plan.custodians.map(({ id }) => id).filter((id) => !run.openable.includes(id));
  commitStep(run, 'check-shares', { files: [], receipts: { checked, notOpened } });
}

/** A share that did not open says nothing against itself: the passphrase may be typed again. */
function notIntact({ code, custodian, file, text }: ShareVerdict): RootsealError {
  const closed = code === 'SHARE-PASSPHRASE' || code.startsWith('IDENTITY-');
  const rule = closed ? 'CEREMONY-SHARE-CLOSED' : 'CEREMONY-SHARE';
  return refuse(appRules, rule, { reason: `${code}: ${text.en}` }, { subject: custodian ?? file });
}

export function shareFile(run: Run, custodian: string): { file: string; bytes: Uint8Array } {
  const file = run.home.path('shares', `${custodian}.age`);
  return { file, bytes: new Uint8Array(readFileSync(file)) };
}
