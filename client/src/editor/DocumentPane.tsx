import type { DocumentAnswer, PersonAnswer } from '@ruam/shared/api/api.ts';
import { contentAsText } from '@ruam/shared/document/text.ts';
import { readContent } from '@ruam/shared/document/yjs.ts';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '@tiptap/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { contentQuery } from '../api/content.ts';
import type { DocumentSession } from '../sync/documentSession.ts';
import type { PacedView } from '../sync/pacedView.ts';
import type { PresentPerson } from '../sync/presence.ts';
import type { SessionView } from '../sync/sessionView.ts';
import type { DocumentStatus } from '../sync/status.ts';
import { useDocument } from '../sync/useDocument.ts';
import { CommittedText } from '../ui/CommittedText.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import type { TextCounts } from './counts.ts';
import { useEvidenceChoice } from './evidence/useEvidenceChoice.tsx';
import { LiveEditor } from './LiveEditor.tsx';
import { PaneBanners } from './PaneBanners.tsx';
import { PassageButton } from './PassageButton.tsx';
import { PhoneComment } from './PhoneComment.tsx';
import type { PassageMark, SelectedPassage } from './passageMarks.ts';
import { useProofs } from './proves/useProofs.tsx';
import { TextView } from './TextView.tsx';
import { NumberLink } from './tools/NumberLink.tsx';
import { useCitation } from './tools/useCitation.tsx';
import { usePaneWriting } from './tools/usePaneWriting.tsx';
import { createWritingHost } from './tools/writingHost.ts';
import { useFollowedPlace } from './useFollowedPlace.ts';
import { usePaneTools } from './usePaneTools.tsx';
import { usePassages } from './usePassages.ts';
import { useReaderFocus } from './useReaderFocus.ts';
import { useReaderFollow } from './useReaderFollow.ts';
import { useCounts, useReplicaContent } from './useReplicaContent.ts';
import './pane.css';
import './passages.css';

/** What the pane needs, and whom it tells. */
export interface DocumentPaneProps {
  readonly document: DocumentAnswer;
  readonly person: PersonAnswer;
  /** "3.3" gives the margin numbers 3.3-¶1 …; null ¶1 …. */
  readonly paragraphPrefix: string | null;
  /** Accessible name of the text. */
  readonly label: string;
  /** Whether the caller wants it writable: the right to write, and a screen to write on. */
  readonly editable: boolean;
  readonly onStatus?: (status: DocumentStatus) => void;
  readonly onPresence?: (people: readonly PresentPerson[]) => void;
  readonly onCounts?: (counts: TextCounts) => void;
  /** How much is selected; null: nothing. */
  readonly onSelection?: (counts: TextCounts | null) => void;
  /** Where the formatting row goes, in a row shared with tabs; null: not there yet; left out: above the text. */
  readonly toolbar?: HTMLElement | null;
  /** Where the comments' button of a phone goes, in the bar at its foot; null or left out: beside the text. */
  readonly bar?: HTMLElement | null;
  /** Opens the comments of the text. */
  readonly onShowThreads?: () => void;
  /** Passages to mark; nothing of them is in the text. */
  readonly marks?: readonly PassageMark[];
  /** The mark to bring into view: a new object each time. */
  readonly revealed?: { readonly id: string } | null;
  readonly onMarkClick?: (id: string) => void;
  /** Ids of the marks that still have their passage, in the order of the text. */
  readonly onMarksPlaced?: (ids: readonly string[]) => void;
  /** Somebody wants to comment on what is selected; null: nothing is. Left out: there are no comments. */
  readonly onSelectPassage?: ((passage: SelectedPassage | null) => void) | undefined;
}

/**
 * One document: its committed text at once, its live replica when that has synced, written through Tiptap or, whenever
 * it may not be written, shown by a view that is bound to nothing (S10).
 */
export function DocumentPane(props: DocumentPaneProps) {
  // What is known about one document is not true of the next.
  return <Pane key={`${props.person.id} ${props.document.id}`} {...props} />;
}

function Pane({ document, person, paragraphPrefix, label, editable, ...rest }: DocumentPaneProps) {
  const { session, view, paced } = useDocument(document.id, person, document.generation);
  const committed = useQuery({ ...contentQuery(document.id), enabled: !view.hasSynced });
  const [editor, setEditor] = useState<Editor | null>(null);
  const [unreadable, setUnreadable] = useState<DocumentSession | null>(null);
  const { status, lock } = view;
  const { bar = null, onShowThreads } = rest;
  const isUnreadable = session !== null && unreadable === session;
  const isLocked = lock?.isLocked ?? document.state === 'locked';
  const isStopped = status.name === 'stopped' && status.reason !== 'signedOut';
  const mayEdit = editable && !isLocked && !isStopped && !isUnreadable;
  const isLive = mayEdit && session !== null && view.hasSynced;
  // A view of its own would be made only to be thrown away for the editor.
  const isPlain = mayEdit && status.name === 'connecting' && !view.hasSynced;
  const replica = useReplicaContent(session, view.hasSynced && (!isLive || editor === null));
  const content = replica ?? committed.data ?? null;

  useReports(paced, rest);
  const onCounts = useLatest(rest.onCounts);
  const [isEmpty, setIsEmpty] = useState(false);
  const reportCounts = useCallback(
    (counts: TextCounts) => {
      setIsEmpty(counts.words === 0);
      onCounts.current?.(counts);
    },
    [onCounts],
  );
  useCounts(session, view.hasSynced, reportCounts);
  const focus = useReaderFocus();
  const dismissed = (): void => {
    session?.dismissRefusal();
    if (isLive && editor !== null) editor.commands.focus(null, { scrollIntoView: false });
    else focus.take();
  };
  const showEditor = useCallback(
    (shown: Editor | null) => {
      if (shown !== null) focus.forget();
      setEditor(shown);
    },
    [focus],
  );

  const [reader, setReader] = useState<Editor | null>(null);
  const shown = isLive && editor !== null ? editor : reader;
  useReaderFollow(session, isLive && editor !== null ? null : reader);
  useFollowedPlace(document.id, view.hasSynced ? (session?.doc ?? null) : null, shown);
  const passages = usePassages(shown, session, replica, rest);
  const proofs = useProofs(document);
  const evidence = useEvidenceChoice(document, isLive ? editor : null);
  const [host] = useState(createWritingHost);
  const tools = usePaneTools(document, editor, passages.comment, host, { ...evidence.carried, ...proofs.carried });
  const citing = useCitation({
    document: document.id,
    // A note beside the text has no address of its own.
    doc: view.hasSynced && document.kind !== 'advice' ? (session?.doc ?? null) : null,
    shown,
    prefix: paragraphPrefix,
  });
  const writing = usePaneWriting({
    document,
    copyLink: citing.copyLink,
    host,
    shown,
    prefix: paragraphPrefix,
    hidden: tools.hidden,
    onSelection: rest.onSelection,
  });
  const toolbar = (mayEdit || rest.toolbar != null) && (
    <div className="document-tools">
      <div>{mayEdit && tools.toolbar}</div>
      {writing.buttons}
    </div>
  );
  return (
    <div className="document-pane" ref={writing.pane}>
      {rest.toolbar === undefined && toolbar && <div className="document-pane-tools">{toolbar}</div>}
      {rest.toolbar != null && toolbar && createPortal(toolbar, rest.toolbar)}
      <PaneBanners
        document={document}
        view={view}
        mayEdit={mayEdit}
        isUnreadable={isUnreadable}
        person={person}
        fileName={`${[paragraphPrefix, document.kind].filter((part) => part !== null).join('-')}.txt`}
        text={() => (session === null ? '' : contentAsText(readContent(session.doc)))}
        onReconnect={() => session?.reconnect()}
        onKeep={() => session?.keepOnServer()}
        onDismiss={dismissed}
      />
      {citing.notice}
      {writing.panel}
      <div className="document-pane-text">
        {isPlain && content !== null && <CommittedText content={content} label={label} />}
        {!isPlain && (!isLive || editor === null) && content !== null && (
          <TextView
            cycle={document.cycle}
            content={content}
            label={label}
            paragraphPrefix={paragraphPrefix}
            onShown={focus.shown}
            onEditor={setReader}
            onMarkClick={passages.clicked}
            onMarksPlaced={passages.placed}
          />
        )}
        {isLive && (
          <div className="document-pane-live" data-ready={editor !== null}>
            <LiveEditor
              session={session}
              cycle={document.cycle}
              label={label}
              paragraphPrefix={paragraphPrefix}
              onCommand={tools.carryOut}
              writing={host}
              onEditor={showEditor}
              onFocusLost={focus.lost}
              onUnreadable={() => setUnreadable(session)}
              onMarkClick={passages.clicked}
              onMarksPlaced={passages.placed}
            />
          </div>
        )}
        {passages.comment !== null && shown !== null && bar === null && (
          <PassageButton editor={shown} onComment={passages.comment} />
        )}
        {bar !== null &&
          shown !== null &&
          onShowThreads !== undefined &&
          createPortal(
            <PhoneComment
              editor={shown}
              mayComment={rest.onSelectPassage !== undefined}
              onComment={passages.comment}
              onShow={onShowThreads}
            />,
            bar,
          )}
        {writing.menus}
        {citing.copyLink !== null && shown !== null && (
          <NumberLink editor={shown} prefix={paragraphPrefix} onCopy={citing.copyLink} />
        )}
        {proofs.dialog}
        {evidence.dialog}
        {isEmpty && <EmptyWords isLocked={isLocked} mayEdit={mayEdit} />}
        {content === null && !isLive && (
          <div className="document-pane-waiting">
            {committed.isError ? (
              <Trouble error={committed.error} onRetry={() => void committed.refetch()} />
            ) : (
              <Skeleton widths={[94, 99, 97, 60]} />
            )}
          </div>
        )}
      </div>
    </div>
  );
}

function EmptyWords({ isLocked, mayEdit }: { isLocked: boolean; mayEdit: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="document-pane-empty">
      <ThaiText>{t(`editor.empty.${isLocked ? 'locked' : mayEdit ? 'write' : 'read'}`)}</ThaiText>
    </p>
  );
}

interface Reports {
  readonly onStatus?: (status: DocumentStatus) => void;
  readonly onPresence?: (people: readonly PresentPerson[]) => void;
}

/** Tells the caller what changed, when it changes: an effect after each drawing would lag behind fast typing. */
function useReports(paced: PacedView, { onStatus, onPresence }: Reports): void {
  const reports = useLatest({ onStatus, onPresence });
  useEffect(() => {
    let told: SessionView | null = null;
    const tell = (): void => {
      const view = paced.read();
      if (view.status !== told?.status) reports.current.onStatus?.(view.status);
      if (view.people !== told?.people) reports.current.onPresence?.(view.people);
      told = view;
    };
    const stop = paced.subscribe(tell);
    tell();
    return stop;
  }, [paced, reports]);
}

function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
