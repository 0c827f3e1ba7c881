/** The least that opens a window in Electron with one sentence in it. */
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => new BrowserWindow({ width: 1200, height: 800 }).loadFile('page.html'));
