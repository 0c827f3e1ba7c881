/** A part of a bundle verified alone: a TUF repository, a log, a share set, a root statement, a sealed root. */
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type NoteKey, parseVkeyFile } from '../../core/audit/note.ts';
import { isRehearsalOrigin } from '../../core/ceremony/origin.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { fingerprint } from '../../core/keys/index.ts';
import { refuse } from '../../core/rules.ts';
import { parseSealed } from '../../core/sealing/sealed.ts';
import { type Statement, checkSealedFile, parseStatement } from '../../core/sealing/statement.ts';
import { parseShareSet } from '../../core/shares/set.ts';
import { parseSm2Sig, verifySm2Sig } from '../../core/tuf/sm2sig.ts';
import { anchorCheckpoint, anchorRoot } from './anchors.ts';
import { believeLog, checkFlow } from './bundle-log.ts';
import { checkMode, describeSet } from './bundle-roots.ts';
import { believeTuf, describeTuf, sm2Files } from './bundle-tuf.ts';
import type { BundleFacts, VerifyOptions } from './bundle.ts';
import type { Log } from './receipts.ts';
import { type Passed, type Report, inFile } from './report.ts';
import { verifyRules } from './rules.ts';
import { type Files, need, readFile } from './tree.ts';

type Signer = Readonly<Record<'id' | 'fingerprint', string>>;

/** A `tuf/` folder, or one like it. Co-signatures are judged by the root statements beside it, where there are any. */
export function verifyTuf(path: string, files: Files, options: VerifyOptions, report: Report): BundleFacts {
  const verdict = report.check('TUF', () => {
    const value = believeTuf(files, '', options.now);
    const signers = value.signers.map(({ suite, publicKey }) => fingerprint(suite, publicKey));
    return { value, detail: describeTuf(value, signers.join(', '), options.now) };
  });
  if (!verdict) return { cosignatures: [] };
  report.check('MODE', () => checkMode(verdict.rehearsal, options.rehearsal ?? false));
  const sm2 = sm2Files(files).length > 0 ? report.check('TUF-SM2', () => checkSm2Alone(path, files)) : [];
  const { rootFingerprint } = options;
  const tuf = verdict.signers.map(({ suite, publicKey }) => ({
    id: 'TUF',
    fingerprint: fingerprint(suite, publicKey),
  }));
  if (rootFingerprint !== undefined)
    report.check('ANCHOR-ROOT', () => anchorRoot([...tuf, ...(sm2 ?? [])], rootFingerprint));
  return { rehearsal: verdict.rehearsal, cosignatures: [] };
}

/** The SM2 roots that signed every file, as the statements in `../roots` say; their form alone where there are none. */
function checkSm2Alone(path: string, files: Files): Passed<Signer[]> {
  const seen = new Map<string, number>();
  const known = new Map<string, Statement>();
  const names = sm2Files(files);
  for (const name of names) {
    const { signatures } = inFile(name, () => parseSm2Sig(need(files, name), name));
    const statements = signatures.flatMap(({ root }) => statementBeside(join(dirname(path), 'roots'), root) ?? []);
    const keys = statements.map(({ id, publicKey }) => ({ root: id, publicKey: fromHex(publicKey, id) }));
    const signed = name.slice(0, -'.sm2sig'.length);
    if (keys.length < signatures.length) continue;
    inFile(name, () => verifySm2Sig(need(files, name), signed, need(files, signed), keys));
    for (const statement of statements) {
      seen.set(statement.id, (seen.get(statement.id) ?? 0) + 1);
      known.set(statement.id, statement);
    }
  }
  const signers = [...known.values()].filter(({ id }) => seen.get(id) === files.size - names.length);
  const by = signers.map(({ id, fingerprint: print }) => `${id} ${print}`).join(', ');
  const nobody = {
    en: 'not judged: no root statement of their signer in ../roots',
    zh: '未判定：../roots 中没有签名者的根密钥声明',
  };
  return { value: signers, detail: signers.length > 0 ? by : nobody };
}

function statementBeside(folder: string, id: string): Statement | undefined {
  const file = join(folder, `${id}.json`);
  if (!/^[a-z0-9-]+$/.test(id) || !existsSync(file)) return undefined;
  return inFile(file, () => parseStatement(readFile(file)));
}

/** A log alone: by `log.vkey` inside it or beside it. */
export function verifyLog(path: string, all: Files, options: VerifyOptions, report: Report): BundleFacts {
  const read = report.check('LOG', () => readLogAlone(path, all));
  if (!read) return { cosignatures: [] };
  const { log, key } = read;
  const { size, root, origin } = log.checkpoint;
  const rehearsal = isRehearsalOrigin(origin);
  report.check('MODE', () => checkMode(rehearsal, options.rehearsal ?? false));
  report.check('LOG-ENTRIES', () => checkEntriesAlone(log, rehearsal));
  const { checkpoint } = options;
  if (checkpoint) report.check('ANCHOR-CHECKPOINT', () => anchorCheckpoint(checkpoint, key, log));
  return { rehearsal, size, root: toHex(root), cosignatures: log.unknown, judged: { log, key, signers: [] } };
}

function readLogAlone(path: string, all: Files): Passed<{ log: Log; key: NoteKey }> {
  const files = new Map(all);
  const beside = join(dirname(path), 'log.vkey');
  const vkey = files.get('log.vkey') ?? (existsSync(beside) ? readFile(beside) : undefined);
  files.delete('log.vkey');
  const key = inFile('log.vkey', () => parseVkeyFile(vkey ?? need(files, 'log.vkey')));
  const log = believeLog(files, key, '');
  const { origin, size } = log.checkpoint;
  const count = String(size);
  return {
    value: { log, key },
    detail: { en: `${origin}, ${count} entries`, zh: `${origin}，${count} 条记录` },
  };
}

function checkEntriesAlone({ decoded }: Log, rehearsal: boolean): Passed<number> {
  const wrong = (index: number, reason: string) => refuse(verifyRules, 'VERIFY-ENTRY', { index, reason });
  const [first] = decoded;
  const last = checkFlow(decoded, wrong, { ceremony: first?.ceremony ?? '', rehearsal });
  return { value: decoded.length, detail: `${first?.time ?? ''} – ${last}` };
}

/** One file: what it is, whether it is a rehearsal's, and whose signature on it was verified. */
interface One {
  readonly rehearsal: boolean;
  readonly detail: Passed<unknown>['detail'];
  readonly signers: readonly Signer[];
}

export type OneKind = 'share-set' | 'root-statement' | 'sealed-root';

export function verifyOne(kind: OneKind, path: string, options: VerifyOptions, report: Report): BundleFacts {
  const one = report.check(kind.toUpperCase(), () => {
    const value = inFile(basename(path), () => readers[kind](readFile(path), path));
    return { value, detail: value.detail };
  });
  if (!one) return { cosignatures: [] };
  report.check('MODE', () => checkMode(one.rehearsal, options.rehearsal ?? false));
  const { rootFingerprint } = options;
  if (rootFingerprint !== undefined) report.check('ANCHOR-ROOT', () => anchorRoot(one.signers, rootFingerprint));
  return { rehearsal: one.rehearsal, cosignatures: [] };
}

const readers: Readonly<Record<OneKind, (bytes: Uint8Array, path: string) => One>> = {
  'share-set': (bytes) => {
    const set = parseShareSet(bytes);
    const [first = ''] = set.roots; // parseShareSet demands that it is the signer
    return { rehearsal: set.rehearsal, detail: describeSet(set), signers: [{ id: set.id, fingerprint: first }] };
  },
  'root-statement': (bytes) => {
    const { id, suite, fingerprint: print, rehearsal } = parseStatement(bytes);
    return { rehearsal, detail: `${id} ${suite} ${print}`, signers: [{ id, fingerprint: print }] };
  },
  'sealed-root': readSealed,
};

/** A sealed file carries no signature: the root's own statement in `../public/roots` says whether it is the one. */
function readSealed(bytes: Uint8Array, path: string): One {
  const { id, suite, publicKey, rehearsal } = parseSealed(bytes).header;
  const is = `${id} ${suite} ${fingerprint(suite, publicKey)}`;
  const statement = statementBeside(join(dirname(path), '..', 'public', 'roots'), id);
  if (statement) checkSealedFile(statement, bytes, basename(path));
  const detail = statement
    ? { en: `${is}, as its root statement says`, zh: `${is}，与其根密钥声明一致` }
    : { en: `${is}; its form alone, no root statement is beside it`, zh: `${is}；仅检查格式，旁边没有根密钥声明` };
  return { rehearsal, detail, signers: statement ? [statement] : [] };
}
