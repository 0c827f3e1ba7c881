/**
 * Required before a program that is driven: it becomes ready when the driver has attached, which calls
 * `__playwright_run` then. Without it a window that comes up while the driver attaches may be missed, and it waits for ever.
 */
const { app } = require('electron');

const emit = app.emit.bind(app);
const ready = app.whenReady();
const run = new Promise((resolve) => {
  globalThis.__playwright_run = resolve;
});
let event;
let begun = false;
const begins = Promise.all([ready, run]).then(() => {
  begun = true;
  if (event) emit(...event);
});
app.whenReady = () => begins;
app.isReady = () => begun;
app.emit = (...given) => {
  if (given[0] !== 'ready' || begun) return emit(...given);
  event = given;
  return app.listenerCount('ready') > 0;
};
