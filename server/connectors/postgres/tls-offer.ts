/**
 * What the protocol's own first question tells about TLS: the server answers an SSLRequest with one byte, S or N. The
 * drivers cannot say it: one fails without a code, the other speaks TLS to a server that does not understand it.
 */
import { connect } from 'node:net';
import type { EndpointAddress } from '../../core/endpoint-address.ts';

/** Length 8, code 80877103. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const ANSWER_MS = 10_000;

/** Throws the error of the socket when nothing answers. */
export function offersTls({ host, port }: Pick<EndpointAddress, 'host' | 'port'>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const end = (settle: () => void): void => {
      socket.destroy();
      settle();
    };
    socket.setTimeout(ANSWER_MS, () => end(() => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' }))));
    socket.once('error', (error) => end(() => reject(error)));
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'CONNECTION_CLOSED' })));
    socket.once('connect', () => socket.write(SSL_REQUEST));
    socket.once('data', (answer) => end(() => resolve(answer[0] === 0x53)));
  });
}
