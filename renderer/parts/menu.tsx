/** A button that opens a short list of acts. */
import type { ReactElement, ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Icon, type IconName } from './icon.tsx';
import './field.css';

export interface MenuAct {
  readonly id: string;
  readonly name: string;
  readonly help?: string;
  readonly icon?: IconName;
  readonly onAct: () => void;
  readonly disabled?: boolean;
}

export interface MenuProps {
  readonly children: ReactNode;
  readonly icon?: IconName;
  readonly acts: readonly MenuAct[];
}

export function Menu({ children, icon, acts }: MenuProps): ReactElement {
  return (
    <MenuTrigger>
      <AriaButton className="btn plain sm">
        {icon && <Icon name={icon} />}
        <span>{children}</span>
        <Icon name="down" size={1} />
      </AriaButton>
      <Popover className="popover">
        <AriaMenu
          disabledKeys={acts.filter(({ disabled }) => disabled).map(({ id }) => id)}
          onAction={(key) => acts.find(({ id }) => id === key)?.onAct()}
        >
          {acts.map(({ id, name, help, icon: mark }) => (
            <MenuItem className="option menu-option" id={id} key={id} textValue={name}>
              <Icon name={mark ?? 'right'} />
              <span>
                {name}
                {help !== undefined && <small>{help}</small>}
              </span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
