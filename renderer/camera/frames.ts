/**
 * Pictures of a camera and the QR codes in them. The decoder gives the page back every few milliseconds, so that it is
 * no heavier here than beside the page (docs/adr/070); it is loaded when it is first needed.
 */

/** Why there is no picture: no camera, in use elsewhere or broken, not permitted, unplugged meanwhile. */
export type Fault = 'none' | 'busy' | 'denied' | 'lost';

const faults: Readonly<Record<string, Fault>> = {
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  // A machine or a browser without the means at all.
  TypeError: 'none',
  NotAllowedError: 'denied',
  SecurityError: 'denied',
};

export const faultOf = (error: unknown): Fault => (error instanceof Error ? faults[error.name] : undefined) ?? 'busy';

/** Sharp enough for a page of four codes, and not more: each pixel is looked at. */
const size = { width: { ideal: 1920, max: 2560 }, height: { ideal: 1080, max: 1600 } };

/** @param camera the one that was chosen; else the one that looks away from the person, where a machine has such a one */
export function openCamera(camera: string | undefined): Promise<MediaStream> {
  const which = camera === undefined ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: camera } };
  return navigator.mediaDevices.getUserMedia({ audio: false, video: { ...size, ...which } });
}

export interface CameraChoice {
  readonly id: string;
  readonly name: string;
}

/** The cameras of the machine; their names are known only once one of them may be used. */
export async function camerasHere(): Promise<CameraChoice[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all.flatMap(({ kind, deviceId, label }) => (kind === 'videoinput' ? [{ id: deviceId, name: label }] : []));
}

/** Resolves when the camera gives its next picture, or nobody looks any more; waits while the window cannot be seen. */
const nextFrame = (video: HTMLVideoElement, signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => {
    video.requestVideoFrameCallback(resolve);
    signal.addEventListener('abort', resolve, { once: true });
  });

/** Effort and milliseconds of further tries: the next picture is a better try. */
const quick = { effort: 4, timeLimit: 150 } as const;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Of these the brightness comes first, a byte a pixel: all that the decoder looks at. */
const planar: ReadonlySet<unknown> = new Set(['I420', 'I420A', 'I422', 'I444', 'NV12']);

interface Pixels {
  readonly format: 'I420' | 'RGBA';
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The picture of now; it is copied beside the page, which a canvas would be read within. */
async function pixelsOf(video: HTMLVideoElement): Promise<Pixels> {
  const frame = new VideoFrame(video);
  try {
    const bright = planar.has(frame.format);
    const options = bright ? {} : { format: 'RGBA' as const };
    const all = new Uint8Array(frame.allocationSize(options));
    await frame.copyTo(all, options);
    const { width, height } = frame.visibleRect ?? { width: 0, height: 0 };
    return bright
      ? { format: 'I420', width, height, data: all.subarray(0, width * height) }
      : { format: 'RGBA', width, height, data: all };
  } finally {
    frame.close();
  }
}

/** On its head, in place: pixel by pixel from the end. */
const turn = ({ format, data }: Pixels) =>
  format === 'I420' ? data.reverse() : new Uint32Array(data.buffer, data.byteOffset, data.length / 4).reverse();

/** Texts of the codes in each picture. What is found depends a little on how a page lies: every other one is turned. */
async function* codesOf(video: HTMLVideoElement, signal: AbortSignal): AsyncGenerator<string[]> {
  const { decodeQRBatch } = await import('qr/decode.js');
  for (let turned = false; ; turned = !turned) {
    await nextFrame(video, signal);
    if (signal.aborted) return;
    const pixels = await pixelsOf(video);
    if (turned) turn(pixels);
    const { format, width, height } = pixels;
    const [found = []] = await decodeQRBatch([pixels], { format, maxSize: { width, height }, ...quick });
    yield found.filter((each) => typeof each === 'string');
  }
}

/** Texts of codes, each once, as they come into sight, until the signal says that nobody looks any more. */
export async function* codesIn(video: HTMLVideoElement, signal: AbortSignal): AsyncGenerator<string[]> {
  const known = new Set<string>();
  for await (const texts of codesOf(video, signal)) {
    const fresh = texts.filter((text) => !known.has(text));
    for (const text of fresh) known.add(text);
    if (fresh.length > 0) yield fresh;
    // The page has its turn, for what it has to draw and to answer.
    await pause(30);
    if (signal.aborted) return;
  }
}
