/**
 * The Node that runs what must not run inside the app: the verifier, the facts of the room. The launcher names it
 * (`ROOTSEAL_NODE`); without a launcher it is the program of this process, and an Electron that is not packaged runs
 * as Node when asked to. A packaged one does not (fuse RunAsNode): it always comes through the launcher.
 */
export interface NodeProgram {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

/** `env` holds what the child needs besides its own surroundings, which the caller says. */
export function nodeProgram(given: NodeJS.ProcessEnv = process.env): NodeProgram {
  const named = given['ROOTSEAL_NODE'];
  return named === undefined || named === ''
    ? { path: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } }
    : { path: named, env: {} };
}
