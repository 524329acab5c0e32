import type { Content } from '@ruam/shared/document/content.ts';
import { ContentView } from './ContentView.tsx';
import { Skeleton } from './Skeleton.tsx';
import './committedText.css';

/** A committed text, null while it is on its way, where its editor will stand: on the page long before an editor can be made. */
export function CommittedText({ content }: { content: Content | null }) {
  return (
    <div className="committed-frame">
      <div className="committed-text">{content === null ? <Skeleton /> : <ContentView content={content} />}</div>
    </div>
  );
}
