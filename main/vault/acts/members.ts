/**
 * Members' chain keys that were made here: opened by their holders, they sign the permission for one genesis.
 * A chain's raw signature is made only over content that was parsed (docs/architecture.md, "The cryptographic shape" 7).
 */

import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { toHex } from '../../core/encoding/hex.ts';
import { suite } from '../../core/keys/index.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import { fromPkcs8Pem } from '../../core/keys/pem.ts';
import { buildGenesis } from '../../export/jdchain/genesis.ts';
import { loadCodec } from '../../export/jdchain/ca/load.ts';
import { judgeCertificates } from '../../export/jdchain/ca/judge.ts';
import { parseGenesis } from '../../export/jdchain/genesis-parse.ts';
import { encodePublicKey, encodeSignature } from '../../export/jdchain/keys.ts';
import { openLocalConf } from '../../export/jdchain/local-conf.ts';
import { type Opened, openByIdentity, openFor } from '../open-file.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { OpenKey, Session } from '../session.ts';
import type { Who } from '../source.ts';

const saysMember: Text = { en: 'The key of member {member}.', zh: '打开成员 {member} 的密钥。' };

/** Absence and a wrong passphrase are answers: the minutes then say "made by ledger-init". */
export async function openMember(session: Session, input: Input<'openMember'>): Promise<Result<'openMember'>> {
  let opened: Opened;
  try {
    opened = await openHeld(session, input);
  } catch (error) {
    if (!(error instanceof RootsealError && error.code === 'SECRET-MISSING')) throw error;
    opened = { refused: error };
  }
  if ('refused' in opened) return { opened: false, code: opened.refused.code, text: { ...opened.refused.text } };
  const key = readKey(input.member, opened.plain);
  opened.plain.fill(0);
  session.keep(key.secret);
  session.members.set(key.id, key);
  return { opened: true, suite: key.suite, publicKey: toHex(key.publicKey) };
}

/** The holder is a custodian's id, or an age recipient whose identity was given under any name. */
function openHeld(session: Session, { member, holder, name, file }: Input<'openMember'>): Promise<Opened> {
  if (holder.startsWith('age1')) return openByIdentity(session, member, file, undefined);
  const who: Who = { id: holder, name: name ?? { en: holder, zh: holder }, role: 'custodian' };
  const purpose = { en: saysMember.en.replace('{member}', member), zh: saysMember.zh.replace('{member}', member) };
  return openFor(session, who, file, purpose);
}

const pemHead = utf8('-----BEGIN ');

/** The key in the complete `local.conf`, or on a ledger in CA mode in its PEM; VAULT-MEMBER-KEY without a cause, which could quote what it read. */
function readKey(member: string, plain: Uint8Array): OpenKey {
  try {
    if (equal(plain.subarray(0, pemHead.length), pemHead)) {
      const { suite: of, secret } = fromPkcs8Pem(plain, member);
      return { id: member, suite: of, secret, publicKey: suite(of).publicKey(secret) };
    }
    const { suite: name, raw, secret } = openLocalConf(plain, member);
    return { id: member, suite: name, secret, publicKey: raw };
  } catch {
    throw refuse(vaultRules, 'VAULT-MEMBER-FILE', {}, { subject: member });
  }
}

export async function signGenesis(
  session: Session,
  { member, content }: Input<'signGenesis'>,
): Promise<Result<'signGenesis'>> {
  const key = session.members.get(member);
  if (!key) throw refuse(vaultRules, 'VAULT-MEMBER', {}, { subject: member });
  const genesis = parseGenesis(content);
  if (genesis.rootCertificates) await loadCodec();
  judgeCertificates(genesis, 'genesis');
  const { txHash, txHashText } = buildGenesis(genesis);
  const listed = genesis.participants.some(
    ({ publicKey }) => publicKey.suite === key.suite && equal(publicKey.raw, key.publicKey),
  );
  if (!listed) throw refuse(vaultRules, 'VAULT-MEMBER-KEY', {}, { subject: member });
  return {
    publicKey: encodePublicKey(key.suite, key.publicKey),
    signature: encodeSignature(key.suite, suite(key.suite).sign(txHash, key.secret)),
    txHash: txHashText,
  };
}
