/** The shares that are brought: one file after the other, each once, and how many a quorum needs. */
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanButton, ShareName, useShareName } from '../../camera/scan-button.tsx';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { FolderBrowser } from '../../parts/folder-browser.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Select } from '../../parts/select.tsx';
import './restore.css';

/** What a share may lie in: its age file, a picture of its sheet, a text of its codes or lines. */
export const shareEndings = ['.age', '.png', '.jpg', '.jpeg', '.txt'] as const;

/** How a share is named whose words are typed: as the command line has it. */
const wordsOf = (id: string) => `words:${id}`;
const typedBy = (share: string): string | undefined => /^words:(.*)$/.exec(share)?.[1];

export interface SharesCardProps {
  readonly threshold: number;
  /** Of a set with groups, what they need: no number says whether there is a quorum. */
  readonly rule?: string | undefined;
  readonly shares: readonly string[];
  /** Who may type the words of their share instead; absent until they are known. */
  readonly typists?: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** Share files that lie in the consortium's folder. */
  readonly inFolder: readonly string[];
  readonly onChange: (shares: readonly string[]) => void;
}

type Typist = NonNullable<SharesCardProps['typists']>[number];

function Named({ file, typists }: { readonly file: string; readonly typists: readonly Typist[] }): ReactElement {
  const { t } = useTranslation();
  const id = typedBy(file);
  if (id === undefined) return <ShareName file={file} />;
  const name = typists.find((one) => one.id === id)?.name ?? id;
  return <strong>{t('restore.wordsOf', { name })}</strong>;
}

/** Who types the words of their share from paper, when it is their turn. */
function Typists(props: {
  readonly typists: readonly Typist[];
  readonly onAdd: (id: string) => void;
}): ReactElement | null {
  const { t } = useTranslation();
  if (props.typists.length === 0) return null;
  return (
    <Select
      label={t('restore.words')}
      help={t('restore.wordsHelp')}
      placeholder={t('restore.wordsWho')}
      options={props.typists.map(({ id, name }) => ({ id, name: name === id ? id : `${name} (${id})` }))}
      value={undefined}
      onChange={props.onAdd}
    />
  );
}

export function SharesCard(props: SharesCardProps): ReactElement {
  const { threshold, rule, shares, typists = [], inFolder, onChange } = props;
  const { t } = useTranslation();
  const [browsing, setBrowsing] = useState(false);
  const [twice, setTwice] = useState(false);
  const nameOf = useShareName();
  const add = (file: string) => {
    setTwice(shares.includes(file));
    if (!shares.includes(file)) onChange([...shares, file]);
  };
  const more = Math.max(0, threshold - shares.length);
  return (
    <Card
      title={t('restore.shares')}
      note={
        rule !== undefined
          ? t('restore.countGroups', { count: shares.length })
          : t('restore.count', { count: shares.length, threshold })
      }
    >
      <div className="stack">
        <p className="small muted">{t('restore.sharesHelp')}</p>
        <p className="small muted">{t('restore.sharesPaper')}</p>
        {twice && (
          <Notice tone="wait" live>
            {t('restore.sharesTwice')}
          </Notice>
        )}
        {shares.length === 0 && <p className="muted">{t('restore.sharesNone')}</p>}
        <ul className="restore-shares">
          {shares.map((file) => (
            <li key={file}>
              <Icon name={typedBy(file) === undefined ? 'share' : 'lock'} />
              <span className="wrap">
                <Named file={file} typists={typists} />
              </span>
              <Button
                kind="quiet"
                small
                bare
                icon="cross"
                onPress={() => onChange(shares.filter((one) => one !== file))}
              >
                {t('restore.sharesRemove', { file: typedBy(file) ?? nameOf(file).name })}
              </Button>
            </li>
          ))}
        </ul>
        <div className="row">
          <Button icon="plus" onPress={() => setBrowsing(true)}>
            {t('restore.sharesAdd')}
          </Button>
          <ScanButton onShare={add} />
          {inFolder.some((file) => !shares.includes(file)) && (
            <Button onPress={() => onChange([...new Set([...shares, ...inFolder])])}>{t('restore.sharesHome')}</Button>
          )}
        </div>
        <Typists
          typists={typists.filter(({ id }) => !shares.includes(wordsOf(id)))}
          onAdd={(id) => onChange([...shares, wordsOf(id)])}
        />
        <p className="small" role="status">
          {rule !== undefined
            ? t('restore.groups', { rule })
            : more > 0
              ? `${t('restore.more', { count: more })} ${t('restore.few')}`
              : t('restore.enough')}
        </p>
      </div>
      <FolderBrowser
        open={browsing}
        onClose={() => setBrowsing(false)}
        mode="file"
        endings={shareEndings}
        title={t('restore.sharesTitle')}
        onChoose={add}
      />
    </Card>
  );
}
