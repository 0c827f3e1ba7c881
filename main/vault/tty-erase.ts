/** Control sequences of the terminal's other screen, for the vault that shows something there and for main behind it. */

export const clearScreen = '\x1b[2J\x1b[H';
export const otherScreen = '\x1b[?1049h';
/** Erases what the other screen shows, and leaves it. */
export const eraseOther = `${clearScreen}\x1b[?1049l`;
