/** The whole story in the distribution's Chromium, in English: its window is opened anew after each secret act. */
import { tellWholeStory } from './support/whole.ts';

tellWholeStory('chromium', 'en');
