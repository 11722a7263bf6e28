import { isNode, parse, rangeOf, walk, type AstNode } from "./solidity.ts";
import type { Mutant } from "./mutant.ts";

const BINARY: Record<string, string[]> = {
  "<": ["<=", ">"],
  "<=": ["<", ">"],
  ">": [">=", "<"],
  ">=": [">", "<"],
  "==": ["!="],
  "!=": ["=="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "<<": [">>"],
  ">>": ["<<"],
  "&": ["|"],
  "|": ["&"],
  "^": ["|"],
  "&&": ["||"],
  "||": ["&&"],
};

const ASSIGNMENT: Record<string, string> = {
  "+=": "-=",
  "-=": "+=",
  "*=": "/=",
  "/=": "*=",
  "|=": "&=",
  "&=": "|=",
  "^=": "|=",
  "<<=": ">>=",
  ">>=": "<<=",
};

/** A change before it is known where it stands. */
type Edit = Pick<Mutant, "operator" | "start" | "end" | "replacement">;

interface Context {
  source: Buffer;
  node: AstNode;
  parent: AstNode | undefined;
  above: AstNode[];
}

/** Names that mark a line as one on which roles, nonces, stock, escrow, tallies or caps depend. */
const CRITICAL =
  /restricted|msg\.sender|authority|hasRole|hasRight|isOperator|nonce|spent|nullif|stock|escrow|outstanding|capacity|tall(y|ies)|ballot|voted|units|cap\b|Cap\b|budget|limit|perMember|paid|claimed|minted|emission|checkedIn|redeemed|debt/i;

/**
 * Every mutant of a file.
 * @param file Its name, relative to the repository.
 * @param text Its text.
 */
export function mutantsOf(file: string, text: string): Mutant[] {
  const source = Buffer.from(text);
  const found: Mutant[] = [];
  for (const { node, above } of walk(parse(file, text))) {
    if (above.some(({ nodeType }) => nodeType === "InlineAssembly" || nodeType === "StructDefinition"))
      continue;
    const context = { source, node, parent: above.at(-1), above };
    for (const edit of operators.flatMap((operator) => operator(context))) {
      found.push(placed(file, source, edit, above));
    }
  }
  const distinct = new Map(found.map((each) => [`${each.start} ${each.end} ${each.replacement}`, each]));
  return [...distinct.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function placed(file: string, source: Buffer, edit: Edit, above: AstNode[]): Mutant {
  const before = source.subarray(0, edit.start).toString();
  const original = source.subarray(edit.start, edit.end).toString();
  const lineStart = before.lastIndexOf("\n") + 1;
  const rest = source.subarray(Buffer.byteLength(before.slice(0, lineStart))).toString();
  const line = rest.slice(0, rest.indexOf("\n", before.length - lineStart + original.length));
  const definition = above.findLast(({ nodeType }) =>
    ["FunctionDefinition", "ModifierDefinition"].includes(nodeType),
  );
  return {
    file,
    line: before.split("\n").length,
    around: (definition?.["name"] as string | undefined) ?? "",
    original,
    critical: edit.operator !== "body" && CRITICAL.test(line),
    ...edit,
  };
}

/** `a < b` → `a <= b` and the like. */
function binary({ source, node }: Context): Edit[] {
  const { leftExpression: left, rightExpression: right, operator } = node;
  if (node.nodeType !== "BinaryOperation" || !isNode(left) || !isNode(right)) return [];
  const between = { start: rangeOf(left).end, end: rangeOf(right).start };
  const at = source.subarray(between.start, between.end).indexOf(String(operator));
  const start = between.start + at;
  const end = start + String(operator).length;
  if (at < 0) return [];
  const others = BINARY[String(operator)] ?? [];
  return others.map((replacement) => ({ operator: "operator", start, end, replacement }));
}

/** `a += b` → `a -= b` and the like. */
function assignment({ source, node }: Context): Edit[] {
  const { leftHandSide: left, rightHandSide: right, operator } = node;
  const replacement = ASSIGNMENT[String(operator)];
  if (node.nodeType !== "Assignment" || replacement === undefined || !isNode(left) || !isNode(right))
    return [];
  const from = rangeOf(left).end;
  const start = from + source.subarray(from, rangeOf(right).start).indexOf(String(operator));
  return [{ operator: "assignment", start, end: start + String(operator).length, replacement }];
}

/** `++a` → `--a`, `!a` → `a`. */
function unary({ node }: Context): Edit[] {
  if (node.nodeType !== "UnaryOperation") return [];
  const range = rangeOf(node);
  const sign = String(node["operator"]);
  const start = node["prefix"] === true ? range.start : range.end - sign.length;
  const other = { "++": "--", "--": "++", "!": "", "-": "", "~": "" }[sign];
  if (other === undefined) return [];
  return [{ operator: "unary", start, end: start + sign.length, replacement: other }];
}

/** `if (a)` → `if (!(a))`; a guard is dropped with its revert; `a ? b : c` → `a ? c : b`. */
function conditions({ source, node }: Context): Edit[] {
  const { condition, trueBody, falseBody, trueExpression: yes, falseExpression: no } = node;
  const text = (part: AstNode): string => source.subarray(rangeOf(part).start, rangeOf(part).end).toString();
  if (node.nodeType === "Conditional" && isNode(yes) && isNode(no)) {
    const swapped = `${text(no)} : ${text(yes)}`;
    return [{ operator: "branches", start: rangeOf(yes).start, end: rangeOf(no).end, replacement: swapped }];
  }
  if (node.nodeType !== "IfStatement" || !isNode(condition) || !isNode(trueBody)) return [];
  const negated = { operator: "negation", ...rangeOf(condition), replacement: `!(${text(condition)})` };
  if (isNode(falseBody) || !onlyReverts(trueBody)) return [negated];
  return [negated, { operator: "guard", ...upToSemicolon(source, rangeOf(node)), replacement: "{}" }];
}

function onlyReverts(body: AstNode): boolean {
  const statements = body.nodeType === "Block" ? (body["statements"] as AstNode[]) : [body];
  return statements.length === 1 && statements[0]?.nodeType === "RevertStatement";
}

/** A statement is left out. */
function deletion({ source, node }: Context): Edit[] {
  if (!["ExpressionStatement", "EmitStatement", "Continue", "Break"].includes(node.nodeType)) return [];
  const range = upToSemicolon(source, rangeOf(node));
  // What a for loop does at its end has no semicolon.
  if (source[range.end - 1] !== 0x3b) return [];
  return [{ operator: "deletion", ...range, replacement: "{}" }];
}

function upToSemicolon(source: Buffer, { start, end }: { start: number; end: number }) {
  const rest = /^\s*;/.exec(source.subarray(end, end + 40).toString());
  return { start, end: end + (rest?.[0].length ?? 0) };
}

/** `7` → `7 + 1`, `7 - 1`; `true` → `false`. */
function constants({ source, node, parent }: Context): Edit[] {
  if (node.nodeType !== "Literal" || parent?.nodeType === "ArrayTypeName") return [];
  const range = rangeOf(node);
  const text = source.subarray(range.start, range.end).toString();
  if (node["kind"] === "bool") {
    return [{ operator: "constant", ...range, replacement: text === "true" ? "false" : "true" }];
  }
  if (node["kind"] !== "number" || text.length > 20) return [];
  const less = Number(node["value"]) > 0 ? [`(${text} - 1)`] : [];
  return [`(${text} + 1)`, ...less].map((replacement) => ({ operator: "constant", ...range, replacement }));
}

/** A modifier is left out. */
function modifiers({ node, parent }: Context): Edit[] {
  if (node.nodeType !== "ModifierInvocation" || parent?.["kind"] === "constructor") return [];
  return [{ operator: "modifier", ...rangeOf(node), replacement: "" }];
}

/** A function does nothing but revert. */
function bodies({ node }: Context): Edit[] {
  const { body } = node;
  if (node.nodeType !== "FunctionDefinition" || node["kind"] === "constructor" || !isNode(body)) return [];
  if ((body["statements"] as unknown[]).length === 0) return [];
  return [{ operator: "body", ...rangeOf(body), replacement: "{ revert(); }" }];
}

/** Two neighbouring arguments change places. */
function swaps({ source, node }: Context): Edit[] {
  const given = node["arguments"] as AstNode[] | undefined;
  if (node.nodeType !== "FunctionCall" || !given || (node["names"] as string[] | undefined)?.length)
    return [];
  const text = (part: AstNode): string => source.subarray(rangeOf(part).start, rangeOf(part).end).toString();
  return given.slice(1).flatMap((second, index) => {
    const first = given[index] as AstNode;
    const [a, b] = [text(first), text(second)];
    if (a === b) return [];
    const between = source.subarray(rangeOf(first).end, rangeOf(second).start).toString();
    const [start, end] = [rangeOf(first).start, rangeOf(second).end];
    return [{ operator: "swap", start, end, replacement: `${b}${between}${a}` }];
  });
}

const operators = [binary, assignment, unary, conditions, deletion, constants, modifiers, bodies, swaps];
