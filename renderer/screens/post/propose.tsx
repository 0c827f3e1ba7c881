/** A change proposed: the form, then its exact outcome with its hash in words, and only then a file. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroundView, ProposedView } from '../../../preload/contract/post.ts';
import { ask } from '../../api.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Failure } from '../../parts/failure.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Progress } from '../../parts/progress.tsx';
import { Select } from '../../parts/select.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Toggles } from '../../parts/toggles.tsx';
import { useAsked, useDoing } from '../../state/asking.ts';
import { go, type PlaceOf } from '../../state/place.ts';
import { Missing } from '../before/missing.tsx';
import { Lines } from '../members/lines.tsx';
import { Keys, Says } from './body.tsx';
import { chosen } from './chosen.ts';
import { daysOf, idIsBad } from './make-form.ts';
import { type ProposeForm, changeKinds, fileNameOf, formOn, missingOf, tellsLedger, wishOf } from './propose-form.ts';
import { Voters } from './voters.tsx';
import './post.css';

interface PartProps {
  readonly ground: GroundView;
  readonly form: ProposeForm;
  readonly put: (part: Partial<ProposeForm>) => void;
}

/** The document that the change begins with, shown field by field with its proofs judged. */
function Brought({ file }: { readonly file: string }): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('post.read', { file });
  if (!reply) return error === undefined ? <Progress what={t('post.doc.title')} /> : <Failure error={error} />;
  return (
    <div className="stack">
      <Says document={reply} />
      <h3 className="members-part">{t('post.doc.keys')}</h3>
      <Keys document={reply} codes={false} />
    </div>
  );
}

function Admission({ form: { application }, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <PathField
        label={t('post.propose.application')}
        mode="file"
        endings={['.json']}
        value={application}
        onChange={(file) => put({ application: file })}
      />
      {application !== undefined && <Brought file={application} />}
    </>
  );
}

function MemberField({ ground: { members }, form: { member }, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  return (
    <Select
      label={t('post.propose.member')}
      placeholder={t('post.propose.memberNone')}
      options={members.map(({ id, name, role }) => ({ id, name: `${text(name)} (${id})`, help: role }))}
      value={member}
      onChange={(one) => put({ member: one, revoke: {} })}
    />
  );
}

function KeysGone({ ground: { members }, form: { member, revoke }, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const keys = members.find(({ id }) => id === member)?.keys ?? [];
  const without = (id: string) => Object.fromEntries(Object.entries(revoke).filter(([key]) => key !== id));
  return (
    <div className="stack" role="group" aria-label={t('post.propose.revoke')}>
      <h3 className="members-part">{t('post.propose.revoke')}</h3>
      {keys.map(({ id, use, suite }) => {
        const why = revoke[id];
        const short = `${id.slice(0, 12)}…`;
        return (
          <div key={id} className="stack">
            <Checkbox
              on={why !== undefined}
              onChange={(on) => put({ revoke: on ? { ...revoke, [id]: '' } : without(id) })}
            >
              {t('post.propose.revokeKey', { use: text(use), suite, id: short })}
            </Checkbox>
            {why !== undefined && (
              <TextField
                label={t('post.propose.revokeWhy', { id: short })}
                value={why}
                onChange={(reason) => put({ revoke: { ...revoke, [id]: reason } })}
                maxLength={200}
              />
            )}
          </div>
        );
      })}
    </div>
  );
}

function OtherKeys(props: PartProps): ReactElement {
  const { t } = useTranslation();
  const { form, put } = props;
  return (
    <>
      <PathField
        label={t('post.propose.offer')}
        help={t('post.propose.offerHelp')}
        mode="file"
        endings={['.json']}
        value={form.offer}
        onChange={(offer) => put({ offer })}
        onClear={() => put({ offer: undefined })}
      />
      {form.offer !== undefined && <Brought file={form.offer} />}
      {form.member !== undefined && <KeysGone {...props} />}
    </>
  );
}

function Settings({ form: { settings }, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <PathField
      label={t('post.propose.settings')}
      help={t('post.propose.settingsHelp')}
      mode="file"
      endings={['.json']}
      value={settings}
      onChange={(file) => put({ settings: file })}
    />
  );
}

function ChangeCard(props: PartProps): ReactElement {
  const { t } = useTranslation();
  const { form, put } = props;
  const { kind } = form;
  return (
    <Card title={t('post.propose.change')}>
      <div className="stack">
        {kind === 'admit' && <Admission {...props} />}
        {kind === 'settings' && <Settings {...props} />}
        {kind !== 'admit' && kind !== 'settings' && <MemberField {...props} />}
        {kind === 'role' && (
          <TextField
            label={t('post.propose.newRole')}
            value={form.role}
            onChange={(role) => put({ role })}
            error={idIsBad(form.role) ? t('post.make.idBad') : undefined}
            mono
            lang="en"
            maxLength={32}
          />
        )}
        {(kind === 'admit' || kind === 'role') && (
          <TextField
            label={t('post.propose.ledgerRoles')}
            help={t('post.propose.ledgerRolesHelp')}
            value={form.ledgerRoles}
            onChange={(ledgerRoles) => put({ ledgerRoles })}
            mono
            lang="en"
            maxLength={200}
          />
        )}
        {kind === 'keys' && <OtherKeys {...props} />}
      </div>
    </Card>
  );
}

function About({ form, put }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('post.propose.about')}>
      <div className="stack">
        <TextField
          label={t('post.propose.proposer')}
          help={t('post.propose.proposerHelp')}
          value={form.proposer}
          onChange={(proposer) => put({ proposer })}
          error={idIsBad(form.proposer) ? t('post.make.idBad') : undefined}
          mono
          lang="en"
          maxLength={32}
        />
        <TextField
          label={t('post.propose.reason')}
          help={t('post.propose.reasonHelp')}
          value={form.reason}
          onChange={(reason) => put({ reason })}
          maxLength={200}
        />
        <TextField
          label={t('post.propose.days')}
          value={form.days}
          onChange={(days) => put({ days })}
          error={form.days !== '' && daysOf(form.days) === undefined ? t('post.make.daysBad') : undefined}
          maxLength={3}
        />
        {tellsLedger(form) && (
          <TextField
            label={t('post.propose.ledger')}
            help={t('post.propose.ledgerHelp')}
            value={form.ledger}
            onChange={(ledger) => put({ ledger })}
            mono
            lang="en"
            maxLength={128}
          />
        )}
      </div>
    </Card>
  );
}

interface Shown {
  /** The wish that was shown, as JSON: another one is to be shown anew. */
  readonly wish: string;
  readonly view: ProposedView;
}

function Outcome({ shown, now }: { readonly shown: Shown | undefined; readonly now: string }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { moment } = useFormat();
  if (!shown) return <p className="muted">{t('post.propose.outcomeNone')}</p>;
  const { kind, lines, hash, files, expires } = shown.view;
  return (
    <div className="stack" aria-live="polite">
      {shown.wish !== now && <Notice tone="wait">{t('post.propose.stale')}</Notice>}
      <h3>{text(kind)}</h3>
      <p className="small muted">
        {t('post.propose.until')} {moment(expires)}
      </p>
      <Lines lines={lines} />
      {files.length > 0 && (
        <>
          <h4 className="members-part">{t('post.propose.files')}</h4>
          <ul>
            {files.map(({ path }) => (
              <li key={path} className="mono small wrap">
                {path}
              </li>
            ))}
          </ul>
        </>
      )}
      <HashGrid label={t('post.propose.hash')} groups={hash.groups} />
      <p className="small muted">{t('post.propose.hashHelp')}</p>
    </div>
  );
}

interface WriteProps {
  readonly at: string;
  readonly form: ProposeForm;
  readonly shown: Shown | undefined;
}

function Write({ at, form, shown }: WriteProps): ReactElement {
  const { t } = useTranslation();
  const [out, setOut] = useState<string>();
  const { busy, error, run } = useDoing();
  const { folder } = chosen.use();
  const wish = wishOf(at, form);
  const ready = shown !== undefined && wish !== undefined && shown.wish === JSON.stringify(wish) && out !== undefined;
  const write = () =>
    run(async () => {
      if (!ready) return;
      const { created, hash } = shown.view;
      await ask('members.write', { ...wish, created, hash: hash.hex, out });
      go({ screen: 'document', file: out });
    });
  return (
    <div className="stack">
      <PathField
        label={t('post.propose.out')}
        mode="new-file"
        start={folder}
        name={fileNameOf(form)}
        value={out}
        onChange={setOut}
      />
      <div className="row">
        <Button kind="primary" icon="file" disabled={!ready} busy={busy} onPress={write}>
          {t('post.propose.write')}
        </Button>
      </div>
      <Failure error={error} />
    </div>
  );
}

function Form({ ground, place }: { readonly ground: GroundView; readonly place: PlaceOf<'propose'> }): ReactElement {
  const { t } = useTranslation();
  const { at, kind = 'admit', file } = place;
  const [form, setForm] = useState<ProposeForm>(() => formOn(ground, kind, file));
  const [shown, setShown] = useState<Shown>();
  const { busy, error, run } = useDoing();
  const put = (part: Partial<ProposeForm>) => setForm({ ...form, ...part });
  const wish = wishOf(at, form);
  const now = JSON.stringify(wish ?? null);
  const missing = missingOf(form);
  const show = () =>
    run(async () => {
      if (wish) setShown({ wish: now, view: await ask('members.propose', wish) });
    });
  return (
    <>
      <Hero
        who={t('post.propose.who')}
        title={t('post.propose.h1')}
        help={t('post.propose.help')}
        focusKey={at}
        actions={
          <Button kind="primary" icon="eye" disabled={missing.length > 0} busy={busy} onPress={show}>
            {t('post.propose.show')}
          </Button>
        }
      />
      <Toggles
        label={t('post.propose.kind')}
        chosen={form.kind}
        onChoose={(one) => put({ kind: one })}
        options={changeKinds.map((id) => ({ id, name: t(`post.propose.kinds.${id}`) }))}
      />
      <Missing missing={missing.map((one) => t(`post.propose.${one}`))} />
      <Failure error={error} />
      <div className="columns">
        {form.kind === 'governance' ? (
          <Voters form={form} put={put} card={file} />
        ) : (
          <ChangeCard ground={ground} form={form} put={put} />
        )}
        <About ground={ground} form={form} put={put} />
      </div>
      <Card
        title={t('post.propose.outcome')}
        {...(ground.rehearsal ? { actions: <Badge tone="wait">{t('common.rehearsal.word')}</Badge> } : {})}
      >
        <div className="stack">
          <Outcome shown={shown} now={now} />
          {shown && <Write at={at} form={form} shown={shown} />}
        </div>
      </Card>
    </>
  );
}

export function ProposeScreen({ place }: { readonly place: PlaceOf<'propose'> }): ReactElement {
  const { t } = useTranslation();
  const { reply, error } = useAsked('members.ground', { at: place.at });
  return (
    <Page title={t('post.propose.title')} rehearsal={reply?.rehearsal}>
      {!reply && <Hero title={t('post.propose.h1')} />}
      <Failure error={error} />
      {reply ? <Form ground={reply} place={place} /> : error === undefined && <Progress what={t('members.reading')} />}
    </Page>
  );
}
