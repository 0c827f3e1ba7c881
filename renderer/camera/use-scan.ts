/** A scan from its opening to its end: the camera's picture, what was read by now, and why there is no picture. */
import { useEffect, useState, type RefObject } from 'react';
import type { ReplyOf } from '../../preload/contract/index.ts';
import { ask, Refused } from '../api.ts';
import { type CameraChoice, type Fault, camerasHere, codesIn, faultOf, openCamera } from './frames.ts';

export type Seen = ReplyOf<'camera.read'>;
export type Whole = Seen['wholes'][number];

const nothing: Seen = { wholes: [], foreign: false };

export interface Scan {
  readonly phase: 'opening' | 'live' | 'whole' | 'failed';
  /** Of a scan that failed. */
  readonly fault: Fault | undefined;
  /** What the program refused. */
  readonly error: unknown;
  readonly seen: Seen;
  readonly cameras: readonly CameraChoice[];
  readonly camera: string | undefined;
  /** Another camera; what was read stays. */
  readonly choose: (camera: string) => void;
  /** The camera once more; what was read stays. */
  readonly again: () => void;
  /** From the beginning. */
  readonly anew: () => void;
}

type State = Pick<Scan, 'phase' | 'fault' | 'error' | 'seen' | 'cameras'>;

/** What a scan looks for. */
export type Wanted = Exclude<Whole['kind'], 'sealed'>;

/** One of what is wanted, all of it, and nothing of another one. */
function isWhole({ wholes }: Seen, wanted: Wanted): boolean {
  const [share, other] = wholes.filter(({ kind }) => kind === wanted);
  return share !== undefined && other === undefined && share.missing.length === 0;
}

const stop = (stream: MediaStream | undefined) => {
  for (const track of stream?.getTracks() ?? []) track.stop();
};

interface Turn {
  readonly n: number;
  readonly camera: string | undefined;
  /** Nothing of what was read before counts. */
  readonly anew: boolean;
}

/** One turn at the camera: opens it, reads until a share is whole or the signal says so, and lets go of it. */
async function look(
  video: HTMLVideoElement,
  { camera, anew, wanted }: Turn & { readonly wanted: Wanted },
  signal: AbortSignal,
  put: (state: Partial<State>) => void,
): Promise<void> {
  let stream: MediaStream | undefined;
  const gone = new AbortController();
  const over = () => signal.aborted;
  try {
    put({ phase: 'opening', fault: undefined, error: undefined, ...(anew ? { seen: nothing } : {}) });
    await ask('camera.open', { anew });
    if (over()) return;
    stream = await openCamera(camera);
    // It may have been closed while it was being opened.
    if (over()) return;
    for (const track of stream.getTracks())
      track.onended = () => {
        put({ phase: 'failed', fault: 'lost' });
        gone.abort();
      };
    video.srcObject = stream;
    await video.play();
    put({ phase: 'live', cameras: await camerasHere() });
    for await (const texts of codesIn(video, AbortSignal.any([signal, gone.signal]))) {
      const seen = await ask('camera.read', { texts });
      put({ seen, ...(isWhole(seen, wanted) ? { phase: 'whole' } : {}) });
      if (isWhole(seen, wanted)) return;
    }
  } catch (error) {
    const refused = error instanceof Refused;
    put({ phase: 'failed', fault: refused ? undefined : faultOf(error), error: refused ? error : undefined });
  } finally {
    stop(stream);
    if (video.srcObject === stream) video.srcObject = null;
  }
}

export function useScan(video: RefObject<HTMLVideoElement | null>, wanted: Wanted): Scan {
  const [turn, setTurn] = useState<Turn>({ n: 0, camera: undefined, anew: true });
  const [state, setState] = useState<State>({
    phase: 'opening',
    fault: undefined,
    error: undefined,
    seen: nothing,
    cameras: [],
  });
  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const put = (more: Partial<State>) => {
      if (!signal.aborted) setState((before) => ({ ...before, ...more }));
    };
    if (video.current) void look(video.current, { ...turn, wanted }, signal, put);
    return () => ending.abort();
  }, [turn, video, wanted]);
  // Closed once, when the dialog goes; the program forgets what was not taken.
  useEffect(() => () => void ask('camera.close', {}).catch(() => undefined), []);
  const { phase } = state;
  useEffect(() => {
    if (phase !== 'failed') return;
    const plugged = () => setTurn(({ n, camera }) => ({ n: n + 1, camera, anew: false }));
    navigator.mediaDevices.addEventListener('devicechange', plugged);
    return () => navigator.mediaDevices.removeEventListener('devicechange', plugged);
  }, [phase]);
  return {
    ...state,
    camera: turn.camera,
    choose: (camera) => setTurn(({ n }) => ({ n: n + 1, camera, anew: false })),
    again: () => setTurn(({ n, camera }) => ({ n: n + 1, camera, anew: false })),
    anew: () => setTurn(({ n, camera }) => ({ n: n + 1, camera, anew: true })),
  };
}
