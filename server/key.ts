/** The key that encrypts credentials: from the environment, from the named file, else from the data folder, made at the first start. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError, type Config } from './config.ts';
import type { Logger } from './runtime/logger.ts';

const KEY_BYTES = 32;

export async function loadKey(config: Config, log: Logger): Promise<Buffer> {
  if (config.key !== null) return decode(config.key, 'GODWIT_KEY');
  const file = config.keyFile ?? path.join(config.dataDir, 'key');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' && config.keyFile === null) return null;
    throw new ConfigError(`The key file ${file} cannot be read: ${error.message}`);
  });
  if (text !== null) return decode(text.trim(), file);
  const key = randomBytes(KEY_BYTES);
  await writeFile(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  log.info('made the key that encrypts credentials; keep a copy: without it they are lost', { file });
  return key;
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== KEY_BYTES) throw new ConfigError(`${where} must hold ${KEY_BYTES} bytes as base64.`);
  return key;
}
