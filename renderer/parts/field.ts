/** What every field takes. */
import type { ReactNode } from 'react';
import type { Finding } from '../../preload/contract/common.ts';

export interface FieldProps {
  readonly label: ReactNode;
  /** A short word below the label. */
  readonly help?: ReactNode;
  /** What a check found in this field; stands below it and is read with it. */
  readonly findings?: readonly Finding[];
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** Where a finding leads: `document.getElementById`. */
  readonly id?: string;
}

export type Level = 'error' | 'warning' | undefined;

/** The worst of the findings. */
export const levelOf = (findings: readonly Finding[] = []): Level =>
  findings.some(({ level }) => level === 'error') ? 'error' : findings.length > 0 ? 'warning' : undefined;
