/** Paths of files as text, on both kinds of system: the folder of a file, its name, and where it lies from a folder. */

/** The folder of a file, without a separator at its end. */
export const folderOf = (file: string): string => file.replace(/[/\\][^/\\]*$/, '') || '/';

export const nameIn = (file: string): string => file.split(/[/\\]/).at(-1) ?? file;

/** The way from a folder to a file inside it, with `/` between the names; undefined for a file elsewhere. */
export function beside(folder: string, file: string): string | undefined {
  const start = folder.endsWith('/') || folder.endsWith('\\') ? folder : folder + (folder.includes('\\') ? '\\' : '/');
  return file.startsWith(start) ? file.slice(start.length).replaceAll('\\', '/') : undefined;
}
