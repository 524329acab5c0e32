import { useTranslation } from 'react-i18next';
import { Skeleton } from '../ui/Skeleton.tsx';
import { PreviewFailed } from './PreviewFailed.tsx';
import { useRead } from './useRead.ts';

const maxLetters = 20_000;

/** The beginning of a plain text, in whichever encoding Thai programs write. */
export function TextPreview({ file }: { file: string }) {
  const { t } = useTranslation();
  const text = useRead(file, decode);
  if (text === null) return <Skeleton />;
  if (text === 'failed') return <PreviewFailed />;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <pre className="evidence-text" tabIndex={0}>
        {text.slice(0, maxLetters)}
      </pre>
      {text.length > maxLetters && <p className="evidence-hint">{t('evidence.preview.cut')}</p>}
    </>
  );
}

async function decode(bytes: Uint8Array): Promise<string> {
  const marked = bytes[0] === 0xff || bytes[0] === 0xfe;
  const encodings = marked ? [bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'windows-874'];
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // The next one fits.
    }
  }
  throw new Error('no text');
}
