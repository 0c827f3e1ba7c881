/**
 * A writer to be killed: `writer-child.ts FILE hold` opens the store and waits; `writer-child.ts FILE append` appends
 * for ever and prints the size after each acknowledged append. Every third append is two entries and a checkpoint.
 */
import { writeSync } from 'node:fs';
import { checkpointText } from '../../main/core/audit/checkpoint.ts';
import { RootsealError } from '../../main/core/rules.ts';
import { openStore } from '../../main/store/store.ts';
import { entry, origin, signedNote } from '../unit/audit/help.ts';

const [file = '', mode = ''] = process.argv.slice(2);
try {
  const store = openStore(file);
  writeSync(1, 'open\n');
  if (mode === 'hold') setInterval(() => undefined, 1000);
  while (mode === 'append') {
    const { size } = store.head();
    if (size % 4 === 2) {
      const entries = [entry(size), entry(size + 1)];
      const head = store.headAfter(entries);
      store.append(entries, { size: head.size, note: signedNote(checkpointText({ origin, ...head })) });
    } else store.append([entry(size)]);
    writeSync(1, `${store.head().size}\n`);
  }
} catch (error) {
  if (!(error instanceof RootsealError)) throw error;
  writeSync(2, `${error.code}: ${error.message}\n`);
  process.exitCode = error.exit;
}
