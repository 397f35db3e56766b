import { STATUS_CODES } from 'node:http';
import type { Refused } from './answer';

/** The three forms of the API's error bodies, newest first. */
export const errorFamilies = ['problem', 'error', 'message'] as const;
export type ErrorFamily = (typeof errorFamilies)[number];

export interface ErrorBody {
  readonly contentType: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const apiVersion = '2026-08-31';

const titles: Readonly<Record<number, string>> = {
  402: 'Insufficient credits',
  429: 'Too Many Requests',
};

const titleOf = (status: number): string => titles[status] ?? STATUS_CODES[status] ?? 'Error';

/** The body of a refusal, in one of the forms. */
export function errorBody(refused: Refused, family: ErrorFamily): ErrorBody {
  const { status, code, detail, members } = refused;
  switch (family) {
    case 'problem':
      return {
        contentType: 'application/problem+json; charset=utf-8',
        body: {
          type: 'about:blank',
          title: titleOf(status),
          status,
          detail,
          ...(code !== undefined && { code, api_version: apiVersion }),
          ...members,
        },
      };
    case 'error':
      return {
        contentType: json,
        body: { error: titleOf(status), detail, ...(code !== undefined && { code }), ...members },
      };
    case 'message':
      return {
        contentType: json,
        body: { status, error: titleOf(status), message: detail, ...members },
      };
  }
}

export const json = 'application/json; charset=utf-8';
