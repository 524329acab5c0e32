import type { FileAnswer } from '@ruam/shared/api/evidence.ts';
import { isPicture } from '@ruam/shared/evidence/mediaTypes.ts';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { PicturePreview } from './PicturePreview.tsx';
import { TextPreview } from './TextPreview.tsx';

const PdfPreview = lazy(() => import('./PdfPreview.tsx').then((preview) => ({ default: preview.PdfPreview })));
const DocxPreview = lazy(() => import('./DocxPreview.tsx').then((preview) => ({ default: preview.DocxPreview })));

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** What is larger would have to be held by the browser as a whole. */
const maxBytes = 25 * 1024 * 1024;

/** A file as it can be looked at without opening it: pictures, PDF, Word texts and plain text; nothing in it runs. */
export function Preview({ file, title }: { file: FileAnswer; title: string }) {
  const { t } = useTranslation();
  if (isPicture(file.mediaType)) return <PicturePreview key={file.id} file={file.id} title={title} />;
  const isText = file.mediaType.startsWith('text/');
  const hasPreview = isText || file.mediaType === 'application/pdf' || file.mediaType === docx;
  if (!hasPreview || file.sizeBytes > maxBytes)
    return (
      <p className="evidence-hint">
        <ThaiText>{t(hasPreview ? 'evidence.preview.large' : 'evidence.preview.none')}</ThaiText>
      </p>
    );
  return (
    <Suspense fallback={<Skeleton />}>
      {isText && <TextPreview key={file.id} file={file.id} />}
      {file.mediaType === 'application/pdf' && <PdfPreview key={file.id} file={file.id} />}
      {file.mediaType === docx && <DocxPreview key={file.id} file={file.id} />}
    </Suspense>
  );
}
