import { createElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../ui/Skeleton.tsx';
import { type DocxNode, docxNodes } from './docxBlocks.ts';
import { PreviewFailed } from './PreviewFailed.tsx';
import { useRead } from './useRead.ts';

/** A text that takes longer is no text but an attack. */
const maxReadingMs = 20_000;
const maxNodes = 6_000;

/** The text of a Word file, without its pictures and without anything active. */
export function DocxPreview({ file }: { file: string }) {
  const { t } = useTranslation();
  const text = useRead(file, readDocx);
  if (text === null) return <Skeleton />;
  if (text === 'failed') return <PreviewFailed />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div className="evidence-docx" tabIndex={0} lang="th">
        {text.nodes.map(drawn)}
      </div>
      {text.isCut && <p className="evidence-hint">{t('evidence.preview.cut')}</p>}
    </>
  );
}

function drawn(node: DocxNode, index: number): ReactNode {
  return typeof node === 'string' ? node : createElement(node.tag, { key: index }, ...node.children.map(drawn));
}

async function readDocx(bytes: Uint8Array, signal: AbortSignal): Promise<ReturnType<typeof docxNodes>> {
  const worker = new Worker(new URL('./docxWorker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Error('it takes too long')), maxReadingMs);
  signal.addEventListener('abort', () => reject(signal.reason));
  worker.onmessage = ({ data }: MessageEvent<string | null>) =>
    data === null ? reject(new Error('it cannot be read')) : resolve(data);
  worker.onerror = () => reject(new Error('it cannot be read'));
  const { buffer } = new Uint8Array(bytes);
  worker.postMessage(buffer, [buffer]);
  try {
    return docxNodes(await promise, maxNodes);
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
