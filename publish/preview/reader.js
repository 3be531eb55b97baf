// The pane of the EPUB: one document of the book at a time, scrolled, in a frame that runs no script.

const SIZES = [80, 90, 100, 112, 125, 140, 160, 185, 215]
const WIDTHS = { phone: 390, ereader: 536, tablet: 768 }
const LINE = 0.15 // where the eye reads, as a part of the height of the frame

/** What an address says; as it is written where its percent signs say nothing. */
export function decoded(said) {
  try { return decodeURIComponent(said) } catch { return said }
}

const SHEET = `
  html { line-height: 1.45; scrollbar-width: thin; scrollbar-color: #9998 transparent }
  body { margin: 0 auto; padding: 2.4rem clamp(1.2rem, 7%, 3rem) 4rem; max-width: 36rem; position: relative }
  html.cover body { padding: 0; max-width: none }
  html.night { color-scheme: dark; color: #d8d3c8; background: #171614 }
  [role~="doc-pagebreak"] { position: static }
  html.marks span[role~="doc-pagebreak"]::before { content: ""; position: absolute; width: 0; height: 1.15em;
    border-left: 2px solid #2f6f73; margin-left: -2px }
  html.marks [role~="doc-pagebreak"]::after { content: attr(aria-label); position: absolute; left: 0.35rem;
    font: 0.68rem/1.6 "Libertinus Sans", sans-serif; color: #2f6f73; text-indent: 0; letter-spacing: 0 }
  html.night.marks [role~="doc-pagebreak"]::before { border-color: #74b7ba }
  html.night.marks [role~="doc-pagebreak"]::after { color: #74b7ba }
  a { cursor: pointer }
`

export class Reader extends EventTarget {
  #frame
  #book = null
  #document = "" // the name of the document that is shown
  #asked = "" // the link that was followed last, until someone scrolls
  #last = null // the place where the eye was while the pane could be seen
  #held = null // how far the frame was scrolled by us: the page stays the one asked for until someone scrolls
  #style = { size: 100, night: false, marks: true }
  #device = "full"
  #hidden = false

  constructor(frame) {
    super()
    this.#frame = frame
    frame.addEventListener("load", () => this.#loaded())
    new ResizeObserver(() => this.#fit()).observe(frame.closest(".desk"))
  }

  get document() { return this.#document }

  /** Show another book, or the same made anew: then at the place where the eye was. */
  async open(book, place) {
    this.#book = book
    const known = place && book.spine.includes(place.document)
    await this.#show(known ? place.document : book.spine[0])
    if (known) this.#restore(place)
  }

  /** Show the document and the place that a link leads to. */
  async go(href) {
    const [name, fragment] = href.split("#")
    if (!this.#book?.spine.includes(name)) return
    this.#asked = href
    if (name !== this.#document || !this.#within()) await this.#show(name)
    const target = fragment && this.#within().getElementById(decoded(fragment))
    const top = target ? this.#top(target) - 28 : 0
    this.#scroll(top)
  }

  /** The block at the top of the frame and how much of it is above, to find the place again. */
  place() {
    const inside = this.#within()
    if (!inside) return null
    const blocks = [...inside.body.querySelectorAll("[id]:not([role~='doc-pagebreak'])")]
    let found = null
    for (const block of blocks) {
      const box = block.getBoundingClientRect()
      if (box.height && box.top <= 30) found = { id: block.id, part: (30 - box.top) / box.height }
    }
    const root = inside.documentElement
    return { document: this.#document, ...found, scrolled: root.scrollTop / (root.scrollHeight || 1) }
  }

  /** Size in per cent, night, marks of pages; the place stays. */
  dress(style) {
    Object.assign(this.#style, style)
    this.#stay(() => this.#dressed())
  }

  get sizes() { return SIZES }

  /** One of the widths of screens, or the whole width. */
  set device(name) {
    this.#device = name
    this.#fit()
  }

  /** The number of the page mark that the eye has passed; -1 before the first of the book. */
  get mark() {
    const inside = this.#within()
    if (!inside || !this.visible) return -1
    const { marks, spine } = this.#book
    const root = inside.documentElement
    const height = this.#frame.contentWindow.innerHeight
    const left = root.scrollHeight - height - root.scrollTop
    // On the last screen the eye goes on where the text cannot.
    const line = root.scrollTop < 4 ? 40 : height * Math.max(LINE, 1 - Math.max(0, left) / height)
    const here = spine.indexOf(this.#document)
    return marks.findLastIndex(({ href }) => {
      const [name, fragment] = href.split("#")
      const at = spine.indexOf(name)
      const target = at === here && inside.getElementById(decoded(fragment))
      return target ? target.getBoundingClientRect().top <= line : at < here
    })
  }

  /** The number of the last page mark before the words that the shown link leads to. */
  markOf(href) {
    const inside = this.#within()
    const [name, fragment] = href.split("#")
    if (!inside || name !== this.#document) return -1
    const target = (fragment && inside.getElementById(decoded(fragment))) || inside.body
    const { marks, spine } = this.#book
    const here = spine.indexOf(name)
    return marks.findLastIndex(mark => {
      const [of, id] = mark.href.split("#")
      const at = spine.indexOf(of), element = at === here && inside.getElementById(decoded(id))
      if (!element) return at < here
      const between = inside.createRange()
      between.setStart(target, 0)
      if (between.comparePoint(element, 0) <= 0) return true
      between.setEndBefore(element)
      return !between.toString().trim()
    })
  }

  /** Whether the pane is on screen: nothing scrolls in what is not. */
  get visible() { return this.#frame.clientHeight > 0 }

  #within() {
    try { return this.#frame.contentDocument?.body && this.#frame.contentDocument } catch { return null }
  }

  #show(name) {
    this.#document = name
    const address = new URL(this.#book.base + name.split("/").map(encodeURIComponent).join("/"), location.href)
    const shown = new Promise(done => this.addEventListener("shown", done, { once: true }))
    this.#frame.contentWindow.location.replace(address.href) // not a step of the browser's history
    return shown
  }

  async #loaded() {
    const inside = this.#within()
    if (!this.#book) return
    const path = inside && decoded(new URL(inside.URL).pathname)
    const base = decoded(new URL(this.#book.base, location.href).pathname)
    const name = path?.startsWith(base) ? path.slice(base.length) : null
    if (!this.#book.spine.includes(name)) {
      // A link to elsewhere, which the page's policy has stopped: back to the book.
      if (this.#document && inside?.URL !== "about:blank") this.#show(this.#document)
      return
    }
    const followed = name !== this.#document
    this.#document = name
    const { contentWindow } = this.#frame
    const sheet = new contentWindow.CSSStyleSheet()
    sheet.replaceSync(SHEET)
    inside.adoptedStyleSheets = [sheet]
    this.#dressed()
    contentWindow.addEventListener("scroll", () => this.#scrolled(), { passive: true })
    inside.addEventListener("click", event => this.#click(event))
    inside.addEventListener("keydown", event => this.dispatchEvent(new KeyboardEvent("keydown", event)))
    await inside.fonts?.ready
    this.#held = contentWindow.scrollY
    this.#fit()
    this.dispatchEvent(new Event("shown"))
    if (followed) this.#release()
  }

  #dressed() {
    const root = this.#within()?.documentElement
    if (!root) return
    root.style.fontSize = `${this.#style.size}%`
    root.classList.toggle("night", this.#style.night)
    root.classList.toggle("marks", this.#style.marks)
    root.classList.toggle("cover", Boolean(root.querySelector("section.cover")))
  }

  #fit() {
    const desk = this.#frame.closest(".desk"), screen = this.#frame.parentElement
    if (!desk.clientHeight) {
      this.#hidden = true
      return
    }
    if (this.#hidden) { // back again: nothing scrolls in what is not shown
      requestAnimationFrame(async () => {
        if (this.#asked) await this.go(this.#asked)
        else if (this.#last) this.#restore(this.#last)
        this.#hidden = false
      })
    }
    const room = desk.clientWidth - 2 * parseFloat(getComputedStyle(desk).paddingLeft)
    const width = WIDTHS[this.#device]
    this.#stay(() => {
      const scale = width ? Math.min(1, room / width) : 1
      screen.style.width = width ? `${Math.floor(width * scale)}px` : "100%"
      this.#frame.style.width = width ? `${width}px` : "100%"
      this.#frame.style.height = `${100 / scale}%`
      this.#frame.style.transform = scale < 1 ? `scale(${scale})` : "none"
    })
  }

  /** Do what changes the lines, and keep the eye where it was. */
  #stay(change) {
    const place = this.place(), held = this.#held !== null
    change()
    if (place) this.#restore(place, held)
  }

  #restore(place, held = true) {
    const inside = this.#within(), root = inside.documentElement
    const block = place.id && inside.getElementById(place.id)
    if (block) {
      const box = block.getBoundingClientRect()
      this.#scroll(root.scrollTop + box.top + place.part * box.height - 30, held)
    } else this.#scroll(place.scrolled * root.scrollHeight, held)
  }

  #top(target) {
    const inside = this.#within()
    return target.getBoundingClientRect().top + inside.documentElement.scrollTop
  }

  #scroll(top, held = true) {
    const { contentWindow } = this.#frame
    contentWindow.scrollTo(0, Math.max(0, top))
    this.#held = held ? contentWindow.scrollY : null
  }

  #scrolled() {
    if (this.#hidden || !this.visible) return
    if (this.#held !== null && Math.abs(this.#frame.contentWindow.scrollY - this.#held) < 3) return
    this.#release()
  }

  /** From now on the page is that of the place where the text stands. */
  #release() {
    this.#held = null
    this.#asked = ""
    this.#last = this.place()
    this.dispatchEvent(new Event("moved"))
  }

  #click(event) {
    const link = event.target.closest?.("a[href]")
    if (!link) return
    const { origin, pathname, hash } = new URL(link.href)
    event.preventDefault()
    if (origin !== location.origin) return void window.open(link.href, "_blank", "noopener")
    const base = decoded(new URL(this.#book.base, location.href).pathname)
    const name = decoded(pathname)
    if (name.startsWith(base)) this.go(name.slice(base.length) + hash).then(() => this.#release())
  }
}
