/** The key that encrypts credentials: from the environment, from the named file, else from the data folder, made at the first start. */
import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, type Config } from './config.ts';
import type { Logger } from './runtime/logger.ts';

const KEY_BYTES = 32;

type KeyConfig = Pick<Config, 'key' | 'keyFile' | 'dataDir'>;

/** Says the path of a key that it makes. */
export async function loadKey(config: KeyConfig, log: Pick<Logger, 'warn'>): Promise<Buffer> {
  if (config.key !== null) return decode(config.key, 'GODWIT_KEY');
  const file = config.keyFile ?? path.join(config.dataDir, 'key');
  const text = await read(file, { mayLack: config.keyFile === null });
  if (text !== null) return decode(text, file);
  const key = await make(file);
  log.warn('made the key that encrypts credentials; keep a copy: without it they are lost', { file });
  return key;
}

async function read(file: string, { mayLack }: { readonly mayLack: boolean }): Promise<string | null> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && mayLack) return null;
    throw new ConfigError(`The key file ${file} cannot be read: ${error.message}`);
  });
}

/** Whole and on the disk, or not at all: a start that is cut off here leaves no half of a key under the name. */
async function make(file: string): Promise<Buffer> {
  const key = randomBytes(KEY_BYTES);
  const draft = `${file}.new`; // the data folder is one process's alone
  const handle = await open(draft, 'w', 0o600);
  await handle.chmod(0o600); // it may be left of such a start
  await handle.writeFile(`${key.toString('base64')}\n`);
  await handle.sync();
  await handle.close();
  await rename(draft, file);
  return key;
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) throw new ConfigError(`${where} must hold ${KEY_BYTES} bytes as base64.`);
  return key;
}
