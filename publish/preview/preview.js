// The page of the preview: two panes that move together by the page list, and what the server tells.
import { Reader, decoded } from "./reader.js"
import { Paper } from "./paper.js"

const $ = id => document.getElementById(id)
const terms = await (await fetch("/terms")).json()
// In sentences of ours French signs keep to their words; the spaces that they have are plain ones.
const kept = text => text.replace(/« /g, "«\u00a0").replace(/ (?=[»:;!?])/g, "\u00a0")
const say = (term, values = {}) => kept(terms[term].replace(/\{(\w+)\}/g, (_, name) => values[name]))
const made = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text ?? "", ...properties })

const reader = new Reader($("text"))
const paper = new Paper($("sheets"))
let state = { publications: [], problems: [] }
let slug = "", revision = "", book = null
let dismissed = "" // the problems that were put away: they come back when they are others

// --- moving together -----------------------------------------------------------------------------

/** The page of the PDF that bears the folio of a page mark; the cover before the first. */
const pageOf = mark => Math.max(0, book.pages.findIndex(page => page.label === book.marks[mark]?.label))

/** The last page mark not after a page: blank pages and covers have none. */
const markOf = index => {
  for (let i = index; i >= 0; i--) {
    const mark = book.marks.findIndex(({ label }) => label === book.pages[i].label)
    if (mark >= 0) return mark
  }
  return -1
}

let typing = false // in the field of the page: what is written there stays

const told = () => {
  const page = book.pages[paper.index]
  if (!typing) $("folio").value = page.label
  $("previous").disabled = paper.beside(-1) === null
  $("next").disabled = paper.beside(1) === null
  const address = `#${slug}/${encodeURIComponent(page.label)}`
  if (location.hash !== address) history.replaceState(null, "", address)
  document.title = `${page.label} · ${book.title}`
  const here = book.spine.indexOf(reader.document)
  for (const [id, step] of [["previous-chapter", -1], ["next-chapter", 1]]) {
    const next = book.spine[here + step]
    $(id).disabled = !next
    $(id).textContent = next ? (step < 0 ? `← ${titles.get(next) ?? say("previous_chapter")}` : `${titles.get(next) ?? say("next_chapter")} →`) : ""
    $(id).setAttribute("aria-label", `${say(step < 0 ? "previous_chapter" : "next_chapter")}${next && titles.get(next) ? ` : ${titles.get(next)}` : ""}`)
  }
  markCurrent()
}

/** To a page of the PDF, and the text that begins it. */
const turnTo = async index => {
  const mark = markOf(index)
  await Promise.all([paper.show(index), reader.go(mark < 0 ? book.spine[0] : book.marks[mark].href)])
  told()
}

const turn = step => {
  const next = book && paper.beside(step)
  if (next !== null && next !== undefined && book) turnTo(next)
}

/** To where a link of the contents leads, and the page on which that is. */
const follow = async href => {
  await reader.go(href)
  const mark = reader.markOf(href)
  await paper.show(mark < 0 ? 0 : pageOf(mark))
  told()
}

reader.addEventListener("moved", async () => {
  if (!book) return
  const mark = reader.mark
  await paper.show(mark < 0 ? 0 : pageOf(mark))
  told()
})
paper.addEventListener("turn", event => turn(event.detail))
paper.addEventListener("chosen", event => turnTo(event.detail))

$("previous").addEventListener("click", () => turn(-1))
$("next").addEventListener("click", () => turn(1))
$("previous-chapter").addEventListener("click", () => follow(book.spine[book.spine.indexOf(reader.document) - 1]))
$("next-chapter").addEventListener("click", () => follow(book.spine[book.spine.indexOf(reader.document) + 1]))
$("go").addEventListener("submit", event => {
  event.preventDefault()
  if (!book) return
  const asked = $("folio").value.trim().toLowerCase()
  const index = book.pages.findIndex(page => page.label.toLowerCase() === asked)
  if (index < 0) {
    $("folio").setAttribute("aria-invalid", "true")
    $("alert").textContent = say("no_such_page", { page: asked })
    $("folio").select()
  } else {
    $("alert").textContent = ""
    typing = false
    turnTo(index)
  }
})
$("folio").addEventListener("focus", event => event.target.select())
$("folio").addEventListener("input", event => { typing = true; event.target.removeAttribute("aria-invalid") })
$("folio").addEventListener("blur", event => { typing = false; event.target.removeAttribute("aria-invalid"); if (book) told() })

const key = event => {
  if (event.altKey || event.ctrlKey || event.metaKey || !book) return
  if (event.target instanceof Element && event.target.closest("input:not([type=checkbox]), select")) return
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? (event.target === $("sheets") ? { PageUp: -1, PageDown: 1 }[event.key] : 0)
  if (step) {
    event.preventDefault()
    turn(step)
  } else if (event.target === $("sheets") && event.key === "Home") turnTo(0)
  else if (event.target === $("sheets") && event.key === "End") turnTo(book.pages.length - 1)
  else if (event.key === "Escape") { openContents(false); openProblems(false) }
}
document.addEventListener("keydown", key)
reader.addEventListener("keydown", key)

// --- contents ------------------------------------------------------------------------------------

const titles = new Map()

const list = entries => {
  const items = made("ol")
  for (const { label, href, children = [] } of entries) {
    const item = made("li"), link = made("a", label, { href: "#" })
    link.dataset.href = href
    item.append(link)
    if (children.length) item.append(list(children))
    items.append(item)
    if (!href.includes("#")) titles.set(href, label)
  }
  return items
}

const writeContents = () => {
  titles.clear()
  $("toc").replaceChildren(list(book.contents))
  $("page-list").replaceChildren(list(book.marks))
  for (const part of [$("toc"), $("page-list")]) part.lang = book.language
  $("total").textContent = `${say("of")} ${book.marks.at(-1)?.label ?? book.pages.length}`
}

const markCurrent = () => {
  const folio = book.pages[paper.index].label
  for (const link of document.querySelectorAll("#contents a")) {
    const here = link.closest("#toc") ? link.dataset.href === reader.document : link.textContent === folio
    if (here) link.setAttribute("aria-current", link.closest("#toc") ? "true" : "page")
    else link.removeAttribute("aria-current")
  }
}

const openContents = open => {
  const had = $("contents").contains(document.activeElement)
  $("contents").hidden = !open
  document.body.classList.toggle("contents", open)
  $("contents-button").setAttribute("aria-expanded", String(open))
  if (open) $("contents").querySelector("[aria-current]")?.scrollIntoView({ block: "center" })
  else if (had) $("contents-button").focus()
}
$("contents-button").addEventListener("click", () => openContents($("contents").hidden))
$("contents").addEventListener("click", event => {
  const link = event.target.closest("a[data-href]")
  if (!link) return
  event.preventDefault()
  if (link.closest("#page-list")) turnTo(book.pages.findIndex(page => page.label === link.textContent))
  else follow(link.dataset.href)
  if (matchMedia("(max-width: 80rem)").matches) openContents(false)
})

// --- settings, kept by the browser ---------------------------------------------------------------

const settings = { size: 100, night: false, marks: true, device: "full", view: "spread", zoom: "fit", panes: "both" }
try { Object.assign(settings, JSON.parse(localStorage.getItem("preview") ?? "{}")) } catch { /* nothing was kept */ }

const narrow = matchMedia("(max-width: 48rem)")

const dress = () => {
  // On a narrow window there is room for one pane, and in it for one page.
  const panes = narrow.matches && settings.panes === "both" ? "epub" : settings.panes
  const view = narrow.matches ? "single" : settings.view
  reader.dress({ size: settings.size, night: settings.night, marks: settings.marks })
  reader.device = settings.device
  paper.settings = { spread: view === "spread", zoom: settings.zoom }
  document.body.dataset.panes = panes
  document.body.classList.toggle("night", settings.night)
  $("sheets").dataset.zoom = settings.zoom
  $("night").checked = settings.night
  $("marks").checked = settings.marks
  $("smaller").disabled = settings.size === reader.sizes[0]
  $("larger").disabled = settings.size === reader.sizes.at(-1)
  for (const name of ["device", "view", "zoom", "panes"])
    for (const input of document.getElementsByName(name)) input.checked = input.value === { ...settings, panes }[name]
  localStorage.setItem("preview", JSON.stringify(settings))
}

for (const name of ["device", "view", "zoom", "panes"])
  for (const input of document.getElementsByName(name))
    input.addEventListener("change", () => { settings[name] = input.value; dress(); if (book) told() })
narrow.addEventListener("change", dress)
for (const name of ["night", "marks"]) $(name).addEventListener("change", () => { settings[name] = $(name).checked; dress() })
for (const [id, step] of [["smaller", -1], ["larger", 1]])
  $(id).addEventListener("click", () => {
    settings.size = reader.sizes[reader.sizes.indexOf(settings.size) + step] ?? 100
    dress()
  })

// --- what the server tells -----------------------------------------------------------------------

const current = () => state.publications.find(p => p.slug === slug) ?? state.publications[0]

const hasFailed = shown => Boolean(shown?.failed) || state.problems.some(p => p.severity === "error")

const writeProblems = shown => {
  const problems = [...state.problems, ...(shown?.diagnostics ?? [])]
  const failed = hasFailed(shown)
  const order = ["error", "warning", "note"]
  problems.sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
  const count = problems.filter(p => p.severity !== "note").length
  $("problems-button").hidden = !problems.length
  $("problems-button").textContent = count === 0 ? say("notes", { count: problems.length }) : count === 1 ? say("problems_one") : say("problems_many", { count })
  $("problems-button").classList.toggle("failed", failed)
  $("problems").classList.toggle("failed", failed)
  $("problems-title").textContent = say(failed ? "errors_title" : count ? "points_title" : "notes_title")
  $("problems-note").textContent = failed ? say(shown?.revision ? "errors_kept" : "errors_none") : ""
  $("problems-list").replaceChildren(...problems.map(problem => {
    const item = made("li")
    item.className = problem.severity
    const place = [problem.file, problem.line && say("line", { line: problem.line })].filter(Boolean).join(", ")
    const hint = made("span", kept(problem.hint), { className: "hint" })
    item.append(made("span", say(problem.severity), { className: "severity" }), " ",
      made("span", place, { className: "place" }), " ", made("span", kept(problem.message), { className: "message" }), " ", hint)
    return item
  }))
  const these = JSON.stringify(problems)
  if (failed && these !== dismissed) {
    dismissed = these
    openProblems(true)
    $("alert").textContent = `${say("errors_title")}. ${problems[0]?.message ?? ""}`
  } else if (!failed && dismissed) {
    dismissed = ""
    openProblems(false)
    $("alert").textContent = ""
  }
}

const openProblems = open => {
  const had = $("problems").contains(document.activeElement)
  $("problems").hidden = !open
  $("problems-button").setAttribute("aria-expanded", String(open))
  if (!open && had) $("problems-button").focus()
}
$("problems-button").addEventListener("click", () => openProblems($("problems").hidden))
$("problems-close").addEventListener("click", () => openProblems(false))

const show = async () => {
  const shown = current()
  const anew = shown?.slug === slug && revision && shown.revision && shown.revision !== revision
  $("publication").hidden = state.publications.length < 2
  $("title").classList.toggle("spoken", state.publications.length > 1)
  $("title").textContent = shown?.title ?? ""
  $("publication").replaceChildren(...state.publications.map(p => made("option", p.title, { value: p.slug, selected: p === shown })))
  writeProblems(shown)
  if (shown) slug = shown.slug
  document.body.classList.toggle("empty", !shown?.revision)
  $("nothing").hidden = Boolean(shown?.revision)
  if (shown?.revision && shown.revision !== revision) await open(shown, anew)
  const building = state.publications.find(p => p.stage)
  $("status").textContent = building ? say("building", { stage: say(building.stage) })
    : hasFailed(shown) ? say("failed") : shown?.revision ? say(anew ? "updated" : "up_to_date") : ""
  $("status").classList.toggle("busy", Boolean(building))
  $("status").classList.toggle("failed", !building && hasFailed(shown))
}

const open = async (shown, anew) => {
  const root = `/books/${encodeURIComponent(shown.slug)}/${shown.revision}/`
  const answer = await fetch(`${root}book`)
  if (!answer.ok) return // a still newer one is on its way
  const place = anew ? reader.place() : null
  const folio = decoded(location.hash.split("/")[1] ?? "")
  const wanted = anew ? book.pages[paper.index].label : location.hash.startsWith(`#${shown.slug}/`) ? folio : ""
  book = { ...(await answer.json()), base: `${root}epub/`, terms }
  revision = shown.revision
  writeContents()
  const index = Math.max(0, book.pages.findIndex(page => page.label === wanted))
  await paper.open(book, index)
  await reader.open(book, place)
  if (!anew || !reader.visible) await turnTo(index)
  else {
    await paper.show(pageOf(reader.mark))
    told()
  }
}

let working = Promise.resolve()
const refresh = () => {
  // One after another: what comes while a book is opened waits for it.
  working = working.then(async () => {
    state = await (await fetch("/state")).json()
    await show()
  }).catch(() => {})
}

$("publication").addEventListener("change", event => {
  slug = event.target.value
  revision = ""
  history.replaceState(null, "", `#${slug}/`)
  working = working.then(show)
})
window.addEventListener("hashchange", () => {
  const [asked, folio] = location.hash.slice(1).split("/").map(decoded)
  const index = book?.pages.findIndex(page => page.label === folio) ?? -1
  if (asked === slug && index >= 0 && index !== paper.index) turnTo(index)
})

slug = decoded(location.hash.slice(1).split("/")[0])
dress()
const events = new EventSource("/events")
events.addEventListener("message", refresh)
events.addEventListener("error", () => {
  $("status").textContent = say("offline")
  $("status").classList.add("failed")
})
