/* Keeps what is typed in this browser until it is saved, for the one who typed it; after a lost
   session it can be laid back into the form. A restored form is drawn by the server, unsaved. */
(function () {
  'use strict';
  var KEPT_FOR = 7 * 24 * 3600 * 1000;
  var form = document.getElementById('notice_form'), field = form && form.elements.draft;
  if (!field) return;
  var unsaved = 'unsaved' in field.dataset;
  var mine = 'draft:' + field.dataset.user + ':', here = mine + field.dataset.notice + ':';
  if (!field.value) field.value = Array.from(crypto.getRandomValues(new Uint8Array(10)), function (byte) {
    return ('0' + byte.toString(16)).slice(-2);
  }).join('');
  var key = here + field.value, opened;

  // Without storage, or with a full one, the form works as ever.
  function store(act) {
    try { return act(window.localStorage); } catch (error) { return null; }
  }
  function keys(start) {
    return store(function (kept) {
      return Object.keys(kept).filter(function (name) { return name.startsWith(start); });
    }) || [];
  }
  function read(name) {
    return store(function (kept) { return JSON.parse(kept.getItem(name)); });
  }
  function remove(name) {
    store(function (kept) { kept.removeItem(name); });
  }

  // The server names in a cookie the forms it has saved.
  function forgetSaved() {
    var told = /(?:^|; )saved_drafts=([^;]*)/.exec(document.cookie);
    if (!told) return;
    told[1].replace(/"/g, '').split('.').forEach(function (token) {
      keys(mine).forEach(function (name) { if (name.endsWith(':' + token)) remove(name); });
    });
    document.cookie = 'saved_drafts=; path=' + field.dataset.newsroom + '; max-age=0';
  }
  function forgetOld() {
    keys('draft:').forEach(function (name) {
      var draft = read(name);
      if (!draft || Date.now() - draft.at > KEPT_FOR) remove(name);
    });
  }

  function keep() {
    var fields = form.typed(), now = JSON.stringify(fields);
    if (!unsaved && now === opened) return remove(key);
    store(function (kept) {
      kept.setItem(key, JSON.stringify({at: Date.now(), version: version(), fields: fields}));
    });
  }
  function version() {
    return form.elements.seen_version ? form.elements.seen_version.value : '';
  }

  function newest() {
    return keys(here).map(function (name) {
      return {name: name, draft: read(name)};
    }).filter(function (one) {
      return one.name !== key && one.draft;
    }).sort(function (one, other) { return other.draft.at - one.draft.at; })[0];
  }
  function offer() {
    var box = form.querySelector('.draft-offer'), found = !unsaved && newest();
    box.hidden = !found;
    if (!found) return;
    box.querySelector('time').textContent = new Date(found.draft.at).toLocaleString('zh-CN', {
      month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit'
    });
    box.querySelector('.since').hidden = found.draft.version === version();
    box.querySelector('[data-act=restore]').onclick = function () { restore(found); };
    box.querySelector('[data-act=discard]').onclick = function () { remove(found.name); offer(); };
  }
  function restore(found) {
    var sending = document.createElement('form');
    function add(name, value) {
      var area = document.createElement('textarea');
      area.name = name;
      area.value = value;
      sending.appendChild(area);
    }
    sending.method = 'post';
    sending.enctype = 'multipart/form-data';
    sending.hidden = true;
    found.draft.fields.forEach(function (one) { add(one[0], one[1]); });
    add('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
    add('draft', found.name.slice(here.length));
    add('_restored', '1');
    document.body.appendChild(sending);
    // As a save would, so that nobody is asked whether to leave.
    sending.requestSubmit();
  }

  forgetSaved();
  forgetOld();
  offer();
  form.addEventListener('notice:opened', function () {
    opened = JSON.stringify(form.typed());
    if (unsaved) keep();
    form.addEventListener('notice:typed', keep);
    // What was typed in the last moment, too.
    window.addEventListener('pagehide', keep);
    form.addEventListener('submit', keep);
  });
  document.addEventListener('session:lost', function () {
    keep();
    form.querySelector('.session-lost').hidden = false;
  });
})();
