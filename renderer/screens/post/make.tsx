/** Keys made on one's own machine: an application to a consortium, a key to vote with, further keys of a member. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useDoing } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';
import {
  type Address,
  type MakeForm,
  type MakeWay,
  applyOf,
  daysOf,
  emptyMake,
  idIsBad,
  keyOf,
  missingOf,
  offerOf,
  portOf,
  suiteNames,
  suites,
  uses,
  ways,
} from './make-form.ts';
import './post.css';

interface PartProps {
  readonly form: MakeForm;
  readonly put: (part: Partial<MakeForm>) => void;
}

interface IdProps {
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function IdField({ label, help, value, onChange }: IdProps): ReactElement {
  const { t } = useTranslation();
  return (
    <TextField
      label={label}
      {...(help === undefined ? {} : { help })}
      value={value}
      onChange={onChange}
      error={idIsBad(value) ? t('post.make.idBad') : undefined}
      mono
      lang="en"
      maxLength={32}
    />
  );
}

function Which({ form, put, way }: PartProps & { readonly way: MakeWay }): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t(way === 'key' ? 'post.make.real' : 'post.make.which')}>
      <div className="stack">
        {way !== 'key' && (
          <IdField
            label={t('post.make.consortium')}
            help={t('post.make.consortiumHelp')}
            value={form.consortium}
            onChange={(consortium) => put({ consortium })}
          />
        )}
        <Toggles
          label={t('post.make.real')}
          chosen={form.rehearsal ? 'rehearsal' : 'real'}
          onChoose={(one) => put({ rehearsal: one === 'rehearsal' })}
          options={(['real', 'rehearsal'] as const).map((id) => ({ id, name: t(`post.make.realOptions.${id}`) }))}
        />
        {way === 'apply' && (
          <TextField
            label={t('post.make.days')}
            value={form.days}
            onChange={(days) => put({ days })}
            error={form.days !== '' && daysOf(form.days) === undefined ? t('post.make.daysBad') : undefined}
            maxLength={3}
          />
        )}
      </div>
    </Card>
  );
}

function Names({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <div className="post-two">
      <TextField
        label={t('post.make.nameEn')}
        value={form.en}
        onChange={(en) => put({ en })}
        lang="en"
        maxLength={200}
      />
      <TextField
        label={t('post.make.nameZh')}
        value={form.zh}
        onChange={(zh) => put({ zh })}
        lang="zh-CN"
        maxLength={200}
      />
    </div>
  );
}

function Who({ form, put, way }: PartProps & { readonly way: MakeWay }): ReactElement {
  const { t } = useTranslation();
  const title = { apply: 'post.make.company', key: 'post.make.person', offer: 'post.make.member' } as const;
  return (
    <Card title={t(title[way])}>
      <div className="stack">
        <IdField
          label={t('post.make.id')}
          help={t('post.make.idHelp')}
          value={form.id}
          onChange={(id) => put({ id })}
        />
        {way !== 'offer' && <Names form={form} put={put} />}
        {way === 'apply' && (
          <IdField
            label={t('post.make.role')}
            help={t('post.make.roleHelp')}
            value={form.role}
            onChange={(role) => put({ role })}
          />
        )}
      </div>
    </Card>
  );
}

interface PlaceProps {
  readonly label: string;
  readonly address: Address;
  readonly onChange: (address: Address) => void;
}

function PlaceFields({ label, address, onChange }: PlaceProps): ReactElement {
  const { t } = useTranslation();
  const { host, port } = address;
  return (
    <div role="group" aria-label={label}>
      <h3 className="members-part">{label}</h3>
      <div className="post-place">
        <TextField
          label={t('post.make.host')}
          value={host}
          onChange={(one) => onChange({ host: one, port })}
          mono
          lang="en"
          maxLength={254}
        />
        <TextField
          label={t('post.make.port')}
          value={port}
          onChange={(one) => onChange({ host, port: one })}
          error={port !== '' && portOf(port) === undefined ? t('post.make.portBad') : undefined}
          mono
          maxLength={5}
        />
      </div>
    </div>
  );
}

function Places({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('post.make.places')}>
      <div className="stack">
        <PlaceFields
          label={t('post.make.consensus')}
          address={form.consensus}
          onChange={(consensus) => put({ consensus })}
        />
        <PlaceFields
          label={t('post.make.initializer')}
          address={form.initializer}
          onChange={(initializer) => put({ initializer })}
        />
      </div>
    </Card>
  );
}

function Contacts({ form: { contacts }, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<(typeof contacts)[number]>) =>
    put({ contacts: contacts.map((one, n) => (n === at ? { ...one, ...part } : one)) });
  return (
    <Card title={t('post.make.contacts')}>
      <div className="stack">
        {contacts.map(({ name, reach }, at) => (
          <div key={at} className="post-two" role="group" aria-label={t('post.make.contact', { n: at + 1 })}>
            <TextField
              label={t('post.make.contactName')}
              value={name}
              onChange={(one) => change(at, { name: one })}
              maxLength={200}
            />
            <TextField
              label={t('post.make.contactReach')}
              value={reach}
              onChange={(one) => change(at, { reach: one })}
              maxLength={200}
            />
          </div>
        ))}
        {contacts.length < 8 && (
          <div className="row">
            <Button small icon="plus" onPress={() => put({ contacts: [...contacts, { name: '', reach: '' }] })}>
              {t('post.make.contactAdd')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}

const suiteOptions = suites.map((id) => ({ id, name: suiteNames[id] }));

function Wanted({ form: { keys, pems }, put, way }: PartProps & { readonly way: MakeWay }): ReactElement {
  const { t } = useTranslation();
  const none = { id: 'none' as const, name: t('post.make.none') };
  const elsewhere = { id: 'elsewhere' as const, name: t('post.make.elsewhere') };
  const options = [none, ...suiteOptions, ...(way === 'apply' ? [elsewhere] : [])];
  return (
    <Card title={t('post.make.keys')}>
      <div className="stack">
        {uses.map((use) => {
          const name = t(`post.make.use.${use}`);
          return (
            <div key={use} className="field">
              <span className="field-label" aria-hidden="true">
                {name}
              </span>
              <Toggles
                label={t('post.make.suiteOf', { use: name })}
                chosen={keys[use]}
                onChoose={(suite) => put({ keys: { ...keys, [use]: suite } })}
                options={options}
              />
              {way === 'apply' && keys[use] === 'elsewhere' && (
                <PathField
                  label={t('post.make.pem', { use: name })}
                  help={t('post.make.pemHelp')}
                  mode="file"
                  value={pems[use]}
                  onChange={(pem) => put({ pems: { ...pems, [use]: pem } })}
                />
              )}
            </div>
          );
        })}
      </div>
    </Card>
  );
}

function Seal({ form, put, way }: PartProps & { readonly way: MakeWay }): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('post.make.seal')}>
      <div className="stack">
        {way === 'key' && (
          <Select
            label={t('post.make.suite')}
            options={suiteOptions}
            value={form.suite}
            onChange={(suite) => put({ suite })}
          />
        )}
        <Toggles
          label={t('post.make.seal')}
          chosen={form.seal}
          onChoose={(seal) => put({ seal })}
          options={(['passphrase', 'age'] as const).map((id) => ({ id, name: t(`post.make.seals.${id}`) }))}
        />
        {form.seal === 'age' ? (
          <TextField
            label={t('post.make.recipient')}
            value={form.recipient}
            onChange={(recipient) => put({ recipient })}
            mono
            lang="en"
            maxLength={4096}
          />
        ) : (
          <p className="small muted">{t('post.make.sealHelp')}</p>
        )}
        <PathField
          label={t('post.make.into')}
          help={t('post.make.intoHelp')}
          mode="folder"
          value={form.into}
          onChange={(into) => put({ into })}
        />
      </div>
    </Card>
  );
}

const begin = async (form: MakeForm, way: MakeWay) => {
  if (way === 'apply') await ask('member.apply', applyOf(form));
  else if (way === 'key') await ask('member.key', keyOf(form));
  else await ask('member.offer', offerOf(form));
  go({ screen: 'home' });
};

export function MakeScreen({ place }: { readonly place: PlaceOf<'make'> }): ReactElement {
  const { t } = useTranslation();
  const [way, setWay] = useState<MakeWay>(place.way ?? 'apply');
  const [form, setForm] = useState<MakeForm>(emptyMake);
  const { busy, error, run } = useDoing();
  const put = (part: Partial<MakeForm>) => setForm({ ...form, ...part });
  const missing = missingOf(form, way);
  return (
    <Page title={t('post.make.title')} rehearsal={form.rehearsal}>
      <Hero
        who={t('post.make.who')}
        title={t(`post.make.${way}H1`)}
        help={t(`post.make.${way}Help`)}
        focusKey={way}
        actions={
          <Button
            kind="primary"
            icon="key"
            disabled={missing.length > 0}
            busy={busy}
            onPress={() => run(() => begin(form, way))}
          >
            {t('post.make.go')}
          </Button>
        }
      />
      <Toggles
        label={t('post.make.way')}
        chosen={way}
        onChoose={setWay}
        options={ways.map((id) => ({ id, name: t(`post.make.${id}`) }))}
      />
      <Missing missing={missing.map((one) => t(`post.make.${one}`))} />
      <Failure error={error} />
      <div className="columns">
        <Which form={form} put={put} way={way} />
        <Who form={form} put={put} way={way} />
        {way === 'apply' && <Contacts form={form} put={put} />}
        {way === 'apply' && <Places form={form} put={put} />}
        {way !== 'key' && <Wanted form={form} put={put} way={way} />}
        <Seal form={form} put={put} way={way} />
      </div>
    </Page>
  );
}
