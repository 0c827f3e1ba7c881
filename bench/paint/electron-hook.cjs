/** Required before an Electron program: says on descriptor 3 when its page has painted, in ms since 1970. */
const { writeSync } = require('node:fs');
const { app } = require('electron');

const painted = `new Promise((done) =>
  new PerformanceObserver((list) => {
    for (const { name, startTime } of list.getEntries())
      if (name === 'first-contentful-paint') done(performance.timeOrigin + startTime);
  }).observe({ type: 'paint', buffered: true }))`;

app.on('web-contents-created', (_event, contents) => {
  contents.on('dom-ready', async () => writeSync(3, `${await contents.executeJavaScript(painted)}\n`));
});
