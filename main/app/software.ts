/** What this program is, as the log, the minutes and `--version` say it. One number with package.json (a test compares). */
export const software = { name: 'rootseal', version: '0.1.0' } as const;
