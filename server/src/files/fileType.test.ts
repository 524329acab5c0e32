import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@ruam/shared/errors/errors.ts';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryDirectory } from '../testing/temporaryDirectory.ts';
import { detectType } from './fileType.ts';
import { docx, odt, officeFile, oleFile, pdf, png, zipOf } from './testFiles.ts';

async function typeOf(bytes: Buffer, name = 'file'): Promise<string> {
  const path = join(temporaryDirectory(onTestFinished), 'file');
  writeFileSync(path, bytes);
  return detectType(path, bytes.length, name).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    const { reason } = error.details as { reason: string };
    return `${error.code} ${reason}`;
  });
}

const office = 'application/vnd.openxmlformats-officedocument.';
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

describe('F2 the type of a file is what its content is', () => {
  it.each([
    ['PDF', pdf(), 'application/pdf'],
    ['DOCX', docx(), `${office}wordprocessingml.document`],
    ['XLSX', officeFile('spreadsheetml.sheet'), `${office}spreadsheetml.sheet`],
    ['PPTX', officeFile('presentationml.presentation'), `${office}presentationml.presentation`],
    ['ODT', odt(), 'application/vnd.oasis.opendocument.text'],
    ['DOC', oleFile('WordDocument'), 'application/msword'],
    ['XLS', oleFile('Workbook'), 'application/vnd.ms-excel'],
    ['PPT', oleFile('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
    ['text', Buffer.from('รายงาน\r\nผลการดำเนินงาน ๒๕๖๒\t\n'), 'text/plain'],
    ['text of a Thai Windows', Buffer.from('c3d2c2a7d2b90d0a', 'hex'), 'text/plain'],
    ['text in UTF-16', Buffer.from('\ufeffรายงาน', 'utf16le'), 'text/plain'],
    ['text with a "<" in it', Buffer.from('ค่า < 5 และ <b>หนา</b>'), 'text/plain'],
  ])('%s', async (_name, bytes, mediaType) => {
    expect(await typeOf(bytes, 'anything.exe')).toBe(mediaType);
  });

  it('pictures', async () => {
    const picture = sharp(await png());
    expect(await typeOf(await png())).toBe('image/png');
    expect(await typeOf(await picture.clone().jpeg().toBuffer())).toBe('image/jpeg');
    expect(await typeOf(await picture.clone().gif().toBuffer())).toBe('image/gif');
    expect(await typeOf(await picture.clone().webp().toBuffer())).toBe('image/webp');
  });

  it('CSV is text whose name says so', async () => {
    expect(await typeOf(Buffer.from('ก,ข\n1,2\n'), 'ตาราง.CSV')).toBe('text/csv');
  });

  it('a long text whose letters lie across the pieces that are read', async () => {
    expect(await typeOf(Buffer.from(`a${'ก'.repeat(100_000)}`))).toBe('text/plain');
  });
});

describe('F2 what is not taken', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'empty'],
    ['a page', Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>'), 'notAllowed'],
    ['a page behind blanks', Buffer.from('\ufeff \n\t<ScRipt>alert(1)</script>'), 'notAllowed'],
    ['a picture of vectors', Buffer.from(svg), 'notAllowed'],
    ['a picture of vectors in UTF-16', Buffer.from(`\ufeff${svg}`, 'utf16le'), 'notAllowed'],
    ['XML', Buffer.from(`<?xml version="1.0"?>${svg}`), 'notAllowed'],
    ['RTF', Buffer.from('{\\rtf1 text}'), 'notAllowed'],
    ['a program', Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), randomBytes(500)]), 'notAllowed'],
    ['anything else', Buffer.from([1, 2, 3, 4, 5, 0, 200, 0]), 'notAllowed'],
    ['a ZIP', zipOf([{ name: 'a.txt', content: 'a' }]), 'notAllowed'],
    ['a Java archive', zipOf([{ name: 'META-INF/MANIFEST.MF', content: 'a' }]), 'notAllowed'],
    [
      'a document with macros',
      officeFile('wordprocessingml.document', [{ name: 'word/vbaProject.bin', content: 'x' }]),
      'macros',
    ],
    [
      'a document type with macros',
      zipOf([
        {
          name: '[Content_Types].xml',
          content: '<x ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
        },
      ]),
      'macros',
    ],
    ['a document with a password', oleFile('EncryptedPackage', 'EncryptionInfo'), 'encrypted'],
    ['a locked ZIP', zipOf([{ name: '[Content_Types].xml', content: 'x', isEncrypted: true }]), 'encrypted'],
    ['a mail of Outlook', oleFile('__properties_version1.0'), 'notAllowed'],
    ['half an OLE file', oleFile('WordDocument').subarray(0, 700), 'damaged'],
    ['half a DOCX', docx().subarray(0, 120), 'damaged'],
    ['half a PDF', pdf().subarray(0, 80), 'damaged'],
    [
      'a DOCX that becomes 5 GB',
      officeFile('wordprocessingml.document', [{ name: 'a', content: 'a', says: 4_000_000_000 }]),
      'damaged',
    ],
  ])('%s', async (_name, bytes, reason) => {
    expect(await typeOf(bytes, 'รายงาน.docx')).toBe(`unknownFormat ${reason}`);
  });

  it('a list of types that unpacks without end is never unpacked', async () => {
    const bomb = zipOf([
      {
        name: '[Content_Types].xml',
        content: Buffer.concat([Buffer.from(`"${main}"`), Buffer.alloc(200_000_000, 32)]),
      },
    ]);
    expect(bomb.length).toBeLessThan(1_000_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(await typeOf(bomb)).toBe('unknownFormat damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it('no bytes make it fail in another way', async () => {
    const samples = [docx(), odt(), oleFile('WordDocument'), pdf(), await png()];
    for (const sample of samples)
      for (let round = 0; round < 60; round += 1) {
        const bytes = Buffer.from(sample);
        for (let hit = 0; hit < 4; hit += 1)
          bytes[Math.floor((bytes.length * ((round * 7 + hit * 31) % 97)) / 97)] = round * 5 + hit;
        expect(await typeOf(bytes.subarray(0, 1 + Math.floor((bytes.length * (round + 1)) / 60)))).toMatch(
          /^(unknownFormat \w+|[a-z]+\/[\w.+-]+)$/,
        );
      }
  });
});
