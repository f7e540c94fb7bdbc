/* 核对导入: one click or one key says what a line is; the page is read again and swapped in place.
   Without this script the same buttons send the form. */
(function () {
  'use strict';

  var form, box, swap, status;
  var waiting = []; // clicks and keys of a quick hand, answered one after another
  var busy = false;
  var leaving = false;
  var FAILED = '没有改成：网络不通，或者登录已经失效。您选过的都还在这一页，请在另一个窗口里登录，再试一次。';

  function tell(words) {
    status.textContent = words;
  }

  function chosenLine() {
    return form.querySelector('input[name=line]:checked');
  }

  function mark() {
    [].forEach.call(form.querySelectorAll('.now'), function (one) { one.classList.remove('now'); });
    var radio = chosenLine();
    box.classList.toggle('choosing', !!radio);
    if (!radio) return;
    var line = document.getElementById('l' + radio.value);
    var item = document.getElementById('o-' + line.getAttribute('data-item'));
    line.classList.add('now');
    if (item) item.classList.add('now');
  }

  function choose(at) {
    var line = document.getElementById('l' + at);
    if (!line) return;
    var radio = line.querySelector('input');
    radio.checked = true;
    radio.focus({preventScroll: true});
    line.dispatchEvent(new CustomEvent('reviewed', {bubbles: true}));
    mark();
  }

  function scrolls() {
    return [].map.call(form.querySelectorAll('.pane, .palette'), function (one) {
      return [one.scrollTop, one.scrollLeft];
    });
  }

  function put(text, held) {
    var fresh = new DOMParser().parseFromString(text, 'text/html').getElementById('review');
    if (!fresh) throw new Error('no review');
    var focused = document.activeElement;
    var wasLine = focused && focused.name === 'line';
    form.innerHTML = fresh.innerHTML;
    swap = document.getElementById('review-swap');
    [].forEach.call(form.querySelectorAll('.pane, .palette'), function (one, place) {
      if (!held[place]) return;
      one.scrollTop = held[place][0];
      one.scrollLeft = held[place][1];
    });
    box.dispatchEvent(new CustomEvent('swapped'));
    if (wasLine || swap.getAttribute('data-line')) choose(swap.getAttribute('data-line'));
    tell(swap.getAttribute('data-told'));
  }

  function send(name, value, line) {
    if (leaving) return;
    waiting.push([name, value, line]);
    if (!busy) next();
  }

  function textOf(answer) {
    if (!answer.ok || answer.redirected) throw new Error('refused');
    return answer.text();
  }

  // Who has signed in again in another window goes on here, with the token of that session.
  function renew() {
    return fetch(form.getAttribute('data-signed-in'), {credentials: 'same-origin'}).then(textOf).then(function (text) {
      var name = 'csrfmiddlewaretoken';
      var fresh = new DOMParser().parseFromString(text, 'text/html').querySelector('#import-form [name=' + name + ']');
      if (!fresh) throw new Error('no token');
      form.elements[name].value = fresh.value;
    });
  }

  function post(one) {
    var data = new FormData(form);
    if (one[0]) data.append(one[0], one[1]);
    if (one[2]) data.set('line', one[2]);
    return fetch(window.location.pathname, {method: 'POST', body: data, credentials: 'same-origin'}).then(textOf);
  }

  function accept() {
    var field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'accept';
    field.value = 'on';
    form.appendChild(field);
    waiting = [];
    leaving = true;
    form.submit();
  }

  function fail() {
    waiting = [];
    var bar = form.querySelector('.bar');
    var note = bar.querySelector('.failed') || bar.insertBefore(document.createElement('p'), bar.firstChild);
    note.className = 'failed';
    note.textContent = FAILED;
    tell(FAILED);
  }

  function next() {
    var one = waiting.shift();
    if (!one) return;
    busy = true;
    var held = scrolls();
    var done = one[0] === 'accept' ? renew().then(accept) : post(one).catch(function () {
      return renew().then(function () { return post(one); });
    }).then(function (text) {
      put(text, held);
    });
    done.catch(fail).then(function () {
      busy = false;
      next();
    });
  }

  function onKey(event) {
    if (event.target.name !== 'line' || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!/^[a-z0-9]$/.test(event.key)) return;
    if (!form.querySelector('.palette button[value="' + event.key + '"]')) return;
    event.preventDefault();
    send('become', event.key, event.target.value);
  }

  function onClick(event) {
    var button = event.target.closest('button');
    if (button && button.type === 'submit') {
      event.preventDefault();
      var radio = chosenLine();
      send(button.name, button.value, radio && radio.value);
      return;
    }
    var link = event.target.closest('a[href^="#l"]');
    if (link) choose(link.getAttribute('href').slice(2));
  }

  document.addEventListener('DOMContentLoaded', function () {
    form = document.getElementById('review');
    if (!form || !window.fetch || !window.FormData) return;
    box = form.closest('.review');
    swap = document.getElementById('review-swap');
    status = document.querySelector('.review-told');
    box.classList.add('scripted');
    form.addEventListener('click', onClick);
    form.addEventListener('keydown', onKey);
    form.addEventListener('change', function (event) {
      if (event.target.name === 'repairs') send('', '', null);
      if (event.target.name === 'line') mark();
    });
    mark();
    window.addEventListener('pageshow', function () {
      leaving = false;
      [].forEach.call(form.querySelectorAll('input[type=hidden][name=accept]'), function (one) { one.remove(); });
    });
    window.addEventListener('beforeunload', function (event) {
      if (leaving || !swap.hasAttribute('data-unsaved')) return;
      event.preventDefault();
      event.returnValue = '';
    });
  });
})();
