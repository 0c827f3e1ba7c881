/** Checks of the TUF repository of a bundle: who signed it, and that it speaks of exactly the files that lie here. */
import type { ResolvedPlan } from '../../core/ceremony/plan.ts';
import { endOf } from '../../core/ceremony/tuf-ends.ts';
import { type SignedBy, tufRoles } from '../../core/ceremony/tuf-roles.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { fingerprint } from '../../core/keys/index.ts';
import { type RootsealError, refuse } from '../../core/rules.ts';
import { type Statement, parseStatement } from '../../core/sealing/statement.ts';
import { parseSm2Sig, sm2SigName, verifySm2Sig } from '../../core/tuf/sm2sig.ts';
import type { Role } from '../../core/tuf/roles.ts';
import { type TufVerdict, checkTarget, verifyRepository } from '../../core/tuf/verify.ts';
import { type Passed, inFile, renamed } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, below, need } from './tree.ts';

/** Below these prefixes the log covers the files, not the TUF targets. */
export const outsideTuf = ['tuf/', 'log/', 'minutes/'];

/**
 * The TUF files at `now`: every list signed by just the roots that the plan says, and counting just their keys. Who else
 * counts for a root file, the log tells (`checkTufSets`).
 */
export function checkTuf(
  files: Files,
  plan: Pick<ResolvedPlan, 'tuf' | 'rehearsal'>,
  roots: readonly Statement[],
  now: string,
): Passed<TufVerdict> {
  const { rehearsal } = plan;
  const verdict = believeTuf(below(files, 'tuf/'), 'tuf/', now);
  const { top, delegated } = tufRoles(plan, roots);
  for (const { keys, threshold } of [verdict.roles.targets, verdict.roles.snapshot, verdict.roles.timestamp])
    demandKeys({ keys, threshold }, top, 'tuf/1.root.json');
  demandKeys({ keys: verdict.signers, threshold: top.threshold }, top, 'tuf/1.root.json');
  for (const one of verdict.delegations) demandKeys(one, delegated[one.name], 'tuf/targets.json');
  for (const { path, custom } of verdict.targets)
    if (custom.rootseal.rehearsal !== rehearsal)
      throw refuse(
        verifyRules,
        'VERIFY-REHEARSAL-MARK',
        { found: String(custom.rootseal.rehearsal), wanted: String(rehearsal) },
        { subject: path },
      );
  return { value: verdict, detail: describeTuf(verdict, top.roots.map(({ id }) => id).join(', '), now) };
}

/** These keys and no others, and as many of them asked for. VERIFY-TUF-KEY */
function demandKeys(role: Role, { roots, threshold }: SignedBy<Statement>, subject: string): void {
  const found = role.keys.map(({ suite, publicKey }) => fingerprint(suite, publicKey));
  const wanted = roots.map((root) => root.fingerprint);
  const [foreign, absent] = [found.find((one) => !wanted.includes(one)), wanted.find((one) => !found.includes(one))];
  if (foreign === undefined && absent === undefined && wanted.length > 0 && role.threshold === threshold) return;
  const params = { found: foreign ?? (found.join(', ') || '–'), wanted: absent ?? (wanted.join(', ') || '–') };
  throw refuse(verifyRules, 'VERIFY-TUF-KEY', params, { subject });
}

export function describeTuf({ targets, expires }: TufVerdict, by: string, now: string) {
  const count = String(targets.length);
  const { days, state } = endOf('', expires, now);
  const left = String(days);
  const warning =
    state === 'good'
      ? { en: '', zh: '' }
      : {
          en: ` (in ${left} days: the roots must sign anew, rootseal tuf renew)`,
          zh: `（还有 ${left} 天：须由根密钥重新签名，rootseal tuf renew）`,
        };
  return {
    en: `${count} targets, signed by ${by}, until ${expires}${warning.en}`,
    zh: `${count} 个目标文件，由 ${by} 签名，有效期至 ${expires}${warning.zh}`,
  };
}

/** The TUF verifier's verdict; what it refuses is named by its path from where the folder lies (`prefix`). */
export function believeTuf(files: Files, prefix: string, now: string): TufVerdict {
  const names = [...files.keys()];
  return renamed(
    () => verifyRepository(files, { now }),
    (refusal) => prefix + fileOf(refusal, names),
  );
}

/** The file of a TUF refusal, whose subject is a file, a field of it, or a target's path in `targets.json`. */
function fileOf({ subject = '' }: RootsealError, names: readonly string[]): string {
  const owners = names.filter((name) => subject === name || subject.startsWith(`${name}.`));
  const [owner] = owners.sort((a, b) => b.length - a.length);
  if (owner !== undefined) return owner;
  return /^(?:\d+\.root|targets|revocations|genesis|admissions|snapshot|timestamp)\.json$/.test(subject)
    ? subject
    : 'targets.json';
}

/** Every SM2 root of the plan signed every TUF file too, and nobody else did. */
export function checkSm2(files: Files, roots: readonly Statement[]): Passed<readonly Statement[]> {
  const sm2 = roots.filter(({ suite }) => suite === 'sm2');
  const here = below(files, 'tuf/');
  const [stray] = sm2.length > 0 ? [] : sm2Files(here);
  if (stray !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: `tuf/${stray}` });
  if (sm2.length === 0) return { value: [], detail: { en: 'no SM2 root in the plan', zh: '方案中没有 SM2 根密钥' } };
  const names = tufNames(here);
  for (const name of names) checkSm2File(files, name, sm2);
  const [count, by] = [String(names.length), sm2.map(({ id }) => id).join(', ')];
  return { value: sm2, detail: { en: `${count} files, by ${by}`, zh: `${count} 个文件，由 ${by} 签名` } };
}

export const sm2Files = (files: Files) => [...files.keys()].filter((name) => name.endsWith('.sm2sig'));
const tufNames = (files: Files) => [...files.keys()].filter((name) => !name.endsWith('.sm2sig'));

function checkSm2File(files: Files, name: string, sm2: readonly Statement[]): void {
  const path = `tuf/${sm2SigName(name)}`;
  const keys = sm2.map((root) => ({ root: root.id, publicKey: fromHex(signerThen(files, name, root), root.id) }));
  inFile(path, () => verifySm2Sig(need(files, path), name, need(files, `tuf/${name}`), keys));
}

/** A root file of TUF is signed once, by the SM2 key of that time: of a root that was rotated, an older one. */
function signerThen(files: Files, name: string, { id, publicKey }: Statement): string {
  const bytes = files.get(`tuf/${sm2SigName(name)}`);
  if (!bytes || !/^\d+\.root\.json$/.test(name)) return publicKey;
  const [by] = inFile(`tuf/${sm2SigName(name)}`, () => parseSm2Sig(bytes, name)).signatures.filter(
    ({ root }) => root === id,
  );
  const old = [...below(files, 'roots/')].filter(([path]) => new RegExp(`^\\d+/${id}\\.json$`).test(path));
  const statements = old.map(([path, file]) => inFile(`roots/${path}`, () => parseStatement(file)));
  return statements.find((one) => one.fingerprint === by?.fingerprint)?.publicKey ?? publicKey;
}

/** Every target lies there with its length and hash, and nothing else does outside tuf/, log/ and minutes/. */
export function checkTargets(files: Files, tuf: TufVerdict): Passed<number> {
  for (const { path } of tuf.targets) checkTarget(tuf.targets, path, need(files, path));
  const listed = new Set(tuf.targets.map(({ path }) => path));
  const extra = [...files.keys()].find(
    (path) => !listed.has(path) && !outsideTuf.some((prefix) => path.startsWith(prefix)),
  );
  if (extra !== undefined) throw refuse(verifyRules, 'VERIFY-EXTRA', {}, { subject: extra });
  const count = String(listed.size);
  return { value: listed.size, detail: { en: `${count} files present and equal`, zh: `${count} 个文件齐全且一致` } };
}
