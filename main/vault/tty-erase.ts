/** Control sequences of the terminal's other screen, for the vault that shows something there and for main behind it. */

/** Line by line: a terminal that has no other screen, or none that is let, would keep in its scrollback what is cleared as a whole. */
const blankLines = `\x1b[H${'\x1b[2K\x1b[B'.repeat(60)}`;
export const clearScreen = `${blankLines}\x1b[2J\x1b[H`;
export const otherScreen = '\x1b[?1049h';
/** Erases what the other screen shows, and leaves it. */
export const eraseOther = `${clearScreen}\x1b[?1049l`;
