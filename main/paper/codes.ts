/** QR codes of a sheet's parts: error level H, alphanumeric, all of a row in one size. */
import encodeQR from 'qr';

export type Matrix = readonly (readonly boolean[])[];

/** Dark modules row by row, without the quiet zone. Codes of one call have the version that the longest of them needs. */
export function matrices(texts: readonly string[]): Matrix[] {
  const drawn = texts.map((text) => draw(text));
  const largest = Math.max(...drawn.map((matrix) => matrix.length));
  const version = (largest - 17) / 4;
  return drawn.map((matrix, i) => (matrix.length === largest ? matrix : draw(texts[i]!, version)));
}

function draw(text: string, version?: number): Matrix {
  const options = { ecc: 'high', encoding: 'alphanumeric', border: 1, scale: 1 } as const;
  const framed = encodeQR(text, 'raw', version === undefined ? options : { ...options, version });
  // The library takes no code without an edge; the quiet zone is drawn by whoever sets the code on paper.
  return framed.slice(1, -1).map((row) => row.slice(1, -1));
}
