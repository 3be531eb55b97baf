// The pane of the PDF: one page at a time, or two as they lie open.

export class Paper extends EventTarget {
  #desk
  #book = null
  #index = 0
  #settings = { spread: true, zoom: "fit" }
  #turn = 0 // counts what was asked to be shown, so that what comes late is not

  constructor(desk) {
    super()
    this.#desk = desk
    let waiting
    new ResizeObserver(() => {
      clearTimeout(waiting)
      waiting = setTimeout(() => this.#draw(), 80)
    }).observe(desk)
    matchMedia("(resolution: 1dppx)").addEventListener("change", () => this.#draw())
    let last = 0
    desk.addEventListener("wheel", event => {
      if (this.#settings.zoom !== "fit" || event.ctrlKey || Math.abs(event.deltaY) < 4) return
      event.preventDefault()
      if (event.timeStamp - last < 350) return
      last = event.timeStamp
      this.dispatchEvent(new CustomEvent("turn", { detail: Math.sign(event.deltaY) }))
    }, { passive: false })
  }

  get index() { return this.#index }

  /** The pages that lie open with one: a recto is on the right, and the first page is one. */
  opening(index) {
    if (!this.#settings.spread) return [index]
    const verso = index % 2 ? index : index - 1
    return [verso, verso + 1].filter(i => i >= 0 && i < this.#book.pages.length)
  }

  /** The first page of the opening before or after. */
  beside(step) {
    const open = this.opening(this.#index)
    const next = step < 0 ? this.opening(open[0] - 1)[0] : open.at(-1) + 1
    return next >= 0 && next < this.#book.pages.length ? next : null
  }

  open(book, index) {
    this.#book = book
    return this.show(Math.min(index, book.pages.length - 1))
  }

  set settings(settings) {
    Object.assign(this.#settings, settings)
    this.#draw()
  }

  async show(index) {
    const open = this.opening(index)
    const same = this.#desk.dataset.open === `${this.#book.base} ${open}`
    this.#index = index
    if (!same) await this.#draw()
    this.#mark()
  }

  /** Of two pages that lie open, the one whose text is shown. */
  #mark() {
    for (const sheet of this.#desk.querySelectorAll("figure"))
      sheet.toggleAttribute("data-current", Number(sheet.dataset.index) === this.#index)
  }

  async #draw() {
    if (!this.#book || !this.#desk.clientWidth) return
    const turn = ++this.#turn
    const book = this.#book, open = this.opening(this.#index)
    const sheets = open.map(index => this.#sheet(index, this.#size(open)))
    await Promise.allSettled(sheets.map(sheet => sheet.querySelector("img").decode()))
    if (turn !== this.#turn) return
    const opening = document.createElement("div")
    opening.className = "opening"
    opening.append(...sheets)
    if (this.#settings.spread && open.length === 1) opening.classList.add(open[0] % 2 ? "verso" : "recto")
    const anew = this.#desk.dataset.open !== `${book.base} ${open}`
    this.#desk.dataset.open = `${book.base} ${open}`
    this.#desk.replaceChildren(opening)
    this.#mark()
    if (anew) this.#desk.scrollTop = 0
    for (const sheet of sheets) this.#speak(book, sheet)
    for (const next of [open.at(-1) + 1, open[0] - 1]) // the neighbours, to be there when they are wanted
      if (book.pages[next]) for (const index of this.opening(next))
        new Image().src = this.#source(index, this.#size(open))
  }

  /** The width of a page in CSS pixels, all pages of an opening as high as the highest. */
  #size(open) {
    const style = getComputedStyle(this.#desk)
    const wide = this.#desk.clientWidth - 2 * parseFloat(style.paddingLeft)
    const high = this.#desk.clientHeight - 2 * parseFloat(style.paddingTop)
    const columns = this.#settings.spread ? 2 : 1
    const width = Math.max(...open.map(i => this.#book.pages[i].width))
    const height = Math.max(...open.map(i => this.#book.pages[i].height))
    const scale = this.#settings.zoom === "fit" ? Math.min(wide / columns / width, high / height) : wide / columns / width
    return Math.max(60, Math.floor(width * scale)) / width
  }

  #source(index, scale) {
    const width = Math.round(this.#book.pages[index].width * scale * devicePixelRatio)
    return `${this.#book.base}../pages/${index}/picture?width=${width}`
  }

  #sheet(index, scale) {
    const page = this.#book.pages[index]
    const sheet = document.createElement("figure")
    sheet.dataset.index = index
    sheet.setAttribute("role", "group")
    sheet.setAttribute("aria-label", `${this.#book.terms.page} ${page.label}`)
    const picture = new Image()
    picture.alt = ""
    picture.draggable = false
    picture.src = this.#source(index, scale)
    picture.style.width = `${page.width * scale}px`
    picture.style.height = `${page.height * scale}px`
    const words = document.createElement("div")
    words.className = "spoken"
    words.lang = this.#book.language
    sheet.append(picture, words)
    sheet.addEventListener("click", () => this.dispatchEvent(new CustomEvent("chosen", { detail: index })))
    return sheet
  }

  /** The words of the page, for those who hear it. */
  async #speak(book, sheet) {
    const answer = await fetch(`${book.base}../pages/${sheet.dataset.index}/text`)
    if (!answer.ok) return
    const blocks = (await answer.text()).split("\n\n").filter(Boolean)
    sheet.querySelector(".spoken").replaceChildren(...blocks.map(block => {
      const paragraph = document.createElement("p")
      paragraph.textContent = block
      return paragraph
    }))
  }
}
