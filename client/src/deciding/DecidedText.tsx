import type { HashedDocument } from '@ruam/shared/deciding/hashedContent.ts';
import { type ContentElement, type ContentNode, isText } from '@ruam/shared/document/content.ts';
import { recommendationAttributesSchema } from '@ruam/shared/document/schema.ts';
import { recommendationAsText } from '@ruam/shared/document/text.ts';
import { useTranslation } from 'react-i18next';
import { ContentView } from '../ui/ContentView.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

const order = ['evidence', 'results', 'recommendations', 'advice', 'overview', 'minutes'] as const;
const levelOrder = [null, 'basic', 'advance', 'significance'] as const;

/** What a decision is about, drawn from the very text that is hashed: evidence, recommendations, submitted advice. */
export function DecidedText({ documents }: { documents: readonly HashedDocument[] }) {
  const { t } = useTranslation();
  const sorted = documents.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || levelOrder.indexOf(a.level) - levelOrder.indexOf(b.level),
  );
  return sorted.map((document) => (
    <section key={document.id} className="decided-document">
      <h2>
        {document.kind === 'evidence' && document.level !== null
          ? t('part.evidenceOf', { level: t(`level.${document.level}`) })
          : t(`rescue.document.${document.kind}`)}
      </h2>
      {document.content.content.length === 0 ? (
        <p className="decided-empty">{t('deciding.empty')}</p>
      ) : (
        <Blocks nodes={document.content.content} />
      )}
    </section>
  ));
}

function Blocks({ nodes }: { nodes: readonly ContentNode[] }) {
  return nodes.map((node, at) => {
    const key = `${at}${node.type}`;
    return !isText(node) && node.type === 'recommendation' ? (
      <Recommendation key={key} node={node} />
    ) : (
      <ContentView key={key} content={{ type: 'doc', content: [node] }} />
    );
  });
}

/** With what it demands, which is hashed with it. */
function Recommendation({ node }: { node: ContentElement }) {
  const { t } = useTranslation();
  const { data } = recommendationAttributesSchema.safeParse(node.attrs ?? {});
  const facts = [data?.targetLevel && t(`level.${data.targetLevel}`), data?.targetFiscalYear, ...(data?.units ?? [])];
  const told = facts.filter((fact) => fact !== null && fact !== undefined).join(' · ');
  return (
    <p lang="th" className="decided-recommendation" data-depth={data?.depth ?? 0}>
      <ThaiText>{recommendationAsText(node)}</ThaiText>
      {told !== '' && <small>{t('deciding.target', { facts: told })}</small>}
    </p>
  );
}
