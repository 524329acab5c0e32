import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../ui/Skeleton.tsx';
import { PreviewFailed } from './PreviewFailed.tsx';
import { useRead } from './useRead.ts';

/** A page is drawn at most this large; a crafted one asks for more than any memory. */
const maxPixels = 16_000_000;
const drawnWidth = 900;

/** The pages of a PDF, drawn one at a time by a worker: no script, form or link of it works, nothing is fetched. */
export function PdfPreview({ file }: { file: string }) {
  const { t } = useTranslation();
  const document = useRead(file, open);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [page, setPage] = useState(1);
  const [isBroken, setIsBroken] = useState(false);
  const pdf = document === 'failed' ? null : document;
  useEffect(() => () => void pdf?.loadingTask.destroy(), [pdf]);
  useEffect(() => {
    if (pdf === null || canvas.current === null) return;
    const target = canvas.current;
    let isOver = false;
    draw(pdf, page, target, () => isOver).catch(() => {
      if (!isOver) setIsBroken(true);
    });
    return () => {
      isOver = true;
    };
  }, [pdf, page]);
  if (document === 'failed' || isBroken) return <PreviewFailed />;
  if (pdf === null) return <Skeleton />;
  const count = pdf.numPages;
  const words = t('evidence.preview.page', { page, count });
  return (
    <div className="evidence-pdf">
      <div className="evidence-pages">
        <ActionIcon
          variant="default"
          disabled={page === 1}
          aria-label={t('evidence.preview.previous')}
          onClick={() => setPage(page - 1)}
        >
          <IconChevronLeft size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
        <span aria-live="polite">{words}</span>
        <ActionIcon
          variant="default"
          disabled={page === count}
          aria-label={t('evidence.preview.next')}
          onClick={() => setPage(page + 1)}
        >
          <IconChevronRight size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </div>
      <canvas ref={canvas} role="img" aria-label={words} />
    </div>
  );
}

async function open(data: Uint8Array, signal: AbortSignal): Promise<PDFDocumentProxy> {
  GlobalWorkerOptions.workerSrc = worker;
  const task = getDocument({
    data,
    enableXfa: false,
    useWasm: false,
    disableAutoFetch: true,
    disableStream: true,
    useSystemFonts: true,
    stopAtErrors: false,
    maxImageSize: maxPixels,
  });
  signal.addEventListener('abort', () => void task.destroy());
  return task.promise;
}

async function draw(
  pdf: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  isOver: () => boolean,
): Promise<void> {
  const page = await pdf.getPage(number);
  if (isOver()) return;
  const natural = page.getViewport({ scale: 1 });
  const fitting = Math.sqrt(maxPixels / (natural.width * natural.height));
  const viewport = page.getViewport({ scale: Math.min(drawnWidth / natural.width, fitting) });
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport }).promise;
}
