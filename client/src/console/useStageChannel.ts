import type { StageAnswer } from '@ruam/shared/api/stage.ts';
import { useEffect, useRef } from 'react';
import { openStageChannel, type StageMessage } from '../api/stageChannel.ts';
import type { ShownText } from '../sync/useShownText.ts';

/**
 * Tells the projectors of this browser what is shown: every state of the stage that this console makes, and, while the
 * server is out of reach, the text, too. @param answer null: this console does not operate
 */
export function useStageChannel(
  answer: StageAnswer | null,
  text: ShownText | null,
  serverTime: (now: number) => number,
): void {
  const clock = useRef(serverTime);
  clock.current = serverTime;
  useEffect(() => {
    if (answer === null) return;
    // Said now: of two that follow each other without the server, the later one counts.
    post({ meeting: answer.meeting, answer: { ...answer, now: Math.round(clock.current(Date.now())) } });
  }, [answer]);
  const meeting = answer?.meeting ?? null;
  useEffect(() => {
    if (meeting === null || text === null) return;
    const { document, content, paragraphs } = text;
    const ids = paragraphs.map(({ id }) => id);
    post({ meeting, document, content: { type: 'doc', content: [...content.content] }, ids });
  }, [meeting, text]);
}

function post(message: StageMessage): void {
  const channel = openStageChannel();
  channel?.postMessage(message);
  channel?.close();
}
