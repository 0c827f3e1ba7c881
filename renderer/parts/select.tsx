/** One of several, from a list that opens. */
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { levelOf, type FieldProps } from './field.ts';
import { FieldFindings } from './findings.tsx';
import { Icon } from './icon.tsx';
import './field.css';

export interface SelectOption<T extends string> {
  readonly id: T;
  readonly name: string;
  /** One line below the name in the open list. */
  readonly help?: string;
}

export interface SelectProps<T extends string> extends FieldProps {
  readonly options: readonly SelectOption<T>[];
  /** Undefined: nothing is chosen yet. */
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
  readonly placeholder?: string;
}

export function Select<T extends string>(props: SelectProps<T>): ReactElement {
  const { label, help, findings = [], options, value, onChange, placeholder } = props;
  return (
    <AriaSelect
      className="field"
      data-level={levelOf(findings)}
      value={value ?? null}
      onChange={(key) => {
        const taken = options.find(({ id }) => id === key);
        if (taken) onChange(taken.id);
      }}
      isDisabled={props.disabled ?? false}
      isInvalid={levelOf(findings) === 'error'}
      autoFocus={props.autoFocus ?? false}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(props.id === undefined ? {} : { id: props.id })}
    >
      <Label>{label}</Label>
      <Button className="input select">
        <SelectValue>{({ selectedText, defaultChildren }) => selectedText || defaultChildren}</SelectValue>
        <Icon name="down" />
      </Button>
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      {findings.length > 0 && (
        <Text slot="errorMessage" elementType="div" className="field-error">
          <FieldFindings findings={findings} />
        </Text>
      )}
      <Popover className="popover">
        <ListBox>
          {options.map(({ id, name, help: more }) => (
            <ListBoxItem className="option" id={id} key={id} textValue={name}>
              <Icon name="check" />
              <span>
                {name}
                {more !== undefined && <small>{more}</small>}
              </span>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
