/** The verdict: one sentence that can be read from the back of the room, then every check. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';

type Report = ReplyOf<'verify.run'>;
type Kind = 'anchored' | 'valid' | 'rehearsal' | 'refused';

function kindOf({ exit, valid, anchored, rehearsal }: Report): Kind {
  if (exit !== 0 || !valid) return 'refused';
  if (rehearsal === true) return 'rehearsal';
  return anchored ? 'anchored' : 'valid';
}

const icons: Readonly<Record<Kind, IconName>> = {
  anchored: 'check',
  valid: 'warning',
  rehearsal: 'rehearse',
  refused: 'cross',
};

/** What refused it is that it is a rehearsal, and nothing else: the window has a box for that. */
const onlyRehearsal = ({ rehearsal, checks }: Report) =>
  rehearsal === true && checks.filter(({ ok }) => !ok).every(({ id }) => id === 'MODE');

export function Verdict({ report }: { readonly report: Report }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const kind = kindOf(report);
  const first = report.checks.find(({ ok }) => !ok);
  return (
    <>
      <section className="verdict" data-kind={kind} role={kind === 'refused' ? 'alert' : 'status'}>
        <Icon name={icons[kind]} size={2.6} />
        <div>
          <h2>{t(`verify.verdict.${kind}`)}</h2>
          {kind === 'valid' && <p>{t('verify.validHelp')}</p>}
          {kind === 'rehearsal' && <p>{t('verify.rehearsalSay')}</p>}
          {kind === 'refused' && <p>{onlyRehearsal(report) ? t('verify.rehearsalRefused') : text(report.message)}</p>}
          {first && (
            <p>
              {t('verify.failedFirst')} <strong>{text(first.title)}</strong> <span className="mono">{first.id}</span>
            </p>
          )}
        </div>
      </section>
      {report.checks.length > 0 && <Checks report={report} />}
    </>
  );
}

function Checks({ report: { checks } }: { readonly report: Report }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const passed = checks.filter(({ ok }) => ok).length;
  // What refused it is looked for first; else in the order in which it was checked.
  const sorted = [...checks.filter(({ ok }) => !ok), ...checks.filter(({ ok }) => ok)];
  return (
    <Card title={t('verify.checks')} note={t('verify.checksNote', { passed, total: checks.length })}>
      <ol className="checks">
        {sorted.map(({ id, ok, title, detail }, n) => (
          <li key={`${id} ${String(n)}`} data-ok={ok}>
            <Badge tone={ok ? 'ok' : 'bad'}>{t(ok ? 'verify.passed' : 'verify.failed')}</Badge>
            <span className="checks-what">
              <strong>{text(title)}</strong> <span className="mono small muted">{id}</span>
              <span className="small muted wrap">{text(detail)}</span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
