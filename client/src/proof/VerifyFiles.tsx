import { Button, FileButton } from '@mantine/core';
import type { PublicCertificate } from '@ruam/shared/api/proof.ts';
import { IconFileCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPublicKey } from '../api/proof.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { checkFiles, type FileFinding } from './checkFiles.ts';
import { type Finding, Findings } from './Findings.tsx';

/** Checks the files that a reader holds, in this browser: what they say of each other and of the key of this server. */
export function VerifyFiles({ shown }: { shown: PublicCertificate | null }) {
  const { t } = useTranslation();
  const [isOver, setIsOver] = useState(false);
  const check = useMutation({
    mutationFn: async (files: readonly File[]) => checkFiles(files, { publicPem: await readPublicKey(), shown }),
  });
  const names = check.variables?.map(({ name }) => name).join(', ') ?? '';
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    const files = [...event.dataTransfer.files];
    if (files.length > 0) check.mutate(files);
  };
  return (
    <section className="verify-files" aria-labelledby="verify-files">
      <h2 id="verify-files">{t('proof.files.title')}</h2>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, this is a place to drop files on */}
      <div
        className="verify-drop ruam-paper"
        data-over={isOver}
        role="group"
        aria-labelledby="verify-files"
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
      >
        <IconFileCheck size={28} stroke={1.5} aria-hidden />
        <p>
          <ThaiText>{t('proof.files.about')}</ThaiText>
        </p>
        <FileButton multiple accept=".json,application/json" onChange={(files) => check.mutate(files)}>
          {(props) => (
            <Button {...props} variant="default" loading={check.isPending}>
              {t('proof.files.choose')}
            </Button>
          )}
        </FileButton>
      </div>
      <div aria-live="polite">
        {check.data !== undefined && (
          <article className="verify-paper ruam-paper">
            <p className="verify-names">{names}</p>
            <Findings label={t('proof.files.result')} findings={check.data.map(wordsOf)} />
          </article>
        )}
        <FormError error={check.error} />
      </div>
    </section>
  );

  function wordsOf(finding: FileFinding): Finding {
    const words = t(`proof.files.found.${finding.kind}`, { ...finding });
    return { kind: weightOf(finding), words };
  }
}

function weightOf({ kind }: FileFinding): Finding['kind'] {
  switch (kind) {
    case 'signatureValid':
    case 'sameCertificate':
    case 'textFits':
      return 'good';
    case 'otherCertificate':
    case 'textMissing':
    case 'textUnchecked':
    case 'noSignatures':
      return 'changed';
    case 'notJson':
    case 'unknownFile':
    case 'tooLarge':
    case 'severalCertificates':
    case 'severalTexts':
    case 'notCertificate':
    case 'unknownKey':
    case 'signatureInvalid':
    case 'textDiffers':
      return 'wrong';
  }
}
