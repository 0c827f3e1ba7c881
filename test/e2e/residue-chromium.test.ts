/** What is left of a passphrase in the distribution's Chromium and in the Node process that is its host. */
import { tellWhatIsLeft } from './support/left.ts';

tellWhatIsLeft('chromium');
