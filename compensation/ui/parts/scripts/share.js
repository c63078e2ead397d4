// Share a text by the device's own way of sharing; else copy it, and say so; else show it to be copied by hand.

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text);
  }
}

// Without https a browser has no clipboard to write to, only the copying of what is selected.
function byHand(text) {
  const held = document.createElement('textarea');
  held.value = text;
  held.setAttribute('readonly', '');
  held.style.position = 'fixed';
  held.style.opacity = '0';
  const before = document.activeElement;
  document.body.append(held);
  held.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    done = false;
  }
  held.remove();
  before?.focus?.();
  return done;
}

async function shared(text) {
  if (!navigator.share) return false;
  try {
    await navigator.share(/^https?:\/\/\S+$/.test(text) ? { url: text } : { text });
    return true;
  } catch (error) {
    return error.name === 'AbortError'; // closed without sharing: the visitor knows that
  }
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector('button');
  const said = parentElement.querySelector('[role=status]');
  const self = parentElement.querySelector('textarea');
  button.querySelector('span').textContent = data.label;
  self.setAttribute('aria-label', data.label);
  if (self.value !== data.text) {
    said.textContent = '';
    self.hidden = true;
    self.value = data.text;
  }
  button.onclick = async () => {
    said.textContent = '';
    self.hidden = true;
    if (await shared(data.text)) return;
    if (await copied(data.text)) {
      said.textContent = data.copied;
      button.focus();
    } else {
      said.textContent = data.copy_yourself;
      self.hidden = false;
      self.select();
    }
  };
}
