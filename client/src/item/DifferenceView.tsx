import type { BlockDiff, DocumentDiff } from '@ruam/shared/deciding/contentDiff.ts';
import { useTranslation } from 'react-i18next';
import { ThaiText } from '../ui/ThaiText.tsx';
import './difference.css';

/** The difference of two versions of documents, by paragraphs and Thai words; what is the same is told in one line. */
export function DifferenceView({ documents }: { documents: readonly DocumentDiff[] }) {
  const { t } = useTranslation();
  const changed = documents.filter(({ change }) => change !== 'same');
  if (changed.length === 0) return <p className="difference-none">{t('deciding.diff.nothing')}</p>;
  return (
    <div className="difference">
      {changed.map((document) => (
        <section key={document.id}>
          <h3>
            {document.kind === 'evidence' && document.level !== null
              ? t('part.evidenceOf', { level: t(`level.${document.level}`) })
              : t(`rescue.document.${document.kind}`)}
          </h3>
          <DifferenceBlocks blocks={document.blocks} />
        </section>
      ))}
    </div>
  );
}

/** The paragraphs of one document that are not the same, with what was taken out and put in. */
export function DifferenceBlocks({ blocks }: { blocks: readonly BlockDiff[] }) {
  const { t } = useTranslation();
  return groupsOf(blocks).map((group) =>
    group.blocks === null ? (
      <p key={group.at} className="difference-same">
        {t('deciding.diff.same', { count: group.count })}
      </p>
    ) : (
      <p key={group.at} lang="th" data-change={group.blocks.change}>
        {group.blocks.change === 'formatted' && (
          <span className="difference-mark">{t('deciding.diff.formatted')} </span>
        )}
        <Runs runs={group.blocks.runs} />
      </p>
    ),
  );
}

function Runs({ runs }: { runs: BlockDiff['runs'] }) {
  let offset = 0;
  return runs.map((run) => {
    const key = `${offset}${run.type}`;
    offset += run.text.length;
    return <Run key={key} run={run} />;
  });
}

function Run({ run: { type, text } }: { run: BlockDiff['runs'][number] }) {
  const { t } = useTranslation();
  switch (type) {
    case 'same':
      return <ThaiText>{text}</ThaiText>;
    case 'inserted':
      return (
        <ins>
          <span className="ruam-hidden">{t('deciding.diff.added')} </span>
          <ThaiText>{text}</ThaiText>
        </ins>
      );
    case 'deleted':
      return (
        <del>
          <span className="ruam-hidden">{t('deciding.diff.removed')} </span>
          <ThaiText>{text}</ThaiText>
        </del>
      );
  }
}

type Group =
  | { readonly at: number; readonly blocks: BlockDiff }
  | { readonly at: number; readonly blocks: null; readonly count: number };

/** Neighbours that are the same become one. */
function groupsOf(blocks: readonly BlockDiff[]): readonly Group[] {
  const groups: Group[] = [];
  blocks.forEach((block, at) => {
    const last = groups.at(-1);
    if (block.change !== 'same') groups.push({ at, blocks: block });
    else if (last?.blocks === null) groups[groups.length - 1] = { ...last, count: last.count + 1 };
    else groups.push({ at, blocks: null, count: 1 });
  });
  return groups;
}
