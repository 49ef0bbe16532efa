/**
 * Rules of this repository that oxlint does not have, as a plugin of it (`pmp/...` in .oxlintrc.json).
 * oxlint loads this file itself, so it must run on Node alone: erasable TypeScript, no imports.
 */

/** The part of an ESTree node that these rules look at. */
interface Node {
  type: string;
  [field: string]: unknown;
}

interface RuleContext {
  report(finding: { node: Node; message: string }): void;
}

type Visitor = Record<string, (node: Node) => void>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;
const nodes = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : []);
const nameOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Identifier' && typeof value.name === 'string' ? value.name : undefined;
const textOf = (value: unknown): string | undefined =>
  isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;

/** `a.b.c` and `a['b'].c(x)` as `['a', 'b', 'c']`; calls on the way are stepped through (`it.skipIf(x)(...)`). */
function chain(value: unknown): string[] {
  if (!isNode(value)) return [];
  if (value.type === 'CallExpression') return chain(value.callee);
  if (value.type === 'ChainExpression') return chain(value.expression);
  if (value.type === 'MemberExpression') {
    return [...chain(value.object), nameOf(value.property) ?? textOf(value.property) ?? '?'];
  }
  return [nameOf(value) ?? '?'];
}

const rule = (create: (context: RuleContext) => Visitor) => ({ create });

/** `x as unknown as T` says anything: parse the value, or narrow it. */
const noDoubleCast = rule((context) => ({
  TSAsExpression(node) {
    let inner = node.expression;
    while (isNode(inner) && inner.type === 'ParenthesizedExpression') inner = inner.expression;
    if (isNode(inner) && (inner.type === 'TSAsExpression' || inner.type === 'TSTypeAssertion')) {
      context.report({
        node,
        message: 'A double cast switches the types off: parse the value or narrow it.',
      });
    }
  },
}));

const envMessage = 'Only apps read the environment, in env.ts: take the value as a parameter.';

/** The environment is read in one place a process; everything else gets values. */
const noEnv = rule((context) => ({
  MemberExpression(node) {
    const path = chain(node);
    const at = path.lastIndexOf('env');
    if (at > 0 && at === path.length - 1 && path[at - 1] === 'process') {
      context.report({ node, message: envMessage });
    }
  },
  VariableDeclarator(node) {
    const pattern = node.id;
    if (nameOf(node.init) !== 'process' || !isNode(pattern) || pattern.type !== 'ObjectPattern') return;
    if (nodes(pattern.properties).some((property) => nameOf(property.key) === 'env')) {
      context.report({ node, message: envMessage });
    }
  },
  ImportSpecifier(node) {
    const declaration = node.parent;
    const source = isNode(declaration) ? textOf(declaration.source) : undefined;
    if ((source === 'node:process' || source === 'process') && nameOf(node.imported) === 'env') {
      context.report({ node, message: envMessage });
    }
  },
}));

const suites = new Set(['it', 'test', 'describe', 'suite']);
const offWords = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails']);
const offMessage = 'A test runs always and with all others: mend it or delete it.';

/** No test is switched off, singled out, expected to fail, or run on a condition. */
const noTestOff = rule((context) => ({
  CallExpression(node) {
    const [root, ...words] = chain(node);
    if (root === undefined) return;
    const off = suites.has(root) && words.some((word) => offWords.has(word));
    const fromContext = (root === 'ctx' || root === 'context' || root === 't') && words.at(-1) === 'skip';
    const options = suites.has(root)
      ? nodes(node.arguments).filter((one) => one.type === 'ObjectExpression')
      : [];
    const byOption = options
      .flatMap((one) => nodes(one.properties))
      .some((property) => offWords.has(nameOf(property.key) ?? ''));
    if (off || fromContext || byOption) context.report({ node, message: offMessage });
  },
}));

const mocks = new Set(['mock', 'doMock']);

/** Our own modules are never mocked: a test implements the port's interface instead. */
const noOwnMock = rule((context) => ({
  CallExpression(node) {
    const [root, word] = chain(node.callee);
    if ((root !== 'vi' && root !== 'vitest') || !mocks.has(word ?? '')) return;
    const [first] = nodes(node.arguments);
    const target = first?.type === 'ImportExpression' ? textOf(first.source) : textOf(first);
    if (target !== undefined && /^(\.|@pmp\/|#)/.test(target)) {
      context.report({ node, message: 'Do not mock our own modules: pass a fake that implements the port.' });
    }
  },
}));

/** In a browser the whole of zod costs four times zod/mini, and only a namespace import is shaken. */
const zodMini = rule((context) => ({
  ImportDeclaration(node) {
    const source = textOf(node.source);
    if (source === undefined || !/^zod(\/|$)/.test(source)) return;
    const namespace = nodes(node.specifiers).every((one) => one.type === 'ImportNamespaceSpecifier');
    if (source !== 'zod/mini' || !(namespace || node.importKind === 'type')) {
      context.report({ node, message: "Write: import * as z from 'zod/mini'" });
    }
  },
}));

export default {
  meta: { name: 'pmp' },
  rules: {
    'no-double-cast': noDoubleCast,
    'no-env': noEnv,
    'no-test-off': noTestOff,
    'no-own-mock': noOwnMock,
    'zod-mini': zodMini,
  },
};
