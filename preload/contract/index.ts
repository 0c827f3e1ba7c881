/**
 * The contract between the page and the program: every channel once, with the schema of its request and of its
 * reply. Both hosts serve exactly these; a channel without a handler does not compile.
 */
import type { z } from 'zod';
import { appInfo } from './app-info.ts';

export const channels = { [appInfo.name]: appInfo } as const;

export type Channels = typeof channels;
export type ChannelName = keyof Channels;
export type RequestOf<N extends ChannelName> = z.infer<Channels[N]['request']>;
export type ReplyOf<N extends ChannelName> = z.infer<Channels[N]['reply']>;

/** What crosses back: custom fields of an Error do not survive Electron's own way of rejecting. */
export type Answer<T> =
  { readonly ok: true; readonly result: T } | { readonly ok: false; readonly code: string; readonly message: string };

/** What the page finds at `window.rootseal`. */
export interface Door {
  call<N extends ChannelName>(name: N, request: RequestOf<N>): Promise<Answer<ReplyOf<N>>>;
}

/** One handler for each channel, complete. */
export type Handlers = { readonly [N in ChannelName]: (request: RequestOf<N>) => Promise<ReplyOf<N>> };
