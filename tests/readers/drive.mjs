// node drive.mjs READER BOOK PROFILE [PICTURES]: opens the book in a reading system in Chromium and prints, as
// JSON, what is seen; with a folder, takes pictures of some documents at three sizes of screen instead.
// PROFILE holds the hyphenation that Debian’s Chromium lacks (hyb.py). Nothing is served: the browser's requests are answered here, and none leaves the machine.
import { readFile } from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"

const here = path.dirname(fileURLToPath(import.meta.url))
const modules = path.join(here, "..", "judges", "node_modules")
const { chromium } = createRequire(path.join(modules, "x.js"))("playwright-core")
const [system, book, profile, pictures] = process.argv.slice(2)
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".epub": "application/epub+zip" }
// In CSS pixels, each of two by two of the device: a picture of the e-reader has 1072 × 1448.
const SCREENS = { phone: [390, 844], ereader: [536, 724], tablet: [820, 1180] }

const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Components are read from the profile, and fetched from nowhere.
  ignoreDefaultArgs: ["--disable-component-update"],
  args: ["--component-updater=url-source=http://127.0.0.1:9/", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  deviceScaleFactor: 2,
})
const errors = []
const start = async ([width, height]) => {
  const page = await browser.newPage()
  await page.setViewportSize({ width, height })
  page.on("console", m => { if (m.type() === "error") errors.push(m.text()) })
  page.on("pageerror", e => errors.push(String(e)))
  await page.route("**", async route => {
    const { pathname, hostname, protocol } = new URL(route.request().url())
    if (protocol === "blob:" || protocol === "data:") return route.continue()
    if (hostname !== "reader.test") {
      errors.push(`asked for ${route.request().url()}`)
      return route.abort()
    }
    const file = pathname === "/book.epub" ? book
      : pathname.startsWith("/node_modules/") ? path.join(modules, pathname.slice(14)) : path.join(here, pathname)
    return route.fulfill({ body: await readFile(file), contentType: TYPES[path.extname(file)] ?? "text/plain" })
  })
  await page.goto("http://reader.test/hyphens.html")
  await page.waitForFunction(() => document.querySelector("p").offsetHeight > 30, null, { timeout: 20000 })
  await page.goto(`http://reader.test/${system}.html`)
  await page.waitForFunction(() => window.reader, null, { timeout: 20000 })
  await page.addScriptTag({ url: "/observe.js", type: "module" })
  await page.waitForFunction(() => window.observe)
  return page
}

try {
  if (pictures) {
    for (const [name, size] of Object.entries(SCREENS)) {
      const page = await start(size)
      const sections = await page.evaluate(() => reader.sections)
      for (const section of sections) {
        await page.evaluate(s => reader.go(s), section)
        await page.screenshot({ path: path.join(pictures, `${system}-${name}-${path.parse(section).name}.png`) })
      }
      await page.close()
    }
  } else {
    const page = await start(SCREENS.phone)
    const seen = await page.evaluate(async () => ({
      sections: await observe.visit(reader.sections.map(href => ({ label: "", href }))),
      contents: await observe.visit(reader.contents),
      pages: await observe.visit(reader.pages),
      notes: await observe.openNotes(),
      dressed: await observe.dressed(),
      divided: await observe.divided(),
      uneven: await observe.uneven(),
      failed: observe.errors,
    }))
    await page.close()
    const narrow = await start([320, 640])
    seen.wide = await narrow.evaluate(() => observe.tooWide())
    console.log(JSON.stringify({ ...seen, errors: [...seen.failed, ...errors] }))
  }
} finally {
  await browser.close()
}
