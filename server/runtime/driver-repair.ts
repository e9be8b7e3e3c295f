/**
 * Repairs the PostgreSQL driver (npm package postgres 3.4.9) while it is loaded; the package on disk stays as it is.
 * Loaded with `--import`, before anything imports the driver; processes forked from here inherit it.
 *
 * D1  What is written to a lost connection is refused; the driver throws from a timer, which ends the process
 *     (github.com/porsager/postgres/issues/1154, 1208: every connection that is lost inside a transaction).
 * D2  Bytes that were waiting for a lost connection are dropped; the driver keeps them before the next start-up message,
 *     and that connection never answers again.
 * D3  A transaction (or reserved session) whose connection was lost stays lost: a later statement of it is refused; the
 *     driver runs it, a ROLLBACK too, in whatever has the connection by then.
 * D4  A connection that is lost while the driver asks for the types of arrays is tried again; the driver also leaves a
 *     rejection that nobody handles, which ends the process.
 * D5  A statement that is given to a connection between its failure and its close is refused; the driver keeps it, and whoever
 *     waits for it waits for ever (seen: a request to the API that was never answered after a cut).
 * D6  A socket is told how to learn what its connection waits for (silent-socket.ts): bytes alone do not tell whether the
 *     last of them was a question or an answer.
 */
import { registerHooks } from 'node:module';

interface Repair {
  readonly find: string;
  readonly replace: string;
}

const CLOSED = `Errors.generic('CONNECTION_CLOSED', 'write CONNECTION_CLOSED')`;

const REPAIRS: Readonly<Record<string, readonly Repair[]>> = {
  'connection.js': [
    {
      find: `    !hadError && (query || sent.length) && error(`,
      replace: `    ;(query || sent.length) && error(`,
    },
    {
      find: `      error(e)\n      return\n    }\n    x.on('error', error)\n`,
      replace: `      error(e)\n      return\n    }\n    x.awaitsAnswer = () => query !== null || initial !== null || sent.length > 0\n    x.backendPid = () => backend.pid\n    x.rests = () => !x.awaitsAnswer() && !connection.reserved\n    x.on('error', error)\n`,
    },
    {
      find: `        return fetchArrayTypes()\n`,
      replace: `        return fetchArrayTypes().catch(() => {})\n`,
    },
    {
      find: `    const x = socket.write(chunk, fn)\n`,
      replace: `    if (socket === null) {\n      chunk = nextWriteTimer = null\n      error(${CLOSED})\n      return false\n    }\n    const x = socket.write(chunk, fn)\n`,
    },
    {
      find: `    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n`,
      replace: `    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    connection.losses = (connection.losses || 0) + 1\n    socket.removeListener('data', data)\n`,
    },
  ],
  'index.js': [
    {
      find: `      , connection\n      , prepare = null\n`,
      replace: `      , connection\n      , losses\n      , prepare = null\n`,
    },
    {
      find: `        q.catch(e => uncaughtError || (uncaughtError = e))\n`,
      replace: `        q.catch(e => uncaughtError || (uncaughtError = e))\n        if (c.losses !== losses)\n          return q.reject(${CLOSED})\n`,
    },
    {
      find: `      connection = c\n      move(c, reserved)\n`,
      replace: `      connection = c\n      losses = c.losses\n      move(c, reserved)\n`,
    },
    {
      find: `    c.reserved.release = true\n`,
      replace: `    c.reserved.release = true\n    const losses = c.losses\n`,
    },
    {
      find: `    sql.release = () => {\n`,
      replace: `    sql.release = () => {\n      if (c.losses !== losses)\n        return\n`,
    },
    {
      find: `    function handler(q) {\n      c.queue === full\n        ? queue.push(q)\n`,
      replace: `    function handler(q) {\n      if (c.losses !== losses)\n        return q.reject(${CLOSED})\n      c.queue === full\n        ? queue.push(q)\n`,
    },
  ],
};

const DRIVER_FILE = /\/node_modules\/postgres\/src\/(connection|index)\.js$/;

/** The repaired text of one file of the driver; throws when the driver is not the version this was written for. */
export function repair(file: string, text: string): string {
  let repaired = text;
  for (const { find, replace } of REPAIRS[file] ?? []) {
    if (repaired.split(find).length !== 2)
      throw new Error(`The PostgreSQL driver has changed: look at ${import.meta.filename} again (${file}).`);
    repaired = repaired.replace(find, () => replace);
  }
  return repaired;
}

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const file = DRIVER_FILE.exec(url)?.[1];
    if (file === undefined || (typeof loaded.source !== 'string' && !(loaded.source instanceof Uint8Array)))
      return loaded;
    return { ...loaded, source: repair(`${file}.js`, Buffer.from(loaded.source).toString('utf8')) };
  },
});

/** Processes forked from this one load it too. */
const words = ['--import', import.meta.url];
if (!process.execArgv.includes(import.meta.url)) process.execArgv.push(...words);
