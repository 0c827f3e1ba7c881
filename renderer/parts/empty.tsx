/** A place where nothing is yet, with what can be done about it. */
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './empty.css';

export interface EmptyProps {
  readonly icon: IconName;
  readonly title: ReactNode;
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
}

export function Empty({ icon, title, help, actions }: EmptyProps): ReactElement {
  return (
    <div className="empty">
      <Icon name={icon} size={2.2} />
      <strong>{title}</strong>
      {help !== undefined && <p className="muted">{help}</p>}
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  );
}
