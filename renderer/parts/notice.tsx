/** A line that must be seen: good, to be known, to be careful about, wrong. */
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './notice.css';

type Tone = 'ok' | 'info' | 'wait' | 'bad';

const icons: Readonly<Record<Tone, IconName>> = { ok: 'check', info: 'info', wait: 'warning', bad: 'cross' };

export interface NoticeProps {
  readonly tone: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Said at once by a screen reader when it appears; for what has just happened. */
  readonly live?: boolean;
}

export function Notice({ tone, title, children, actions, live = false }: NoticeProps): ReactElement {
  return (
    <div className="notice" data-tone={tone} {...(live ? { role: tone === 'bad' ? 'alert' : 'status' } : {})}>
      <Icon name={icons[tone]} size={1.35} />
      <div className="notice-text">
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </div>
  );
}
