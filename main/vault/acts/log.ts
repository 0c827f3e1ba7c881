/** The log key in the vault: opened with an administrator's passphrase, it signs checkpoints of its own log alone. */

import { parseCheckpoint } from '../../core/audit/checkpoint.ts';
import { formatNote, noteSignatureLine, parseVkeyFile } from '../../core/audit/note.ts';
import { isRehearsalOrigin } from '../../core/ceremony/origin.ts';
import { equal, utf8 } from '../../core/encoding/bytes.ts';
import { suite } from '../../core/keys/index.ts';
import { type Text, refuse } from '../../core/rules.ts';
import { parseLogKey } from '../log-key.ts';
import { openFor } from '../open-file.ts';
import type { Input, Result } from '../protocol.ts';
import { vaultRules } from '../rules.ts';
import type { Session } from '../session.ts';
import type { Who } from '../source.ts';

const saysLogKey: Text = { en: 'The key of the audit log.', zh: '打开审计日志的签名密钥。' };

export async function openLogKey(session: Session, input: Input<'openLogKey'>): Promise<Result<'openLogKey'>> {
  const { administrator: id, name = { en: id, zh: id } } = input;
  const vkey = parseVkeyFile(input.vkey);
  session.demandKind(isRehearsalOrigin(vkey.name), 'log.vkey');
  const who: Who = { id, name, role: 'administrator' };
  const opened = await openFor(session, who, input.file, saysLogKey);
  if ('refused' in opened) throw opened.refused;
  const key = parseLogKey(opened.plain);
  opened.plain.fill(0);
  if (key) session.keep(key.secret);
  if (key?.origin !== vkey.name || !equal(key.publicKey, vkey.publicKey)) {
    throw refuse(vaultRules, 'VAULT-LOG-KEY', { origin: vkey.name }, { subject: id });
  }
  session.logKey = key;
  return { origin: key.origin };
}

export function signCheckpoint(session: Session, { text }: Input<'signCheckpoint'>): Result<'signCheckpoint'> {
  const first = session.act === 'found' ? 'found' : 'openLogKey';
  const { origin, secret, publicKey } = session.demandOrder('signCheckpoint', session.logKey, first);
  const { origin: found } = parseCheckpoint(text);
  if (found !== origin) throw refuse(vaultRules, 'VAULT-ORIGIN', { found, origin });
  const signature = suite('ed25519').sign(utf8(text), secret);
  session.recorded = session.judged !== undefined;
  return { note: formatNote(text, [noteSignatureLine(origin, publicKey, signature)]) };
}
