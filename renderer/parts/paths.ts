/** Paths as people see them: their parts, and names for new files. Both kinds of separator. */
const separatorOf = (path: string) => (path.includes('\\') && !path.includes('/') ? '\\' : '/');

/** A path below a folder. */
export const joined = (folder: string, name: string): string => {
  const separator = separatorOf(folder);
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
};

export const lastOf = (path: string): string => path.split(/[/\\]/).filter(Boolean).at(-1) ?? path;

/** Each folder on the way from the root, with its name and its whole path. */
export function wayTo(path: string): { name: string; path: string }[] {
  const separator = separatorOf(path);
  const names = path.split(separator).filter(Boolean);
  const root = path.startsWith(separator) ? [{ name: separator, path: separator }] : [];
  const lead = root.length > 0 ? separator : '';
  return [
    ...root,
    ...names.map((name, n) => {
      const whole = lead + names.slice(0, n + 1).join(separator);
      // A drive's root ends in its separator: `C:\`.
      return { name, path: lead === '' && n === 0 ? whole + separator : whole };
    }),
  ];
}

/** Why a name cannot be one of a file; undefined for a good one. */
export const nameFault = (name: string): 'bad' | undefined =>
  name.trim() === '' || name === '.' || name === '..' || /[/\\\0]/.test(name) ? 'bad' : undefined;
