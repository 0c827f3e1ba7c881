/**
 * Required before an Electron program: says on descriptor 3 when its page has painted
 * first, and when all of it was there, in ms since 1970.
 */
const { writeSync } = require('node:fs');
const { app } = require('electron');
const { painted } = require('./painted.cjs');

app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', async () => writeSync(3, `${await contents.executeJavaScript(painted)}\n`));
});
