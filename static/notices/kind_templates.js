/* 新建通知: choosing a kind puts in its set phrases, wherever nothing else was written. */
(function () {
  'use strict';

  function words(html) {
    return new DOMParser().parseFromString(html, 'text/html').body.textContent.trim();
  }

  function valueOf(field) {
    var editor = window.CKEDITOR && window.CKEDITOR.instances[field.id];
    return editor ? editor.getData() : field.value;
  }

  function put(field, value) {
    if (field.tagName === 'SELECT') {
      [].forEach.call(field.options, function (option) { option.defaultSelected = option.value === value; });
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      return;
    }
    // The form counts as empty still: these words are not the editor's.
    field.defaultValue = value;
    field.value = value;
    var editor = window.CKEDITOR && window.CKEDITOR.instances[field.id];
    if (editor) editor.setData(value);
    var shown = field.parentNode.querySelector('.rich-text-shown');
    if (!shown) return;
    shown.textContent = value ? '' : '点这里输入';
    var parsed = new DOMParser().parseFromString(value, 'text/html').body;
    while (parsed.firstChild) shown.appendChild(parsed.firstChild);
  }

  document.addEventListener('DOMContentLoaded', function () {
    var data = document.getElementById('phrases');
    var kind = document.getElementById('id_kind');
    var mark = document.getElementById('phrases-of');
    if (!data || !kind || !mark) return;
    var phrases = JSON.parse(data.textContent);

    kind.addEventListener('change', function () {
      var before = phrases[mark.value] || {};
      var after = phrases[kind.value];
      if (!after) return;
      Object.keys(after).forEach(function (name) {
        var field = document.getElementById('id_' + name);
        if (!field) return;
        var now = words(valueOf(field));
        if (!now || now === words(before[name] || '')) put(field, after[name]);
      });
      mark.value = kind.value;
    });
  });
})();
