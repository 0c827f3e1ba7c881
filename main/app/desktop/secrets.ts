/** The two channels of a secret field. What crosses is sealed to the vault; this side only carries it. */
import type { Handlers } from '../../../preload/contract/index.ts';
import type { Activities } from './activity.ts';
import type { DesktopOptions } from './index.ts';

/** With a port of the host's own the keys never come this way; without one they are carried by `secret.key`. */
export function secretHandlers(
  { openPort }: Pick<DesktopOptions, 'openPort'>,
  activities: Activities,
): Pick<Handlers, 'secret.open' | 'secret.key'> {
  return {
    'secret.open': async ({ field }) => {
      const vault = activities.fieldVault(field);
      if (!openPort) return { transport: 'call' };
      openPort(vault, field);
      return { transport: 'port' };
    },
    'secret.key': async (message) => activities.fieldVault(message.field).key(message),
  };
}
