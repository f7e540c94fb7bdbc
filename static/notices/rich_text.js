/* Shows a rich text as it will be read, and starts the editor when its box is opened.
   Without script the plain field stays and saves just the same.

   Others use window.richText:  read(box) and write(box, html), whether the editor is on or not;
   editor(box) is its running editor, if any; park(box) ends the editor and shows its text again
   (an editor's frame forgets what it holds when it is moved in the page).
   The box sends "rich-text:on" (detail: the editor) when its editor has started. */
(function () {
  'use strict';

  var editors = new WeakMap();

  function field(box) { return box.querySelector('textarea[data-rich-text]'); }
  function most(box) { return parseInt(field(box).dataset.richText, 10); }
  function configuration() {
    return JSON.parse(document.getElementById('rich-text-config').textContent);
  }

  function tell(box, sentence) {
    var told = box.querySelector('.rich-text-told') || document.createElement('p');
    told.className = 'rich-text-told';
    told.setAttribute('role', 'status');
    told.textContent = sentence;
    box.appendChild(told);
  }

  // Pasted pictures are not taken; the editor is told at once.
  function tellPictures(box, event) {
    var pictures = (event.data.dataValue.match(/<img\b/gi) || []).length;
    if (pictures) tell(box, pictures + '张图片没有保存：图片不能放在正文里。');
  }

  function tooLong(box) {
    var length = field(box).value.length;
    if (length <= most(box)) return '';
    return '这里连同格式共' + length + '个字符，最多' + most(box) +
      '个，还不能保存。文字都还在，请拆成几个层次，或改用附件。';
  }

  function tellLength(box) {
    var sentence = tooLong(box);
    var told = box.querySelector('.rich-text-told');
    if (sentence) tell(box, sentence);
    else if (told && /还不能保存/.test(told.textContent)) told.remove();
  }

  // The form reads the field, not the editor.
  function update(box, editor) {
    editor.updateElement();
    tellLength(box);
    field(box).dispatchEvent(new Event('input', { bubbles: true }));
  }

  function on(box) {
    if (editors.has(box)) return;
    var area = field(box);
    box.querySelector('.rich-text-shown').remove();
    area.hidden = false;
    var editor = window.CKEDITOR.replace(area, configuration());
    editors.set(box, editor);
    editor.on('instanceReady', function () {
      editor.focus();
      box.dispatchEvent(new CustomEvent('rich-text:on', { bubbles: true, detail: editor }));
    });
    // Before the paste filter (priority 10 and later) takes them away.
    editor.on('paste', function (event) { tellPictures(box, event); }, null, null, 1);
    window.longPaste(editor);
    editor.on('change', function () { update(box, editor); });
  }

  // Ends the editor, if it is on, and shows the field's text again.
  function end(box) {
    var editor = editors.get(box);
    if (editor) editor.destroy(true);
    editors.delete(box);
    show(box);
  }

  function park(box) {
    if (!editors.has(box)) return;
    read(box);
    end(box);
  }

  function read(box) {
    var editor = editors.get(box);
    if (editor && editor.status === 'ready') editor.updateElement();
    return field(box).value;
  }

  function write(box, html) {
    field(box).value = html;
    end(box);
    tellLength(box);
  }

  function show(box) {
    var area = field(box);
    if (!area || /__prefix__/.test(area.name)) return;
    var old = box.querySelector('.rich-text-shown');
    if (old) old.remove();
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
    shown.addEventListener('click', function (event) { event.preventDefault(); on(box); });
    shown.addEventListener('keydown', function (event) {
      if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); on(box); }
    });
    area.hidden = true;
    box.appendChild(shown);
  }

  // Boxes in a closed fold wait until it opens: a notice may have hundreds.
  function showAll(root) {
    [].forEach.call(root.querySelectorAll('.rich-text'), function (box) {
      var folded = box.closest('details:not([open])');
      if (!folded && !editors.has(box) && !box.querySelector('.rich-text-shown')) show(box);
    });
  }

  // What the server would refuse is said here, with everything still in its place.
  function refuseTooLong(event) {
    var long = [].filter.call(event.target.querySelectorAll('.rich-text'), function (box) {
      read(box);
      return tooLong(box);
    });
    if (!long.length) return;
    event.preventDefault();
    long.forEach(tellLength);
    var folded = long[0].closest('details');
    if (folded) folded.open = true;
    long[0].scrollIntoView({ block: 'center' });
  }

  window.richText = {
    read: read, write: write, park: park, showAll: showAll,
    editor: function (box) { return editors.get(box); }
  };

  document.addEventListener('DOMContentLoaded', function () { showAll(document); });
  document.addEventListener('formset:added', function (event) { showAll(event.target); });
  document.addEventListener('toggle', function (event) { showAll(event.target); }, true);
  document.addEventListener('submit', refuseTooLong);
})();
