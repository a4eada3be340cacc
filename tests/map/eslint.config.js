// How the page's JavaScript is checked: `npm ci && npm run lint` in this folder.
import js from "@eslint/js";
import globals from "globals";

const unsafe = (property) => ({ property, message: "Text enters the page through dom.js, as text." });

export default [
  {
    ...js.configs.recommended,
    files: ["**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    rules: {
      ...js.configs.recommended.rules,
      complexity: ["error", 18],
      eqeqeq: "error",
      "max-lines": ["error", 400],
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": ["error", ...["innerHTML", "outerHTML", "insertAdjacentHTML", "write"].map(unsafe)],
      "no-shadow": "error",
      "no-unused-vars": "error",
      "prefer-const": "error",
    },
  },
];
