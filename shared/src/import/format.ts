import { decodeUtf8 } from 'lib0/string';
import { AppError } from '../errors/errors.ts';

/** The formats that can be imported. */
export type ImportFormat = 'txt' | 'docx' | 'pdf' | 'json';

/** A file's text and what it holds. */
export interface DecodedImport {
  readonly format: 'txt' | 'json';
  readonly text: string;
}

/** How PDF, ZIP (DOCX, XLSX), RTF and HTML begin. */
const foreignStarts = ['%PDF-', 'PK\u0003\u0004', 'PK\u0005\u0006', '{\\rtf', '<!DOCTYPE', '<!doctype', '<html'];
/** A text with a larger part of control characters than this is no text. */
const controlShare = 0.02;

const notAllowed = { reason: 'notAllowed' };

/** Whether a file is plain text or JSON, by its content. Throws `unknownFormat` for anything else, PDF and DOCX included. */
export function detectFormat(bytes: Uint8Array): DecodedImport['format'] {
  return decodeImport(bytes).format;
}

/**
 * Decodes a file: UTF-8 with or without BOM, UTF-16 with BOM. Throws `unknownFormat` for binary content (also under
 * `.txt`): PDF, ZIP and the like, NUL bytes, invalid UTF-8, mostly control characters; `notUnderstood` for an empty file.
 */
export function decodeImport(bytes: Uint8Array): DecodedImport {
  if (bytes.length === 0) throw new AppError('notUnderstood', 'the file is empty', { reason: 'empty' });
  const text = decodeText(bytes);
  refuseBinary(text);
  if (text.trim() === '') throw new AppError('notUnderstood', 'the file holds no text', { reason: 'empty' });
  return { format: looksLikeJson(text) ? 'json' : 'txt', text };
}

function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes.subarray(2), true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes.subarray(2), false);
  const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  if (body.includes(0)) throw new AppError('unknownFormat', 'the file is binary', notAllowed);
  try {
    return decodeUtf8(body);
  } catch {
    throw new AppError('unknownFormat', 'the file is not UTF-8', notAllowed);
  }
}

function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  if (bytes.length % 2 !== 0) throw new AppError('unknownFormat', 'the file is cut UTF-16', notAllowed);
  const parts: string[] = [];
  const chunk: number[] = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second = 0] = [bytes[at], bytes[at + 1]];
    chunk.push(littleEndian ? first | (second << 8) : (first << 8) | second);
    if (chunk.length === 8192) parts.push(String.fromCharCode(...chunk.splice(0)));
  }
  parts.push(String.fromCharCode(...chunk));
  const text = parts.join('');
  if (!text.isWellFormed()) throw new AppError('unknownFormat', 'the file is not UTF-16', notAllowed);
  return text;
}

function refuseBinary(text: string): void {
  const start = text.slice(0, 64).trimStart();
  if (foreignStarts.some((foreign) => start.startsWith(foreign))) {
    throw new AppError('unknownFormat', 'the file is neither plain text nor JSON', notAllowed);
  }
  let control = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) throw new AppError('unknownFormat', 'the file is binary', notAllowed);
    if (
      (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d) ||
      code === 0x7f ||
      code === 0xfffd
    )
      control++;
  }
  if (control > text.length * controlShare)
    throw new AppError('unknownFormat', 'the file is mostly control characters', notAllowed);
}

function looksLikeJson(text: string): boolean {
  const start = text.trimStart().slice(0, 1);
  return start === '{' || (start === '[' && /^\s*\[\s*(?:[[{"\]\d-]|true|false|null)/.test(text.slice(0, 200)));
}

/** Nesting deeper than this is refused before anything recursive sees it. */
export const maxJsonDepth = 100;

/** Parses JSON text. Throws `unknownFormat` when it is none, `notUnderstood` when it is nested too deep. */
export function parseJsonText(text: string): unknown {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (inString) {
      if (letter === 0x5c) at++;
      else if (letter === 0x22) inString = false;
    } else if (letter === 0x22) inString = true;
    else if (letter === 0x5b || letter === 0x7b) {
      depth++;
      if (depth > maxJsonDepth) throw new AppError('notUnderstood', 'the JSON is nested too deep');
    } else if (letter === 0x5d || letter === 0x7d) depth--;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('unknownFormat', 'the file is not valid JSON', { reason: 'damaged' });
  }
}
