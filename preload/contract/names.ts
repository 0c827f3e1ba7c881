/** The names alone: the preload checks a name and forwards; the schemas stay on the other side. */
import type { ChannelName } from './index.ts';

const all: Record<ChannelName, true> = { 'app.info': true };

export const isChannel = (name: unknown): name is ChannelName => typeof name === 'string' && Object.hasOwn(all, name);
