/** Electron's main for the vectors: starts one utility process and passes on what it and vitest say to each other. */
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';

const environment = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined));

void app.whenReady().then(() => {
  const worker = utilityProcess.fork(join(import.meta.dirname, 'vectors-worker.ts'), [], {
    env: environment,
    stdio: 'inherit',
    serviceName: 'rootseal-vectors',
  });
  worker.on('message', (message) => process.send?.(message));
  worker.on('exit', (code) => app.exit(code));
  process.on('message', (message) => worker.postMessage(message));
  process.on('disconnect', () => app.exit(1));
});
