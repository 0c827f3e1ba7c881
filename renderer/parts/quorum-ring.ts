/** Where things stand in the diagram of a quorum: nodes on a ring, segments of the gauge in its middle. Units of the SVG. */
export interface Ring {
  /** Side of the square. */
  readonly side: number;
  readonly middle: number;
  /** Radius of the gauge, and of each node. */
  readonly gauge: number;
  readonly node: number;
  readonly nodes: readonly { readonly x: number; readonly y: number; readonly inner: readonly [number, number] }[];
}

export const gaugeRadius = 46;

const nodeRadius = (count: number) => (count <= 9 ? 17 : count <= 16 ? 14 : 12);

/** From the top, clockwise. */
const angle = (n: number, count: number) => ((n / Math.max(count, 1)) * 360 - 90) * (Math.PI / 180);

export function ringOf(count: number): Ring {
  const node = nodeRadius(count);
  const radius = Math.max(gaugeRadius + 46, (count * (2 * node + 6)) / (2 * Math.PI));
  const middle = Math.ceil(radius + node + 4);
  const at = (n: number, r: number): [number, number] => {
    const turn = angle(n, count);
    return [middle + r * Math.cos(turn), middle + r * Math.sin(turn)];
  };
  const nodes = Array.from({ length: count }, (_, n) => {
    const [x, y] = at(n, radius);
    return { x, y, inner: at(n, gaugeRadius + 11) } as const;
  });
  return { side: middle * 2, middle, gauge: gaugeRadius, node, nodes };
}

/** The arc of segment `n` of `count` as an SVG path; a gap stands between neighbours. */
export function segment({ middle, gauge }: Ring, n: number, count: number): string {
  const gap = count > 12 ? 2 : 4;
  const degrees = 360 / count;
  const end = count === 1 ? 359.9 : (n + 1) * degrees - gap;
  const point = (turn: number) => {
    const rad = ((turn - 90) * Math.PI) / 180;
    return `${(middle + gauge * Math.cos(rad)).toFixed(2)} ${(middle + gauge * Math.sin(rad)).toFixed(2)}`;
  };
  const begin = count === 1 ? 0 : n * degrees + gap;
  return `M${point(begin)}A${gauge} ${gauge} 0 ${end - begin > 180 ? 1 : 0} 1 ${point(end)}`;
}
