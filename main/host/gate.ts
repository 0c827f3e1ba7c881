/**
 * The one gate of the contract, the same on both hosts: what is asked and what is answered keep the channel's schema,
 * and a refusal crosses as a code and its text in both languages, never as an Error. Who asks is judged by the host.
 */
import type { z } from 'zod';
import { type Answer, type ChannelName, type Handlers, channels } from '../../preload/contract/index.ts';
import { type Failure, refused } from './refusal.ts';

/** A refusal of ours carries its text in both languages (core/rules `RootsealError`). */
interface Speaking {
  readonly code: string;
  readonly text: Failure['text'];
  /** As a window says it, where that differs. */
  readonly inWindow?: Failure['text'] | undefined;
  readonly subject?: string | undefined;
}

const speaks = (error: unknown): error is Speaking =>
  error instanceof Error && 'code' in error && 'text' in error && typeof error.code === 'string';

/** Anything else is told by its name alone: a message may quote what it was about. */
function failure(name: ChannelName, error: unknown): Failure {
  if (!speaks(error)) return refused('CHANNEL-FAILED', name, 'failed inside the program', '程序内部出错');
  const { code, text, inWindow = text, subject } = error;
  return { ok: false, code, text: { en: inWindow.en, zh: inWindow.zh }, ...(subject !== undefined && { subject }) };
}

/** One call: schema in, handler, schema out. CHANNEL-REQUEST, CHANNEL-REPLY, CHANNEL-FAILED, or the handler's code. */
export async function answer(name: ChannelName, handlers: Handlers, request: unknown): Promise<Answer<unknown>> {
  const { request: question, reply } = channels[name];
  const asked = question.safeParse(request);
  if (!asked.success)
    return refused('CHANNEL-REQUEST', name, 'the request is not what the contract says', '请求不符合约定');
  try {
    const handler = handlers[name] as (request: unknown) => Promise<unknown>;
    const given = (reply as z.ZodType).safeParse(await handler(asked.data));
    if (given.success) return { ok: true, result: given.data };
    return refused('CHANNEL-REPLY', name, 'the answer is not what the contract says', '回答不符合约定');
  } catch (error) {
    return failure(name, error);
  }
}
