import type { SnapshotDiff } from '@ruam/shared/api/deciding.ts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { snapshotDiffQuery } from '../api/advice.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';

type ChangedDocument = SnapshotDiff['documents'][number];

/** What changed between two versions, document by document: only the paragraphs that changed. */
export function SessionComparison({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const diff = useQuery(snapshotDiffQuery(before, after));
  if (diff.data === undefined)
    return diff.isError ? <Trouble error={diff.error} onRetry={() => void diff.refetch()} /> : <Skeleton />;
  const changed = diff.data.documents.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return <p className="note-hint">{t('adviceNotes.session.same')}</p>;
  return changed.map((document) => <Changed key={document.id} document={document} />);
}

function Changed({ document }: { document: ChangedDocument }) {
  const { t } = useTranslation();
  const part =
    document.kind === 'evidence' && document.level !== null
      ? t('part.evidenceOf', { level: t(`level.${document.level}`) })
      : t(`rescue.document.${document.kind}`);
  let offset = 0;
  return (
    <section className="advice-changed">
      <h4>{[document.item, part].filter((word) => word !== null).join(' ')}</h4>
      {document.blocks
        .filter(({ change }) => change !== 'same')
        .map((block) => {
          const key = offset;
          offset += 1;
          let run = 0;
          return (
            <p key={key} lang="th">
              {block.runs.map(({ type, text }) => {
                const Run = type === 'inserted' ? 'ins' : type === 'deleted' ? 'del' : 'span';
                const runKey = run;
                run += 1;
                return (
                  <Run key={runKey}>
                    <ThaiText>{text}</ThaiText>
                  </Run>
                );
              })}
            </p>
          );
        })}
    </section>
  );
}
