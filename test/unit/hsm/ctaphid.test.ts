/** CTAPHID framing (FIDO CTAP 2.1, §11.2.4): layout to the byte, round trips of every length, refusals by name. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broadcast,
  command,
  FramingError,
  Joiner,
  longestMessage,
  toReports,
  type FramingProblem,
} from '../../../hsm/protocol/ctaphid.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const counted = (length: number) => Uint8Array.from({ length }, (_, n) => n & 0xff);

function join(channel: number, reports: Uint8Array[]) {
  const joiner = new Joiner(channel);
  return reports.map((report) => joiner.push(report));
}

function problem(work: () => unknown): FramingProblem | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof FramingError) return error.problem;
    throw error;
  }
}

describe('a message as reports', () => {
  it('CTAPHID_INIT with its nonce, as in §11.2.9.1.3', () => {
    const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const reports = toReports({ channel: broadcast, command: command.init, data: nonce });
    expect(reports.map(hex)).toEqual([`ffffffff860008${hex(nonce)}${'00'.repeat(49)}`]);
  });

  it('numbers what follows the first 57 bytes from 0, 59 bytes a packet', () => {
    const data = counted(57 + 59 + 1);
    const reports = toReports({ channel: 0x01020304, command: command.cbor, data });
    expect(reports.map(hex)).toEqual([
      `01020304900075${hex(data.subarray(0, 57))}`,
      `0102030400${hex(data.subarray(57, 116))}`,
      `0102030401${hex(data.subarray(116))}${'00'.repeat(58)}`,
    ]);
  });

  it.each([
    [0, 1],
    [57, 1],
    [58, 2],
    [116, 2],
    [117, 3],
    [longestMessage, 129],
  ])('%i bytes are %i reports', (length, count) => {
    const reports = toReports({ channel: 1, command: command.ping, data: counted(length) });
    expect(reports).toHaveLength(count);
    expect(join(1, reports).at(-1)?.data).toEqual(counted(length));
  });

  it.each<[FramingProblem, { channel: number; command: number; data: Uint8Array }]>([
    ['length', { channel: 1, command: 1, data: counted(longestMessage + 1) }],
    ['command', { channel: 1, command: 0x80, data: counted(0) }],
    ['channel', { channel: 2 ** 32, command: 1, data: counted(0) }],
    ['channel', { channel: -1, command: 1, data: counted(0) }],
  ])('refuses a wrong %s', (name, message) => {
    expect(problem(() => toReports(message))).toBe(name);
  });
});

describe('reports as a message', () => {
  const message = fc.record({
    channel: fc.integer({ min: 0, max: 0xffffffff }),
    command: fc.integer({ min: 0, max: 0x7f }),
    data: fc.uint8Array({ maxLength: longestMessage }),
  });

  it('gives back every message, and only with its last report', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const got = join(sent.channel, toReports(sent));
        expect(got.at(-1)).toEqual(sent);
        expect(got.slice(0, -1).every((one) => one === undefined)).toBe(true);
      }),
    );
  });

  it('leaves the reports of other channels alone, in between too', () => {
    const ours = toReports({ channel: 7, command: 1, data: counted(100) });
    const theirs = toReports({ channel: 8, command: 1, data: counted(100) });
    expect(join(7, [theirs[0]!, ours[0]!, theirs[1]!, ours[1]!]).at(-1)?.data).toEqual(counted(100));
  });

  const [first, second, third] = toReports({ channel: 7, command: 1, data: counted(150) }) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  const tooLong = Uint8Array.from(first);
  tooLong.set([0xff, 0xff], 5);

  it.each<[string, FramingProblem, Uint8Array[]]>([
    ['a report left out', 'sequence', [first, third]],
    ['a report twice', 'sequence', [first, second, second]],
    ['a beginning within a message', 'unexpected', [first, first]],
    ['a middle without a beginning', 'unexpected', [second]],
    ['a report of 63 bytes', 'report', [first.subarray(1)]],
    ['a length that no message has', 'length', [tooLong]],
  ])('refuses %s', (_what, name, reports) => {
    expect(problem(() => join(7, reports))).toBe(name);
  });

  it('reads a report that is a view into a larger buffer', () => {
    const buffer = new Uint8Array(128);
    buffer.set(toReports({ channel: 7, command: 1, data: counted(5) })[0]!, 33);
    expect(new Joiner(7).push(buffer.subarray(33, 97))?.data).toEqual(counted(5));
  });

  it('keeps no hold of what was pushed', () => {
    const report = toReports({ channel: 7, command: 1, data: counted(5) })[0]!;
    const got = new Joiner(7).push(report);
    report.fill(0);
    expect(got?.data).toEqual(counted(5));
  });
});
