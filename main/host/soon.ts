/**
 * Services that come up behind their window: a few channels are served at once, the rest is loaded by the first call
 * that wants it, or when the host has time for it.
 */
import type { Desktop } from '../app/desktop/index.ts';
import type { Handlers } from '../../preload/contract/index.ts';
import { type ChannelName, channelNames } from '../../preload/contract/names.ts';

/** @param first what needs no loading. */
export function soon(make: () => Promise<Desktop>, first: Partial<Handlers>): Desktop & { load(): Promise<void> } {
  let whole: Desktop | undefined;
  let loading: Promise<Desktop> | undefined;
  const load = () => (loading ??= make().then((made) => (whole = made)));
  const later = (name: ChannelName) => async (request: unknown) => {
    const handler = (await load()).handlers[name] as (request: unknown) => Promise<unknown>;
    return handler(request);
  };
  const rest = Object.fromEntries(channelNames.map((name) => [name, later(name)])) as unknown as Handlers;
  return {
    handlers: { ...rest, ...first },
    load: async () => {
      await load();
    },
    busy: () => whole?.busy() ?? false,
    atHome: () => whole?.atHome() ?? true,
    asksFirst: () => whole?.asksFirst() ?? false,
    // Nothing is at work in what was never loaded.
    stop: async () => (await loading)?.stop(),
  };
}
