/** The whole story in Electron, in Chinese. */
import { tellWholeStory } from './support/whole.ts';

tellWholeStory('electron', 'zh');
