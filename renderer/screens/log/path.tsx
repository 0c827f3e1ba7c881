/** The proof of an entry as a picture: the way from its leaf up to the signed root, with the neighbour at each step. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { useFormat } from '../../i18n/use.ts';

type Entry = ReplyOf<'log.entry'>;

// Units of the drawing: half its width, from the way to a neighbour, from one step to the next, room for words at the ends.
const middle = 150;
const aside = 58;
const step = 30;
const ends = 30;

/** Digits of a neighbour that are shown: enough to find it in the list below. */
const digits = 8;

interface PathProps {
  readonly index: number;
  readonly proof: Entry['proof'];
  readonly proved: boolean;
}

export function ProofPath({ index, proof, proved }: PathProps): ReactElement {
  const { t } = useTranslation();
  const { number, list } = useFormat();
  const height = ends * 2 + proof.length * step;
  const level = (n: number) => height - ends - n * step;
  const sides = proof.map(({ side }) => t(side === 'left' ? 'log.pathLeft' : 'log.pathRight'));
  return (
    <svg
      className="proof-path"
      data-proved={proved || undefined}
      viewBox={`0 0 ${String(middle * 2)} ${String(height)}`}
      role="img"
      aria-label={t('log.path', { steps: proof.length, sides: list(sides) })}
    >
      {proof.map(({ hash, side }, n) => (
        <Neighbour key={n} hash={hash} left={side === 'left'} y={level(n)} up={level(n + 1)} />
      ))}
      <line className="proof-way" x1={middle} y1={level(0)} x2={middle} y2={level(proof.length)} />
      {proof.map((_, n) => (
        <circle key={n} className="proof-node" cx={middle} cy={level(n)} r={n === 0 ? 8 : 5} />
      ))}
      <circle className="proof-node" cx={middle} cy={level(proof.length)} r={8} />
      <text className="proof-end" x={middle} y={level(0) + 24}>
        {t('log.entry', { n: number(index) })}
      </text>
      <text className="proof-end" x={middle} y={level(proof.length) - 14}>
        {t('log.pathRoot')}
      </text>
    </svg>
  );
}

interface NeighbourProps {
  readonly hash: string;
  readonly left: boolean;
  readonly y: number;
  /** Where it is joined. */
  readonly up: number;
}

function Neighbour({ hash, left, y, up }: NeighbourProps): ReactElement {
  const turn = left ? -1 : 1;
  const x = middle + turn * aside;
  return (
    <g className="proof-neighbour">
      <line x1={x} y1={y} x2={middle} y2={up} />
      <circle cx={x} cy={y} r={5} />
      <text x={x + turn * 11} y={y} dy="0.35em" textAnchor={left ? 'end' : 'start'}>
        {hash.slice(0, digits)}
      </text>
    </g>
  );
}
