import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { Caller } from './api.ts';

/** The unmodified WebsocketProvider of y-websocket 3 in Node, with a session cookie (S1). */
export function stockProvider(caller: Caller, documentId: string, doc: Y.Doc): WebsocketProvider {
  class WebSocketWithCookie extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie: caller.cookie } });
    }
  }
  return new WebsocketProvider(`${caller.origin.replace('http', 'ws')}/sync`, documentId, doc, {
    WebSocketPolyfill: WebSocketWithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
}

/** Resolves when the provider has synced with the server. */
export function synced(provider: WebsocketProvider): Promise<void> {
  if (provider.synced) return Promise.resolve();
  return new Promise((done) => {
    const listener = (isSynced: boolean): void => {
      if (!isSynced) return;
      provider.off('sync', listener);
      done();
    };
    provider.on('sync', listener);
  });
}

/** Sends `[100, n]` and resolves when the server has answered it: all that was sent before is committed (S4). */
export function acknowledged(provider: WebsocketProvider, n: number): Promise<void> {
  return new Promise((done, failed) => {
    const socket = provider.ws;
    if (!socket) return failed(new Error('not connected'));
    provider.messageHandlers[100] = () => done();
    socket.send(Uint8Array.of(100, n));
  });
}
