/** Verify a bundle: what is judged, what is known from elsewhere, the verdict with every check. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { ask } from '../../api.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { Checkbox } from '../../parts/checkbox.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Hero } from '../../parts/hero.tsx';
import { Page } from '../../parts/page.tsx';
import { PathField } from '../../parts/path-field.tsx';
import { Progress } from '../../parts/progress.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useDoing } from '../../state/asking.ts';
import type { PlaceOf } from '../../state/place.ts';
import { Verdict } from './verdict.tsx';
import './verify.css';

interface Question {
  readonly path: string | undefined;
  readonly rehearsal: boolean;
  readonly fingerprint: string;
  readonly checkpoint: string | undefined;
}

/** Spaces and colons, as people copy them from paper, mean nothing. */
const digits = (typed: string) => typed.replaceAll(/[\s:]/g, '').toLowerCase();
/** A path as a shell takes it. */
const quoted = (path: string) => (/[^\w./-]/.test(path) ? `'${path.replaceAll("'", "'\\''")}'` : path);
const isHex = (typed: string) => /^[0-9a-f]{64}$/.test(digits(typed));
/** As the sheet gives it: in digits, or in its 32 words, which the program knows. */
const isFingerprint = (typed: string) => isHex(typed) || /^(?:[a-z]+[\s,]+){31}[a-z]+$/i.test(typed.trim());

function requestOf({ path = '', rehearsal, fingerprint, checkpoint }: Question) {
  const known = digits(fingerprint);
  return {
    path,
    rehearsal,
    ...(known !== '' && { rootFingerprint: isHex(known) ? known : fingerprint.trim() }),
    ...(checkpoint !== undefined && { checkpoint }),
  };
}

interface PartProps {
  readonly question: Question;
  readonly change: (part: Partial<Question>) => void;
}

function What({ question: { path, rehearsal }, change }: PartProps): ReactElement {
  const { t } = useTranslation();
  return (
    <Card title={t('verify.what')}>
      <div className="stack">
        <PathField
          label={t('verify.bundle')}
          help={t('verify.bundleHelp')}
          mode="folder"
          value={path}
          onChange={(next) => change({ path: next })}
        />
        <Checkbox on={rehearsal} onChange={(on) => change({ rehearsal: on })} help={t('verify.rehearsalHelp')}>
          {t('verify.rehearsal')}
        </Checkbox>
      </div>
    </Card>
  );
}

function Anchors({ question: { fingerprint, checkpoint }, change }: PartProps): ReactElement {
  const { t } = useTranslation();
  const wrong = digits(fingerprint) !== '' && !isFingerprint(fingerprint);
  return (
    <Card title={t('verify.anchors')}>
      <div className="stack">
        <p className="small muted">{t('verify.anchorsHelp')}</p>
        <TextField
          label={t('verify.fingerprint')}
          help={t('verify.fingerprintHelp')}
          value={fingerprint}
          onChange={(next) => change({ fingerprint: next })}
          error={wrong ? t('verify.fingerprintWrong', { count: digits(fingerprint).length }) : undefined}
          mono
          lang="en"
          maxLength={500}
        />
        <PathField
          label={t('verify.checkpoint')}
          help={t('verify.checkpointHelp')}
          mode="file"
          value={checkpoint}
          onChange={(next) => change({ checkpoint: next })}
          onClear={() => change({ checkpoint: undefined })}
        />
      </div>
    </Card>
  );
}

export function VerifyScreen({ place }: { readonly place: PlaceOf<'verify'> }): ReactElement {
  const { t } = useTranslation();
  const [question, setQuestion] = useState<Question>({
    path: place.path,
    rehearsal: false,
    fingerprint: '',
    checkpoint: undefined,
  });
  const [report, setReport] = useState<ReplyOf<'verify.run'>>();
  const { busy, error, run } = useDoing();
  const change = (part: Partial<Question>) => {
    setQuestion((before) => ({ ...before, ...part }));
    setReport(undefined); // a verdict is of what was asked, not of what is asked now
  };
  const { path } = question;
  const known = digits(question.fingerprint);
  const ready = path !== undefined && (known === '' || isFingerprint(question.fingerprint));
  const judge = () => run(async () => setReport(await ask('verify.run', requestOf(question))));
  return (
    <Page title={t('verify.title')}>
      <Hero
        title={t('verify.h1')}
        help={t('verify.help')}
        actions={
          <Button kind="primary" icon="verify" disabled={!ready} busy={busy} onPress={judge}>
            {t(report ? 'verify.again' : 'verify.judge')}
          </Button>
        }
      />
      <Failure error={error} />
      {busy && <Progress what={t('verify.judging')} />}
      {report && <Verdict report={report} />}
      <div className="columns">
        <What question={question} change={change} />
        <Anchors question={question} change={change} />
      </div>
      <Card title={t('verify.elsewhere')} note={t('verify.elsewhereHelp')}>
        <code className="verify-command" lang="en">
          node rootseal-verify.mjs {path === undefined ? t('verify.elsewhereFolder') : quoted(path)} --root-fingerprint{' '}
          {isHex(known) ? known : t('verify.elsewhereFingerprint')}
          {question.rehearsal && ' --rehearsal'}
        </code>
      </Card>
    </Page>
  );
}
