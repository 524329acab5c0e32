import { numberedParagraphs } from '@ruam/shared/document/paragraphs.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { contentQuery } from '../api/content.ts';
import { openStageChannel, readStageMessage } from '../api/stageChannel.ts';
import { surroundingsOf } from './surroundings.ts';
import { TextReceiver } from './textReceiver.ts';
import type { HeldText } from './usePicture.ts';

/** So long after the text was heard the last time it is asked for, where no WebSocket gets through; and again so often. */
const askAfterMs = 4_000;

/**
 * The text that is shown, as it is typed; null while none is. What is already here stays through every cut; without the server
 * the console in the same browser tells it. @param isBack grows when the link has come back
 */
export function useShownText(
  document: string | null,
  meeting: string,
  isBack: number,
  isLost: boolean,
): HeldText | null {
  const [held, setHeld] = useState<HeldText | null>(null);
  /** Epoch ms; null: what is typed is heard. */
  const [silentSince, setSilentSince] = useState<number | null>(null);
  const receiver = useRef<TextReceiver | null>(null);
  const lost = useRef(isLost);
  lost.current = isLost;
  useEffect(() => {
    if (document === null) return;
    let frame: number | null = null;
    let newest: HeldText | null = null;
    // A hidden page is not drawn, and not read.
    const show = (text: HeldText): void => {
      newest = text;
      frame ??= requestAnimationFrame(() => {
        frame = null;
        setHeld(newest);
      });
    };
    let silence: ReturnType<typeof setTimeout> | undefined;
    const heardLive = (isLive: boolean): void => {
      clearTimeout(silence);
      if (isLive) setSilentSince(null);
      else silence = setTimeout(() => setSilentSince((since) => since ?? Date.now()), askAfterMs);
    };
    heardLive(false);
    const made = new TextReceiver(document, surroundingsOf(window), (text) => show({ document, text }), heardLive);
    receiver.current = made;
    const channel = openStageChannel();
    const heard = ({ data }: MessageEvent): void => {
      const message = readStageMessage(data);
      if (message === null || !('content' in message) || !lost.current) return;
      if (message.meeting !== meeting || message.document !== document) return;
      show({ document, text: { content: message.content, ids: message.ids } });
    };
    channel?.addEventListener('message', heard);
    return () => {
      if (frame !== null) cancelAnimationFrame(frame);
      channel?.close();
      receiver.current = null;
      clearTimeout(silence);
      setSilentSince(null);
      made.end();
    };
  }, [document, meeting]);
  useEffect(() => {
    if (isBack > 0) receiver.current?.hasten();
  }, [isBack]);
  const isAsked = document !== null && silentSince !== null && !isLost;
  const asked = useQuery({
    ...contentQuery(document ?? ''),
    enabled: isAsked,
    refetchInterval: askAfterMs,
    staleTime: 0,
  });
  // What was asked for before is older than what has been heard since.
  const content = isAsked && asked.dataUpdatedAt >= silentSince ? asked.data : undefined;
  return useMemo(() => {
    if (content === undefined || document === null) return held;
    // An answer does not say which paragraph is which: as many as before are the same.
    const known = held?.document === document ? held.text.ids : [];
    const ids = numberedParagraphs(content).length === known.length ? known : [];
    return { document, text: { content, ids } };
  }, [content, document, held]);
}
