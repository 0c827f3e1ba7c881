/**
 * Every table of rules of the house, by area, in the order of docs/assurance.md. A table that is not here fails
 * assurance.test.ts. `accepts`: tests in which what the area judges is taken, where they lie apart from the rejecting ones.
 */
import { desktopRules } from '../../main/app/desktop/rules.ts';
import { appRules } from '../../main/app/rules.ts';
import { cliRules } from '../../main/cli/rules.ts';
import { verifyRules } from '../../main/cli/verify/rules.ts';
import { auditRules } from '../../main/core/audit/rules.ts';
import { minutesRules } from '../../main/core/ceremony/minutes-warnings.ts';
import { planRules } from '../../main/core/ceremony/plan-rules.ts';
import { roleRules } from '../../main/core/ceremony/role-rules.ts';
import { ceremonyRules } from '../../main/core/ceremony/rules.ts';
import { diffRules } from '../../main/core/consortium/diff-rules.ts';
import { consortiumRules } from '../../main/core/consortium/rules.ts';
import { encodingRules } from '../../main/core/encoding/rules.ts';
import { keyRules } from '../../main/core/keys/rules.ts';
import type { RuleTable } from '../../main/core/rules.ts';
import { paperRules } from '../../main/core/paper/rules.ts';
import { sealingRules } from '../../main/core/sealing/rules.ts';
import { shareRules } from '../../main/core/shares/rules.ts';
import { slip39Rules } from '../../main/core/shares/slip39-rules.ts';
import { vaultShareRules } from '../../main/core/shares/vault-rules.ts';
import { tufRules } from '../../main/core/tuf/rules.ts';
import { lintRules } from '../../main/export/jdchain/lint-rules.ts';
import { jdchainRules } from '../../main/export/jdchain/rules.ts';
import { storeRules } from '../../main/store/rules.ts';
import { vaultRules } from '../../main/vault/rules.ts';

export interface Area {
  readonly title: string;
  /** The module that declares the table. */
  readonly file: string;
  readonly table: RuleTable;
  /** Where the tests of the area lie: of several that name a rule, one of these stands in its row. */
  readonly near: string;
  readonly accepts: readonly string[];
}

/** Tables take one another's rules in; here each rule stands once. */
const without = (table: RuleTable, ...others: readonly RuleTable[]): RuleTable =>
  Object.fromEntries(Object.entries(table).filter(([code]) => !others.some((other) => Object.hasOwn(other, code))));

export const areas: readonly Area[] = [
  {
    title: 'Encodings',
    near: 'test/unit/encoding/',
    file: 'main/core/encoding/rules.ts',
    table: encodingRules,
    accepts: ['test/property/encoding.test.ts'],
  },
  {
    title: 'Keys and signatures',
    near: 'test/unit/keys/',
    file: 'main/core/keys/rules.ts',
    table: keyRules,
    accepts: ['test/vectors/keys.test.ts', 'test/strangers/openssl/openssl.test.ts'],
  },
  {
    title: 'Members and governance',
    near: 'test/unit/consortium/',
    file: 'main/core/consortium/rules.ts',
    table: consortiumRules,
    accepts: ['test/unit/consortium/votes.test.ts', 'test/strangers/votes/votes.test.ts'],
  },
  {
    title: 'What the diff of a proposal marks',
    near: 'test/unit/consortium/',
    file: 'main/core/consortium/diff-rules.ts',
    table: diffRules,
    accepts: ['test/unit/consortium/diff.test.ts'],
  },
  {
    title: 'Shares',
    near: 'test/unit/shares/',
    file: 'main/core/shares/rules.ts',
    table: shareRules,
    accepts: ['test/property/shares.property.test.ts', 'test/vectors/shares.test.ts'],
  },
  {
    title: 'Paper',
    near: 'test/unit/paper/',
    file: 'main/core/paper/rules.ts',
    table: paperRules,
    accepts: ['test/unit/paper/parts.test.ts', 'test/unit/paper/lines.test.ts', 'test/strangers/paper/paper.test.ts'],
  },
  {
    title: 'SLIP-39 shares',
    near: 'test/unit/shares/',
    file: 'main/core/shares/slip39-rules.ts',
    table: slip39Rules,
    accepts: ['test/vectors/slip39.test.ts', 'test/strangers/slip39/slip39.test.ts'],
  },
  {
    title: 'Shares of HashiCorp Vault and OpenBao',
    near: 'test/unit/shares/',
    file: 'main/core/shares/vault-rules.ts',
    table: vaultShareRules,
    accepts: ['test/property/vault-shares.property.test.ts', 'test/strangers/vaultshamir/vaultshamir.test.ts'],
  },
  {
    title: 'Sealed roots, statements, entropy, passphrases',
    near: 'test/unit/sealing/',
    file: 'main/core/sealing/rules.ts',
    table: sealingRules,
    accepts: ['test/strangers/age/age.test.ts', 'test/strangers/python-formats/python-formats.test.ts'],
  },
  {
    title: 'Plan',
    near: 'test/unit/ceremony/',
    file: 'main/core/ceremony/plan-rules.ts',
    table: without(planRules, roleRules),
    accepts: ['test/property/plan.test.ts', 'test/cli/plan.test.ts'],
  },
  {
    title: 'Roles of a ledger, in plans and in files of others',
    near: 'test/unit/ceremony/',
    file: 'main/core/ceremony/role-rules.ts',
    table: roleRules,
    accepts: ['test/unit/ceremony/profiles.test.ts', 'test/unit/jdchain/lint.test.ts'],
  },
  {
    title: 'Room, steps, confirmations',
    near: 'test/unit/ceremony/',
    file: 'main/core/ceremony/rules.ts',
    table: ceremonyRules,
    accepts: [],
  },
  {
    title: 'Warnings of the minutes',
    near: 'test/unit/ceremony/',
    file: 'main/core/ceremony/minutes-warnings.ts',
    table: minutesRules,
    accepts: [],
  },
  {
    title: 'Audit log',
    near: 'test/unit/audit/',
    file: 'main/core/audit/rules.ts',
    table: auditRules,
    accepts: ['test/vectors/merkle.test.ts', 'test/property/log.test.ts', 'test/strangers/tlog/tlog.test.ts'],
  },
  {
    title: 'Store',
    near: 'test/store/',
    file: 'main/store/rules.ts',
    table: storeRules,
    accepts: ['test/store/migrations.test.ts', 'test/store/crash.test.ts'],
  },
  {
    title: 'TUF',
    near: 'test/unit/tuf/',
    file: 'main/core/tuf/rules.ts',
    table: tufRules,
    accepts: ['test/strangers/tuf/tuf.test.ts', 'test/property/tuf.property.test.ts'],
  },
  {
    title: 'JD Chain: formats',
    near: 'test/unit/jdchain/',
    file: 'main/export/jdchain/rules.ts',
    table: without(jdchainRules, lintRules, roleRules),
    accepts: ['test/strangers/jdchain/jdchain.test.ts', 'test/property/jdchain.test.ts'],
  },
  {
    title: 'JD Chain: lint over the folders of several parties',
    near: 'test/unit/jdchain/',
    file: 'main/export/jdchain/lint-rules.ts',
    table: lintRules,
    accepts: [],
  },
  { title: 'Vault', near: 'test/unit/vault/', file: 'main/vault/rules.ts', table: vaultRules, accepts: [] },
  { title: 'Services', near: 'test/unit/app/', file: 'main/app/rules.ts', table: appRules, accepts: [] },
  { title: 'Window', near: 'test/unit/app/', file: 'main/app/desktop/rules.ts', table: desktopRules, accepts: [] },
  { title: 'Command line', near: 'test/unit/app/', file: 'main/cli/rules.ts', table: cliRules, accepts: [] },
  { title: 'Verifier', near: 'test/unit/verify/', file: 'main/cli/verify/rules.ts', table: verifyRules, accepts: [] },
];
