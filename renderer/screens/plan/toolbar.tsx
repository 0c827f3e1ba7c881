/** The bar over the editor: file, undo, form or text, what the check says, the next finding, save, rehearse. */
import type { ReactElement } from 'react';
import { Toolbar as AriaToolbar } from 'react-aria-components/Toolbar';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import type { Commands } from './commands.ts';
import { usePlan } from './context.ts';
import { bareText } from './editor.ts';
import { count } from './findings.ts';

export interface ToolbarProps {
  readonly commands: Commands;
  readonly form: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onNext: () => void;
}

export function Toolbar({ commands, form, onUndo, onRedo, onNext }: ToolbarProps): ReactElement {
  const { t } = useTranslation();
  const { state, editor, findings } = usePlan();
  const { history, examined } = state;
  const { errors } = count(findings);
  return (
    <AriaToolbar className="plan-bar" aria-label={t('plan.bar.label')}>
      <Menu
        icon="file"
        acts={[
          { id: 'open', name: t('plan.bar.open'), icon: 'folder', onAct: commands.open },
          { id: 'as', name: t('plan.bar.saveAs'), icon: 'file', onAct: commands.saveAs },
          { id: 'sample', name: t('plan.bar.sample'), icon: 'plan', onAct: () => commands.bare('') },
          { id: 'bare', name: t('plan.sample.empty'), icon: 'plus', onAct: () => commands.bare(bareText) },
        ]}
      >
        {t('plan.file')}
      </Menu>
      <Button small bare icon="undo" disabled={history.past.length === 0} onPress={onUndo}>
        {t('plan.bar.undo')}
      </Button>
      <Button small bare icon="redo" disabled={history.future.length === 0} onPress={onRedo}>
        {t('plan.bar.redo')}
      </Button>
      <Toggles
        label={t('plan.bar.view')}
        chosen={form ? state.view : 'text'}
        disabled={!form}
        onChoose={(view) => editor.view(view)}
        options={[
          { id: 'form', name: t('plan.bar.form') },
          { id: 'text', name: t('plan.bar.text') },
        ]}
      />
      <span className="plan-bar-gap" />
      <CheckState />
      {form && findings.length > 0 && (
        <Button small icon="forward" className="plan-next" onPress={onNext}>
          {t('plan.bar.next')}
        </Button>
      )}
      <Button small busy={commands.doing.busy} onPress={() => commands.save()}>
        {t('plan.bar.save')}
      </Button>
      <Button
        small
        kind="primary"
        icon="rehearse"
        disabled={examined === undefined || errors > 0}
        {...(errors > 0
          ? { label: `${t('plan.bar.rehearse')}. ${t('plan.rehearse.mistakes', { count: errors })}` }
          : {})}
        onPress={commands.rehearse}
      >
        {t('plan.bar.rehearse')}
      </Button>
    </AriaToolbar>
  );
}

/** What the check says now; said aloud when it has changed. */
function CheckState(): ReactElement {
  const { t } = useTranslation();
  const { state, findings } = usePlan();
  const { errors, warnings } = count(findings);
  if (state.failed !== undefined)
    return (
      <span role="status">
        <Badge tone="bad">{t('plan.check.failed')}</Badge>
      </span>
    );
  return (
    <span className="row plan-check" role="status" data-checking={state.checking || undefined}>
      {errors > 0 && (
        <Badge tone="bad">
          <Count count={errors} words={t('plan.section.errors', { count: errors })} />
        </Badge>
      )}
      {warnings > 0 && (
        <Badge tone="wait" icon="warning">
          <Count count={warnings} words={t('plan.section.warnings', { count: warnings })} />
        </Badge>
      )}
      {findings.length === 0 && (
        <Badge tone={state.examined === undefined ? 'idle' : 'ok'}>
          {t(state.examined === undefined ? 'plan.check.checking' : 'plan.check.cleanShort')}
        </Badge>
      )}
    </span>
  );
}

/** Words where there is room, else the number alone; both are heard as words. */
function Count({ count: number, words }: { readonly count: number; readonly words: string }): ReactElement {
  return (
    <>
      <span className="plan-many">{words}</span>
      <span className="plan-few" aria-hidden="true">
        {number}
      </span>
    </>
  );
}
