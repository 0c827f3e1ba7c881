/**
 * The audit log: one durable append with its Merkle update against a bare fdatasync of one page appended to a file
 * in the same folder, and believing a whole exported log against nothing but SHA-256 over the bytes of its entries.
 * `ROOTSEAL_BENCH_DIR` names the folder (the medium) that is measured; the system's temporary one unless said.
 */

import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeEntry } from '../main/core/audit/entry.ts';
import { readTree, tileFiles } from '../main/core/audit/tiles.ts';
import { sha256 } from '../main/core/encoding/bytes.ts';
import { openStore } from '../main/store/store.ts';
import { bench } from './harness.ts';

const size = 100_000;
const page = new Uint8Array(4096).fill(1);

const entry = (index: number): Uint8Array =>
  encodeEntry({
    format: 'rootseal.entry/1',
    index,
    time: '2026-11-21T02:00:00.000Z',
    ceremony: 'bench',
    rehearsal: true,
    kind: 'room.facts',
    data: { note: 'about as long as most entries are' },
  });

const folder = mkdtempSync(join(process.env.ROOTSEAL_BENCH_DIR ?? tmpdir(), 'rootseal-bench-'));
const store = openStore(join(folder, 'ceremony.db'), { create: true });
const bare = openSync(join(folder, 'bare'), 'w', 0o600);
const entries = Array.from({ length: size }, (_, i) => entry(i));
const files = tileFiles(entries);
let next = 0;

try {
  bench(
    [
      {
        name: 'durable append of one entry with its Merkle update',
        ours: () => store.append([entries[next++]!]),
        peerName: 'fdatasync of one page',
        peer: () => {
          writeSync(bare, page);
          fdatasyncSync(bare);
        },
        // Near 1 on an idle machine; our own work of about 0.05 ms shows where the medium answers from a cache.
        goal: 0.7,
      },
      {
        name: `believing an exported log of ${size} entries`,
        ours: () => readTree(files, size),
        peerName: 'SHA-256 of its entries alone',
        peer: () => {
          for (const bytes of entries) sha256(bytes);
        },
        goal: 0.3,
      },
    ],
    { rounds: 9, turn: 150 },
  );
} finally {
  closeSync(bare);
  store.close();
  rmSync(folder, { recursive: true, force: true });
}
