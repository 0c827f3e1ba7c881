/**
 * On what a window judges proposals and votes: the register by the log of a home that lies here, or by public files that
 * somebody brought, which the verifier judges first. What it found is kept as long as their checkpoint is the same.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { GroundView } from '../../../preload/contract/post.ts';
import type { Entry } from '../../core/audit/entry.ts';
import { keyId } from '../../core/consortium/application.ts';
import { foundedLedger, useNames } from '../../core/consortium/diff.ts';
import { type Register, inForce, keysInForce, registerHash } from '../../core/consortium/register.ts';
import { fromUtf8 } from '../../core/encoding/bytes.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { refuse } from '../../core/rules.ts';
import { type Registered, registersOf } from '../enact.ts';
import { readNamed, sha256Hex } from '../files.ts';
import { receiptsOf, textOf } from '../receipts.ts';
import { appRules } from '../rules.ts';
import { type Standing, publicIn, registersIn, standingIn } from '../standing.ts';
import { runVerifier, verifierFile } from '../verifier.ts';
import type { DesktopOptions } from './index.ts';
import type { Logs, OpenLog } from './logs.ts';
import { fullPath } from './paths.ts';
import { hashView } from './view.ts';

export interface Ground extends Standing {
  /** Every version of the register, the founding's first. */
  readonly versions: readonly Register[];
}

/** Where a path leads to how a consortium stands. */
export interface GroundSource {
  /** @throws HOME-…, GROUND-REGISTER, REGISTER-…, FILE-READ */
  at(path: string): Promise<Ground>;
}

/** What of an open log tells its register. */
export const registered = ({ home, plan }: OpenLog, entries: readonly Entry[]): Registered => ({
  home,
  plan,
  journal: { entries: () => entries },
});

export class Grounds implements GroundSource {
  private readonly logs: Logs;
  private readonly verifier: DesktopOptions['verifier'];
  /** Of public files, by folder: what was verified, and under which checkpoint. */
  private readonly known = new Map<string, { readonly checkpoint: string; readonly ground: Ground }>();

  constructor(logs: Logs, { verifier }: Pick<DesktopOptions, 'verifier'>) {
    this.logs = logs;
    this.verifier = verifier;
  }

  async at(path: string): Promise<Ground> {
    const dir = fullPath(path);
    return existsSync(join(dir, 'ceremony.db')) ? this.ofHome(dir) : this.ofFiles(publicIn(dir));
  }

  private ofHome(dir: string): Ground {
    return this.logs.open(dir, (log) => {
      const told = registered(log, this.logs.entries(log));
      const versions = registersOf(told);
      const ledger = textOf(receiptsOf(told.journal, 'sign')['ledgerHash']);
      const founded = foundedLedger(log.plan);
      return { register: versions.at(-1)!, versions, founded, ledger: ledger === '' ? undefined : ledger };
    });
  }

  private async ofFiles(folder: string): Promise<Ground> {
    const checkpoint = sha256Hex(readNamed(join(folder, 'log', 'checkpoint')));
    const known = this.known.get(folder);
    if (known?.checkpoint === checkpoint) return known.ground;
    const ledger = await this.verified(folder);
    const ground = { ...standingIn(folder, ledger), versions: registersIn(folder) };
    this.known.set(folder, { checkpoint, ground });
    return ground;
  }

  /** Answers the hash of the ledger that the verifier found. */
  private async verified(folder: string): Promise<string | undefined> {
    const file = verifierFile();
    if (!existsSync(file)) throw refuse(appRules, 'CEREMONY-VERIFIER', {}, { subject: file });
    const kind = saysRehearsal(folder) ? ['--rehearsal'] : [];
    const judged = (lang: string) => runVerifier(file, [folder, ...kind, '--lang', lang], this.verifier);
    const [en, zh] = await Promise.all([judged('en'), judged('zh-CN')]);
    if (en.valid && zh.valid && en.kind === 'bundle') return en.ledgerHash;
    const reason = { en: en.message || '–', zh: zh.message || '–' };
    throw refuse(appRules, 'GROUND-REGISTER', { code: en.code ?? 'VERIFY-KIND', reason }, { subject: folder });
  }
}

/** What it says of itself, so that it is asked of the verifier; what it is, that one judges. */
function saysRehearsal(folder: string): boolean {
  const plan = join(folder, 'plan.json');
  return statSync(plan, { throwIfNoEntry: false })?.isFile() === true
    ? fromUtf8(readNamed(plan), plan).includes('"rehearsal":true')
    : false;
}

/** As a page needs it to propose and to vote. */
export function groundView({ register, ledger }: Ground): GroundView {
  const { consortium, rehearsal, version, governance } = register;
  return {
    consortium: { id: consortium.id, name: { ...consortium.name } },
    ...{ rehearsal, version, hash: hashView(fromHex(registerHash(register), 'register')) },
    members: inForce(register).map((member) => ({
      ...{ id: member.id, name: member.name, role: member.role },
      keys: keysInForce(member).map((key) => ({ id: keyId(key), use: useNames[key.use], suite: key.suite })),
    })),
    governance,
    ...(ledger !== undefined && { ledger }),
  };
}
