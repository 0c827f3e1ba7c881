/** One share of a brought set, back as Vault wrote it, or on paper. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useDoing } from '../../state/asking.ts';
import { go } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';
import { shareEndings } from '../restore/shares-card.tsx';
import { emptyOut, exportOf, missingOut, type OutForm, sheetOf } from './form.ts';
import { type Way, Ways } from './ways.tsx';

interface PartProps {
  readonly form: OutForm;
  readonly put: (part: Partial<OutForm>) => void;
}

function Which({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('vault.share')}>
      <div className="stack">
        <PathField
          label={t('vault.share')}
          help={t('vault.shareHelp')}
          mode="file"
          endings={shareEndings}
          value={form.share}
          onChange={(share) => put({ share })}
        />
        <PathField
          label={t('vault.set')}
          help={t('vault.setHelp')}
          mode="file"
          endings={['.json']}
          value={form.set}
          onChange={(set) => put({ set })}
        />
        <PathField
          label={t('share.identity')}
          help={t('vault.identityHelp')}
          title={t('share.identityTitle')}
          mode="file"
          value={form.identity}
          onChange={(identity) => put({ identity })}
          onClear={() => put({ identity: undefined })}
        />
      </div>
    </Card>
  );
}

/** Whom the key is for. */
function Key({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('vault.recipient')}
        help={t('vault.recipientHelp')}
        value={form.recipient}
        onChange={(recipient) => put({ recipient })}
        mono
        lang="en"
        maxLength={4096}
      />
      <Toggles
        label={t('vault.encoding')}
        chosen={form.encoding}
        onChoose={(encoding) => put({ encoding })}
        options={[
          { id: 'base64', name: 'Base64' },
          { id: 'hex', name: t('vault.hex') },
        ]}
      />
    </>
  );
}

function Whither({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('vault.file')}>
      <div className="stack">
        <Toggles
          label={t('vault.as')}
          chosen={form.as}
          onChoose={(as) => put({ as, out: undefined })}
          options={[
            { id: 'key', name: t('vault.asKey') },
            { id: 'paper', name: t('vault.asPaper') },
          ]}
        />
        {form.as === 'paper' ? <p className="small muted">{t('vault.paperHelp')}</p> : <Key form={form} put={put} />}
        <PathField
          label={t('vault.file')}
          mode="new-file"
          name={form.as === 'paper' ? 'vault-share.pdf' : 'vault-share.age'}
          value={form.out}
          onChange={(out) => put({ out })}
        />
      </div>
    </Card>
  );
}

export function HandBack({ onWay }: { readonly onWay: (way: Way) => void }): ReactElement {
  const { t } = useTranslation();
  const [form, setForm] = useState<OutForm>(emptyOut);
  const { busy, error, run } = useDoing();
  const put = (part: Partial<OutForm>) => setForm({ ...form, ...part });
  const missing = missingOut(form);
  const begin = () =>
    run(async () => {
      await (form.as === 'paper' ? ask('vault.sheet', sheetOf(form)) : ask('vault.export', exportOf(form)));
      go({ screen: 'home' });
    });
  return (
    <>
      <Hero
        who={t('vault.who')}
        title={t('vault.outH1')}
        help={t('vault.outHelp')}
        actions={
          <Button kind="primary" icon="share" disabled={missing.length > 0} busy={busy} onPress={begin}>
            {t(form.as === 'paper' ? 'vault.paperGo' : 'vault.outGo')}
          </Button>
        }
      />
      <Ways way="out" onWay={onWay} />
      <Missing missing={missing.map((one) => t(`vault.${one}`))} />
      <Failure error={error} />
      <div className="columns">
        <Which form={form} put={put} />
        <Whither form={form} put={put} />
      </div>
    </>
  );
}
