/** A state in a pill: icon, word, border style and tint all say it, so that no one of them has to be seen. */
import type { ReactElement, ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import './badge.css';

export type Tone = 'ok' | 'now' | 'wait' | 'bad' | 'idle';

const icons: Readonly<Record<Tone, IconName>> = { ok: 'check', now: 'play', wait: 'clock', bad: 'cross', idle: 'dash' };

export interface BadgeProps {
  /** `ok` done and right, `now` at work, `wait` to come or to look at, `bad` refused or absent, `idle` neither. */
  readonly tone: Tone;
  readonly children: ReactNode;
  /** Instead of the tone's own. */
  readonly icon?: IconName;
}

export function Badge({ tone, children, icon = icons[tone] }: BadgeProps): ReactElement {
  return (
    <span className="badge" data-tone={tone}>
      <Icon name={icon} size={1} />
      <span>{children}</span>
    </span>
  );
}

/** A word that sorts and is no state: a role, a suite. */
export function Chip({ children, icon }: { readonly children: ReactNode; readonly icon?: IconName }): ReactElement {
  return (
    <span className="chip">
      {icon && <Icon name={icon} size={1} />}
      {children}
    </span>
  );
}
