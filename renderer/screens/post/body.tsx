/** A document in full: what it says, its public keys in words and as codes, its hash, itself for a camera. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentView } from '../../../preload/contract/post.ts';
import { useText } from '../../i18n/use.ts';
import { Card } from '../../parts/card.tsx';
import { HashGrid } from '../../parts/hash-grid.tsx';
import { KeyValue } from '../../parts/key-value.tsx';
import { Notice } from '../../parts/notice.tsx';
import { QrCode, QrCodes } from '../../parts/qr-code.tsx';
import './post.css';

interface DocumentProps {
  readonly document: DocumentView;
}

/** Every line of it that is no key. */
export function Says({ document: { lines } }: DocumentProps): ReactElement {
  const text = useText();
  return (
    <KeyValue
      pairs={lines.map(({ field, value }, at) => ({
        key: `${field.en} ${String(at)}`,
        name: text(field),
        value: typeof value === 'string' ? text({ en: value, zh: value }) : text(value),
        ...(typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? { mono: true } : {}),
      }))}
    />
  );
}

/** Each key by its words; with its code where somebody is to take it from the screen. */
export function Keys({
  document: { keys, kind },
  codes,
}: DocumentProps & { readonly codes: boolean }): ReactElement | null {
  const { t } = useTranslation();
  const text = useText();
  if (keys.length === 0) return null;
  return (
    <div className="stack">
      <Notice tone={kind === 'voter' ? 'wait' : 'ok'}>
        {t(kind === 'voter' ? 'post.doc.unproved' : 'post.doc.proved')}
      </Notice>
      <ul className="post-keys">
        {keys.map(({ use, suite, publicKey, hash, code }) => {
          const name = t('post.doc.key', { use: text(use), suite });
          return (
            <li key={publicKey} className={codes ? 'post-key' : undefined}>
              {codes && <QrCode small rows={code} label={`${t('post.doc.keyCode')}: ${name}`} />}
              <div>
                <h4 className="members-part">{name}</h4>
                <HashGrid small label={`${t('post.doc.fingerprint')}: ${name}`} groups={hash.groups} />
                <span className="mono small wrap">{publicKey}</span>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Commands({ document: { commands } }: DocumentProps): ReactElement | null {
  const { t } = useTranslation();
  if (commands.length === 0) return null;
  return (
    <Card title={t('post.doc.commands')} note={t('post.doc.commandsHelp')}>
      <div className="post-commands">
        {commands.map(({ tool, line }) => (
          <div key={line}>
            <h3 className="members-part">{tool}</h3>
            <pre className="mono small">{line}</pre>
          </div>
        ))}
      </div>
    </Card>
  );
}

export function DocumentBody({ document }: DocumentProps): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const { hash, keys, codes, carry } = document;
  return (
    <>
      <Commands document={document} />
      <div className="columns">
        <Card title={t('post.doc.says')}>
          <Says document={document} />
        </Card>
        <Card title={t('post.doc.codes')} note={t('post.doc.codesHelp')}>
          {codes.length === 0 ? <p className="muted">{t('post.doc.codesNone')}</p> : <QrCodes codes={codes} />}
        </Card>
      </div>
      <Card title={t('post.doc.hash')}>
        <div className="stack">
          <p>
            <strong>{t('post.doc.carry')}</strong> {text(carry)}
          </p>
          <HashGrid label={t('post.doc.hash')} groups={hash.groups} />
        </div>
      </Card>
      {keys.length > 0 && (
        <Card title={t('post.doc.keys')}>
          <Keys document={document} codes />
        </Card>
      )}
    </>
  );
}
