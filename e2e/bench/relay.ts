import { WebSocketServer } from 'ws';

/** The limit that fan-out is compared with: a bare broadcast over `ws`, without CRDT, log or rights. */
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false });
server.on('connection', (socket) => {
  socket.on('message', (data) => {
    for (const other of server.clients) if (other !== socket) other.send(data);
  });
});
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit(0));
server.on('listening', () => process.send?.('listening'));
