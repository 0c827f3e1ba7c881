/** The quorum in small: how many of how many, for those who look. The words stand beside it. */
import type { ReactElement } from 'react';
import { ringOf, segment } from './quorum-ring.ts';
import './quorum.css';

export function QuorumMark({ threshold, total }: { readonly threshold: number; readonly total: number }): ReactElement {
  const ring = ringOf(total);
  return (
    <svg className="quorum-svg quorum-small" viewBox={`0 0 ${ring.side} ${ring.side}`} aria-hidden="true">
      {ring.nodes.map(({ x, y, inner }, n) => (
        <g key={n} className="quorum-node" data-state="planned">
          <line x1={x} y1={y} x2={inner[0]} y2={inner[1]} />
          <circle cx={x} cy={y} r={ring.node * 0.7} />
        </g>
      ))}
      <g className="quorum-gauge" data-planned>
        {Array.from({ length: threshold }, (_, n) => (
          <path key={n} className="quorum-seg" d={segment(ring, n, threshold)} />
        ))}
        <text className="quorum-count" x={ring.middle} y={ring.middle + 9}>
          {`${String(threshold)}/${String(total)}`}
        </text>
      </g>
    </svg>
  );
}
