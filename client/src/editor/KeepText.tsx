import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';

/** Ways to take a text along. @param fileName null: it is kept, no file is needed @param text read when asked for */
export function KeepText({ fileName, text }: { fileName: string | null; text: () => string }) {
  const { t } = useTranslation();
  const clipboard = useClipboard({ timeout: 4_000 });
  return (
    <>
      <Button variant="default" size="sm" onClick={() => clipboard.copy(text())}>
        {clipboard.copied ? t('editor.banner.copied') : t('editor.banner.copy')}
      </Button>
      {fileName !== null && (
        <Button variant="default" size="sm" onClick={() => download(fileName, text())}>
          {t('editor.banner.download')}
        </Button>
      )}
    </>
  );
}

function download(fileName: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  URL.revokeObjectURL(address);
}
