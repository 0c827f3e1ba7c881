/** The one door of the page: typed calls of the contract. A refusal becomes an Error with its code. */
import type { ChannelName, Door, ReplyOf, RequestOf } from '../preload/contract/index.ts';

declare global {
  interface Window {
    readonly rootseal: Door;
  }
}

export class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}

/** Asks the program; throws `Refused`. */
export async function ask<N extends ChannelName>(name: N, request: RequestOf<N>): Promise<ReplyOf<N>> {
  const answer = await window.rootseal.call(name, request);
  if (!answer.ok) throw new Refused(answer.code, answer.message);
  return answer.result;
}
