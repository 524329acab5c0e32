import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { wireFrame } from './wireFrame.ts';

describe('the frame of a message', () => {
  it('is read back whole by a client, whatever its length', async () => {
    const messages = [0, 1, 125, 126, 127, 65_535, 65_536, 1_000_000].map((length) =>
      Uint8Array.from({ length }, (_, at) => at % 251),
    );
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
    onTestFinished(() => server.close());
    server.on('connection', (_peer, { socket }) => {
      for (const message of messages) socket.write(wireFrame(message));
    });
    await once(server, 'listening');
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    onTestFinished(() => client.terminate());
    const got: { content: Buffer; isBinary: boolean }[] = [];
    await new Promise<void>((all) =>
      client.on('message', (content: Buffer, isBinary) => {
        got.push({ content, isBinary });
        if (got.length === messages.length) all();
      }),
    );
    expect(got.map(({ isBinary }) => isBinary)).toEqual(messages.map(() => true));
    expect(got.every(({ content }, at) => content.equals(messages[at] ?? Buffer.of(9)))).toBe(true);
  });

  it('is made once for everybody, and anew for another message', () => {
    const [one, other] = [Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)];
    const frame = wireFrame(one);
    expect(wireFrame(one)).toBe(frame);
    expect(wireFrame(other)).not.toBe(frame);
    expect(wireFrame(other)).toEqual(frame);
  });
});
