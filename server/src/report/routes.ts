import { createRoute, z } from '@hono/zod-openapi';
import { scoreValueSchema } from '@ruam/shared/assessment/assessment.ts';
import { contentAsMarkdown } from '@ruam/shared/document/markdown.ts';
import { AppError } from '@ruam/shared/errors/errors.ts';
import { summaryReport } from '@ruam/shared/report/summaryReport.ts';
import type { Database } from '../database/database.ts';
import type { TextReader } from '../deciding/textReader.ts';
import type { DocxWriter } from '../docx/docxWriter.ts';
import { attachment } from '../files/headers.ts';
import { readerOf } from '../http/environment.ts';
import { createHttpApp, type HttpApp, problem } from '../http/openApi.ts';
import type { Printer } from '../pdf/printer.ts';
import { readReportSource } from './readReportSource.ts';
import { reportPage } from './reportPage.ts';

interface Dependencies {
  readonly database: Database;
  readonly texts: TextReader;
  readonly docx: DocxWriter;
  readonly printer: Printer;
}

const formats = ['docx', 'pdf', 'xlsx', 'json', 'markdown'] as const;
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const markdownType = 'text/markdown; charset=utf-8';

/** The report of a cycle, as it stands now, for all who read the cycle. */
export function reportRoutes({ database, texts, docx, printer }: Dependencies): HttpApp {
  const app = createHttpApp();
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/cycles/{cycle}/report',
      summary: 'The summary report of the committed texts; its foot and `x-content-hash` say of which',
      request: {
        params: z.object({ cycle: z.string() }),
        query: z.object({ format: z.enum(formats).default('docx'), value: scoreValueSchema.default('claimed') }),
      },
      responses: {
        200: {
          description: 'The report',
          content: {
            [wordType]: { schema: z.string() },
            'application/pdf': { schema: z.string() },
            'text/markdown': { schema: z.string() },
          },
        },
        404: problem('notFound'),
        415: problem('unknownFormat (not built yet)'),
        422: problem('invalid'),
        503: problem('unavailable, noPrinter'),
      },
    }),
    async (context) => {
      const { cycle } = context.req.valid('param');
      const { format, value } = context.req.valid('query');
      readerOf(context, cycle);
      if (format === 'xlsx' || format === 'json')
        throw new AppError('unknownFormat', `the report cannot be had as ${format} yet`);
      const { source, contentHash } = await readReportSource({ database, texts }, cycle, value);
      const content = summaryReport(source);
      const name = `รายงาน PMQA ปีงบประมาณ ${source.fiscalYearBE}`;
      context.header('x-content-hash', contentHash);
      context.header('cache-control', 'no-store');
      if (format === 'markdown')
        return context.body(contentAsMarkdown(content), 200, {
          'content-type': markdownType,
          'content-disposition': attachment(`${name}.md`),
        });
      const about = { title: source.title, foot: `SHA-256 ${contentHash}` };
      if (format === 'pdf')
        return context.body(new Uint8Array(await printer.print(reportPage(content, about))), 200, {
          'content-type': 'application/pdf',
          'content-disposition': attachment(`${name}.pdf`),
        });
      const bytes = await docx.write({ content, ...about });
      return context.body(new Uint8Array(bytes), 200, {
        'content-type': wordType,
        'content-disposition': attachment(`${name}.docx`),
      });
    },
  );
  return app;
}
