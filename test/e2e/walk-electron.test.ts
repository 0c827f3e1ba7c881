/** Every screen of Electron, in English, by light. */
import { walkAll } from './support/walk.ts';

walkAll('electron', 'en', 'light');
