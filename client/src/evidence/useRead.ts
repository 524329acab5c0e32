import { useEffect, useState } from 'react';
import { fileBytes } from '../api/files.ts';

/** The bytes of a file once they are here; `failed` when they do not come, or `read` cannot make anything of them. */
export function useRead<Content>(
  file: string,
  read: (bytes: Uint8Array, signal: AbortSignal) => Promise<Content>,
): Content | 'failed' | null {
  const [content, setContent] = useState<Content | 'failed' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fileBytes(file, stop.signal)
      .then((bytes) => read(bytes, stop.signal))
      .then((made) => {
        if (!stop.signal.aborted) setContent(() => made);
      })
      .catch(() => {
        if (!stop.signal.aborted) setContent('failed');
      });
    return () => stop.abort();
  }, [file, read]);
  return content;
}
