/**
 * Root statements `rootseal.root/1` (docs/formats.md section 2): what the world may know of a sealed root, signed by
 * the root itself, so that nobody can pass off another sealed file, share set or rehearsal under its name.
 */
import { digestMessage, sha256 } from '../encoding/bytes.ts';
import { fromHex, toHex } from '../encoding/hex.ts';
import { parseJcs, toJcs } from '../encoding/jcs.ts';
import { ceremonyId, flag, formatOf, hex, id, oneOf, positive, readFields, text } from '../fields.ts';
import type { FieldFault } from '../fields.ts';
import { fingerprint, suite, suiteNames } from '../keys/index.ts';
import type { SuiteName } from '../keys/index.ts';
import { refuse } from '../rules.ts';
import type { Sign } from '../signing.ts';
import { sealingRules } from './rules.ts';
import { parseHeader, parseSealed, sealedRootFormat } from './sealed.ts';

export const statementFormat = 'rootseal.root/1';

/** The document as it stands in the file; byte fields in lower-case hex. */
export interface UnsignedStatement {
  readonly format: typeof statementFormat;
  readonly consortium: string;
  readonly ceremony: string;
  readonly id: string;
  /** What the root is for, as the plan says. */
  readonly purpose: string;
  readonly suite: SuiteName;
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly rehearsal: boolean;
  readonly set: string;
  readonly epoch: number;
  /** The sealed root's header bytes. */
  readonly header: string;
  readonly ciphertextSha256: string;
}

export interface Statement extends UnsignedStatement {
  /** 64 bytes by the root itself, over `statementMessage`. */
  readonly signature: string;
}

/** The message that the root signs: `D("root", JCS without the signature)`. */
export function statementMessage(statement: UnsignedStatement | Statement): Uint8Array {
  const { signature: _, ...unsigned } = { signature: '', ...statement };
  return digestMessage('root', toJcs(unsigned, 'root statement'));
}

/**
 * Makes and signs the statement of one sealed root; everything but the purpose is taken from the sealed file.
 * @param sealedFile the bytes of `sealed/<id>.sealed`
 * @throws what `parseSealed` and `parseStatement` throw
 */
export async function buildStatement(sealedFile: Uint8Array, purpose: string, sign: Sign): Promise<Statement> {
  const { header, headerBytes, ciphertext } = parseSealed(sealedFile);
  const unsigned: UnsignedStatement = {
    format: statementFormat,
    consortium: header.consortium,
    ceremony: header.ceremony,
    id: header.id,
    purpose,
    suite: header.suite,
    publicKey: toHex(header.publicKey),
    fingerprint: fingerprint(header.suite, header.publicKey),
    rehearsal: header.rehearsal,
    set: toHex(header.set),
    epoch: header.epoch,
    header: toHex(headerBytes),
    ciphertextSha256: toHex(sha256(ciphertext)),
  };
  const signature = toHex(await sign(statementMessage(unsigned)));
  return parseStatement(encodeStatement({ ...unsigned, signature }));
}

/** The bytes of the file `public/roots/<id>.json`. */
export function encodeStatement(statement: Statement): Uint8Array {
  return toJcs(statement, 'root statement');
}

/**
 * Reads a root statement strictly: fields, fingerprint, agreement with the header inside, and the root's signature.
 * Whether this root is trusted is the caller's question.
 * @throws ROOT-… (each fault under its own rule), SEALED-… for the header, ENCODING-JSON
 */
export function parseStatement(encoded: Uint8Array): Statement {
  const statement = readDocument(parseJcs(encoded, 'root statement'));
  checkKey(statement);
  checkHeaderAgrees(statement);
  if (!statementSignatureHolds(statement)) throw refusal('ROOT-SIGNATURE', statement);
  return statement;
}

/** True if the root that the statement is about has signed it. */
export function statementSignatureHolds(statement: Statement): boolean {
  const publicKey = fromHex(statement.publicKey, 'publicKey');
  return suite(statement.suite).verify(
    fromHex(statement.signature, 'signature'),
    statementMessage(statement),
    publicKey,
  );
}

/**
 * Checks that a sealed file is the one that a statement describes, to the byte.
 * @param file its name, for the message
 * @throws ROOT-SEALED naming what differs; what `parseSealed` throws
 */
export function checkSealedFile(statement: Statement, sealedFile: Uint8Array, file: string): void {
  const { headerBytes, ciphertext } = parseSealed(sealedFile);
  if (toHex(headerBytes) !== statement.header) throw sealedRefusal(statement, file, 'header');
  if (toHex(sha256(ciphertext)) !== statement.ciphertextSha256) throw sealedRefusal(statement, file, 'ciphertext');
}

const statementShape = {
  format: text,
  consortium: id,
  ceremony: ceremonyId,
  id,
  purpose: id,
  suite: oneOf(suiteNames),
  publicKey: hex(),
  fingerprint: hex(32),
  rehearsal: flag,
  set: hex(16),
  epoch: positive,
  header: hex(),
  ciphertextSha256: hex(32),
  signature: hex(64),
};

function readDocument(value: unknown): Statement {
  const format = formatOf(value) ?? statementFormat;
  if (format !== statementFormat) throw refuse(sealingRules, 'ROOT-FORMAT', { format });
  return { ...readFields(value, statementShape, fieldRefusal), format: statementFormat };
}

const fieldRules = { unknown: 'ROOT-FIELD-UNKNOWN', missing: 'ROOT-FIELD-MISSING', type: 'ROOT-FIELD-TYPE' } as const;

function fieldRefusal(fault: FieldFault, field: string, expected: string): Error {
  return refuse(sealingRules, fieldRules[fault], { field, expected }, { subject: field });
}

function refusal(code: 'ROOT-SIGNATURE' | 'ROOT-FINGERPRINT', { id: root }: Statement): Error {
  return refuse(sealingRules, code, { id: root }, { subject: root });
}

function sealedRefusal({ id: root }: Statement, file: string, field: string): Error {
  return refuse(sealingRules, 'ROOT-SEALED', { id: root, file, field }, { subject: file });
}

function checkKey(statement: Statement): void {
  const publicKey = fromHex(statement.publicKey, 'publicKey');
  if (!suite(statement.suite).isPublicKey(publicKey)) {
    throw fieldRefusal('type', 'publicKey', `a public key of the suite ${statement.suite}`);
  }
  if (fingerprint(statement.suite, publicKey) !== statement.fingerprint) throw refusal('ROOT-FINGERPRINT', statement);
}

/** The header is what the ciphertext is bound to; the statement's own fields are what people read. */
function checkHeaderAgrees(statement: Statement): void {
  const header = parseHeader(fromHex(statement.header, 'header'));
  const agreed: readonly (readonly [string, boolean])[] = [
    ['format', header.format === sealedRootFormat],
    ['consortium', header.consortium === statement.consortium],
    ['ceremony', header.ceremony === statement.ceremony],
    ['id', header.id === statement.id],
    ['suite', header.suite === statement.suite],
    ['publicKey', toHex(header.publicKey) === statement.publicKey],
    ['rehearsal', header.rehearsal === statement.rehearsal],
    ['set', toHex(header.set) === statement.set],
    ['epoch', header.epoch === statement.epoch],
  ];
  const wrong = agreed.find(([, holds]) => !holds);
  if (wrong !== undefined) throw refuse(sealingRules, 'ROOT-HEADER', { id: statement.id, field: wrong[0] });
}
