/** Boxes of a picture on canvases: nothing but pixels, and nothing left behind. */
import { inkOf, type Boxes } from './picture.ts';

/** Draws one box and forgets its pixels. */
export function drawBox(canvas: HTMLCanvasElement, picture: Uint8Array, boxes: Boxes, box: number): void {
  const { width, height } = boxes;
  const pixels = inkOf(picture, boxes, box);
  canvas.width = width; // clears it as well
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  pixels.fill(0);
}

/** Leaves nothing on it: a canvas of another size has new pixels. */
export function wipeBox(canvas: HTMLCanvasElement): void {
  canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
  canvas.width = 1;
  canvas.height = 1;
}
