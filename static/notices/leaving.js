/* Leaving the form with something unsaved asks first; leaving anyway takes all of it back. */
(function () {
  'use strict';

  var form, before;
  var unsaved = false;
  var sending = false;

  // What the form holds is compared, as the admin's own pickers change fields without a word.
  function state() {
    var values = [];
    new FormData(form).forEach(function (value, name) {
      values.push(name, typeof value === 'string' ? value : value.name);
    });
    return values.join('\n');
  }

  window.addEventListener('load', function () {
    form = document.querySelector('#content-main form');
    // A form that came back with errors was not saved.
    unsaved = !!document.querySelector('.errornote');
    before = form && state();
  });
  // Last of all, when nobody has stopped it.
  window.addEventListener('submit', function (event) { sending = !event.defaultPrevented; });
  window.addEventListener('pageshow', function () { sending = false; });
  window.addEventListener('beforeunload', function (event) {
    if (!form || sending || !(unsaved || state() !== before)) return;
    event.preventDefault();
    event.returnValue = '';
  });
})();
