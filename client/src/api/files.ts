import { type FileUse, type UploadedFile, uploadedFileSchema } from '@ruam/shared/api/evidence.ts';
import type { z } from 'zod';
import { RequestError, readAnswer } from './request.ts';

interface UploadWay {
  readonly signal?: AbortSignal;
  /** How much of the file is on its way, 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

interface UploadOptions extends UploadWay {
  /** A picture within a text (every reader of the cycle sees it), unless it is for the register. */
  readonly use?: FileUse;
}

/**
 * Uploads a file into a cycle. Throws RequestError (`tooLarge`, `unknownFormat`, `forbidden`, `unavailable`, `offline`),
 * and what the signal was aborted with.
 */
export function uploadFile(
  cycle: string,
  file: File,
  { use = 'text', ...way }: UploadOptions = {},
): Promise<UploadedFile> {
  return sendFile(uploadedFileSchema, `/api/cycles/${encodeURIComponent(cycle)}/files?use=${use}`, file, way);
}

/** Posts a file as the form field `file`. Throws RequestError, and what the signal was aborted with. */
export function sendFile<Answer>(
  schema: z.ZodType<Answer>,
  path: string,
  file: File,
  { signal, onProgress }: UploadWay,
): Promise<Answer> {
  const form = new FormData();
  form.append('file', file);
  // Only this kind of request tells how far an upload is.
  const upload = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      upload.abort();
      reject(signal?.reason);
    };
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener('abort', stop);
    upload.onloadend = () => signal?.removeEventListener('abort', stop);
    upload.upload.onprogress = ({ loaded, total }) => onProgress?.(total === 0 ? 1 : loaded / total);
    upload.onerror = () => reject(new RequestError('offline', 'the file could not be sent'));
    upload.onload = () => {
      try {
        resolve(readAnswer(schema, path, upload.status, upload.responseText));
      } catch (error) {
        reject(error);
      }
    };
    upload.open('POST', path);
    upload.send(form);
  });
}

/** The file itself, as a download. */
export const filePath = (id: string): string => `/api/files/${encodeURIComponent(id)}`;

/** The picture as it is drawn in texts, made anew by the server. */
export const imagePath = (id: string): string => `${filePath(id)}/image`;

/** The picture, small. */
export const thumbnailPath = (id: string): string => `${filePath(id)}/thumbnail`;

/** The bytes of a file, for a preview. Throws RequestError. */
export async function fileBytes(id: string, signal?: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(filePath(id), { credentials: 'same-origin', ...(signal ? { signal } : {}) }).catch(
    (error: unknown) => {
      if (signal?.aborted) throw error;
      throw new RequestError('offline', String(error));
    },
  );
  if (!response.ok) readAnswer(uploadedFileSchema, filePath(id), response.status, await response.text());
  return new Uint8Array(await response.arrayBuffer());
}
