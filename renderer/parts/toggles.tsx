/** A few choices side by side, one of them taken; one tab stop, arrows move. The taken one is marked with more than colour. */
import type { ReactElement } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { Icon, type IconName } from './icon.tsx';
import './toggles.css';

export interface Option<T extends string> {
  readonly id: T;
  readonly name: string;
  readonly icon?: IconName;
  /** Language of the name, where it is not that of the page. */
  readonly lang?: string;
}

export interface TogglesProps<T extends string> {
  readonly label: string;
  readonly options: readonly Option<T>[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
  readonly disabled?: boolean;
}

export function Toggles<T extends string>(props: TogglesProps<T>): ReactElement {
  const { label, options, chosen, onChoose, disabled = false } = props;
  return (
    <ToggleButtonGroup
      className="toggles"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      isDisabled={disabled}
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const taken = options.find(({ id }) => keys.has(id));
        if (taken !== undefined && taken.id !== chosen) onChoose(taken.id);
      }}
    >
      {options.map(({ id, name, icon, lang }) => (
        <ToggleButton className="toggle" id={id} key={id} {...(lang === undefined ? {} : { lang })}>
          {icon ? <Icon name={icon} /> : null}
          <span className={icon ? 'toggle-word' : undefined}>{name}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
