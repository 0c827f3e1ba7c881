/** What is left of a passphrase in Electron. */
import { tellWhatIsLeft } from './support/left.ts';

tellWhatIsLeft('electron');
