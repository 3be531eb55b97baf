// What a reader of the book sees, asked of any reading system through `window.reader`.
const name = href => decodeURIComponent(href.split("#")[0].split("/").pop())
const words = text => text.replace(/[\s\u00a0\u202f\u2060]+/g, " ").trim()
const errors = []

/** The documents on screen and where they stand in the window. */
const shown = () => reader.shown().map(({ index, document }) => {
  const frame = document.defaultView.frameElement.getBoundingClientRect()
  return { href: name(reader.sections[index]), document, frame }
})

const holder = href => shown().find(s => s.href === name(href))

/** The words from a target on, and whether the first letter, or a picture before it, is on screen. */
const at = href => {
  const found = holder(href)
  if (!found) return { text: "", visible: false }
  const { document, frame } = found
  const id = href.split("#")[1]
  const target = id ? document.getElementById(decodeURIComponent(id)) : document.body
  if (!target) return { text: "", visible: false }
  const range = document.createRange()
  range.setStartBefore(target)
  range.setEndAfter(document.body.lastChild)
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  const first = () => {
    for (let node; (node = walk.nextNode());)
      if (node.localName === "img" && range.comparePoint(node, 0) >= 0) return node.getBoundingClientRect()
      else if (node.data?.trim() && range.comparePoint(node, 0) >= 0 && node.parentElement.checkVisibility?.()) {
        const letter = document.createRange()
        const start = node.data.search(/\S/)
        letter.setStart(node, start)
        letter.setEnd(node, start + 1)
        return letter.getBoundingClientRect()
      }
    return target.getBoundingClientRect()
  }
  const box = first()
  const x = frame.left + box.left, y = frame.top + box.top
  return {
    text: words(range.toString()).slice(0, 60),
    visible: x >= -1 && x < innerWidth && y >= -1 && y < innerHeight,
  }
}

const visit = async list => {
  const seen = []
  for (const { label, href } of list) {
    try {
      await reader.go(href)
      seen.push({ label, href: name(href) + (href.includes("#") ? `#${href.split("#")[1]}` : ""), ...at(href) })
    } catch (error) { errors.push(`${href}: ${error}`) }
  }
  return seen
}

const openNotes = async () => {
  const seen = []
  for (const href of reader.sections) {
    await reader.go(href)
    const calls = [...holder(href).document.querySelectorAll('[role~="doc-noteref"]')].map(c => c.id)
    for (const id of calls) {
      await reader.go(`${href}#${id}`)
      const call = holder(href).document.getElementById(id)
      const note = `${href}#${call.getAttribute("href").split("#")[1]}`
      const popup = await reader.note(call)
      const opened = popup === null ? at(note) : { text: words(popup).slice(0, 60), visible: true }
      await reader.go(note)
      const back = holder(href).document.getElementById(note.split("#")[1]).querySelector('a[role~="doc-backlink"]')
      back.click()
      await new Promise(done => setTimeout(done, 150))
      seen.push({ call: `${name(href)}#${id}`, note: note.split("#")[1], opened, returned: at(`${href}#${id}`).visible })
    }
  }
  return seen
}

const wornBy = document => {
  const view = document.defaultView
  const own = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
  return [...document.body.querySelectorAll("*")].filter(own).map(e => {
    const style = view.getComputedStyle(e)
    return { tag: e.localName, size: parseFloat(style.fontSize), color: style.color, hyphens: style.hyphens,
      lang: e.closest("[lang]")?.lang ?? "" }
  })
}

const worn = async () => {
  const seen = []
  for (const href of reader.sections) {
    await reader.go(href)
    seen.push(...wornBy(holder(href).document).map(worn => ({ href: name(href), ...worn })))
  }
  return seen
}

/** Every element with words of its own, before and after larger type and night. */
const dressed = async () => {
  const before = await worn()
  await reader.dress({ size: 160, ink: "rgb(238, 238, 238)", ground: "rgb(17, 17, 17)" })
  const after = await worn()
  await reader.dress({ size: 100, ink: "rgb(0, 0, 0)", ground: "rgb(255, 255, 255)" })
  return before.map((b, i) => ({ href: b.href, tag: b.tag, grown: after[i].size / b.size, color: after[i].color,
    hyphens: b.hyphens, lang: b.lang }))
}

/** Every word that a line's end divides, without a hyphen of its own there: where it is divided. */
const divided = async () => {
  const seen = []
  for (const href of reader.sections) {
    await reader.go(href)
    const { document } = holder(href)
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    const boxes = (node, start, end) => { range.setStart(node, start); range.setEnd(node, end); return [...range.getClientRects()] }
    const clipped = [...document.querySelectorAll("thead")].filter(e => document.defaultView.getComputedStyle(e).clipPath !== "none")
    for (let node; (node = walk.nextNode());)
      if (!clipped.some(e => e.contains(node))) for (const { 0: word, index } of node.data.matchAll(/\p{L}[\p{L}’]*/gu)) {
        const lines = new Set(boxes(node, index, index + word.length).map(b => `${Math.round(b.top)} ${Math.floor(b.left / innerWidth)}`))
        if (lines.size < 2) continue
        const of = n => Math.round(boxes(node, index + n, index + n + 1).at(-1).top)
        const at = [...word].findIndex((_, n) => n && Math.abs(of(n) - of(n - 1)) > 2)
        const { parentElement } = node
        if (at > 0) seen.push({ href: name(href), word, at, lang: parentElement.closest("[lang]").lang,
          in: parentElement.closest("p, li, dd, td, figcaption, h1, h2, h3, h4, th, caption, pre")?.localName ?? parentElement.localName })
      }
  }
  return seen
}

/** The paragraphs whose lines do not stand at one distance from each other, as superiors may cause it. */
const uneven = async () => {
  const seen = []
  for (const href of reader.sections) {
    await reader.go(href)
    const { document } = holder(href)
    for (const p of document.querySelectorAll("p")) {
      const size = e => parseFloat(document.defaultView.getComputedStyle(e).fontSize)
      const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT), range = document.createRange(), feet = new Set()
      for (let node; (node = walk.nextNode());) {
        if (Math.abs(size(node.parentElement) - size(p)) > 0.1 || !node.data.trim()) continue
        range.selectNodeContents(node)
        for (const box of range.getClientRects()) if (box.width > 1) feet.add(`${Math.floor(box.left / innerWidth)} ${box.bottom.toFixed(1)}`)
      }
      const lines = [...feet].map(f => f.split(" ").map(Number)).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      const gaps = lines.slice(1).map((line, i) => line[0] === lines[i][0] ? line[1] - lines[i][1] : null).filter(g => g > 1)
        .filter((gap, _, all) => gap < 1.6 * Math.min(...all)) // from one column to the next, or over a picture
      if (Math.max(...gaps) - Math.min(...gaps) > 0.75) seen.push(`${name(href)} ${p.id} ${gaps.map(g => g.toFixed(1))}`)
    }
  }
  return seen
}

/** Whether what is seen of an element leaves the screen: spaces at a line's end hang out unseen. */
const spills = (element, frame) => {
  if (element.ownerDocument.defaultView.getComputedStyle(element).display !== "inline" || !element.textContent.trim()) return true
  const range = element.ownerDocument.createRange()
  return [...element.childNodes].filter(n => n.nodeType === 3).some(node =>
    [...node.data.matchAll(/\S+/g)].some(({ 0: word, index }) => {
      range.setStart(node, index)
      range.setEnd(node, index + word.length)
      return [...range.getClientRects()].some(box => frame.left + box.right > innerWidth + 1)
    }))
}

/** What leaves a narrow screen, when the text scrolls. */
const tooWide = async () => {
  await reader.scrolled()
  const seen = []
  for (const href of reader.sections) {
    await reader.go(href)
    const { document, frame } = holder(href)
    if (document.documentElement.scrollWidth > document.documentElement.clientWidth) seen.push(name(href))
    for (const e of document.body.querySelectorAll("*")) {
      const box = e.getBoundingClientRect()
      if (box.width && frame.left + box.right > innerWidth + 1 && spills(e, frame)) seen.push(`${name(href)} ${e.localName} ${Math.round(box.right)}`)
    }
  }
  return seen
}

window.observe = { visit, openNotes, dressed, divided, uneven, tooWide, errors }
