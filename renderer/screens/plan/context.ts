/** What every field of the plan editor reaches: the tree, the findings at each place, and how to change it. */
import { createContext, useContext } from 'react';
import type { Editor, State } from './editor.ts';
import type { Fix } from './fixes.ts';
import type { Placed } from './findings.ts';
import { fieldName, get, type Json, type Path } from './model.ts';

export interface Plan {
  readonly editor: Editor;
  readonly state: State;
  readonly tree: Json | undefined;
  /** In the order of the sections. */
  readonly findings: readonly Placed[];
  /** Findings that stand at a place. */
  readonly at: (place: Path) => readonly Placed[];
  /** Findings at a place or anywhere inside it. */
  readonly within: (place: Path) => readonly Placed[];
  readonly fix: (finding: Placed) => Fix | undefined;
  readonly mend: (finding: Placed, fix: Fix) => void;
  /** A whole plan of the profile, for parts that are missing. */
  readonly sample: Json | undefined;
  /** Says what has just been done, to those who look and those who listen. */
  readonly say: (words: string) => void;
}

export const PlanContext = createContext<Plan | undefined>(undefined);

export function usePlan(): Plan {
  const plan = useContext(PlanContext);
  if (plan === undefined) throw new Error('a part of the plan editor stands outside of it');
  return plan;
}

export interface Field {
  readonly value: Json | undefined;
  readonly findings: readonly Placed[];
  /** Name of the place, as findings write it. */
  readonly name: string;
  /** Writes the value; typing is one step until the field is left. */
  readonly type: (value: Json) => void;
  /** Writes the value as a step of its own. */
  readonly put: (value: Json) => void;
  readonly settle: () => void;
}

/** A function that turns the plan into another one, as a step of its own. */
export type Turn = (tree: Json) => Json;

export function useField(path: Path, write: (path: Path, value: Json) => Turn): Field {
  const { editor, tree, at } = usePlan();
  const name = fieldName(path);
  return {
    value: get(tree, path),
    findings: at(path),
    name,
    type: (value) => editor.change(path, write(path, value), `type ${name}`),
    put: (value) => editor.change(path, write(path, value)),
    settle: editor.settle,
  };
}
