/**
 * Measures one action against named peers in the same run. Absolute times belong to the machine; what is
 * claimed and checked is the ratio of medians, with the subjects taking turns so that noise hits all alike.
 */

/** One way of doing it. Called many times; must not keep anything from call to call. */
export type Action = () => unknown;

export interface Comparison {
  readonly name: string;
  /** Rootseal's own action. */
  readonly ours: Action;
  readonly peerName: string;
  readonly peer: Action;
  /** Smallest ratio peer/ours that is accepted; absent where the figure is only told. */
  readonly goal?: number;
}

export interface Times {
  /** Milliseconds for one call. */
  readonly median: number;
  /** Half the distance between the quartiles, as a share of the median. */
  readonly spread: number;
}

export interface Result {
  readonly name: string;
  readonly peerName: string;
  readonly ours: Times;
  readonly peer: Times;
  /** Peer's median over ours: 10 means ten times as fast as the peer. */
  readonly ratio: number;
  readonly goal: number | undefined;
  readonly met: boolean;
}

export interface Settings {
  readonly rounds: number;
  /** Milliseconds that one subject's turn should last. */
  readonly turn: number;
}

const quantile = (sorted: readonly number[], q: number): number => sorted[Math.round(q * (sorted.length - 1))] ?? NaN;

/** Median and spread of times. */
export function summary(samples: readonly number[]): Times {
  const sorted = samples.toSorted((a, b) => a - b);
  const median = quantile(sorted, 0.5);
  return { median, spread: (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 2 / median };
}

function timed(action: Action, calls: number): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) action();
  return (performance.now() - start) / calls;
}

/** Calls for one turn, after enough warming up that the compiler has done its work. */
function callsFor(action: Action, turn: number): number {
  timed(action, 3);
  const once = timed(action, Math.max(5, Math.ceil(turn / timed(action, 5))));
  return Math.max(1, Math.ceil(turn / once));
}

/** Runs both sides in turns and compares their medians. */
export function compare(what: Comparison, { rounds, turn }: Settings): Result {
  const { name, peerName, goal } = what;
  const calls = [callsFor(what.ours, turn), callsFor(what.peer, turn)] as const;
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    samples[0].push(timed(what.ours, calls[0]));
    samples[1].push(timed(what.peer, calls[1]));
  }
  const [ours, peer] = [summary(samples[0]), summary(samples[1])];
  const ratio = peer.median / ours.median;
  return { name, peerName, ours, peer, ratio, goal, met: goal === undefined || ratio >= goal };
}

/** Asynchronous sides: each call is awaited, so both pay for that alike. */
export interface Slow {
  readonly name: string;
  readonly ours: () => unknown;
  readonly peerName: string;
  readonly peer: () => unknown;
  readonly goal?: number;
  /** Calls that one sample is the mean of; 1 unless said. */
  readonly calls?: number;
}

async function awaited(action: () => unknown, calls: number): Promise<number> {
  const start = performance.now();
  for (let i = 0; i < calls; i++) await action();
  return (performance.now() - start) / calls;
}

/** `compare` of actions that are awaited: in turns, after one sample of each that does not count. */
export async function inTurns({ name, ours, peerName, peer, goal, calls = 1 }: Slow, rounds: number): Promise<Result> {
  const samples: [number[], number[]] = [[], []];
  await awaited(ours, calls);
  await awaited(peer, calls);
  for (let round = 0; round < rounds; round++) {
    samples[0].push(await awaited(ours, calls));
    samples[1].push(await awaited(peer, calls));
  }
  const [times, peerTimes] = [summary(samples[0]), summary(samples[1])];
  const ratio = peerTimes.median / times.median;
  return { name, peerName, ours: times, peer: peerTimes, ratio, goal, met: goal === undefined || ratio >= goal };
}

const percent = (share: number): string => `±${(100 * share).toFixed(0)} %`;
const millis = ({ median, spread }: Times): string => `${median.toPrecision(3)} ms ${percent(spread)}`;

/** One line for people: the ratio first. */
export function line({ name, peerName, ours, peer, ratio, goal, met }: Result): string {
  const verdict = goal === undefined ? '' : `, goal ≥ ${goal}x: ${met ? 'met' : 'MISSED'}`;
  const sides = `ours ${millis(ours)}, ${peerName} ${millis(peer)}`;
  return `${name}: ${ratio.toPrecision(3)}x ${peerName} (${sides})${verdict}`;
}

/** Runs all, prints lines or, with `--json`, one JSON document. Exit code 1 if a goal was missed. */
export function bench(comparisons: readonly Comparison[], settings: Settings = { rounds: 15, turn: 40 }): void {
  const json = process.argv.includes('--json');
  const results = comparisons.map((comparison) => {
    const result = compare(comparison, settings);
    if (!json) console.log(line(result));
    return result;
  });
  if (json) console.log(JSON.stringify({ node: process.version, settings, results }, null, 2));
  if (results.some(({ met }) => !met)) process.exitCode = 1;
}
