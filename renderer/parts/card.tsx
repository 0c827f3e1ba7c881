/** A card: a titled part of a screen, a region of its own for those who listen. */
import { useId, type ReactElement, type ReactNode } from 'react';
import './card.css';

export interface CardProps {
  readonly title?: ReactNode;
  /** One short line at the right of the title. */
  readonly note?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  /** Level of the title; 2 by itself. */
  readonly level?: 2 | 3;
  readonly tone?: 'plain' | 'now' | 'bad' | 'sunken';
  readonly className?: string;
}

export function Card({
  title,
  note,
  actions,
  children,
  level = 2,
  tone = 'plain',
  className,
}: CardProps): ReactElement {
  const id = useId();
  const Title = level === 2 ? 'h2' : 'h3';
  const named = title === undefined ? {} : { 'aria-labelledby': id };
  return (
    <section className={className === undefined ? 'card' : `card ${className}`} data-tone={tone} {...named}>
      {title !== undefined && (
        <header className="card-head">
          <Title id={id}>{title}</Title>
          {note !== undefined && <span className="card-note">{note}</span>}
          {actions !== undefined && <span className="card-acts">{actions}</span>}
        </header>
      )}
      {children}
    </section>
  );
}
