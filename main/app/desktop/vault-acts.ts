/** Shares of HashiCorp Vault in a window: the services of the command line, with the vault's fields in the page. */
import type { Handlers, RequestOf } from '../../../preload/contract/index.ts';
import type { Person } from '../../../preload/contract/desk.ts';
import { isRecipient } from '../../core/ceremony/checks-help.ts';
import { fromHex } from '../../core/encoding/hex.ts';
import { RootsealError, type Text, refuse } from '../../core/rules.ts';
import type { SecretField, Vault } from '../../vault/client.ts';
import { takeRoomAgain } from '../room-again.ts';
import { appRules } from '../rules.ts';
import {
  type Exported,
  type Imported,
  type SheetWish,
  type VaultActs,
  type VaultImport,
  admitImport,
  checkExport,
  checkImport,
  exportShare,
  importShares,
  printVaultShare,
} from '../vault-shares.ts';
import type { Activities, Ending, Outcome } from './activity.ts';
import type { DesktopOptions } from './index.ts';
import { fullPath, fullPaths } from './paths.ts';
import { groupsOf, shownFindings } from './view.ts';
import type { WindowDesk } from './window-desk.ts';

type Acts = Pick<Handlers, 'vault.import' | 'vault.export' | 'vault.sheet'>;

const titles = {
  in: { en: 'Shares of HashiCorp Vault', zh: 'HashiCorp Vault 的份额' },
  out: { en: 'A share back to HashiCorp Vault', zh: '导回 HashiCorp Vault 的份额' },
  paper: { en: 'A share of HashiCorp Vault on paper', zh: '将 HashiCorp Vault 的份额打印在纸上' },
} as const satisfies Record<string, Text>;

export function vaultActHandlers(options: DesktopOptions, desk: WindowDesk, activities: Activities): Acts {
  return {
    'vault.import': async (request) => ({ activity: await take(options, desk, activities, request) }),
    'vault.export': async (request) => ({ activity: give(options, desk, activities, request) }),
    'vault.sheet': async (request) => ({ activity: print(options, desk, activities, request) }),
  };
}

/** Everything that can be refused is refused here, before anybody types. */
async function take(
  options: DesktopOptions,
  desk: WindowDesk,
  activities: Activities,
  { into: named, ...told }: RequestOf<'vault.import'>,
): Promise<string> {
  const into = fullPath(named);
  const wish = checkImport(told, into);
  const { rehearsal, threshold } = wish;
  const findings = shownFindings(admitImport(await takeRoomAgain(into, options.env), wish));
  const shown = { threshold, findings, people: peopleAt(wish, 0) };
  return activities.start({ kind: 'vault', dir: into, title: titles.in, rehearsal, shown }, async () => {
    const onField = (field: SecretField | null) => {
      const at = wish.custodians.findIndex(({ id }) => id === field?.who);
      if (at >= 0) desk.put({ people: peopleAt(wish, at) });
    };
    const made = await importShares(wish, into, actsAt(options, desk, activities, {}, onField));
    return { outcome: imported(into, made) };
  });
}

/** Holders in their order; those before `at` have typed theirs. */
const peopleAt = ({ custodians }: VaultImport, at: number): Person[] =>
  custodians.map(({ id, name, seal }, i) => ({
    ...{ id, name: { ...name }, roles: ['custodian'], index: i + 1, seal: seal.kind },
    state: i < at ? 'done' : 'waiting',
  }));

function imported(into: string, { set, proved, outside }: Imported): Outcome {
  const [m, n] = [String(set.m), String(set.n)];
  const first: Text = { en: `${n} shares, any ${m}`, zh: `${n} 份，任意 ${m} 份` };
  const proof: Text = proved
    ? {
        en: `All ${n} lie on one polynomial: every ${m} give the same key`,
        zh: `${n} 份同在一条多项式上：任意 ${m} 份得出同一密钥`,
      }
    : { en: `NOT proved: exactly ${m} were brought`, zh: `未经证明：恰好提交了 ${m} 份` };
  return [
    {
      label: { en: 'Key that signed this set', zh: '签署该份额组的密钥' },
      value: set.signer,
      groups: groupsOf(fromHex(set.signer, 'signer')),
    },
    { label: { en: 'Share set', zh: '份额组' }, value: first },
    { label: { en: 'Proof', zh: '证明' }, value: proof },
    ...(outside > 0 ? [{ label: { en: 'Shares outside', zh: '在外的份额' }, value: String(outside) }] : []),
    { label: { en: 'Written to', zh: '已写入' }, value: into },
  ];
}

function give(
  options: DesktopOptions,
  desk: WindowDesk,
  activities: Activities,
  request: RequestOf<'vault.export'>,
): string {
  const { recipient: typed, encoding, identities: given } = request;
  const recipient = typed.trim();
  const [share, set, out] = [fullPath(request.share), fullPath(request.set), fullPath(request.out)];
  const wish = { share, set, recipient, encoding, out };
  const rehearsal = checkExport(wish);
  const identities = fullPaths(given);
  if (!isRecipient(recipient)) throw refuse(appRules, 'EXPORT-RECIPIENT', {}, { subject: recipient });
  return activities.start(
    { kind: 'vault', dir: share, title: titles.out, rehearsal, shown: { awaited: [share] } },
    async () => {
      const done = await exportShare(wish, actsAt(options, desk, activities, identities));
      return opened(desk, wish, done, [{ label: { en: 'Opened by', zh: '可由此打开' }, value: recipient }]);
    },
  );
}

function print(
  options: DesktopOptions,
  desk: WindowDesk,
  activities: Activities,
  request: RequestOf<'vault.sheet'>,
): string {
  const [share, set, out] = [fullPath(request.share), fullPath(request.set), fullPath(request.out)];
  const wish = { share, set, out };
  const rehearsal = checkExport(wish);
  const identities = fullPaths(request.identities);
  return activities.start(
    { kind: 'vault', dir: share, title: titles.paper, rehearsal, shown: { awaited: [share] } },
    async () => opened(desk, wish, await printVaultShare(wish, actsAt(options, desk, activities, identities))),
  );
}

/** How an act with one share has ended: what was written, or why nothing was. */
function opened(
  desk: WindowDesk,
  { share, out }: SheetWish,
  { verdict, sha256 }: Exported,
  more: Outcome = [],
): Ending {
  desk.put({ verdicts: [verdict], awaited: [] });
  if (sha256 === undefined) return { outcome: [], failure: new RootsealError(verdict.code, verdict.text, 1, share) };
  return {
    outcome: [
      { label: { en: 'Written to', zh: '已写入' }, value: out },
      ...more,
      { label: { en: 'Its SHA-256', zh: '其 SHA-256' }, value: sha256 },
    ],
  };
}

/** What a service with a vault of its own gets from this window. */
export function actsAt(
  { launch }: Pick<DesktopOptions, 'launch'>,
  desk: WindowDesk,
  activities: Activities,
  identities: Readonly<Record<string, string>>,
  onField: (field: SecretField | null) => void = () => undefined,
): VaultActs {
  return {
    lang: 'en',
    source: { kind: 'window' },
    identities,
    ...(launch && { launch }),
    onProgress: ({ what, done, total }) => desk.progress(what, done, total),
    onVault: (vault: Vault) => activities.take(vault),
    onField: (vault, field) => {
      onField(field);
      activities.field(vault, field);
    },
  };
}
