/** What the table of repositories (cases.ts) is made of: a row, what it starts from, what it makes. */

import { type Files, type Kit, type Signer, type State } from './workshop.ts';

export type Answer = 'accepts' | 'refuses' | 'unavailable';

export interface Case {
  readonly name: string;
  /** The root metadata a client begins with. */
  readonly trusted: Uint8Array;
  /** A state that the client took before. */
  readonly before?: State;
  readonly state: State;
  /** `accepts`, or the rule that refuses (`A or B` if it is chance which comes first). */
  readonly ours: string;
  readonly clients: Answer;
  readonly tufJs: Answer;
}

/** What the rows of the table are made of, for one kit. */
export interface Stock {
  readonly kit: Kit;
  readonly all: readonly Signer[];
  readonly first: State;
  readonly second: State;
  readonly rotated: State;
  /** With roles of their own for genesis, admissions and revocations; the version after it. */
  readonly given: State;
  readonly givenNext: State;
  /** Rotated twice. */
  readonly third: State;
}

export type Scene = Partial<Pick<Case, 'trusted' | 'before' | 'state'>> & {
  readonly files?: Files;
  readonly targets?: Files;
};

export interface Row {
  readonly name: string;
  readonly ours: string;
  /** `refuses` unless said. */
  readonly clients?: Answer;
  /** Only where tuf-js does otherwise than python-tuf. */
  readonly tufJs?: Answer;
  make(stock: Stock): Scene | Promise<Scene>;
}

export const top = ['1.root.json', 'targets.json', 'snapshot.json', 'timestamp.json'] as const;
export const lists = [
  ['timestamp.json', 'snapshot.json'],
  ['snapshot.json', 'targets.json'],
] as const;

/** A scene of changed files beside the first state's targets; a changed first root is the one trusted. */
export function files(changed: Files): Scene {
  const root = changed.get('1.root.json');
  return root === undefined ? { files: changed } : { files: changed, trusted: root };
}

/** Files of one state, some of them taken from another. */
export const blend = (base: Files, from: Files, ...names: string[]): Files =>
  new Map([...base, ...[...from].filter(([name]) => names.includes(name))]);
