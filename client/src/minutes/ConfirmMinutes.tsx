import { Button, Modal, Textarea } from '@mantine/core';
import type { MeetingAnswer, MeetingDetail } from '@ruam/shared/api/meetings.ts';
import type { MinutesAnswer } from '@ruam/shared/api/resolutions.ts';
import { toThaiDigits } from '@ruam/shared/thai/digits.ts';
import { IconGavel } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cycleKey } from '../api/cycle.ts';
import { meetingsQuery } from '../api/meetings.ts';
import { makeResolution } from '../api/resolutions.ts';
import { FormError } from '../ui/FormError.tsx';
import { ThaiText } from '../ui/ThaiText.tsx';

/** The meeting of the body that runs now confirms the minutes; without one it says when that can be. */
export function ConfirmMinutes({ meeting, minutes }: { meeting: MeetingDetail; minutes: MinutesAnswer }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const meetings = useQuery(meetingsQuery(meeting.cycle)).data ?? [];
  const running = meetings.find(
    ({ id, body, state }) => body === meeting.body && id !== meeting.id && state === 'running',
  );
  if (running === undefined)
    return (
      <p className="minutes-facts">
        <ThaiText>{t('minutes.confirm.none')}</ThaiText>
      </p>
    );
  return (
    <>
      <Button leftSection={<IconGavel size={18} stroke={1.75} aria-hidden />} onClick={() => setIsOpen(true)}>
        {t('minutes.confirm.by', { number: running.number })}
      </Button>
      {isOpen && <ConfirmDialog running={running} minutes={minutes} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function ConfirmDialog({
  running,
  minutes,
  onClose,
}: {
  running: MeetingAnswer;
  minutes: MinutesAnswer;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { cycle } = running;
  // A text of the meeting, and so always Thai.
  const phrase = `ที่ประชุมมีมติรับรองรายงานการประชุมครั้งที่ ${toThaiDigits(minutes.number)} โดยไม่มีการแก้ไข`;
  const [text, setText] = useState(phrase);
  const [key] = useState(() => crypto.randomUUID());
  const confirm = useMutation({
    mutationFn: () =>
      makeResolution(cycle, running.id, {
        ...{ kind: 'confirmed', text, minutes: minutes.meeting, expectedContentHash: minutes.contentHash, key },
      }),
    onSuccess: onClose,
    onSettled: () => queryClient.invalidateQueries({ queryKey: cycleKey(cycle) }),
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') confirm.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('minutes.confirm.title', { number: minutes.number })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <form className="minutes-confirm" onSubmit={send}>
        <p className="minutes-facts">
          <ThaiText>{t('minutes.confirm.about', { number: running.number })}</ThaiText>
        </p>
        <Textarea
          label={t('minutes.confirm.text')}
          autosize
          minRows={3}
          maxRows={8}
          lang="th"
          data-autofocus
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <FormError error={confirm.error} />
        <div className="minutes-actions">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={confirm.isPending} disabled={text.trim() === ''}>
            {t('minutes.confirm.go')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
