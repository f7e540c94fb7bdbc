/* Shows a rich text as it will be read, and starts the editor when its box is opened.
   Without script the plain field stays and saves just the same. */
(function () {
  'use strict';

  // Pasted pictures are not taken; the editor is told at once.
  function tell(box, event) {
    var pictures = (event.data.dataValue.match(/<img\b/gi) || []).length;
    if (!pictures) return;
    var told = box.querySelector('.rich-text-told') || document.createElement('p');
    told.className = 'rich-text-told';
    told.setAttribute('role', 'status');
    told.textContent = pictures + '张图片没有保存：图片不能放在正文里。';
    box.appendChild(told);
  }

  function start(box, area) {
    box.querySelector('.rich-text-shown').remove();
    area.hidden = false;
    var editor = window.CKEDITOR.replace(area, JSON.parse(area.dataset.richText));
    editor.on('instanceReady', function () { editor.focus(); });
    // Before the paste filter (priority 10 and later) takes them away.
    editor.on('paste', function (event) { tell(box, event); }, null, null, 1);
    // The form reads the field, not the editor.
    editor.on('change', function () { editor.updateElement(); });
  }

  function show(box) {
    var area = box.querySelector('textarea');
    if (!area || area.dataset.shown || /__prefix__/.test(area.name)) return;
    area.dataset.shown = 'yes';
    var shown = document.createElement('div');
    shown.className = 'rich-text-shown';
    shown.tabIndex = 0;
    shown.setAttribute('role', 'button');
    var label = document.querySelector('label[for="' + area.id + '"]');
    shown.setAttribute('aria-label', '编辑' + (label ? label.textContent.replace(/[:：]\s*$/, '') : '正文'));
    // The server cleaned this text before it was stored; the parsed copy runs no script.
    var parsed = new DOMParser().parseFromString(area.value, 'text/html');
    while (parsed.body.firstChild) shown.appendChild(parsed.body.firstChild);
    if (!area.value) shown.textContent = '点这里输入';
    shown.addEventListener('click', function (event) { event.preventDefault(); start(box, area); });
    shown.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); start(box, area); }
    });
    area.hidden = true;
    box.appendChild(shown);
  }

  function showAll(root) {
    [].forEach.call(root.querySelectorAll('.rich-text'), show);
  }

  document.addEventListener('DOMContentLoaded', function () { showAll(document); });
  document.addEventListener('formset:added', function (event) { showAll(event.target); });
})();
