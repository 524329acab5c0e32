import { crc32, deflateSync } from 'node:zlib';

/** A PNG that packs as badly as a photograph: a slope with noise on it, unlike the others by its number. */
export function noisyPng(width: number, height: number, number: number): Buffer<ArrayBuffer> {
  const row = 1 + width * 3;
  const pixels = Buffer.alloc(row * height);
  let noise = number + 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width * 3; x++) {
      noise = (noise * 1_103_515_245 + 12_345) % 2_147_483_648;
      pixels[y * row + 1 + x] = Math.floor(((x + y) * 160) / (width * 3 + height)) + ((noise >> 16) % 40);
    }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunks = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([signature, ...chunks]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
