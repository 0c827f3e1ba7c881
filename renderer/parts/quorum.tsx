/**
 * Who holds which share, how many of them open the root keys, and how many are there now. Up to 30 custodians stand on
 * the ring by number; names stand in the list beside it, cut off where they are too long for a line.
 */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use.ts';
import { Chip } from './badge.tsx';
import { Icon, type IconName } from './icon.tsx';
import { ringOf, segment, type Ring } from './quorum-ring.ts';
import './quorum.css';

export interface Holder {
  readonly index: number;
  readonly name: string;
  /** Beside the name: whom the holder belongs to. */
  readonly note?: string;
  /** `done`: this share counts. */
  readonly state: 'waiting' | 'acts' | 'done' | 'absent' | 'refused';
}

export interface QuorumDiagramProps {
  readonly threshold: number;
  readonly holders: readonly Holder[];
  /** What the quorum opens: root keys by name. */
  readonly opens?: readonly string[];
  /** Without the list of names, where a table of people stands beside it. */
  readonly nameless?: boolean;
  /** Of a plan: nobody is in the room yet, the ring shows the threshold alone. */
  readonly planned?: boolean;
}

const icons: Readonly<Record<Holder['state'], IconName>> = {
  done: 'check',
  acts: 'play',
  waiting: 'clock',
  absent: 'cross',
  refused: 'cross',
};

const have = (holders: readonly Holder[]) => holders.filter(({ state }) => state === 'done').length;

interface GaugeProps {
  readonly ring: Ring;
  readonly filled: number;
  readonly threshold: number;
  readonly planned: boolean;
}

function Gauge({ ring, filled, threshold, planned }: GaugeProps): ReactElement {
  const reached = filled >= threshold && !planned;
  // Of a plan: how many of all; at work: how many of those that are needed.
  const count = planned ? `${threshold} / ${ring.nodes.length}` : `${Math.min(filled, threshold)} / ${threshold}`;
  return (
    <g className="quorum-gauge" data-reached={reached || undefined} data-planned={planned || undefined}>
      <circle className="quorum-disc" cx={ring.middle} cy={ring.middle} r={ring.gauge - 10} />
      {Array.from({ length: threshold }, (_, n) => (
        <path key={n} className="quorum-seg" data-on={n < filled || undefined} d={segment(ring, n, threshold)} />
      ))}
      {reached && (
        <path
          className="quorum-key"
          transform={`translate(${ring.middle - 11} ${ring.middle - 31}) scale(1.1)`}
          d="M6.6 6.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2zM10.2 10H18M15.4 10v3"
        />
      )}
      <text
        className="quorum-count"
        data-long={count.length > 6 || undefined}
        x={ring.middle}
        y={ring.middle + (reached ? 14 : 9)}
      >
        {count}
      </text>
    </g>
  );
}

function Drawing({
  holders,
  threshold,
  planned = false,
  say,
}: QuorumDiagramProps & { readonly say: string }): ReactElement {
  const ring = ringOf(holders.length);
  return (
    <svg className="quorum-svg" viewBox={`0 0 ${ring.side} ${ring.side}`} role="img" aria-label={say}>
      {holders.map(({ index, state }, n) => {
        const { x, y, inner } = ring.nodes[n]!;
        const how = planned ? 'planned' : state;
        return (
          <g key={index} className="quorum-node" data-state={how}>
            <line x1={x} y1={y} x2={inner[0]} y2={inner[1]} />
            <circle cx={x} cy={y} r={ring.node} />
            <text x={x} y={y} dy="0.36em" fontSize={ring.node * 0.9}>
              {index}
            </text>
          </g>
        );
      })}
      <Gauge ring={ring} filled={have(holders)} threshold={threshold} planned={planned} />
    </svg>
  );
}

function Names({ holders, planned }: QuorumDiagramProps): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className="quorum-names" data-many={holders.length > 12 || undefined}>
      {holders.map(({ index, name, note, state }) => (
        <li key={index} data-state={planned ? 'planned' : state} title={name}>
          <i>{index}</i>
          <span className="quorum-name">
            <span className="one-line">{name}</span>
            {note !== undefined && note !== '' && <small className="one-line">{note}</small>}
          </span>
          {!planned && (
            <span className="quorum-mark">
              <Icon name={icons[state]} size={1} />
              <span className="heard">{t(`common.state.${state}`)}</span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

export function QuorumDiagram(props: QuorumDiagramProps): ReactElement {
  const { threshold, holders, opens = [], nameless = false, planned = false } = props;
  const { t } = useTranslation();
  const { list } = useFormat();
  const filled = have(holders);
  const each = holders.map(({ index, name, state }) =>
    t('common.quorum.holder', { index, name, state: t(`common.state.${state}`) }),
  );
  const say = planned
    ? t('common.quorum.any', { threshold, total: holders.length })
    : t('common.quorum.describe', { threshold, have: filled, total: holders.length, holders: list(each) });
  const missing = threshold - filled;
  return (
    <figure className="quorum" data-nameless={nameless || undefined}>
      <div className="quorum-left">
        <Drawing {...props} say={say} />
        <figcaption>
          <strong>{t('common.quorum.any', { threshold, total: holders.length })}</strong>
          {!planned && (
            <span role="status">
              {missing > 0 ? t('common.quorum.missing', { count: missing }) : t('common.quorum.reached')}
            </span>
          )}
        </figcaption>
      </div>
      {!nameless && <Names {...props} />}
      {opens.length > 0 && (
        <div className="quorum-opens">
          <span className="muted small">{t('common.quorum.opens')}</span>
          {opens.map((name) => (
            <Chip key={name} icon="key">
              {name}
            </Chip>
          ))}
        </div>
      )}
    </figure>
  );
}
