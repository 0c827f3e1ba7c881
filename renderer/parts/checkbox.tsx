/** Yes or no: a box to tick (`Checkbox`), or a switch that acts at once (`Switch`). */
import type { ReactElement, ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { SwitchButton, SwitchField } from 'react-aria-components/Switch';
import { Text } from 'react-aria-components/Text';
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

const field = ({ on, onChange, disabled = false, id }: TickProps) => ({
  className: 'choice-field',
  isSelected: on,
  onChange,
  isDisabled: disabled,
  ...(id === undefined ? {} : { id }),
});

const helpOf = ({ help }: TickProps) =>
  help !== undefined && (
    <Text slot="description" className="choice-help">
      {help}
    </Text>
  );

export function Checkbox(props: TickProps): ReactElement {
  return (
    <CheckboxField {...field(props)}>
      <CheckboxButton className="choice">
        <span className="box">
          <Icon name="check" size={0.95} />
        </span>
        <span className="wrap">{props.children}</span>
      </CheckboxButton>
      {helpOf(props)}
    </CheckboxField>
  );
}

export function Switch(props: TickProps): ReactElement {
  return (
    <SwitchField {...field(props)}>
      <SwitchButton className="choice">
        <span className="track">
          <span className="knob">
            <Icon name="check" size={0.8} />
          </span>
        </span>
        <span className="wrap">{props.children}</span>
      </SwitchButton>
      {helpOf(props)}
    </SwitchField>
  );
}
