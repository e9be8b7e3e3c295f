/** PostgreSQL's positions: an LSN in its own text form `X/Y`, in order of its 64-bit value. */
import { asPosition, type Position, type PositionOrder } from '../../core/position.ts';

export function parseLsn(text: string): bigint {
  const slash = text.indexOf('/');
  return (BigInt(`0x${text.slice(0, slash)}`) << 32n) | BigInt(`0x${text.slice(slash + 1)}`);
}

export const isLsn = (text: string): boolean => /^[0-9a-f]{1,8}\/[0-9a-f]{1,8}$/i.test(text);

export function formatLsn(lsn: bigint): Position {
  return asPosition(`${(lsn >> 32n).toString(16).toUpperCase()}/${(lsn & 0xffffffffn).toString(16).toUpperCase()}`);
}

/** The eight bytes at `at` in the text form, without a detour over a big integer. */
export function readLsn(bytes: Buffer, at: number): Position {
  return asPosition(
    `${bytes.readUInt32BE(at).toString(16).toUpperCase()}/${bytes
      .readUInt32BE(at + 4)
      .toString(16)
      .toUpperCase()}`,
  );
}

export const lsnOrder: PositionOrder = {
  compare(a, b) {
    const [left, right] = [parseLsn(a), parseLsn(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  },
};
