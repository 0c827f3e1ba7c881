/** The one door of the page: typed calls of the contract. A refusal becomes a `Refused` with its code and both texts. */
import type { Answer, ChannelName, Door, ReplyOf, RequestOf } from '../preload/contract/index.ts';

declare global {
  interface Window {
    readonly rootseal: Door;
  }
}

type Failure = Extract<Answer<never>, { ok: false }>;

export class Refused extends Error {
  readonly code: string;
  readonly text: Failure['text'];
  readonly subject: string | undefined;

  constructor({ code, text, subject }: Failure) {
    super(text.en);
    this.name = 'Refused';
    this.code = code;
    this.text = text;
    this.subject = subject;
  }
}

/** Asks the program; throws `Refused`. */
export async function ask<N extends ChannelName>(name: N, request: RequestOf<N>): Promise<ReplyOf<N>> {
  const answer = await window.rootseal.call(name, request);
  if (!answer.ok) throw new Refused(answer);
  return answer.result;
}
