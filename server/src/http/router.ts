import { OpenAPIHono, type createRoute } from "@hono/zod-openapi";
import type { z } from "zod";
import { ApiError, errorSchema, type FieldError } from "./errors.ts";

/** A route's answers, as `createRoute` takes them. */
type Responses = Parameters<typeof createRoute>[0]["responses"];

const describe = {
  400: "The request is not valid; `fields` says where",
  401: "Not signed in",
  403: "Not allowed",
  404: "No such thing",
  409: "In conflict with what is there already",
  413: "The request is too large",
  415: "The body is not JSON",
  422: "The community's contracts would refuse it; the message says why",
  429: "Too many requests",
  503: "The chain, the database or the relay can't be reached just now",
} as const;

/** An empty router whose validators answer in the server's own error format. */
export function createRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw invalidRequest(result.error);
    },
  });
}

/**
 * The refusals of a route, for the OpenAPI document.
 * @param statuses Which ones, beside those that every route has.
 */
export function refusals(...statuses: (keyof typeof describe)[]): Responses {
  const content = { "application/json": { schema: errorSchema } };
  const all = [...statuses, 429, 503] as const;
  return Object.fromEntries(all.map((status) => [status, { description: describe[status], content }]));
}

/**
 * An answer with a JSON body, for the OpenAPI document.
 * @param schema Of the body.
 * @param description Of the answer.
 */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/**
 * A required JSON body of a request.
 * @param schema Of the body.
 */
export function body<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { "application/json": { schema } } };
}

function invalidRequest(error: z.ZodError): ApiError {
  const fields = error.issues.map((issue): FieldError => ({
    path: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const [first] = fields;
  const where = first && first.path !== "" ? `${first.path} ${first.message}` : (first?.message ?? "");
  return new ApiError("invalid_request", `The request is not valid: ${where}.`, {
    fields: fields.slice(0, 20),
  });
}
