/**
 * Nothing is sent, also without the namespace that enforces it (docs/architecture.md, "No network, in layers"): the
 * whole program on each host under strace, from its start over a whole rehearsal to its end, with a control that must be seen in the same
 * trace. What stays beyond the switches is one socket that is given a peer and sends nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Call, type Traffic, readTrace, straceArguments } from '../support/strace.ts';
import { nobody } from './support/airgap-control.ts';
import { chromiumHere } from './support/chromium.ts';
import { missingForDisplay } from './support/display.ts';
import { electronHere } from './support/electron.ts';
import { runProgram } from './support/program.ts';

const traces = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
const lacking = missingForDisplay() ?? (traces ? undefined : 'strace');
const hosts = [
  { name: 'chromium', missing: lacking ?? (chromiumHere() === undefined ? 'chromium' : undefined) },
  { name: 'electron', missing: lacking ?? electronHere().missing },
] as const;
for (const { name, missing } of hosts)
  if (missing !== undefined) console.warn(`SKIPPED: ${name} under strace: ${missing}`);

/** Chromium asks the kernel whether there would be a way to this address; no switch stops that (docs/assurance.md). */
const probe = '[2001:4860:4860::8888]:443';

const ofControl = ({ to }: Call) => to.startsWith(`${nobody}:`);
const others = (calls: readonly Call[]) => calls.filter((call) => !ofControl(call));

async function trace(host: string): Promise<{ traffic: Traffic; pids: number; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'rootseal-trace-'));
  const file = join(folder, 'trace');
  const program = join(import.meta.dirname, 'support', 'airgap.ts');
  const command = ['strace', ...straceArguments, '-o', file, process.execPath, program, host];
  const { stdout, stderr } = await runProgram(command, { seconds: 180 });
  const text = readFileSync(file, 'utf8');
  rmSync(folder, { recursive: true });
  const pids = new Set(text.split('\n').map((line) => line.split(' ')[0])).size;
  return { traffic: readTrace(text), pids, said: `${stdout}${stderr}` };
}

describe.each(hosts)('$name, over a whole rehearsal', ({ name, missing }) => {
  let traced: Awaited<ReturnType<typeof trace>>;
  beforeAll(async () => {
    if (missing === undefined) traced = await trace(name);
  }, 200_000);

  it.skipIf(missing !== undefined)('is measured', () => {
    const { names, connected, sent, probes, lines } = traced.traffic;
    const counts = [names, connected, sent, probes].map((calls) => others(calls).length);
    console.info(`${name}: of ${lines} calls of ${traced.pids} threads, names, connections, packets, probes:`, counts);
  });

  it.skipIf(missing !== undefined)('came through, traced in all its processes', () => {
    expect(traced.said).toContain('verified');
    expect(traced.pids).toBeGreaterThan(30);
    expect(traced.traffic.lines).toBeGreaterThan(1_000);
  });

  it.skipIf(missing !== undefined)('is traced by what sees a name, a connection and a packet of the control', () => {
    const { names, connected, sent } = traced.traffic;
    expect(names.filter(ofControl).map(({ call }) => call)).toEqual(expect.arrayContaining(['connect', 'sendto']));
    expect(connected.filter(ofControl)).toHaveLength(1);
    expect(sent.filter(ofControl).map(({ to }) => to)).toEqual(expect.arrayContaining([`${nobody}:53`, `${nobody}:9`]));
  });

  it.skipIf(missing !== undefined)('asks for no name, connects to nobody and sends nothing beyond this machine', () => {
    const { names, connected, sent, unclear } = traced.traffic;
    expect({ names: others(names), connected: others(connected), sent: others(sent), unclear }).toEqual({
      names: [],
      connected: [],
      sent: [],
      unclear: [],
    });
  });

  it.skipIf(missing !== undefined)('probes nothing but the one address, without a packet', () => {
    expect(others(traced.traffic.probes).filter(({ to }) => to !== probe)).toEqual([]);
  });
});
