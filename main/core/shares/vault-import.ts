/** What is told of an existing Vault unseal set before its holders type anything; nothing of it can be read off a share. */
import { z } from 'zod';
import { isRecipient } from '../ceremony/checks-help.ts';
import { custodianSchema, patterns } from '../ceremony/plan-schema.ts';
import { fill, refuse } from '../rules.ts';
import type { Text } from '../rules.ts';
import { firstRepeat } from './envelope.ts';
import { shareRules } from './rules.ts';
import { vaultShareRules } from './vault-rules.ts';
import { vaultKinds, vaultProducts } from './vault-source.ts';

export const vaultImportSchema = z.strictObject({
  /** What this Vault is called, an id; it stands where a share of ours names its consortium. */
  name: z.string().regex(patterns.id),
  product: z.enum(vaultProducts),
  kind: z.enum(vaultKinds),
  /** M. */
  threshold: z.int().min(1).max(255),
  /** How many shares Vault gave out. */
  shares: z.int().min(1).max(255),
  /** Who brings a share, in the order in which they type. */
  custodians: z.array(custodianSchema.pick({ id: true, name: true, seal: true })).max(255),
  /** Said expressly: exactly M shares are brought, and nothing is proved. */
  unproved: z.boolean(),
  rehearsal: z.boolean(),
});

export type VaultImport = z.infer<typeof vaultImportSchema>;

/**
 * Reads it and refuses before anybody types what could not come out right.
 * @throws VAULTSHARE-FORM, SHARE-M-LOW, VAULTSHARE-FEW, VAULTSHARE-UNPROVED, VAULTSHARE-TOTAL
 */
export function checkVaultImport(value: unknown): VaultImport {
  const parsed = vaultImportSchema.safeParse(value);
  const form = (field: string) => refuse(vaultShareRules, 'VAULTSHARE-FORM', { field }, { subject: field });
  if (!parsed.success) throw form(parsed.error.issues[0]?.path.map(String).join('.') ?? '');
  const { threshold: m, shares, custodians, unproved } = parsed.data;
  const have = custodians.length;
  const twice = firstRepeat(custodians.map(({ id }) => id));
  if (twice) throw form(`custodians.${twice[1]}.id`);
  const unsealable = custodians.findIndex(({ seal }) => !canSeal(seal));
  if (unsealable >= 0) throw form(`custodians.${unsealable}.seal`);
  if (m < 2) throw refuse(shareRules, 'SHARE-M-LOW', { m });
  if (have < m) throw refuse(vaultShareRules, 'VAULTSHARE-FEW', { have, m });
  if (shares < have) throw refuse(vaultShareRules, 'VAULTSHARE-TOTAL', { shares, have });
  if (have === m && !unproved) throw refuse(vaultShareRules, 'VAULTSHARE-UNPROVED', { m });
  return parsed.data;
}

/** As a plan's checks have it: a work factor from 14 to 22, or what may be a recipient. */
const canSeal = (seal: VaultImport['custodians'][number]['seal']): boolean =>
  seal.kind === 'passphrase' ? seal.workFactor >= 14 && seal.workFactor <= 22 : isRecipient(seal.recipient);

const productNames = { vault: 'HashiCorp Vault', openbao: 'OpenBao' } as const;
const kindNames: Readonly<Record<VaultImport['kind'], Text>> = {
  unseal: { en: 'unseal keys', zh: '解封密钥' },
  recovery: { en: 'recovery keys', zh: '恢复密钥' },
};

/** What no share says and nobody can check here: read aloud before the first one is typed. */
export function vaultImportText({ name, product, kind, threshold, shares, custodians }: VaultImport): Text {
  return fill(
    {
      en: `The {kind} of {product} "{name}": any {m} of {shares}, of which {have} come under envelopes now.
- Whether they are unseal keys or recovery keys no share says: it is taken as told. Recovery keys unseal nothing.
- No rekey may be under way (operator rekey -status), and these must be the keys of the last one.
- Whether they open this Vault only Vault can say: keep what you have until that was tried.`,
      zh: `{product}“{name}”的{kind}：{shares} 份中任意 {m} 份，现将其中 {have} 份装入信封。
- 份额本身不显示它是解封密钥还是恢复密钥：以所述为准。恢复密钥不能解封。
- 不得有正在进行的重新生成（operator rekey -status），且这些须是最近一次的密钥。
- 它们能否打开该 Vault，只有 Vault 能回答：试过之前请保留现有的份额。`,
    },
    { name, product: productNames[product], kind: kindNames[kind], m: threshold, shares, have: custodians.length },
  );
}
