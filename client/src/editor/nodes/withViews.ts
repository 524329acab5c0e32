import type { Node } from '@tiptap/core';
import type { TFunction } from 'i18next';
import { recommendationIn } from '../RecommendationView.tsx';
import { EvidenceFileWithView } from './EvidenceFileView.tsx';
import { footnoteWithView } from './FootnoteView.ts';
import { ImageWithView } from './ImageView.tsx';
import { ResolutionWithView } from './ResolutionView.tsx';
import { TaskItem } from './taskList.ts';

/** The nodes that draw themselves. @param cycle whose evidence register names what a text points to */
export function nodesWithViews(cycle: string, t: TFunction): readonly Node[] {
  return [
    recommendationIn(cycle),
    ImageWithView,
    ResolutionWithView,
    EvidenceFileWithView.configure({ cycle }),
    footnoteWithView({ note: () => t('editor.footnote.note'), empty: () => t('editor.footnote.empty') }),
    TaskItem.configure({ done: () => t('editor.task.done') }),
  ];
}
