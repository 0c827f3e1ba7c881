/** One line of text, or several. Never for a secret. */
import type { ReactElement } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { levelOf, type FieldProps } from './field.ts';
import { FieldFindings } from './findings.tsx';
import './field.css';

export interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Why it cannot stay so, before any check of the program. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  /** Lines; more than one makes it a text area. */
  readonly lines?: number;
  readonly mono?: boolean;
  readonly readOnly?: boolean;
  readonly maxLength?: number;
  readonly onEnter?: () => void;
  readonly onBlur?: () => void;
  /** Language of what is written, where it is not that of the page. */
  readonly lang?: string;
}

export function TextField(props: TextFieldProps): ReactElement {
  const { label, help, findings = [], error, lines = 1, mono = false, placeholder, lang, onEnter, onBlur } = props;
  const level = error === undefined ? levelOf(findings) : 'error';
  const shape = {
    className: mono ? 'input mono' : 'input',
    ...(placeholder === undefined ? {} : { placeholder }),
    ...(lang === undefined ? {} : { lang }),
  };
  return (
    <AriaTextField
      className="field"
      data-level={level}
      value={props.value}
      onChange={props.onChange}
      isDisabled={props.disabled ?? false}
      isReadOnly={props.readOnly ?? false}
      isInvalid={level === 'error'}
      autoFocus={props.autoFocus ?? false}
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(onBlur ? { onBlur } : {})}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && onEnter && !event.nativeEvent.isComposing) onEnter();
      }}
    >
      <Label>{label}</Label>
      {lines > 1 ? (
        <TextArea {...shape} rows={lines} spellCheck={false} />
      ) : (
        <Input {...shape} spellCheck={false} autoComplete="off" />
      )}
      {help !== undefined && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      {(error !== undefined || findings.length > 0) && (
        <Text slot="errorMessage" elementType="div" className="field-error">
          {error}
          <FieldFindings findings={findings} />
        </Text>
      )}
    </AriaTextField>
  );
}
