import { Button, Menu } from '@mantine/core';
import type { CycleAnswer } from '@ruam/shared/api/api.ts';
import { IconChevronDown, IconFileExport } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { requestFile } from '../api/request.ts';
import { FormError } from '../ui/FormError.tsx';
import { paths } from '../ui/paths.ts';

const formats = ['docx', 'pdf'] as const;
type Format = (typeof formats)[number];

/** The way to the reports of the cycle; and the plain one as a file at once. */
export function ReportMenu({ cycle }: { cycle: CycleAnswer }) {
  const { t } = useTranslation();
  const report = useMutation({
    mutationFn: async (format: Format) => {
      const file = await requestFile(`/api/cycles/${encodeURIComponent(cycle.id)}/report?format=${format}`);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = `${t('overview.fileName', { year: cycle.fiscalYearBE })}.${format}`;
      link.click();
      // The download has begun with the click.
      URL.revokeObjectURL(link.href);
    },
  });
  return (
    <div className="item-head-more">
      <Button.Group>
        <Button
          component={Link}
          href={paths.reports(cycle.id)}
          variant="default"
          size="sm"
          leftSection={<IconFileExport size={18} stroke={1.75} aria-hidden />}
        >
          {t('reports.make')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" size="sm" px={8} aria-label={t('reports.quick')} loading={report.isPending}>
              <IconChevronDown size={18} stroke={1.75} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t('overview.about')}</Menu.Label>
            {formats.map((format) => (
              <Menu.Item key={format} onClick={() => report.mutate(format)}>
                {t(`overview.formats.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Button.Group>
      <FormError error={report.error} />
    </div>
  );
}
