/** What rules a screen: who acts now, what to do in one sentence, help below it, buttons to the right of the help. */
import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import './hero.css';

export interface HeroProps {
  /** `Step 6 of 10 · now acts: Li Wei, custodian 2`. */
  readonly who?: ReactNode;
  readonly title: ReactNode;
  /** At most 62 characters wide. */
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
  /** A change of it (another screen, another question) moves the focus to the title, for those who listen. */
  readonly focusKey?: string;
}

export function Hero({ who, title, help, actions, focusKey }: HeroProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus({ preventScroll: true }), [focusKey]);
  return (
    <section className="hero">
      {who !== undefined && <div className="hero-who">{who}</div>}
      <h1 ref={heading} tabIndex={-1} {...(help === undefined ? {} : { 'aria-describedby': id })}>
        {title}
      </h1>
      {help !== undefined && (
        <div className="hero-help" id={id}>
          {help}
        </div>
      )}
      {actions !== undefined && <div className="hero-acts">{actions}</div>}
    </section>
  );
}
