/* Tells when the notice's form says something new, whoever changed it: keys, editor, drag, script.
   The form gets `typed()`, its fields as [name, value] without files, and fires `notice:opened` and
   `notice:typed`. */
(function () {
  'use strict';
  var QUIET = 500; // milliseconds without a change
  var NOT_TYPED = /^(csrfmiddlewaretoken|draft|compared|compared_version|choose-.*)$|__prefix__/;
  var form = document.getElementById('notice_form'), timer, last;
  if (!form) return;

  // An editor hears keys, not every way text comes in; its field may be behind what it shows.
  function readEditors() {
    var editors = window.CKEDITOR ? window.CKEDITOR.instances : {};
    Object.keys(editors).forEach(function (name) {
      if (editors[name].status === 'ready' && editors[name].checkDirty()) editors[name].updateElement();
    });
  }
  function hearEditor(event) {
    var editor = event.editor;
    function hearText() { editor.editable().attachListener(editor.editable(), 'input', soon); }
    editor.on('change', soon);
    editor.on('contentDom', hearText);
    hearText();
  }

  form.typed = function () {
    readEditors();
    return Array.from(new FormData(form)).filter(function (field) {
      return typeof field[1] === 'string' && !NOT_TYPED.test(field[0]);
    });
  };

  function look() {
    var fields = form.typed(), now = JSON.stringify(fields);
    if (now === last) return;
    last = now;
    form.dispatchEvent(new CustomEvent('notice:typed', {detail: fields}));
  }
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  }
  function start() {
    last = JSON.stringify(form.typed());
    ['input', 'change', 'click', 'keyup', 'drop', 'dragend'].forEach(function (name) {
      form.addEventListener(name, soon);
    });
    ['formset:added', 'formset:removed'].forEach(function (name) {
      document.addEventListener(name, soon);
    });
    if (window.CKEDITOR) window.CKEDITOR.on('instanceReady', hearEditor);
    form.dispatchEvent(new CustomEvent('notice:opened'));
  }
  // After every other script has dressed the form; what stands in it then was typed by nobody.
  document.addEventListener('DOMContentLoaded', function () { setTimeout(start); });
})();
