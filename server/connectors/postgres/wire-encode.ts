/** Client messages of the PostgreSQL protocol 3.0 as bytes. */
export const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);
export const TERMINATE = Buffer.from([0x58, 0, 0, 0, 4]);

function message(type: number, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(body.length + 5);
  bytes[0] = type;
  bytes.writeUInt32BE(body.length + 4, 1);
  body.copy(bytes, 5);
  return bytes;
}

export const simpleQuery = (text: string): Buffer => message(0x51, Buffer.from(`${text}\0`));

export const copyData = (payload: Buffer): Buffer => message(0x64, payload);

export const copyDone = (): Buffer => message(0x63, Buffer.alloc(0));

export const copyFail = (reason: string): Buffer => message(0x66, Buffer.from(`${reason}\0`));

export function parseStatement(name: string, text: string, types: readonly number[]): Buffer {
  const head = Buffer.from(`${name}\0${text}\0`);
  const body = Buffer.alloc(head.length + 2 + 4 * types.length);
  head.copy(body);
  body.writeUInt16BE(types.length, head.length);
  types.forEach((type, index) => body.writeUInt32BE(type, head.length + 2 + 4 * index));
  return message(0x50, body);
}

/** Bind (text parameters, text results), Execute and Sync in one buffer. */
export function bindExecute(statement: string, parameters: readonly (Buffer | string | null)[]): Buffer {
  const name = Buffer.byteLength(statement);
  let length = 1 + name + 1 + 2 + 2 + 2; // portal, statement, formats, parameter count, result formats
  for (const parameter of parameters) length += 4 + sizeOf(parameter);
  const bytes = Buffer.allocUnsafe(5 + length + 10 + 5);
  let at = bytes.writeUInt8(0x42, 0);
  at = bytes.writeUInt32BE(length + 4, at);
  at = bytes.writeUInt8(0, at);
  at += bytes.write(statement, at);
  at = bytes.writeUInt8(0, at);
  at = bytes.writeUInt16BE(0, at);
  at = bytes.writeUInt16BE(parameters.length, at);
  for (const parameter of parameters) {
    at = bytes.writeInt32BE(parameter === null ? -1 : sizeOf(parameter), at);
    if (parameter !== null)
      at += typeof parameter === 'string' ? bytes.write(parameter, at) : parameter.copy(bytes, at);
  }
  at = bytes.writeUInt16BE(0, at);
  at = bytes.writeUInt8(0x45, at); // Execute, unnamed portal, no row limit
  at = bytes.writeUInt32BE(9, at);
  at = bytes.writeUInt8(0, at);
  at = bytes.writeUInt32BE(0, at);
  SYNC.copy(bytes, at);
  return bytes;
}

function sizeOf(parameter: Buffer | string | null): number {
  if (parameter === null) return 0;
  return typeof parameter === 'string' ? Buffer.byteLength(parameter) : parameter.length;
}
