// Starts Wagtail's pickers for the fields that ask for one, also those that come into the page later.
(() => {
  const STARTERS = {
    datetime: () => window.initDateTimeChooser,
    date: () => window.initDateChooser,
    time: () => window.initTimeChooser,
    picture: () => window.ImageChooser && ((id, options) => new window.ImageChooser(id, options)),
  };

  const start = (root) => {
    for (const wish of root.querySelectorAll("template[data-picker]")) {
      const starter = STARTERS[wish.dataset.picker]();
      if (!starter || !document.getElementById(wish.dataset.for)) continue;
      starter(wish.dataset.for, JSON.parse(wish.dataset.config));
      wish.remove();
    }
  };

  const watch = () => {
    start(document);
    new MutationObserver((changes) => {
      if (changes.some((change) => change.addedNodes.length)) start(document);
    }).observe(document.body, { childList: true, subtree: true });
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
  else watch();
})();
