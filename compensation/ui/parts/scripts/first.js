// Before anything is drawn: hold the link that was asked for, and hide the page while there is something to put in it.
(() => {
  const link = /^#v=\d/.test(location.hash);
  if (link) window.passendLink = location.hash;
  try {
    if (!link && sessionStorage.getItem('passend.answers') === null) return;
  } catch {
    return;
  }
  document.documentElement.dataset.passend = 'wait';
})();
