/** Every screen of the distribution's Chromium, in Chinese, in the dark. */
import { walkAll } from './support/walk.ts';

walkAll('chromium', 'zh', 'dark');
