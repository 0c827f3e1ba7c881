/** A box in a table: its row and its column name it. */
import type { ReactElement } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components/Checkbox';
import { Icon } from '../../parts/icon.tsx';

export interface TickProps {
  readonly on: boolean;
  readonly label: string;
  readonly onChange: (on: boolean) => void;
  /** At most one of its column. */
  readonly round?: boolean;
}

export function Tick({ on, label, onChange, round = false }: TickProps): ReactElement {
  return (
    <CheckboxField className="plan-tick" isSelected={on} onChange={onChange} aria-label={label}>
      <CheckboxButton className="choice">
        <span className="box" data-round={round || undefined}>
          <Icon name="check" size={0.95} />
        </span>
      </CheckboxButton>
    </CheckboxField>
  );
}
