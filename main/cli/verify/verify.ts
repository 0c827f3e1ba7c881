/** Finds out what lies at a path, verifies it as that, and answers one report. Reads; never writes. */
import type { Lang, Text } from '../../core/rules.ts';
import { refuse } from '../../core/rules.ts';
import { type OneKind, verifyLog, verifyOne, verifyTuf } from './alone.ts';
import { type BundleFacts, type VerifyOptions, verifyBundle } from './bundle.ts';
import { type Accepted, judgePolicy } from './policy.ts';
import { type Check, Report } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Tree, checkTree, isFolder, readFile, readFolder } from './tree.ts';
import { verdictText } from './verdict.ts';

export type Kind = 'bundle' | 'tuf' | 'log' | OneKind;

export interface PathOptions extends Partial<VerifyOptions> {
  readonly lang?: Lang;
}

export interface PathReport {
  readonly exit: 0 | 1;
  readonly valid: boolean;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: Text;
}

/** VERIFY-PATH, VERIFY-KIND and VERIFY-ANCHOR-KIND (exit 2) are thrown; every other refusal is a line of the report. */
export function verifyPath(path: string, options: PathOptions): PathReport {
  const report = new Report(options.lang ?? 'en');
  const full = { ...options, now: options.now ?? new Date().toISOString() };
  const { kind, run } = isFolder(path) ? folderJob(path) : fileJob(path);
  demandAnchors(kind, options);
  const facts = run(full, report);
  return answer(kind, facts, report, judgePolicy(facts.judged, full, report.lang));
}

interface Job {
  readonly kind: Kind;
  readonly run: (options: VerifyOptions, report: Report) => BundleFacts;
}

/** An anchor that cannot be held against what lies there must not be passed over in silence. */
function demandAnchors(kind: Kind, { rootFingerprint, checkpoint, policy }: PathOptions): void {
  if (checkpoint !== undefined && kind !== 'bundle' && kind !== 'log')
    throw refuse(verifyRules, 'VERIFY-ANCHOR-KIND', { kind, option: '--checkpoint' });
  if (policy !== undefined && kind !== 'bundle' && kind !== 'log')
    throw refuse(verifyRules, 'VERIFY-ANCHOR-KIND', { kind, option: '--policy' });
  if (rootFingerprint !== undefined && kind === 'log')
    throw refuse(verifyRules, 'VERIFY-ANCHOR-KIND', { kind, option: '--root-fingerprint' });
}

function folderJob(path: string): Job {
  const tree = readFolder(path);
  const kind = kindOf([...tree.files.keys(), ...tree.odd.map((one) => one.path)]);
  if (kind === undefined) throw refuse(verifyRules, 'VERIFY-KIND', {}, { subject: path });
  return {
    kind,
    run: (options, report) => {
      const files = report.check('FILES', () => checkTree(tree));
      return runFolder(kind, path, tree, options, report, files !== undefined);
    },
  };
}

function runFolder(
  kind: 'bundle' | 'tuf' | 'log',
  path: string,
  { files }: Tree,
  options: VerifyOptions,
  report: Report,
  whole: boolean,
): BundleFacts {
  if (!whole) return { cosignatures: [] };
  if (kind === 'bundle') return verifyBundle(files, options, report);
  return kind === 'tuf' ? verifyTuf(path, files, options, report) : verifyLog(path, files, options, report);
}

function kindOf(paths: readonly string[]): 'bundle' | 'tuf' | 'log' | undefined {
  if (paths.some((path) => path === 'plan.json' || /^(?:tuf|log|roots)\//.test(path))) return 'bundle';
  if (paths.some((path) => /^(?:\d+\.root|timestamp|snapshot|targets)\.json$/.test(path))) return 'tuf';
  return paths.some((path) => path === 'checkpoint' || path.startsWith('tile/')) ? 'log' : undefined;
}

function fileJob(path: string): Job {
  const kind = kindOfFile(readFile(path));
  if (kind === undefined) throw refuse(verifyRules, 'VERIFY-KIND', {}, { subject: path });
  return { kind, run: (options, report) => verifyOne(kind, path, options, report) };
}

/** By what the file says it is; whether it is that, the check then says. */
function kindOfFile(bytes: Uint8Array): OneKind | undefined {
  const text = String.fromCharCode(...bytes.slice(0, 4096));
  if (text.startsWith('{') && text.includes('"format":"rootseal.share-set/1"')) return 'share-set';
  if (text.startsWith('{') && text.includes('"format":"rootseal.root/1"')) return 'root-statement';
  return text.includes('rootseal.sealed-') ? 'sealed-root' : undefined;
}

/** `valid` says that everything here holds together; `accepted`, that it is what the policy demands. */
function answer(kind: Kind, facts: BundleFacts, report: Report, policy: Accepted | undefined): PathReport {
  const { checks, valid, firstRefusal } = report;
  const anchored = valid && (checks.some(({ id }) => id.startsWith('ANCHOR-')) || policy?.anchored === true);
  const { size = null, root = null, cosignatures, rehearsal, restores, ledgerHash, expires, register } = facts;
  const accepted = !valid ? false : policy ? policy.checks.every(({ ok }) => ok) : anchored ? true : null;
  const good = valid && accepted !== false;
  const refused = refusal(firstRefusal ?? policy?.checks.find(({ ok }) => !ok));
  const witnessed = policy?.witnessed;
  return {
    exit: good ? 0 : 1,
    valid,
    json: {
      ...{ ok: good, ...refused, kind, valid, anchored, accepted, rehearsal, checks, size, root, cosignatures },
      ...{ restores, ledgerHash, expires, register },
      ...(policy && { policy: policy.checks, witnessed }),
    },
    text: verdictText(kind, [...checks, ...(policy?.checks ?? [])], {
      ...{ valid, anchored, accepted, rehearsal: rehearsal ?? false, judged: policy !== undefined },
    }),
  };
}

const refusal = (check: Check | undefined) =>
  check && {
    code: check.code,
    message: check.detail,
    ...(check.subject !== undefined && { subject: check.subject }),
  };
