import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

interface SocketServer {
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/**
 * Leads upgrade requests to who takes them, by the beginning of the path. A page of another origin gets 403; a request
 * without an Origin is no browser.
 */
export function upgrades(
  origins: readonly string[],
  servers: Readonly<Record<string, SocketServer>>,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  return (request, socket, head) => {
    const { origin } = request.headers;
    if (origin !== undefined && !origins.includes(origin)) return refuse(socket, '403 Forbidden');
    const taker = Object.entries(servers).find(([beginning]) => request.url?.startsWith(beginning));
    if (taker === undefined) refuse(socket, '404 Not Found');
    else taker[1].handleUpgrade(request, socket, head);
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
