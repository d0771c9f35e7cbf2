/** Tabs as the ARIA practice has them: arrows move, the chosen one is in the tab order. */
const tabs = () => [...document.querySelectorAll('[role="tab"]')];

export function chooseTab(sheet) {
  for (const tab of tabs()) {
    const isChosen = tab.getAttribute('aria-controls') === sheet;
    tab.setAttribute('aria-selected', String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
    document.getElementById(tab.getAttribute('aria-controls')).hidden = !isChosen;
  }
}

export function watchTabs() {
  const bar = document.querySelector('[role="tablist"]');
  bar.addEventListener('click', (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) chooseTab(tab.getAttribute('aria-controls'));
  });
  bar.addEventListener('keydown', (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by) return;
    const seen = tabs().filter((tab) => tab.offsetParent !== null);
    const next = seen[(seen.indexOf(document.activeElement) + by + seen.length) % seen.length];
    chooseTab(next.getAttribute('aria-controls'));
    next.focus();
  });
}
