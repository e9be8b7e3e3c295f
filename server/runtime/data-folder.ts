/**
 * What the system says of files in a worker's data folder, as our codes: the disk is full, or the folder is gone, read-only,
 * not ours. A person mends it and resumes; until then nothing is reported durable that is not.
 */
import { GodwitError } from '../core/errors.ts';

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'it, or a file in it, is not there',
  ENOTDIR: 'a file is in its place',
  EACCES: 'the right to read or write there is missing',
  EPERM: 'the right to read or write there is missing',
  EROFS: 'it is read-only',
  EIO: 'the disk reports an error',
  ESTALE: 'the file system has gone away',
  EMFILE: 'the process has too many files open',
  ENFILE: 'the machine has too many files open',
};
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** The error of a file operation below `where` as a GodwitError; anything else as it is. */
export function folderError(error: unknown, where: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  const code = String(error.code);
  if (FULL.has(code)) return new GodwitError('DISK_FULL', { where }, { cause: error });
  return new GodwitError('DATA_FOLDER_UNUSABLE', { where, detail: WORDS[code] ?? code }, { cause: error });
}

/** Runs file operations below `where`; they fail as folderError says. */
export function inFolder<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw folderError(error, where);
  }
}
