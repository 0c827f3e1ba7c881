/** For the handlers of the window: asked through the gate, as a page asks, so that every request and answer keeps its schema. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DesktopOptions } from '../../../main/app/desktop/index.ts';
import { answer } from '../../../main/host/gate.ts';
import type { ChannelName, Handlers, ReplyOf, RequestOf } from '../../../preload/contract/index.ts';

/** The reply, or `{code, text, subject}` of a refusal. */
export type Asked<N extends ChannelName> =
  | { readonly reply: ReplyOf<N>; readonly code?: undefined }
  | { readonly reply?: undefined; readonly code: string; readonly en: string; readonly zh: string };

export async function ask<N extends ChannelName>(
  handlers: Pick<Handlers, N>,
  name: N,
  request: RequestOf<N>,
): Promise<Asked<N>> {
  const said = await answer(name, handlers as unknown as Handlers, request);
  if (said.ok) return { reply: said.result as ReplyOf<N> };
  return { code: said.code, ...said.text };
}

/** The reply; a refusal fails the test with its text. */
export async function get<N extends ChannelName>(
  handlers: Pick<Handlers, N>,
  name: N,
  request: RequestOf<N>,
): Promise<ReplyOf<N>> {
  const said = await ask(handlers, name, request);
  if (said.code !== undefined) throw new Error(`${name}: ${said.code}: ${said.en}`);
  return said.reply;
}

/** The rule under which it was refused; 'accepted' if it was not. */
export async function codeOf<N extends ChannelName>(
  handlers: Pick<Handlers, N>,
  name: N,
  request: RequestOf<N>,
): Promise<string> {
  return (await ask(handlers, name, request)).code ?? 'accepted';
}

/** A folder that is removed when the test ends. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-desktop-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Options of a window whose own folder and settings lie in `folder`. */
export function optionsIn(folder: string, more: Partial<DesktopOptions> = {}): DesktopOptions {
  return {
    host: 'chromium',
    version: '0.0.0',
    env: { LANG: 'C' },
    settingsFile: join(folder, 'config', 'settings.json'),
    folders: { own: folder, examples: join(import.meta.dirname, '..', '..', '..', 'examples') },
    onClose: () => undefined,
    ...more,
  };
}
