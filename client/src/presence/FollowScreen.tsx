import { ActionIcon, Button } from '@mantine/core';
import type { ItemAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import type { MeetingAnswer } from '@ruam/shared/api/meetings.ts';
import type { Stage } from '@ruam/shared/meetings/stage.ts';
import { mayTakePart } from '@ruam/shared/policy/meetings.ts';
import { IconDeviceTv, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { documentsQuery, itemsQuery } from '../api/cycle.ts';
import { type TextPlace, useFollowing } from '../api/following.ts';
import { meetingsQuery } from '../api/meetings.ts';
import { whereaboutsQuery } from '../api/presence.ts';
import { stageQuery } from '../api/stage.ts';
import { useObserving } from '../item/Observing.tsx';
import { useOwnWay } from '../item/useOwnWay.ts';
import { paths } from '../ui/paths.ts';
import { pathOfDocument } from './pathOfDocument.ts';
import './observeBar.css';

/** Carries what a pointer or a key does not leave by. */
const followBarId = 'follow-bar';

/** While a meeting runs whose projector shows a text, anybody who may see it may follow it through the workspace. */
export function FollowScreen({ cycle, person }: { cycle: string; person: PersonAnswer }) {
  const meetings = useQuery(meetingsQuery(cycle)).data;
  const followed = useFollowing().meeting;
  if (meetings === undefined) return null;
  const running = meetings.filter(({ state }) => state === 'running');
  const actor = { id: person.id, seats: person.roles };
  const meeting =
    running.find(({ id }) => id === followed) ?? running.find((one) => mayTakePart(actor, one)) ?? running[0];
  return meeting === undefined ? <NothingToFollow /> : <FollowBar key={meeting.id} cycle={cycle} meeting={meeting} />;
}

/** The meeting is over: what was followed is no more. */
function NothingToFollow() {
  const { stop, meeting, left } = useFollowing();
  useEffect(() => {
    if (meeting !== null || left !== null) stop();
  }, [meeting, left, stop]);
  return null;
}

function FollowBar({ cycle, meeting }: { cycle: string; meeting: MeetingAnswer }) {
  const { t } = useTranslation();
  const following = useFollowing();
  const { observed, stop: stopObserving } = useObserving();
  const stage = useQuery(stageQuery(cycle, meeting.id)).data?.stage;
  const isFollowing = following.meeting === meeting.id;
  const screen = useScreen(cycle, isFollowing ? stage : undefined);
  const { leave, stop } = following;
  useOwnWay(isFollowing, followBarId, leave, isOwnWay);
  useEffect(() => {
    // Whoever begins to follow a colleague goes with them.
    if (observed !== null) stop();
  }, [observed, stop]);
  const hasLeft = following.left === meeting.id;
  if (!isFollowing && (following.declined === meeting.id || observed !== null)) return null;
  if (!isFollowing && (stage === undefined || stage.document === null)) return null;
  const { number } = meeting;
  return (
    <div id={followBarId} className="observe-bar follow-bar" role="status" data-following={isFollowing}>
      <IconDeviceTv size={20} stroke={1.75} aria-hidden />
      {isFollowing ? (
        <>
          <strong>{t('meetings.follow.following', { number })}</strong>
          <span>{t(screen.isElsewhere ? 'meetings.follow.elsewhere' : 'meetings.follow.hint')}</span>
          <Button variant="default" size="xs" onClick={stop}>
            {t('meetings.follow.stop')}
          </Button>
        </>
      ) : (
        <>
          <strong>{hasLeft ? t('meetings.follow.left') : t('meetings.follow.running', { number })}</strong>
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              stopObserving();
              following.follow(meeting.id);
            }}
          >
            {t(hasLeft ? 'meetings.follow.again' : 'meetings.follow.start')}
          </Button>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('common.close')}
            onClick={() => following.decline(meeting.id)}
          >
            <IconX size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </>
      )}
    </div>
  );
}

/** Goes where the projector goes. `isElsewhere`: it shows something that is not in the texts. */
function useScreen(cycle: string, stage: Stage | undefined): { readonly isElsewhere: boolean } {
  const [, go] = useLocation();
  const { show, at } = useFollowing();
  const isFollowing = stage !== undefined;
  const items = useQuery({ ...itemsQuery(cycle), enabled: isFollowing }).data ?? [];
  const documents = useQuery({ ...documentsQuery(cycle), enabled: isFollowing }).data ?? [];
  const shown = useQuery(whereaboutsQuery).data;
  const { document, block } = placeOn(stage, at) ?? { document: null, block: null };
  const isOverview = documents.some(({ id, kind }) => id === document && kind === 'overview');
  const path = document === null ? null : isOverview ? paths.overview(cycle) : pathIn(cycle, items, document);
  const isShown = path !== null && shown === document;
  useEffect(() => {
    if (isFollowing) show(document === null || path === null ? null : { document, block });
  }, [isFollowing, document, block, path, show]);
  // The way back leads to where the reader was before, not through all that was on the projector.
  const hasMoved = useRef(false);
  useEffect(() => {
    if (path === null || isShown) return;
    go(path, { replace: hasMoved.current });
    hasMoved.current = true;
  }, [path, isShown, go]);
  useEffect(() => {
    if (!isFollowing) hasMoved.current = false;
  }, [isFollowing]);
  return { isElsewhere: path === null };
}

/** The text on the projector; while its picture is frozen or black, where it was. */
function placeOn(stage: Stage | undefined, before: TextPlace | null): TextPlace | null {
  if (stage === undefined) return null;
  if (before !== null && (stage.isFrozen || stage.isBlank)) return before;
  const isText = stage.mode === 'text' || stage.mode === 'difference';
  return isText && stage.document !== null ? { document: stage.document, block: stage.block } : null;
}

function pathIn(cycle: string, items: readonly ItemAnswer[], document: string): string | null {
  for (const item of items) {
    const found = item.documents.find(({ id }) => id === document);
    if (found !== undefined) return pathOfDocument(cycle, item, found);
  }
  return null;
}

/** A link, the text and its scroll bar; a finger that only rests on the text goes nowhere yet. */
function isOwnWay(target: Element, { pointerType }: PointerEvent): boolean {
  if (target.closest('a[href]') !== null) return true;
  return pointerType !== 'touch' && (target === document.documentElement || target.closest('.sheet-text') !== null);
}
