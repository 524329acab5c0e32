import type { Content } from '@ruam/shared/document/content.ts';
import { ContentView } from './ContentView.tsx';
import { Skeleton } from './Skeleton.tsx';
import './committedText.css';

/** A committed text, null while it is on its way, where its editor will stand: long before an editor can be made. */
export function CommittedText({ content, label }: { content: Content | null; label: string }) {
  return (
    <div className="committed-frame">
      <article className="committed-text" aria-label={label}>
        {content === null ? <Skeleton /> : <ContentView content={content} />}
      </article>
    </div>
  );
}
