/** A vault whose secret fields are heard of together with the vault that they belong to. */
import { type SecretField, type Vault, openVault } from '../vault/client.ts';

type Opening = Parameters<typeof openVault>[0];

export interface Hearing {
  /** Gets the vault as soon as it runs: to end it from without, to hear of its secret fields. */
  readonly onVault?: ((vault: Vault) => void) | undefined;
  /** A vault has opened a secret field in a window, or closed it. */
  readonly onField?: ((vault: Vault, field: SecretField | null) => void) | undefined;
}

/** `openVault`, told of as `Hearing` says. */
export async function openHeard(opening: Omit<Opening, 'onField'>, { onVault, onField }: Hearing): Promise<Vault> {
  const opened: { vault?: Vault } = {}; // before it is open it asks for nothing
  const vault = await openVault({
    ...opening,
    onField: (field) => opened.vault && onField?.(opened.vault, field),
  });
  opened.vault = vault;
  onVault?.(vault);
  return vault;
}
