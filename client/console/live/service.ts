/** The client of the service that served this page, made once; the session cookie says who asks. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { GodwitClient } from '../../sdk/client.ts';
import type { ConnectionState } from '../../sdk/connection.ts';

const Service = createContext<GodwitClient | null>(null);
export const ServiceProvider = Service.Provider;

export function useService(): GodwitClient {
  const client = useContext(Service);
  if (client === null) throw new Error('useService is called outside of ServiceProvider');
  return client;
}

export function useConnection(): ConnectionState {
  const { connection } = useService();
  return useSyncExternalStore(
    (listener) => connection.watch(listener),
    () => connection.state,
  );
}
