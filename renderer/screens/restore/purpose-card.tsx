/** What the root keys are restored for: one purpose, with what it needs. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../parts/card.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { lastOf } from '../../parts/paths.ts';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { isRecipient, type PurposeForm } from './purpose.ts';

export interface PurposeCardProps {
  readonly form: PurposeForm;
  readonly roots: readonly { readonly id: string; readonly suite: string; readonly purpose: string }[];
  readonly onChange: (form: PurposeForm) => void;
}

const kinds = ['drill', 'sign', 'export'] as const;
const helps = { drill: 'restore.drillHelp', sign: 'restore.signHelp', export: 'restore.exportHelp' } as const;

/** The name that the result has unless another is given. */
const proposed = ({ kind, root, input }: PurposeForm) =>
  kind === 'sign' ? `${lastOf(input ?? 'file')}.sig` : `${root}.age`;

export function PurposeCard({ form, roots, onChange }: PurposeCardProps): ReactElement {
  const { t } = useTranslation();
  const put = (part: Partial<PurposeForm>) => onChange({ ...form, ...part });
  return (
    <Card title={t('restore.purpose')} note={t('restore.purposeHelp')}>
      <div className="stack">
        <Toggles
          label={t('restore.purpose')}
          chosen={form.kind}
          onChoose={(kind) => put({ kind, out: undefined })}
          options={kinds.map((kind) => ({ id: kind, name: t(`restore.${kind}`) }))}
        />
        <p className="small muted">{t(helps[form.kind])}</p>
        {form.kind !== 'drill' && (
          <Select
            label={t('restore.root')}
            value={form.root === '' ? undefined : form.root}
            onChange={(root) => put({ root })}
            options={roots.map(({ id, suite, purpose }) => ({ id, name: `${id} (${suite})`, help: purpose }))}
            placeholder={t('common.act.choose')}
          />
        )}
        {form.kind === 'sign' && (
          <PathField label={t('restore.input')} mode="file" value={form.input} onChange={(input) => put({ input })} />
        )}
        {form.kind === 'export' && (
          <TextField
            label={t('restore.recipient')}
            help={t('restore.recipientHelp')}
            value={form.recipient}
            onChange={(recipient) => put({ recipient })}
            error={form.recipient !== '' && !isRecipient(form.recipient) ? t('restore.recipientBad') : undefined}
            mono
            lang="en"
            maxLength={4096}
          />
        )}
        {form.kind !== 'drill' && (
          <PathField
            label={t(form.kind === 'sign' ? 'restore.out' : 'restore.outExport')}
            mode="new-file"
            name={proposed(form)}
            value={form.out}
            onChange={(out) => put({ out })}
          />
        )}
      </div>
    </Card>
  );
}
