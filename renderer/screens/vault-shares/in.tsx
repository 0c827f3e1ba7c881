/** What is told of a Vault before its holders type: which one, who they are, where it goes, and what no key says. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';
import { HolderList } from '../share-set/holder-list.tsx';
import { emptyIn, importOf, missingIn, nameIsBad, products, spareOf, sures, type InForm } from './form.ts';
import { type Way, Ways } from './ways.tsx';

interface PartProps {
  readonly form: InForm;
  readonly put: (part: Partial<InForm>) => void;
}

function Which({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('vault.which')}>
      <div className="stack">
        <TextField
          label={t('vault.name')}
          help={t('vault.nameHelp')}
          value={form.name}
          onChange={(name) => put({ name })}
          error={nameIsBad(form.name) ? t('vault.nameBad') : undefined}
          mono
          lang="en"
          maxLength={32}
        />
        <Toggles
          label={t('vault.product')}
          chosen={form.product}
          onChoose={(product) => put({ product })}
          options={products}
        />
        <Toggles
          label={t('vault.kind')}
          chosen={form.kind}
          onChoose={(kind) => put({ kind })}
          options={(['unseal', 'recovery'] as const).map((id) => ({ id, name: t(`vault.kinds.${id}`) }))}
        />
        <p className="small muted">{t('vault.kindHelp')}</p>
        <TextField label={t('vault.shares')} value={form.shares} onChange={(shares) => put({ shares })} maxLength={3} />
        <TextField
          label={t('vault.threshold')}
          help={t('vault.thresholdHelp')}
          value={form.threshold}
          onChange={(threshold) => put({ threshold })}
          maxLength={3}
        />
      </div>
    </Card>
  );
}

/** What so many holders can prove. */
function Proof({ form, put }: PartProps): ReactElement | null {
  const { t } = useTranslation();
  const spare = spareOf(form);
  if (spare === undefined) return null;
  if (spare < 0) return <p className="small muted">{t('vault.few', { count: -spare })}</p>;
  if (spare > 0) return <Notice tone="ok">{t('vault.proves')}</Notice>;
  return (
    <Notice tone="wait">
      <p>{t('vault.bare')}</p>
      <Checkbox on={form.unproved} onChange={(unproved) => put({ unproved })}>
        {t('vault.unproved')}
      </Checkbox>
    </Notice>
  );
}

function Holders({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  const { holders } = form;
  return (
    <Card title={t('vault.holders')} note={t('vault.holdersHelp')}>
      <div className="stack">
        {holders.length === 0 && <p className="muted">{t('vault.none')}</p>}
        <HolderList alone holders={holders} add={t('vault.add')} onChange={(changed) => put({ holders: changed })} />
        <Proof form={form} put={put} />
      </div>
    </Card>
  );
}

function Where({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('vault.where')}>
      <div className="stack">
        <PathField label={t('vault.folderBase')} mode="folder" value={form.base} onChange={(base) => put({ base })} />
        <TextField
          label={t('vault.folder')}
          help={t('vault.folderHelp')}
          value={form.folder}
          onChange={(folder) => put({ folder })}
          mono
          maxLength={200}
        />
        <Toggles
          label={t('vault.real')}
          chosen={form.rehearsal ? 'rehearsal' : 'real'}
          onChoose={(one) => put({ rehearsal: one === 'rehearsal' })}
          options={(['real', 'rehearsal'] as const).map((id) => ({ id, name: t(`vault.realOptions.${id}`) }))}
        />
      </div>
    </Card>
  );
}

function Sure({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  const { sure } = form;
  return (
    <Card title={t('vault.before')} note={t('vault.beforeHelp')}>
      <div className="stack">
        {sures.map((one) => (
          <Checkbox
            key={one}
            on={sure.includes(one)}
            onChange={(on) => put({ sure: on ? [...sure, one] : sure.filter((other) => other !== one) })}
          >
            {t(`vault.${one}`)}
          </Checkbox>
        ))}
      </div>
    </Card>
  );
}

export function BringIn({ onWay }: { readonly onWay: (way: Way) => void }): ReactElement {
  const { t } = useTranslation();
  const [form, setForm] = useState<InForm>(emptyIn);
  const { busy, error, run } = useDoing();
  const put = (part: Partial<InForm>) => setForm({ ...form, ...part });
  const missing = missingIn(form);
  const begin = () =>
    run(async () => {
      await ask('vault.import', importOf(form));
      go({ screen: 'home' });
    });
  return (
    <>
      <Hero
        who={t('vault.who')}
        title={t('vault.h1')}
        help={t('vault.help')}
        actions={
          <Button kind="primary" icon="lock" disabled={missing.length > 0} busy={busy} onPress={begin}>
            {t('vault.go')}
          </Button>
        }
      />
      <Ways way="in" onWay={onWay} />
      <Missing missing={missing.map((one) => t(`vault.${one}`))} />
      <Failure error={error} />
      <div className="columns">
        <Which form={form} put={put} />
        <Holders form={form} put={put} />
        <Where form={form} put={put} />
        <Sure form={form} put={put} />
      </div>
    </>
  );
}
