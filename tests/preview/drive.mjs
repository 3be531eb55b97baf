// node drive.mjs ADDRESS MANUSCRIPT: what the page of the preview shows while it is used as an editor
// would, as JSON; MANUSCRIPT is changed, broken and mended on the way.
import { readFile, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import path from "node:path"
import { fileURLToPath } from "node:url"

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "judges", "node_modules")
const { chromium } = createRequire(path.join(modules, "x.js"))("playwright-core")
const [address, manuscript] = process.argv.slice(2)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
})
const errors = [], asked = []
const start = async (width, height, hash = "#l-estran/") => {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: 2, bypassCSP: false })
  page.on("console", m => { if (["error", "warning"].includes(m.type())) errors.push(m.text()) })
  page.on("pageerror", e => errors.push(String(e)))
  page.on("request", r => asked.push(new URL(r.url()).origin))
  page.on("response", r => { if (r.status() >= 400) errors.push(`${r.status()} ${r.url()}`) })
  await page.goto(address + hash)
  await page.waitForFunction(() => document.getElementById("folio").value)
  await page.waitForTimeout(300)
  return page
}

// In the page: what both panes show, and where the first words of the current page stand.
const look = () => {
  const frame = document.getElementById("text"), inside = frame.contentDocument
  const sheet = document.querySelector("#sheets figure[data-current]")
  const folio = document.getElementById("folio").value
  const mark = inside.querySelector(`[role~="doc-pagebreak"][aria-label="${folio}"]`)
  const picture = sheet?.querySelector("img")
  return {
    folio,
    hash: location.hash,
    document: decodeURIComponent(inside.URL).split("/").pop(),
    mark: mark && mark.getBoundingClientRect().top,
    height: frame.contentWindow.innerHeight,
    sheet: sheet?.getAttribute("aria-label"),
    open: [...document.querySelectorAll("#sheets figure")].map(f => f.getAttribute("aria-label")),
    sharp: picture && picture.naturalWidth / picture.getBoundingClientRect().width,
    spoken: sheet?.querySelector(".spoken").textContent ?? "",
    scrolled: inside.documentElement.scrollTop,
    text: inside.body.textContent,
    status: document.getElementById("status").textContent,
    size: parseFloat(frame.contentWindow.getComputedStyle(inside.body).fontSize),
    color: frame.contentWindow.getComputedStyle(inside.body).color,
    width: frame.contentWindow.innerWidth,
  }
}
// A machine under load scrolls for longer: until nothing has moved for a while.
const settle = page => page.evaluate(async () => {
  const state = () => [
    document.getElementById("text").contentWindow.scrollY,
    document.getElementById("text").contentDocument?.URL,
    document.getElementById("folio").value,
    document.querySelector("#sheets figure[data-current]")?.getAttribute("aria-label"),
  ].join()
  const started = performance.now()
  let last = state(), since = started, still = 0
  while ((performance.now() - since < 450 || still < 20) && performance.now() - started < 20000) {
    await new Promise(done => requestAnimationFrame(done))
    still += 1
    if (state() !== last) [last, since, still] = [state(), performance.now(), 0]
  }
})
const seen = {}

try {
  const page = await start(1440, 900)
  const see = async () => { await settle(page); return page.evaluate(look) }
  seen.opened = await see()
  seen.sandbox = await page.getAttribute("#text", "sandbox")

  // Every page by the page list; then by the keyboard.
  await page.click("#contents-button")
  seen.listed = []
  for (const link of await page.locator("#page-list a").all()) {
    await link.click()
    seen.listed.push({ asked: await link.textContent(), ...await see() })
  }
  await page.keyboard.press("Escape")
  seen.closed = await page.isHidden("#contents")
  const go = async folio => { await page.fill("#folio", folio); await page.press("#folio", "Enter"); return see() }
  seen.field = await go("9")
  await page.focus("#sheets")
  await page.keyboard.press("ArrowRight")
  seen.right = await see()
  await page.keyboard.press("ArrowLeft")
  seen.left = await see()
  seen.unknown = { ...await go("999"), invalid: await page.getAttribute("#folio", "aria-invalid"),
    said: await page.textContent("#alert") }

  // The text scrolled with the wheel; a link of the book followed.
  await go("9")
  await page.mouse.move(300, 500)
  const target = await page.evaluate(() => {
    const inside = document.getElementById("text").contentDocument
    return inside.querySelector('[aria-label="12"]').getBoundingClientRect().top - 60
  })
  await page.mouse.wheel(0, target)
  seen.wheel = await see()
  await page.mouse.wheel(0, 20000)
  seen.end = await see()
  await go("iv")
  const text = page.frameLocator("#text")
  await text.locator("nav a", { hasText: "La criée" }).first().click()
  seen.followed = await see()

  // Type, night, width.
  await go("9")
  const before = await see()
  for (const id of ["#larger", "#larger", "#night"]) await page.click(id, { force: true })
  await page.check("input[value=phone]", { force: true })
  seen.dressed = { before, after: await see() }
  await page.uncheck("#night", { force: true })
  await page.check("input[value=full]", { force: true })
  await page.click("#smaller")
  await page.click("#smaller")

  // What an automatic judge of accessibility says of the page.
  await page.evaluate(await readFile(path.join(modules, "@daisy/axe-core-for-ace/axe.min.js"), "utf8"))
  seen.axe = await page.evaluate(async () => (await axe.run(document, { iframes: false })).violations.map(v =>
    `${v.id}: ${v.nodes.map(n => n.html).join(" ")}`))

  // A manuscript changes: the place is kept.
  await go("11")
  const written = await readFile(manuscript, "utf8")
  const held = await see()
  await writeFile(manuscript, `${written}\n\nUn paragraphe que l’on vient d’écrire.\n`)
  const has = words => page.waitForFunction(w => document.getElementById("text").contentDocument?.body
    ?.textContent.includes(w), words, { timeout: 60000 })
  await has("que l’on vient d’écrire")
  seen.changed = { before: held, after: await see() }

  // It is broken: the earlier edition stays, and the page says what is wrong; then mended.
  await writeFile(manuscript, `${written}\n\n![Le phare](absente.png)\n`)
  await page.waitForSelector("#problems.failed", { timeout: 60000 })
  await page.waitForFunction(() => document.getElementById("status").classList.contains("failed"))
  seen.broken = { ...await see(), said: await page.innerText("#problems"), alert: await page.textContent("#alert") }
  await writeFile(manuscript, written)
  await page.waitForSelector("#problems", { state: "hidden", timeout: 60000 })
  await page.waitForFunction(() => // the frame has no body while it loads
    document.getElementById("text").contentDocument.body?.textContent.includes("vient d’écrire") === false,
    null, { timeout: 60000 })
  seen.mended = await see()
  await page.selectOption("#publication", "le-caucase")
  seen.other = await see()
  await page.close()

  // A narrow window.
  const narrow = await start(320, 640, "#l-estran/9")
  seen.narrow = await narrow.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - innerWidth,
    outside: [...document.querySelectorAll("button, input, select, iframe")].filter(e => {
      const box = e.getBoundingClientRect()
      return box.width && (box.left < -1 || box.right > innerWidth + 1)
    }).map(e => e.id),
    panes: [...document.querySelectorAll(".pane")].filter(p => p.checkVisibility()).map(p => p.id),
  }))
  await narrow.check("#panes input[value=pdf]", { force: true })
  await narrow.click("#next")
  await settle(narrow)
  seen.narrowPaper = await narrow.evaluate(look)
  await narrow.check("#panes input[value=epub]", { force: true })
  await settle(narrow)
  seen.narrowText = await narrow.evaluate(look)
  await narrow.close()

  // An address that was cut or mistyped.
  const strange = await start(1440, 900, "#l-estran/%E0%A4%A")
  await strange.evaluate(() => { location.hash = "#l-estran/100%" })
  await settle(strange)
  await strange.evaluate(() => { location.hash = "#l-estran/9" })
  await settle(strange)
  seen.strange = await strange.evaluate(look)
  console.log(JSON.stringify({ ...seen, errors, asked: [...new Set(asked)] }))
} finally {
  await browser.close()
}
