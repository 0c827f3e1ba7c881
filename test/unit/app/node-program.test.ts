/** Which Node runs the verifier and takes the facts of the room: the launcher's, never the window's own program. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nodeProgram } from '../../../main/app/node.ts';
import { takeRoom } from '../../../main/app/room.ts';
import { runVerifier } from '../../../main/app/verifier.ts';

let work: string;
beforeEach(() => (work = mkdtempSync(join(tmpdir(), 'rootseal-node-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(work, { recursive: true });
});

/** A program that answers with one line, whatever it is asked. */
function standIn(answer: string): string {
  const path = join(work, 'node');
  writeFileSync(path, `#!/bin/sh\nprintf '%s\\n' '${answer}'\n`);
  chmodSync(path, 0o755);
  return path;
}

test('the Node that the launcher names is taken as it is', () => {
  expect(nodeProgram({ ROOTSEAL_NODE: '/somewhere/node' })).toEqual({ path: '/somewhere/node', env: {} });
});

test('without one it is this program, which is to be Node if it is Electron', () => {
  for (const given of [{}, { ROOTSEAL_NODE: '' }])
    expect(nodeProgram(given)).toEqual({ path: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } });
});

test('the verifier runs with the Node of the launcher', async () => {
  vi.stubEnv('ROOTSEAL_NODE', standIn('{"valid":false,"message":"by the launcher"}'));
  expect(await runVerifier('rootseal-verify.mjs', ['x'])).toMatchObject({ exit: 0, message: 'by the launcher' });
});

test('facts that no launcher handed in are taken with it as well', () => {
  vi.stubEnv('ROOTSEAL_NODE', standIn('no facts'));
  expect(() => takeRoom(work, {})).toThrow(expect.objectContaining({ code: 'ROOM-FACTS' }));
  vi.unstubAllEnvs();
  expect(takeRoom(work, {}).layer.name).toBe('none');
});
