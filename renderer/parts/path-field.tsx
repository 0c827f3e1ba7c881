/** A field whose value is a path, chosen in the folder browser. */
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { levelOf, type FieldProps } from './field.ts';
import { FieldFindings } from './findings.tsx';
import { FolderBrowser, type FolderBrowserProps } from './folder-browser.tsx';
import './field.css';

export interface PathFieldProps
  extends FieldProps, Pick<FolderBrowserProps, 'mode' | 'endings' | 'start' | 'name' | 'title'> {
  readonly value: string | undefined;
  /** What is shown for the value, where that is no path. */
  readonly shown?: string | undefined;
  readonly onChange: (path: string) => void;
  /** What is said while nothing is chosen. */
  readonly none?: string;
  /** Offers to take the choice back. */
  readonly onClear?: () => void;
}

export function PathField(props: PathFieldProps): ReactElement {
  const { label, help, findings = [], value, onChange, onClear, disabled = false, mode, endings, start, name } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  const picks = {
    ...(endings === undefined ? {} : { endings }),
    ...(name === undefined ? {} : { name }),
    ...(props.title === undefined ? {} : { title: props.title }),
  };
  return (
    <div className="field" role="group" aria-labelledby={id} data-level={levelOf(findings)} id={props.id}>
      <span className="field-label" id={id}>
        {label}
      </span>
      <div className="path-field">
        <span className={value === undefined ? 'path muted' : props.shown === undefined ? 'path mono' : 'path'}>
          {value === undefined ? (props.none ?? t('folders.none')) : (props.shown ?? value)}
        </span>
        {onClear && value !== undefined && (
          <Button kind="quiet" small bare icon="cross" disabled={disabled} onPress={onClear}>
            {t('common.act.remove')}
          </Button>
        )}
        <Button small disabled={disabled} describedBy={id} onPress={() => setOpen(true)}>
          {t('common.act.choose')}
        </Button>
      </div>
      {help !== undefined && <span className="field-help">{help}</span>}
      <FieldFindings findings={findings} />
      <FolderBrowser
        open={open}
        onClose={() => setOpen(false)}
        mode={mode}
        onChoose={onChange}
        start={start}
        {...picks}
      />
    </div>
  );
}
