/** One entry: what it says, its bytes, and the way from its leaf up to the root that was signed. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyOf } from '../../../preload/contract/index.ts';
import { useFormat, useText } from '../../i18n/use.ts';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Progress } from '../../parts/progress.tsx';
import { useAsked } from '../../state/asking.ts';
import { asEscapes } from './escapes.ts';
import { ProofPath } from './path.tsx';

type Entry = ReplyOf<'log.entry'>;

export function EntryCard({ dir, index }: { readonly dir: string; readonly index: number | undefined }): ReactElement {
  const { t } = useTranslation();
  if (index !== undefined) return <Opened key={index} dir={dir} index={index} />;
  return (
    <Card tone="sunken">
      <p className="muted">{t('log.pick')}</p>
    </Card>
  );
}

function Opened({ dir, index }: { readonly dir: string; readonly index: number }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { number, moment, bytes } = useFormat();
  const { reply, error } = useAsked('log.entry', { dir, index });
  return (
    <Card title={t('log.entry', { n: number(index) })} note={reply && moment(reply.line.time)} className="log-entry">
      <Failure error={error} />
      {!reply && error === undefined && <Progress what={t('log.entry', { n: number(index) })} />}
      {reply && (
        <div className="stack">
          <div className="stack tight" role="status">
            <p>
              <strong>{text(reply.line.summary)}</strong>
            </p>
            <Verdict entry={reply} />
          </div>
          <Path entry={reply} index={index} />
          <section className="stack tight">
            <h3>{t('log.bytes', { size: bytes(reply.line.bytes) })}</h3>
            <pre className="log-json mono" tabIndex={0} lang="en">
              {asEscapes(reply.json)}
            </pre>
          </section>
          <Proof entry={reply} />
        </div>
      )}
    </Card>
  );
}

function Verdict({ entry: { checkpoint } }: { readonly entry: Entry }): ReactElement {
  const { t } = useTranslation();
  if (!checkpoint) return <Badge tone="wait">{t('log.waiting')}</Badge>;
  return checkpoint.proved ? (
    <Badge tone="ok">{t('log.proved')}</Badge>
  ) : (
    <Badge tone="bad">{t('log.notProved')}</Badge>
  );
}

/** The proof to look at. */
function Path({ entry: { proof, checkpoint }, index }: { entry: Entry; index: number }): ReactElement | null {
  const { t } = useTranslation();
  if (!checkpoint) return null;
  return (
    <section className="stack tight">
      <h3>{t('log.proof')}</h3>
      <ProofPath index={index} proof={proof} proved={checkpoint.proved} />
      <p className="small muted">{t('log.proofHelp')}</p>
    </section>
  );
}

/** The proof to check by hand: leaf, neighbours, root. */
function Proof({ entry: { leaf, proof, checkpoint } }: { readonly entry: Entry }): ReactElement | null {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (!checkpoint) return null;
  return (
    <section className="stack tight">
      <h3>{t('log.hashes')}</h3>
      <ol className="log-proof" aria-label={t('log.steps', { count: proof.length })}>
        <li data-kind="leaf">
          <span>{t('log.leaf')}</span>
          <code>{leaf}</code>
        </li>
        {proof.map(({ hash, side }, n) => (
          <li key={n} data-kind={side}>
            <span>{t(side === 'left' ? 'log.left' : 'log.right')}</span>
            <code>{hash}</code>
          </li>
        ))}
        <li data-kind="root" data-proved={checkpoint.proved || undefined}>
          <span>{t('log.top', { size: number(checkpoint.size) })}</span>
          <code>{checkpoint.root}</code>
        </li>
      </ol>
      <h3>{t('log.note')}</h3>
      <pre className="log-json mono" tabIndex={0} lang="en">
        {checkpoint.note}
      </pre>
    </section>
  );
}
