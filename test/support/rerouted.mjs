/**
 * Loaded before everything else (NODE_OPTIONS=--import): connections of this process go to other ports, so that each machine of a
 * test has a network of its own to the same databases. GODWIT_TEST_ROUTES: a JSON object, port to port.
 */
import { Socket } from 'node:net';

const routes = JSON.parse(process.env.GODWIT_TEST_ROUTES ?? '{}');
const connect = Socket.prototype.connect;
const rerouted = (port) => routes[port] ?? port;

Socket.prototype.connect = function (...given) {
  const [first] = given;
  if (Array.isArray(first)) {
    const [options] = first; // as net.connect() hands its arguments on, marked by a symbol
    if (options?.port !== undefined) first[0] = { ...options, port: rerouted(options.port) };
  } else if (typeof first === 'object' && first !== null && first.port !== undefined)
    given[0] = { ...first, port: rerouted(first.port) };
  else if (typeof first === 'number' || (typeof first === 'string' && /^\d+$/.test(first))) given[0] = rerouted(first);
  return connect.apply(this, given);
};
