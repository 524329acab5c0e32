import { useLocalStorage } from '@mantine/hooks';
import type { DocumentAnswer } from '@ruam/shared/api/api.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { z } from 'zod';
import { documentRescuesQuery, rescuesKey } from '../api/rescues.ts';
import type { SessionView } from '../sync/sessionView.ts';
import { type RescueNotice, rescueNotice } from './rescueNotice.ts';

/** More than a person can have (docs/sync.md S5): what was dismissed does not come back. */
const maxDismissed = 1_000;
const dismissedSchema = z.array(z.string());
const none: string[] = [];

/** The reader's own refused words of a document, until dismissed, in this browser; also after a reload. */
export function useRescueNotice(
  document: Pick<DocumentAnswer, 'id' | 'cycle'>,
  personId: string,
  view: SessionView,
): { readonly notice: RescueNotice | null; readonly dismiss: () => void } {
  const queryClient = useQueryClient();
  const rescues = useQuery(documentRescuesQuery(document));
  const [dismissed, setDismissed] = useLocalStorage({
    key: `ruam-dismissed-rescues/${personId}`,
    defaultValue: none,
    getInitialValueInEffect: false,
    deserialize: readDismissed,
  });
  const { refusal, handover, status } = view;
  const isStopped = status.name === 'stopped';
  // Signed out in the middle of it, it waits; signed out later, it is a rescue already.
  const isOnItsWay = isStopped && (status.reason === 'refused' || (status.reason === 'signedOut' && handover !== null));
  // What was just refused, posted or let go of is in the list now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these is a reason to read the list again
  useEffect(() => {
    if (refusal === null && handover === null) return;
    void queryClient.invalidateQueries({ queryKey: rescuesKey(document.cycle) });
  }, [queryClient, document.cycle, refusal, handover?.name, isStopped]);
  // What the reader has just had kept by hand is told where that was asked for.
  const keptHere = isStopped && handover?.name === 'kept' ? handover.id : null;
  const notice = useMemo(
    () =>
      rescueNotice(
        (rescues.data ?? []).filter(({ id }) => id !== keptHere || refusal !== null),
        personId,
        dismissed,
        refusal,
        isOnItsWay,
      ),
    [rescues.data, keptHere, personId, dismissed, refusal, isOnItsWay],
  );
  const dismiss = (): void => {
    if (notice === null) return;
    setDismissed((before) => [...before.filter((id) => !notice.ids.includes(id)), ...notice.ids].slice(-maxDismissed));
  };
  return { notice, dismiss };
}

function readDismissed(stored: string | undefined): string[] {
  try {
    const parsed = dismissedSchema.safeParse(JSON.parse(stored ?? '[]'));
    return parsed.success ? parsed.data : none;
  } catch {
    return none;
  }
}
