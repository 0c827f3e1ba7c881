/** Applies the settings, then draws the screens. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { watchDesk } from './state/desk.ts';
import { takeSettings } from './state/settings.ts';
import { tellUnsaved } from './state/unsaved.ts';

const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element #page');
await takeSettings();
// What was painted first goes as the screen is drawn.
page.inert = false;
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// What an older page had unsaved went with it.
tellUnsaved(false);
void watchDesk();
