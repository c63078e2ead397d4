// Keeps four things true while the page changes: the language of the document, Streamlit's own English words in the
// visitor's language, one polite voice, and that what is taken out of the page holds the answer that was just typed.
// Nothing is stored, nothing is sent.

const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder"];
// What the visitor, the rules or our own texts say is never taken for a word of Streamlit.
const OURS = "[data-testid=stMarkdownContainer], [data-testid=stHtml], textarea, script, style";
const THEIRS = "[data-testid=stFileUploader], [data-testid=stAlertContentError], [data-testid=stDateInput]";
const BAR = "[data-testid=stBottomBlockContainer]";

let words = new Map();
let patterns = [];
let language = "";
let watching = null;
const said = new WeakMap(); // node -> place -> [in English, as it was said]

function learn(list) {
  words = new Map();
  patterns = [];
  for (const [english, own] of Object.entries(list)) {
    if (!english.includes("{")) { words.set(english, own); continue; }
    const names = [];
    const source = english
      .split(/(\{\w+\})/)
      .map((part) => {
        if (!/^\{\w+\}$/.test(part)) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
        names.push(part.slice(1, -1));
        return "(.+?)";
      })
      .join("");
    patterns.push([new RegExp(`^${source}$`, "s"), own, names]);
  }
}

function value(name, found) {
  if (name !== "date" || Number.isNaN(Date.parse(found)) || !/[a-z]/i.test(found)) return found;
  return new Date(found).toLocaleDateString(language, { dateStyle: "long" });
}

function inOwnWords(english) {
  if (words.has(english)) return words.get(english);
  for (const [pattern, own, names] of patterns) {
    const found = pattern.exec(english);
    if (found) return own.replace(/\{(\w+)\}/g, (_, name) => value(name, found[names.indexOf(name) + 1]));
  }
  return null;
}

function tell(node, place, now, set) {
  const before = said.get(node) ?? {};
  const english = before[place]?.[1] === now ? before[place][0] : now.trim();
  const own = english && english.length < 400 ? inOwnWords(english) : null;
  if (own === null || own === now) return;
  said.set(node, { ...before, [place]: [english, own] });
  set(own);
}

function tellElement(element) {
  // A picture beside a word is read out as its English name ("add icon"): the word says it already.
  if (/^\w+ icon$/.test(element.getAttribute("aria-label") ?? "")) {
    element.removeAttribute("aria-label");
    element.removeAttribute("role");
    element.setAttribute("aria-hidden", "true");
    return;
  }
  for (const name of ATTRIBUTES) {
    const now = element.getAttribute(name);
    if (now) tell(element, name, now, (own) => element.setAttribute(name, own));
  }
  for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) tellText(node);
}

function tellText(node) {
  const parent = node.parentElement;
  if (!node.data.trim() || !parent || (parent.closest(OURS) && !parent.closest(THEIRS))) return;
  tell(node, "text", node.data, (own) => { node.data = own; });
}

// The bar is the one thing that is worth saying at every answer; boxes would each interrupt. An error still does.
function calm(root) {
  const bar = document.querySelector(BAR);
  if (!bar || !bar.textContent.trim()) return;
  if (bar.getAttribute("role") !== "status") bar.setAttribute("role", "status");
  for (const box of root.querySelectorAll("[data-testid=stAlertContainer][role]")) {
    if (!box.querySelector("[data-testid=stAlertContentError]")) box.removeAttribute("role");
  }
}

function tellAll(root) {
  if (root.nodeType === Node.TEXT_NODE) { tellText(root); return; }
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  tellElement(root);
  root.querySelectorAll("*").forEach(tellElement);
}

// A field tells its answer when it is left, also by a press on what is taken out of the page (a file, a message, a
// print): that is still the one of before. The press waits for the answer. What must be made anew has no button then.
const TAKEN = "[data-testid=stDownloadButton], [data-testid^=stBidiComponent]";
const APP = "[data-testid=stApp]";
const BEGINS = 1000; // milliseconds in which a run has begun after a field was left, on a slow line too
const LONGEST = 30000;
let left = -Infinity; // when a field was last left with another answer

function settled() {
  return performance.now() - left > BEGINS && document.querySelector(APP)?.dataset.testScriptState === "notRunning";
}

function wait(event) {
  const path = event.composedPath(); // also through the shadow in which a component stands
  const button = path.find((node) => node.localName === "button");
  if (!button || !event.isTrusted || !path.some((node) => node.matches?.(TAKEN))) return;
  if (performance.now() - left > LONGEST || settled()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const asked = performance.now();
  const again = setInterval(() => {
    const done = settled();
    if (done || performance.now() - asked > LONGEST) clearInterval(again);
    if (done && button.isConnected) button.click();
  }, 50);
}

function seen(changes) {
  for (const change of changes) {
    if (change.type === "childList") change.addedNodes.forEach(tellAll);
    else if (change.type === "attributes") tellElement(change.target);
    else tellText(change.target);
  }
  calm(document.body);
}

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  if (language !== data.lang) {
    language = data.lang;
    learn(JSON.parse(data.words));
    tellAll(document.body);
    calm(document.body);
  }
  if (watching === null) {
    document.addEventListener("change", () => { left = performance.now(); }, true);
    document.addEventListener("click", wait, true);
    watching = new MutationObserver(seen);
    watching.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: [...ATTRIBUTES, "role"],
    });
  }
}
