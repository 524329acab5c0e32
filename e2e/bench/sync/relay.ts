import { WebSocketServer } from 'ws';

/** The limit of a fan-out: a bare broadcast over `ws`, a room for each path, without CRDT, log or rights. */
const rooms = new Map<string, Set<import('ws').WebSocket>>();
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false });
server.on('connection', (socket, { url = '/' }) => {
  const room = rooms.get(url) ?? new Set();
  rooms.set(url, room.add(socket));
  socket.on('message', (data) => {
    for (const other of room) if (other !== socket) other.send(data);
  });
  socket.on('close', () => room.delete(socket));
  socket.on('error', () => socket.terminate());
});
process.on('disconnect', () => process.exit(0));
server.on('listening', () => process.send?.('listening'));
