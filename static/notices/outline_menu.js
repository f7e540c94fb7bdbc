/* The ⋯ menu of a row: one menu at a time, with arrow keys, Escape and a click elsewhere. */
(function () {
  'use strict';

  var open = null;

  function close(back) {
    if (!open) return;
    var button = open.button;
    open.menu.remove();
    open = null;
    button.setAttribute('aria-expanded', 'false');
    if (back) button.focus();
  }

  function choice(item) {
    var button = document.createElement('button');
    button.type = 'button';
    button.setAttribute('role', 'menuitem');
    button.tabIndex = -1;
    if (item.apart) button.className = 'apart';
    button.appendChild(document.createTextNode(item.name));
    if (item.keys) {
      var keys = document.createElement('kbd');
      keys.textContent = item.keys;
      button.appendChild(keys);
      button.setAttribute('aria-keyshortcuts', item.shortcut);
    }
    button.addEventListener('click', function () { close(true); item.act(); });
    return button;
  }

  function step(event) {
    var all = [].slice.call(open.menu.children);
    var at = all.indexOf(document.activeElement);
    var to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return false;
    all[(to + all.length) % all.length].focus();
    return true;
  }

  function onKey(event) {
    if (!open) return;
    if (event.key === 'Escape' || event.key === 'Tab') close(event.key === 'Escape');
    else if (!step(event)) return;
    if (event.key !== 'Tab') event.preventDefault();
    event.stopPropagation();
  }

  // Shows `items` ({name, keys, shortcut, apart, act}) under the button.
  function show(button, items) {
    var again = open && open.button === button;
    close(false);
    if (again) return;
    var menu = document.createElement('div');
    menu.className = 'outline-menu';
    menu.setAttribute('role', 'menu');
    menu.setAttribute('aria-label', button.getAttribute('aria-label'));
    items.map(choice).forEach(function (one) { menu.appendChild(one); });
    menu.addEventListener('keydown', onKey);
    button.parentNode.insertBefore(menu, button.nextSibling);
    button.setAttribute('aria-expanded', 'true');
    open = { menu: menu, button: button };
    var box = menu.getBoundingClientRect();
    if (box.bottom > window.innerHeight && button.getBoundingClientRect().top > box.height) {
      menu.classList.add('above');
    }
    menu.firstChild.focus();
  }

  document.addEventListener('click', function (event) {
    if (open && !open.menu.contains(event.target) && !open.button.contains(event.target)) close(false);
  });

  window.outlineMenu = { show: show, close: close };
})();
