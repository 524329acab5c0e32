import { describe, expect, it } from 'vitest';
import { AppError } from '../errors/errors.ts';
import { decodeImport, detectFormat, parseJsonText } from './format.ts';
import { parseAssessmentJson } from './parseAssessment.ts';
import { parseReportText } from './parseReport.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function codeOf(run: () => unknown): string {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('the format of a file', () => {
  it('text and JSON', () => {
    expect(detectFormat(bytes('หมวด ๑ การนำองค์การ'))).toBe('txt');
    expect(detectFormat(bytes('[๑] ข้อความ'))).toBe('txt');
    expect(detectFormat(bytes(' {"schema": 1}'))).toBe('json');
  });

  it('a BOM of UTF-8 or UTF-16 is no text', () => {
    expect(decodeImport(bytes('\ufeffก')).text).toBe('ก');
    expect(decodeImport(new Uint8Array([0xff, 0xfe, 0x01, 0x0e])).text).toBe('ก');
    expect(decodeImport(new Uint8Array([0xfe, 0xff, 0x0e, 0x01])).text).toBe('ก');
  });

  it.each([
    ['PDF', bytes('%PDF-1.7\n')],
    ['DOCX', new Uint8Array([0x50, 0x4b, 3, 4, 20, 1])],
    ['NUL', new Uint8Array([0x41, 0, 0x42])],
    ['TIS-620', new Uint8Array([0xa1, 0xd2, 0xc3])],
    ['cut UTF-16', new Uint8Array([0xff, 0xfe, 0x01])],
    ['control characters', bytes('ab\u0001\u0002\u0003')],
    ['U+FFFD', bytes('ข้อ\ufffd\ufffd')],
  ])('%s is unknownFormat', (_name, file) => {
    expect(codeOf(() => decodeImport(file))).toBe('unknownFormat');
  });

  it.each(['', ' \n\t '])('%j is notUnderstood', (text) => {
    expect(codeOf(() => decodeImport(bytes(text)))).toBe('notUnderstood');
  });
});

describe('JSON from outside', () => {
  it('broken is unknownFormat, nested too deep notUnderstood', () => {
    expect(codeOf(() => parseJsonText('{"a":'))).toBe('unknownFormat');
    expect(codeOf(() => parseJsonText('['.repeat(1_000_000)))).toBe('notUnderstood');
    expect(parseJsonText('{"a":"[[[["}')).toEqual({ a: '[[[[' });
  });

  it('another format is notUnderstood', () => {
    for (const value of [null, 1, 'x', [], {}, { schema: 'pmqa-assessment/2' }])
      expect(codeOf(() => parseAssessmentJson(value))).toBe('notUnderstood');
  });
});

describe('hostile text costs seconds and never crashes', () => {
  const head = 'หมวด ๑ ชื่อ\nเป้าหมาย : ก\n\n๑.๑ ชื่อ\nผลการดำเนินงาน\nระดับ Basic\nข้อสังเกตและข้อเสนอแนะ\n';
  it.each([
    ['nothing known', 'ข้อความ\n', 'notUnderstood'],
    ['one long line', 'การประเมินผล'.repeat(500_000), 'notUnderstood'],
    ['one long damaged line', 'กำรประเมินผล ส ำนัก'.repeat(100_000), 'notUnderstood'],
    ['brackets', '('.repeat(1_000_000), 'notUnderstood'],
    ['marks', 'ก ่'.repeat(500_000), 'notUnderstood'],
    ['lists in lists', `${head}${'๑. ก\n'.repeat(30_000)}`, 'none'],
    ['blank lines', `${head}${'ข้อความ\n\n'.repeat(30_000)}`, 'none'],
    ['open labels', `${head}${'(ผู้รับผิดชอบ '.repeat(20_000)}`, 'none'],
    ['many units', `${head}(ผู้รับผิดชอบ ${Array.from({ length: 20_000 }, (_, at) => `กองที่${at}`).join(' ')})`, 'none'],
  ])('%s', (_name, text, code) => {
    const start = performance.now();
    expect(codeOf(() => parseReportText(text))).toBe(code);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
