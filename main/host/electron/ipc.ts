/**
 * The one gate of the contract: for every channel it checks who asks (the main frame of our own origin) and what is
 * asked (the channel's schema), and that the answer keeps its schema. No other file imports ipcMain.
 */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { channels, type Answer, type ChannelName, type Handlers } from '../../../preload/contract/index.ts';
import { origin } from './protocol.ts';

const refuse = (code: string, message: string): Answer<never> => ({ ok: false, code, message });

/** The page itself, not a frame within it and not another origin. */
function isOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(`${origin}/`);
}

/** A refusal of ours keeps its code; anything else is told by its sentence alone. */
function failure(name: ChannelName, error: unknown): Answer<never> {
  if (!(error instanceof Error)) return refuse('CHANNEL-FAILED', `${name}: failed`);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'CHANNEL-FAILED';
  return refuse(code, error.message);
}

/** One call: schema in, handler, schema out. Errors cross as a code and a sentence, never as an Error. */
export async function answer(name: ChannelName, handlers: Handlers, request: unknown): Promise<Answer<unknown>> {
  const { request: question, reply } = channels[name];
  const asked = question.safeParse(request);
  if (!asked.success) return refuse('CHANNEL-REQUEST', `${name}: the request is not what the contract says`);
  try {
    const given = reply.safeParse(await handlers[name](asked.data));
    if (!given.success) return refuse('CHANNEL-REPLY', `${name}: the answer is not what the contract says`);
    return { ok: true, result: given.data };
  } catch (error) {
    return failure(name, error);
  }
}

export function serveContract(handlers: Handlers): void {
  for (const name of Object.keys(channels) as ChannelName[]) {
    ipcMain.handle(name, (event, request: unknown) =>
      isOurPage(event) ? answer(name, handlers, request) : refuse('CHANNEL-SENDER', `${name}: not asked by the page`),
    );
  }
}
