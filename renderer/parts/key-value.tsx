/** Pairs of a name and what stands there, aligned in two columns. */
import { Fragment, type ReactElement, type ReactNode } from 'react';
import './key-value.css';

export interface Pair {
  readonly key: string;
  readonly name: ReactNode;
  readonly value: ReactNode;
  /** Set in the face for hashes and paths. */
  readonly mono?: boolean;
  /** Why it must be looked at twice. */
  readonly unusual?: ReactNode;
}

export function KeyValue({ pairs }: { readonly pairs: readonly Pair[] }): ReactElement {
  return (
    <dl className="pairs">
      {pairs.map(({ key, name, value, mono, unusual }) => (
        <Fragment key={key}>
          <dt>{name}</dt>
          <dd className={mono ? 'mono' : undefined} data-unusual={unusual === undefined ? undefined : true}>
            {value}
            {unusual !== undefined && <span className="pairs-unusual">{unusual}</span>}
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
