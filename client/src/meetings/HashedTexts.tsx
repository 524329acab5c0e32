import { readHashedText } from '@ruam/shared/deciding/hashedText.ts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ContentView } from '../ui/ContentView.tsx';

const order = ['evidence', 'results', 'recommendations', 'advice', 'overview', 'minutes'] as const;
const levelOrder = [null, 'basic', 'advance', 'significance'] as const;

/** The documents of an exact text that was hashed, each under its name; those without words are left out. */
export function HashedTexts({ hashed, headings }: { hashed: string; headings: 'h3' | 'h4' }) {
  const { t } = useTranslation();
  const documents = useMemo(
    () =>
      readHashedText(hashed).toSorted(
        (a, b) =>
          order.indexOf(a.kind) - order.indexOf(b.kind) || levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level),
      ),
    [hashed],
  );
  const Heading = headings;
  const written = documents.filter(({ content }) => content.content.length > 0);
  if (written.length === 0) return <p className="meetings-facts">{t('meetings.pack.empty')}</p>;
  return written.map(({ id, kind, level, content }) => (
    <section key={id} className="pack-document">
      <Heading>
        {kind === 'evidence' && level !== null
          ? t('part.evidenceOf', { level: t(`level.${level}`) })
          : t(`rescue.document.${kind}`)}
      </Heading>
      <ContentView content={content} />
    </section>
  ));
}
