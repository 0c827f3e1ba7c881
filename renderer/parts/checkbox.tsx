/** Yes or no: a box to tick (`Checkbox`), or a switch that acts at once (`Switch`). */
import type { ReactElement, ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { Switch as AriaSwitch } from 'react-aria-components/Switch';
import { Icon } from './icon.tsx';
import './field.css';

export interface TickProps {
  readonly children: ReactNode;
  readonly help?: ReactNode;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly disabled?: boolean;
  readonly id?: string;
}

const words = ({ children, help }: TickProps) => (
  <span className="wrap">
    {children}
    {help !== undefined && <small>{help}</small>}
  </span>
);

export function Checkbox(props: TickProps): ReactElement {
  return (
    <AriaCheckbox
      className="choice"
      isSelected={props.on}
      onChange={props.onChange}
      isDisabled={props.disabled ?? false}
      {...(props.id === undefined ? {} : { id: props.id })}
    >
      <span className="box">
        <Icon name="check" size={0.95} />
      </span>
      {words(props)}
    </AriaCheckbox>
  );
}

export function Switch(props: TickProps): ReactElement {
  return (
    <AriaSwitch
      className="choice"
      isSelected={props.on}
      onChange={props.onChange}
      isDisabled={props.disabled ?? false}
      {...(props.id === undefined ? {} : { id: props.id })}
    >
      <span className="track">
        <span className="knob">
          <Icon name="check" size={0.8} />
        </span>
      </span>
      {words(props)}
    </AriaSwitch>
  );
}
