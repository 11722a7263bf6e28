import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import reactHooks from "eslint-plugin-react-hooks";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const CODE = ["**/*.ts", "**/*.tsx"];
const PLAIN = ["**/*.js", "**/*.mjs"];
const TESTS = ["test/**", "**/*.test.ts", "**/*.test.tsx"];
/** The one file in which the dashboard sends a transaction. */
const SENDER = "frontend/src/chain/runTransaction.ts";

const featuresDir = join(import.meta.dirname, "frontend/src/features");
const features = existsSync(featuresDir) ? readdirSync(featuresDir) : [];

/** Syntax refused everywhere; each entry says what to do instead. */
const REFUSED_SYNTAX = [
  { selector: "TSEnumDeclaration", message: "Use a union of literals, or an object `as const`." },
  { selector: "TSParameterProperty", message: "Declare the field and assign it in the constructor." },
  {
    selector:
      ":matches(Literal[value=/^(0x)?[0-9a-fA-F]{64}$/], TemplateElement[value.raw=/^(0x)?[0-9a-fA-F]{64}$/])",
    message:
      "Looks like a private key. Keys come from the Hardhat keystore or the public test mnemonic; compute hashes.",
  },
];

const SENDING_CALL = {
  selector: "CallExpression[callee.property.name=/^(writeContract|sendTransaction|sendRawTransaction)$/]",
  message: `Transactions are sent in ${SENDER} alone: ask for one with useTransaction.`,
};

const SENDING_IMPORT = {
  regex: "^(wagmi|@wagmi/core|viem)(/.*)?$",
  importNamePattern: "^(useWriteContract|useSendTransaction|writeContract|sendTransaction)(Sync)?$",
  message: `Transactions are sent in ${SENDER} alone: ask for one with useTransaction.`,
};

/**
 * A direction that imports must not take.
 * @param {string} from Who must not import, for the message.
 * @param {string[]} folders Siblings on the way up, such as `server`.
 */
function noWayTo(from, folders) {
  const names = folders.join("|");
  return {
    regex: `^(\\.{1,2}/)*\\.\\./(${names})(/|$)|^@hearth/(${names})(/|$)`,
    message: `${from} must not import from ${folders.join(", ")}.`,
  };
}

/** Import rules of some files. A later entry for the same file replaces an earlier one, so each is complete. */
function imports(files, patterns) {
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const dashboardImports = [
  noWayTo("The dashboard", ["indexer", "server", "scripts", "deploy"]),
  SENDING_IMPORT,
];

export default defineConfig(
  globalIgnores([
    "**/node_modules/",
    "**/dist/",
    "artifacts/",
    "cache/",
    "coverage/",
    "types/",
    ".hearth/",
    // Written by Ponder at every start.
    "indexer/ponder-env.d.ts",
    "indexer/generated/",
    "protocol/src/generated/",
  ]),
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: PLAIN, extends: [tseslint.configs.strict] },
  {
    files: CODE,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      // A function may be async because its interface is.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // viem's and Hardhat's helpers are made to be taken from their objects, but do not declare `this: void`.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: [...CODE, ...PLAIN],
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "no-restricted-syntax": ["error", ...REFUSED_SYNTAX],
      "no-warning-comments": "error",
    },
  },
  { files: [...CODE, ...PLAIN], ignores: TESTS, rules: { "max-lines-per-function": ["error", 60] } },
  {
    files: TESTS,
    rules: {
      // Chai's assertions are properties: expect(x).to.be.true.
      "@typescript-eslint/no-unused-expressions": "off",
      // A test that reads something missing should fail there, not guard against it.
      "@typescript-eslint/no-non-null-assertion": "off",
    },
  },
  { files: ["frontend/**/*.{ts,tsx}"], extends: [reactHooks.configs.flat["recommended-latest"]] },
  {
    files: ["frontend/src/**/*.{ts,tsx}"],
    ignores: [SENDER, "**/*.test.ts"],
    rules: { "no-restricted-syntax": ["error", ...REFUSED_SYNTAX, SENDING_CALL] },
  },
  imports(
    ["protocol/**/*.ts"],
    [noWayTo("protocol", ["indexer", "server", "frontend", "scripts", "deploy", "test"])],
  ),
  imports(["indexer/**/*.ts"], [noWayTo("indexer", ["server", "frontend", "deploy"])]),
  imports(["server/**/*.ts"], [noWayTo("server", ["indexer", "frontend", "scripts", "deploy"])]),
  imports(["deploy/**/*.ts"], [noWayTo("deploy", ["indexer", "server", "frontend", "scripts", "test"])]),
  imports(["frontend/**/*.{ts,tsx}"], dashboardImports),
  imports(["frontend/src/ui/**"], [...dashboardImports, noWayTo("ui", ["features", "chain", "api", "app"])]),
  ...features.map((feature) =>
    imports(
      [`frontend/src/features/${feature}/**`],
      [
        ...dashboardImports,
        noWayTo(`The feature ${feature}`, [...features.filter((each) => each !== feature), "app"]),
      ],
    ),
  ),
  imports([SENDER], [noWayTo("The dashboard", ["indexer", "server", "scripts", "deploy"])]),
);
