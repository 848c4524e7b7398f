// Bundles styles, scripts and typefaces into the folder that the pages serve.
import { build, context } from "esbuild";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const outdir = fileURLToPath(new URL("../src/zoneworks/ui/static/ui/dist", import.meta.url));

// Where no Chinese face is installed the letters stay blank until ours is there, instead of showing boxes.
const waitForLetters = {
  name: "wait-for-letters",
  setup(bundler) {
    bundler.onLoad({ filter: /noto-sans-sc\/index\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replaceAll("font-display: swap", "font-display: block"),
      loader: "css",
    }));
  },
};

const options = {
  entryPoints: {
    main: fileURLToPath(new URL("main.js", import.meta.url)),
    styles: fileURLToPath(new URL("main.css", import.meta.url)),
    portal: fileURLToPath(new URL("portal.css", import.meta.url)),
  },
  outdir,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome88", "firefox90", "safari14"],
  loader: { ".woff2": "file" },
  assetNames: "fonts/[name]",
  plugins: [waitForLetters],
  legalComments: "linked",
  logLevel: "info",
};

rmSync(outdir, { recursive: true, force: true });
if (process.argv.includes("--watch")) {
  const watching = await context(options);
  await watching.watch();
} else {
  await build(options);
}
