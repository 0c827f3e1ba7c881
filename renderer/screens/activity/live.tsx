/** What those who listen hear of an act without looking: whose turn it is, and each verdict, once. */
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Verdict } from '../../../preload/contract/common.ts';
import type { Activity } from '../../../preload/contract/desk.ts';
import { useText } from '../../i18n/use.ts';
import { baseName, completeOf, goodShares, opensRoots, standingOf, type Shown } from './model.ts';
import { useTurn } from './speak.ts';

/** What stands in a region from its first moment is not said: a page that was opened anew fills it afterwards. */
function useLater(text: string): string {
  const [said, say] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => say(text), laterMs);
    return () => clearTimeout(timer);
  }, [text]);
  return said;
}

const laterMs = 150;

/** A good share by its number and its holder: the program's own sentence has a long number in hex. */
function useVerdict(): (verdict: Verdict, activity: Activity) => string {
  const { t } = useTranslation();
  const text = useText();
  return ({ ok, index, custodian, file, text: said }, { people }) => {
    const holder = people.find(({ id }) => id === custodian)?.name;
    if (ok && index !== undefined && holder) return t('ceremony.live.good', { index, name: text(holder) });
    return t('ceremony.live.verdict', { file: baseName(file), text: text(said) });
  };
}

export function Live({ activity, shown }: { readonly activity: Activity; readonly shown: Shown }): ReactElement {
  const { t } = useTranslation();
  const turn = useLater(useTurn()(activity, shown));
  const verdict = useVerdict();
  const { verdicts, threshold, kind, change } = activity;
  const counted = opensRoots(kind) || (kind === 'set' && change?.state === 'wanted');
  const last = verdicts.at(-1);
  const standing = standingOf(activity);
  return (
    <div className="heard">
      <p role="status">{turn}</p>
      <p role="status">
        {last && (
          <>
            {verdict(last, activity)}{' '}
            {counted &&
              (standing && activity.groups
                ? t('common.quorum.groupsComplete', { have: completeOf(standing), need: activity.groups.threshold })
                : t('ceremony.live.quorum', { have: goodShares(verdicts), need: threshold }))}
          </>
        )}
      </p>
    </div>
  );
}
