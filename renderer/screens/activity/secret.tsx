/**
 * A secret is typed: one person alone at the keyboard. Nothing else is on the screen but what they are doing and for
 * what; everybody else looks away.
 */
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Activity, SecretFieldView } from '../../../preload/contract/desk.ts';
import { Icon } from '../../parts/icon.tsx';
import { SecretField } from '../../secret/SecretField.tsx';
import type { Shown } from './model.ts';
import { useTurn } from './speak.ts';
import { Stop } from './stop.tsx';

function useTitle(): (field: SecretFieldView) => string {
  const { t } = useTranslation();
  return ({ kind, role }) => {
    if (kind === 'dice') return t('ceremony.secret.dice');
    if (kind === 'share' || kind === 'share-again' || kind === 'shown' || kind === 'copied')
      return t(`ceremony.secret.${kind}`);
    return t(`ceremony.secret.${kind}.${role}`);
  };
}

/** What helps with this kind of field, besides what the field itself says of keys. */
function useHelp(): (field: SecretFieldView) => string | undefined {
  const { t } = useTranslation();
  return ({ kind, count }) => {
    if (kind === 'dice') return t('ceremony.secret.diceHelp', { count: count ?? 0 });
    if (kind === 'choose') return t('ceremony.secret.chooseHelp');
    if (kind === 'share') return t('ceremony.secret.shareHelp');
    if (kind === 'words' || kind === 'copied') return t(`ceremony.secret.${kind}Help`);
    return kind === 'again' ? t('ceremony.secret.againHelp') : undefined;
  };
}

/** How many custodians come to the keyboard, and which of them this is. */
function Order({ shown }: { readonly shown: Shown }): ReactElement | null {
  const { t } = useTranslation();
  const { actor, custodians } = shown;
  if (actor?.index === undefined) return null;
  const say = t('ceremony.secret.order', { index: actor.index, count: custodians.length });
  if (custodians.length > dotsMax) return <p className="muted">{say}</p>;
  return (
    <div className="desk-order" role="img" aria-label={say}>
      {custodians.map(({ id, index, state }) => (
        <span key={id} data-state={state}>
          {index}
        </span>
      ))}
    </div>
  );
}

/** More custodians than this are not drawn one by one. */
const dotsMax = 12;
/** A line of so many characters is set smaller: names may have 64. */
const longTurn = 64;

export interface SecretProps {
  readonly activity: Activity;
  readonly shown: Shown;
  readonly field: SecretFieldView;
}

export function Secret({ activity, shown, field }: SecretProps): ReactElement {
  const { t } = useTranslation();
  const turn = useTurn()(activity, shown);
  const help = useHelp()(field);
  const heading = useId();
  return (
    <div className="desk-secret">
      <header className="desk-secret-head">
        <p className="hero-who" data-long={turn.length > longTurn || undefined}>
          <Icon name={field.kind === 'dice' ? 'dice' : 'lock'} />
          {turn}
        </p>
        <h1 id={heading}>{useTitle()(field)}</h1>
        {help !== undefined && <p className="hero-help">{help}</p>}
      </header>
      <SecretField field={field} heading={heading} />
      <footer className="desk-secret-foot">
        {field.role !== 'room' && (
          <p className="desk-away">
            <Icon name="eye" size={1.4} />
            {t(field.kind === 'shown' ? 'ceremony.secret.awayScreen' : 'ceremony.secret.away')}
          </p>
        )}
        <Order shown={shown} />
        <Stop activity={activity} />
      </footer>
    </div>
  );
}
