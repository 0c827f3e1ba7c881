/** A whole number within bounds, with buttons for one less and one more. */
import type { ReactElement } from 'react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { NumberField as AriaNumberField } from 'react-aria-components/NumberField';
import { Text } from 'react-aria-components/Text';
import { levelOf, type FieldProps } from './field.ts';
import { FieldFindings } from './findings.tsx';
import { Icon } from './icon.tsx';
import './field.css';

export interface NumberFieldProps extends FieldProps {
  /** NaN: empty. */
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
}

export function NumberField(props: NumberFieldProps): ReactElement {
  const { label, help, findings = [], value, onChange, min, max } = props;
  return (
    <AriaNumberField
      className="field"
      data-level={levelOf(findings)}
      value={value}
      onChange={onChange}
      formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
      isDisabled={props.disabled ?? false}
      isInvalid={levelOf(findings) === 'error'}
      autoFocus={props.autoFocus ?? false}
      {...(min === undefined ? {} : { minValue: min })}
      {...(max === undefined ? {} : { maxValue: max })}
      {...(props.id === undefined ? {} : { id: props.id })}
    >
      <Label>{label}</Label>
      <Group className="number">
        <Button slot="decrement" className="btn">
          <Icon name="minus" />
        </Button>
        <Input className="input" />
        <Button slot="increment" className="btn">
          <Icon name="plus" />
        </Button>
      </Group>
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
    </AriaNumberField>
  );
}
