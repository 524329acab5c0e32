import { expect, it } from 'vitest';
import { closePayload, decodeRecords, encodeRecord, joinBytes, readClosePayload, recordKinds } from './line.ts';

const records = [
  { kind: recordKinds.open, channel: 1, payload: new Uint8Array() },
  { kind: recordKinds.binary, channel: 65_535, payload: new Uint8Array(70_000).fill(7) },
  { kind: recordKinds.close, channel: 2, payload: closePayload(4423, Uint8Array.of(97)) },
];

it('S15 records come out as they went in, also from the middle of a buffer', () => {
  const bytes = joinBytes(records.map(encodeRecord));
  expect(decodeRecords(bytes)).toEqual(records);
  const padded = joinBytes([Uint8Array.of(9, 9, 9), bytes]);
  expect(decodeRecords(padded.subarray(3))).toEqual(records);
  expect(decodeRecords(new Uint8Array())).toEqual([]);
});

it('S15 bytes that are cut short, or of no known kind, are no records', () => {
  const bytes = joinBytes(records.map(encodeRecord));
  for (const length of [1, 6, 8, bytes.length - 1]) expect(decodeRecords(bytes.subarray(0, length))).toBeNull();
  expect(decodeRecords(Uint8Array.of(4, 0, 1, 0, 0, 0, 0))).toBeNull();
  expect(decodeRecords(Uint8Array.of(1, 0, 1, 255, 255, 255, 255, 0))).toBeNull();
});

it('S15 a close carries its code and at most 123 bytes of reason', () => {
  expect(readClosePayload(closePayload(4423, new Uint8Array(200)))).toEqual({
    code: 4423,
    reason: new Uint8Array(123),
  });
  expect(readClosePayload(new Uint8Array(1))).toBeNull();
});
