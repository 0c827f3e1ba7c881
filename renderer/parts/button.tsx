/** Buttons: one primary on a screen; danger looks unlike cancel; quiet for what stands in lines and bars. */
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Icon, type IconName } from './icon.tsx';
import './button.css';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: 'primary' | 'plain' | 'danger' | 'quiet';
  readonly small?: boolean;
  readonly icon?: IconName;
  /** After the words: where it leads. */
  readonly iconAfter?: IconName;
  readonly onPress?: () => void;
  readonly disabled?: boolean;
  /** Shows that the program is at work on it; presses are not taken meanwhile, the focus stays. */
  readonly busy?: boolean;
  readonly autoFocus?: boolean;
  /** A name for those who listen, where the words alone do not say of what. */
  readonly label?: string;
  readonly describedBy?: string;
  /** `close`: closes the dialog it stands in. */
  readonly slot?: 'close';
  /** `submit`: sends the form it stands in. */
  readonly type?: 'button' | 'submit';
  /** Shows the icon alone; `children` is its name then. */
  readonly bare?: boolean;
  readonly className?: string;
}

const name = (props: ButtonProps) =>
  ['btn', props.kind ?? 'plain', props.small && 'sm', props.bare && 'bare', props.className]
    .filter((one) => typeof one === 'string')
    .join(' ');

/**
 * Busy is said by words and by `aria-disabled`. React Aria's own `isPending` says it through a picture in its live
 * region that is named by what may be gone by then.
 */
export function Button(props: ButtonProps): ReactElement {
  const { t } = useTranslation();
  const { children, icon, iconAfter, onPress, disabled = false, busy = false, label, describedBy, slot, bare } = props;
  return (
    <AriaButton
      className={name(props)}
      isDisabled={disabled}
      {...(busy ? { 'aria-disabled': true } : {})}
      autoFocus={props.autoFocus ?? false}
      type={busy ? 'button' : (props.type ?? 'button')}
      {...(onPress && !busy ? { onPress } : {})}
      {...(slot ? { slot } : {})}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      {busy && <span className="spin" aria-hidden="true" />}
      {icon && !busy && <Icon name={icon} />}
      {bare ? <span className="heard">{children}</span> : <span>{children}</span>}
      {busy && <span className="heard">, {t('common.progress.busy')}</span>}
      {iconAfter && <Icon name={iconAfter} />}
    </AriaButton>
  );
}
