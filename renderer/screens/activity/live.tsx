/** What those who listen hear of an act without looking: whose turn it is, and each verdict, once. */
import { useTranslation } from 'react-i18next';
import type { ReactElement } from 'react';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { goodShares, baseName, type Shown } from './model.ts';
import { useTurn } from './speak.ts';

export function Live({ activity, shown }: { readonly activity: Activity; readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const text = useText();
  const turn = useTurn();
  const { verdicts, threshold, kind } = activity;
  const last = verdicts.at(-1);
  return (
    <div className="heard">
      <p role="status">{turn(activity, shown)}</p>
      <p role="status">
        {last && (
          <>
            {t('ceremony.live.verdict', { file: baseName(last.file), text: text(last.text) })}{' '}
            {kind === 'restore' && t('ceremony.live.quorum', { have: goodShares(verdicts), need: threshold })}
          </>
        )}
      </p>
    </div>
  );
}
