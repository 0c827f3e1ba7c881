/**
 * The files of TUF signed anew: in an act of the roots the same targets with a later end, and perhaps the next root file,
 * which may give administrators a say; and that root file, signed by an administrator elsewhere.
 */

import type { TufAdministrators } from '../../core/ceremony/plan-schema.ts';
import { equal, sha256 } from '../../core/encoding/bytes.ts';
import { fromHex, toHex } from '../../core/encoding/hex.ts';
import { keyId } from '../../core/consortium/application.ts';
import { keyOfRing } from '../../core/consortium/keyring.ts';
import { suite } from '../../core/keys/index.ts';
import { type RootsealError, type Text, refuse } from '../../core/rules.ts';
import { type DelegatedName, delegatedNames } from '../../core/tuf/delegations.ts';
import { type TufPublicKey, tufSignature } from '../../core/tuf/keys.ts';
import { type RoleName, type TufTarget, readTufFile } from '../../core/tuf/read.ts';
import { listMessages, rootMessage } from '../../core/tuf/write.ts';
import { openFor } from '../open-file.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';
import { listVersion, signedHere } from '../tuf-gate.ts';

type Next = Input<'renewTuf'>['next'];

const notSame = (subject: string): RootsealError => refuse(vaultRules, 'VAULT-RENEWED', {}, { subject });

/** VAULT-ORDER, VAULT-ROOT, VAULT-RENEWED, and what the readers of TUF files throw. */
export function renewTuf(session: Session, { lists, root, next }: Input<'renewTuf'>): Result<'renewTuf'> {
  session.demandOrder('renewTuf', session.roots.size > 0, 'combine');
  const now = lists.map((bytes) => signedHere(session, 'targets.json', bytes, 'targets', notSame));
  if (now.some(({ version }) => version !== next.version - 1)) throw notSame('version');
  const wholeSet = now[0]?.content.delegations?.length ?? 0;
  if (now.length !== wholeSet + 1) throw notSame('targets.json');
  const targets = withVerifier(
    now.flatMap(({ content }) => content.targets),
    next.verifier,
  );
  for (const { custom } of targets) session.demandKind(custom.rootseal.rehearsal, 'targets.json');
  const input = inputOf(session, next);
  const messages = listMessages({ ...input, version: next.version, targets });
  if (next.withRoot) {
    const { version } = signedHere(session, 'root.json', root, 'root', notSame);
    messages.push(rootMessage(input, version + 1));
  }
  session.renewing = { messages: new Set(messages.map(digest)), version: next.version };
  return {};
}

const digest = (message: Uint8Array) => toHex(sha256(message));

/** Only keys that are open here count for lists; for a root file those of the administrators as well. */
function inputOf(session: Session, { expires, top, delegated, administrators }: Next) {
  const signers = ({ roots, threshold }: Next['top']) => ({ keys: roots.map((id) => keyOf(session, id)), threshold });
  const own = signers(top);
  return {
    ...{ ...own, expires },
    ...(administrators && { root: rootOf(own.keys, administrators) }),
    delegations: delegatedNames.map((name: DelegatedName) => ({ name, ...signers(delegated[name]) })),
  };
}

const rootOf = (keys: readonly TufPublicKey[], administrators: TufAdministrators) => ({
  keys: [
    ...keys,
    ...administrators.keys.map(({ id, suite: name, publicKey }) => ({
      suite: name,
      publicKey: fromHex(publicKey, id),
    })),
  ],
  threshold: administrators.threshold,
});

function keyOf(session: Session, id: string): TufPublicKey {
  const { suite: name, publicKey } = session.root(id);
  if (name === 'sm2') throw notSame(id);
  return { suite: name, publicKey };
}

/** A program that is newer than the founding's brings its verifier along, which must know what is signed now. */
function withVerifier(targets: readonly TufTarget[], verifier: Next['verifier']): TufTarget[] {
  return targets.map((target) =>
    verifier && target.path === 'verify/rootseal-verify.mjs' ? { ...target, ...verifier } : target,
  );
}

/** In this act just what `renewTuf` has come to is signed. VAULT-ORDER, VAULT-RENEWED */
export function demandRenewed(session: Session, role: RoleName, bytes: Uint8Array): void {
  const { messages, version } = session.demandOrder('signTuf', session.renewing, 'renewTuf');
  if (role === 'root' || role === 'targets') {
    if (!messages.has(digest(bytes))) throw notSame(`${role}.json`);
    return;
  }
  if (listVersion(bytes) !== version) throw notSame(`${role}.json`);
}

const saysRoot: Text = { en: 'To sign a root file of TUF.', zh: '用于签署 TUF 根文件。' };

/** VAULT-TUF for anything but a root file, KEYRING-… for another key than that of the administrator. */
export async function signRoot(session: Session, input: Input<'signRoot'>): Promise<Result<'signRoot'>> {
  const { root, publicKey, file, name } = input;
  const { message, content } = readTufFile('root.json', root, 'root');
  const wanted = fromHex(publicKey, 'publicKey');
  const known = content.roles.root.keys.find((key) => key.suite === input.suite && equal(key.publicKey, wanted));
  if (!known) throw refuse(vaultRules, 'VAULT-ROOT-KEY', {}, { subject: input.administrator.id });
  const opened = await openFor(session, { ...input.administrator, role: 'signer' }, file, saysRoot);
  if ('refused' in opened) throw opened.refused;
  const key = keyOfRing(opened.plain, keyId({ suite: known.suite, publicKey }), name);
  opened.plain.fill(0);
  session.keep(key.secret);
  return tufSignature(known, suite(known.suite).sign(message, key.secret));
}
