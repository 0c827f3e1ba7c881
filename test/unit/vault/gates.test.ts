/** Gates of the vault that no whole act comes to: each called by itself, with what it must refuse. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fingerprint } from '../../../main/core/keys/index.ts';
import { encodeStatement } from '../../../main/core/sealing/statement.ts';
import type { ShareSet } from '../../../main/core/shares/set.ts';
import { openMember } from '../../../main/vault/acts/members.ts';
import { register } from '../../../main/vault/acts/register.ts';
import { combine } from '../../../main/vault/acts/restore.ts';
import { openFor } from '../../../main/vault/open-file.ts';
import type { Session } from '../../../main/vault/session.ts';
import { checkCharacters, passphraseMax, type Who } from '../../../main/vault/source.ts';
import { ttySource } from '../../../main/vault/source-tty.ts';
import type { Terminal } from '../../../main/vault/terminal.ts';
import { refusal } from '../../refusal.ts';
import { found } from '../shares/founding.ts';
import { codeOf } from './room.ts';

const folder = mkdtempSync(join(tmpdir(), 'rootseal-gates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const who: Who = { id: 'c1', name: { en: 'Custodian 1', zh: '保管人一' }, role: 'custodian' };
const text = { en: '', zh: '' };
/** A session that has what one gate looks at. */
const session = (parts: object) => parts as unknown as Session;
const bytes = (content: string) => new TextEncoder().encode(content);

describe('a passphrase', () => {
  it('has at most so many characters', () => {
    const of = (length: number) => refusal(() => checkCharacters(new Uint8Array(length).fill(97), who, text));
    expect([of(passphraseMax), of(passphraseMax + 1)]).toEqual(['accepted', 'SECRET-LONG']);
  });

  it('is typed twice the same, at the latest at the fifth time', async () => {
    const typing = (...lines: string[]) => {
      const terminal = {
        secretLine: () => Promise.resolve({ bytes: bytes(lines.shift() ?? 'end'), odd: 0 }),
        write: () => undefined,
        bell: () => undefined,
      };
      return codeOf(ttySource(() => terminal as unknown as Terminal, 'en').newPassphrase(who, () => undefined));
    };
    const twins = (times: number) => Array.from({ length: times }, (_, i) => [`one ${String(i)}`, 'other']).flat();
    expect(await typing(...twins(4), 'same', 'same')).toBe('accepted');
    expect(await typing(...twins(5), 'same', 'same')).toBe('SECRET-TWICE');
  });
});

describe('a file', () => {
  it('that is no age file is named, and nobody is asked for a passphrase', async () => {
    const opened = await openFor(session({}), who, bytes('age-encryption.org/v2\n'), text);
    expect(opened).toMatchObject({ refused: { code: 'AGE-UNREADABLE', subject: 'c1' } });
  });

  it('of a member must hold a complete local.conf', async () => {
    const opens = (plain: string) =>
      session({
        keep: (secret: Uint8Array) => secret,
        age: { open: () => Promise.resolve({ ok: true, bytes: bytes(plain) }) },
        members: new Map(),
        identities: { copy: () => bytes('AGE-SECRET-KEY-1') },
      });
    const file = bytes('age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 14\n');
    const input = { member: 'lab', holder: 'age1holder', file };
    expect(await codeOf(openMember(opens('local.parti.id=0\n'), input))).toBe('VAULT-MEMBER-FILE');
  });

  it('with the password of a .priv must be there to be read', async () => {
    const input = (pwdFile: string) => ({ signer: { name: 'x.priv', priv: 'no key', pwdFile } });
    const registers = (pwdFile: string) => codeOf(register(session({}), input(pwdFile) as never));
    expect(await registers(join(folder, 'nowhere.pwd'))).toBe('REGISTER-PWD');
    writeFileSync(join(folder, 'odd.pwd'), Uint8Array.of(0xff));
    expect(await registers(join(folder, 'odd.pwd'))).toBe('REGISTER-PWD');
  });
});

describe('combining', () => {
  it('refuses a true statement of another ceremony, set, epoch or kind, before any share is touched', async () => {
    const { statements, sealed } = await found({ suites: ['ed25519'] });
    const [[id, statement] = []] = statements;
    if (id === undefined || statement === undefined) throw new Error('no statement was founded');
    const { consortium, ceremony, set, epoch, rehearsal, suite, publicKey } = statement;
    const roots = [fingerprint(suite, Uint8Array.from(Buffer.from(publicKey, 'hex')))];
    const same = { consortium, ceremony, id: set, epoch, rehearsal, roots, m: 2 };
    const input = { sealed: { [id]: sealed.get(id)! }, statements: { [id]: encodeStatement(statement) } };
    const by = (change: object) => {
      const judged = { set: { ...same, ...change } as unknown as ShareSet, quorum: [] };
      const stub = session({ judged, recorded: true, demandOrder: (_: string, value: unknown) => value });
      return codeOf(combine(stub, input));
    };
    for (const change of [{ ceremony: 'other' }, { id: '00' }, { epoch: 9 }, { rehearsal: !rehearsal }])
      expect(await by(change)).toBe('VAULT-ROOT-MISMATCH');
    expect(await by({})).not.toBe('VAULT-ROOT-MISMATCH'); // goes on to the shares, of which there are none here
  });
});
