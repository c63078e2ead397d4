// The memory of this tab: what a visitor filled in, kept in sessionStorage and nowhere else.
//
// Mounted twice a run. First as reader, before the page: it gives what the tab kept, and the link behind the #, to a
// visit at the server that does not know them yet (after F5, after a night, after a restart of the server). Then as
// writer, after the page: it keeps the answers of that visit. A visit may write only when the tab was read for it, so
// an empty visit never writes over what was kept.

const ANSWERS = 'passend.answers';
const VISIT = 'passend.visit';
const LONGEST = 200000;
const NARROW = window.matchMedia('(width < 700px)');
const LINK = /^#v=\d/;

const COMING = 'the visit that is about to be known';
let visit = null; // the visit at the server
let told = null; // the visit that was told what this tab kept
let first = null; // the first visit since the page was loaded
let waiting = null; // answers that may not be written yet
let tell = null;
let see = null;
let keeps = true;
let said = null;

function read(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    keeps = false;
    return null;
  }
}

function write(name, text) {
  try {
    if (text === null) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, text);
  } catch {
    keeps = false;
  }
}

// The link is taken out of the address: from now on the answers are kept, and they will change. Streamlit writes the
// language into an address without one, and drops what stands behind the #: first.js held it.
function takeLink() {
  const link = LINK.test(location.hash) ? location.hash : window.passendLink;
  delete window.passendLink;
  if (!LINK.test(link ?? '')) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return link.slice(1, LONGEST);
}

function report(link, again) {
  told = visit;
  const answers = read(ANSWERS);
  const long = answers !== null && answers.length > LONGEST;
  tell('found', { visit: read(VISIT), answers: long ? '' : answers, link, again });
}

function keep(data) {
  waiting = data;
  if (data.settled) accept(data.of);
  else if (read(VISIT) === data.of) flush();
}

function flush() {
  if (waiting !== null && waiting.of === visit) write(ANSWERS, waiting.text);
  waiting = null;
}

// From now on the answers of this visit are this tab's.
function accept(of) {
  if (of !== visit) return;
  write(VISIT, visit);
  flush();
  reveal();
}

function reveal() {
  document.documentElement.dataset.passend = 'ready';
}

// What was said once goes along with every run: a visit that is new knows it too.
function seen(data) {
  const now = { narrow: NARROW.matches, keeps };
  if ((data.narrow === now.narrow && data.keeps === now.keeps) || said === JSON.stringify(now)) return;
  said = JSON.stringify(now);
  see('seen', now);
}

function reader({ data, setTriggerValue, setStateValue }) {
  tell = setTriggerValue;
  see = setStateValue;
  visit = data.visit;
  first ??= visit;
  NARROW.onchange = () => seen(data);
  if (told === COMING) told = visit;
  const link = takeLink();
  const known = read(VISIT) === visit || read(ANSWERS) === null;
  seen(data); // before the report, whose run tells the visitor what happened
  if (known && link === null) accept(visit);
  else if (link !== null || (told !== visit && !data.settled)) report(link, first !== visit);
}

// A connection that comes back may be to a visit that knows nothing: it is told at once, before the next tap.
let connected = true;
new MutationObserver(() => {
  const now = document.querySelector('[data-test-connection-state]')?.dataset.testConnectionState === 'CONNECTED';
  if (now && !connected && tell !== null) {
    report(null, true);
    told = COMING;
  }
  connected = now;
}).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-test-connection-state'] });

window.addEventListener('hashchange', () => {
  const link = tell === null ? null : takeLink();
  if (link !== null) report(link, false);
});

export default function (component) {
  if (component.data.role === 'reader') reader(component);
  else if (component.data.role === 'writer') keep(component.data);
  else reveal(); // the page failed: that is to be seen, and what was kept stays
}
