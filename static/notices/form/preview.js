/* 预览: the public page of what the form says, beside it. The frame holds the page the server
   draws, without script; this file puts newer pages into it and follows the section being edited. */
(function () {
  'use strict';
  var WIDTH = {phone: 390, elder: 390, dark: 390, print: 794}; // CSS pixels; print: A4
  // Where the fields that are no sections stand on the page.
  var PLACES = {
    preamble: '.db .in', closing: '.db .end', signature: '.sign', signed_on: '.sign', annotation: '.sign',
    cc: '.imprint', imprint_issuer: '.imprint', imprint_on: '.imprint'
  };
  var pane = document.getElementById('preview');
  if (!pane) return;
  var form = document.getElementById('notice_form'), frame = pane.querySelector('iframe');
  var stage = pane.querySelector('.preview-stage'), told = pane.querySelector('.preview-told');
  var opener = document.querySelector('.preview-open'), closer = pane.querySelector('.preview-close');
  var typing = 'typing' in pane.dataset, mode = 'phone', due = 'unsaved' in pane.dataset;
  var running = false, here = null;

  function page() { return frame.contentDocument; }
  function isShown() { return pane.offsetParent !== null || getComputedStyle(pane).position === 'fixed'; }
  function say(words) { told.textContent = words; told.hidden = !words; }

  // The page's own style sheet as another device would read it.
  function setMedia(rules) {
    Array.from(rules).forEach(function (rule) {
      if (rule.media) {
        rule.asWritten = rule.asWritten || rule.media.mediaText;
        rule.media.mediaText = rule.asWritten
          .replace(/\(prefers-color-scheme:\s*(dark|light)\)/g, function (all, scheme) {
            return (scheme === 'dark') === (mode === 'dark') ? '(min-width: 0px)' : '(max-width: 0px)';
          })
          .replace(/\b(print|screen)\b/g, function (medium) {
            return mode !== 'print' ? medium : medium === 'print' ? 'all' : 'print';
          });
      }
      if (rule.cssRules) setMedia(rule.cssRules);
    });
  }
  function dress() {
    var root = page().documentElement;
    Array.from(page().styleSheets).forEach(function (sheet) { setMedia(sheet.cssRules); });
    root.style.colorScheme = mode === 'dark' ? 'dark' : 'light';
    if (mode === 'elder') root.setAttribute('data-mode', 'elder'); else root.removeAttribute('data-mode');
    page().body.style.padding = mode === 'print' ? '37mm 26mm 35mm 28mm' : '';
  }
  function fit() {
    var scale = Math.min(1, stage.clientWidth / WIDTH[mode]);
    if (!scale) return;
    frame.style.width = WIDTH[mode] + 'px';
    frame.style.height = stage.clientHeight / scale + 'px';
    frame.style.transform = 'scale(' + scale + ')';
  }

  function follow() {
    var target = here && page() && page().querySelector(here);
    if (!target) return;
    var top = target.getBoundingClientRect().top, view = frame.contentWindow;
    if (top > 0 && top < view.innerHeight * .6) return;
    view.scrollBy({top: top - view.innerHeight * .15, behavior: 'smooth'});
  }
  function numbers() {
    var kept = page().querySelector('meta[name=section-numbers]');
    return kept ? JSON.parse(kept.content) : {};
  }
  // The fields of the section an element stands in, as the form names them: sections-3.
  function sectionOf(element) {
    for (var up = element; up && up !== form; up = up.parentElement) {
      var headings = up.querySelectorAll('[name^="sections-"][name$="-heading"]');
      if (headings.length > 1) return null;
      if (headings.length) return headings[0].name.replace(/-heading$/, '');
    }
    return null;
  }
  // The place on the page of whatever is edited; null where it has none of its own.
  function placeOf(element) {
    var section = sectionOf(element), up = element.closest('[class*="field-"]');
    if (section) return '#s' + (numbers()[section] || 0);
    if (element.closest('#sections-group, #figures-group')) return null;
    if (element.closest('#attachments-group')) return '.att';
    for (var name in PLACES) if (up && up.classList.contains('field-' + name)) return PLACES[name];
    return 'body';
  }
  function turnTo(element) {
    // What was clicked may have made way for the editor.
    if (!page() || !form.contains(element)) return;
    here = placeOf(element) || here;
    follow();
  }

  function put(html) {
    var next = new DOMParser().parseFromString(html, 'text/html'), now = page();
    var top = frame.contentWindow.scrollY, open = now.querySelectorAll('details[open]').length;
    now.querySelector('meta[name=section-numbers]').replaceWith(now.adoptNode(next.querySelector('meta[name=section-numbers]')));
    now.body.replaceWith(now.adoptNode(next.body));
    if (open) now.querySelectorAll('details').forEach(function (one) { one.open = true; });
    dress();
    frame.contentWindow.scrollTo({top: top, behavior: 'instant'});
    follow();
  }
  function lost() {
    say('登录已经失效，预览停住了。');
    document.dispatchEvent(new CustomEvent('session:lost'));
  }
  // A file says its name only; what is in it is not sent before the form is.
  function sent() {
    form.typed();
    var data = new FormData(form);
    Array.from(data).forEach(function (field) {
      if (typeof field[1] === 'string') return;
      data.delete(field[0]);
      var name = field[0].replace(/-[^-]*$/, '-name');
      if (field[1].name && data.has(name) && !data.get(name)) data.set(name, field[1].name.replace(/\.[^.]*$/, ''));
    });
    return data;
  }
  // One question at a time: a long notice takes the server a while, and only the newest counts.
  function refresh() {
    due = true;
    if (!typing || running || !isShown() || !page()) return;
    due = false;
    running = true;
    fetch(pane.dataset.address, {method: 'POST', body: sent()}).then(function (answer) {
      if (answer.redirected) return lost();
      if (!answer.ok) throw new Error(answer.status);
      return answer.text().then(function (text) {
        var isPage = /html/.test(answer.headers.get('Content-Type'));
        say(isPage ? '' : text);
        if (isPage) put(text);
      });
    }).catch(function () {
      say('预览暂时没有更新，您写的内容不受影响。');
    }).then(function () {
      running = false;
      if (due) refresh();
    });
  }

  function loaded() {
    // The sign-in page refuses to be framed: the browser then shows a page that is not ours to read.
    var kept = page() && page().querySelector('meta[name=section-numbers]');
    if (!kept) return;
    // Nobody leaves the form by a link of the page shown beside it; files open beside it.
    page().addEventListener('click', function (event) {
      var link = event.target.closest('a[href]');
      if (link && link.getAttribute('href')[0] !== '#' && link.target !== '_blank') event.preventDefault();
    });
    dress();
    fit();
    if (due) refresh();
  }
  frame.addEventListener('load', loaded);
  if (page() && page().readyState === 'complete') loaded();

  pane.classList.add('switched');
  pane.querySelector('.preview-modes').hidden = opener.hidden = closer.hidden = false;
  pane.querySelectorAll('[data-mode]').forEach(function (button) {
    button.addEventListener('click', function () {
      mode = button.dataset.mode;
      pane.querySelectorAll('[data-mode]').forEach(function (one) { one.setAttribute('aria-pressed', one === button); });
      if (page()) dress();
      fit();
      follow();
    });
  });
  // Without the form's own submit, which others take for a save.
  var wide = typing && pane.querySelector('.preview-more button');
  if (wide) wide.addEventListener('click', function (event) {
    var sending = document.createElement('form');
    event.preventDefault();
    Array.from(sent()).forEach(function (field) {
      var area = document.createElement('textarea');
      area.name = field[0];
      area.value = field[1];
      sending.appendChild(area);
    });
    sending.method = 'post';
    sending.enctype = 'multipart/form-data';
    sending.action = pane.dataset.address;
    sending.target = '_blank';
    sending.hidden = true;
    document.body.appendChild(sending);
    sending.submit();
    sending.remove();
  });
  function toggle(shown) {
    document.body.classList.toggle('previewing', shown);
    fit();
    if (shown && due) refresh();
    (shown ? closer : opener).focus();
  }
  opener.addEventListener('click', function () { toggle(true); });
  closer.addEventListener('click', function () { toggle(false); });
  pane.addEventListener('keydown', function (event) { if (event.key === 'Escape') toggle(false); });
  window.addEventListener('resize', fit);
  if (form && typing) {
    form.addEventListener('notice:typed', refresh);
    form.addEventListener('focusin', function (event) { turnTo(event.target); });
    form.addEventListener('click', function (event) { turnTo(event.target); });
    if (window.CKEDITOR) window.CKEDITOR.on('instanceReady', function (event) {
      var follows = function () { turnTo(event.editor.container.$); };
      event.editor.on('focus', follows);
      follows();
    });
  }
})();
