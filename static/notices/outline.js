/* The outline editor: puts handle, menu and keys on the rows that the server drew.
   outline_rows.js knows where rows stand, outline_text.js cuts and joins their texts,
   outline_labels.js shows and says, outline_acts.js acts, outline_menu.js and outline_drag.js are
   the hands. Without script every row is a plain form and saves the same. */
(function () {
  'use strict';

  var rows = window.outlineRows;
  var labels = window.outlineLabels;
  var acts = window.outlineActs;
  var group, list;
  var saving = false;

  var MENU = [
    { name: '在上方添加同级', act: 'addAbove' },
    { name: '在下方添加同级', act: 'addBelow', keys: 'Alt+Enter' },
    { name: '添加下级', act: 'addChild', keys: 'Alt+Shift+Enter' },
    { name: '上移', act: 'up', keys: 'Alt+↑', shortcut: 'Alt+ArrowUp', apart: true },
    { name: '下移', act: 'down', keys: 'Alt+↓', shortcut: 'Alt+ArrowDown' },
    { name: '升一级', act: 'shallower', keys: 'Alt+←', shortcut: 'Alt+ArrowLeft' },
    { name: '降一级', act: 'deeper', keys: 'Alt+→', shortcut: 'Alt+ArrowRight' },
    { name: '在光标处拆分', act: 'split', apart: true },
    { name: '与下一个合并', act: 'join' },
    { name: '删除', act: 'remove', apart: true }
  ];
  var KEYS = {
    ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'shallower', ArrowRight: 'deeper', Enter: 'addBelow'
  };
  // The editor names keys by their codes.
  var CODES = { 38: 'up', 40: 'down', 37: 'shallower', 39: 'deeper' };

  function rowOf(node) { return node.closest('.outline-row'); }

  // The form on its way to the server holds what was shown; what came later would be lost.
  function act(name, row) {
    if (saving) labels.say('正在保存，请稍候，保存以后再改。');
    else acts[name](row);
  }

  function items(row) {
    return MENU.map(function (item) {
      return {
        name: item.name, keys: item.keys, shortcut: item.shortcut || item.keys, apart: item.apart,
        act: function () { act(item.act, row); }
      };
    });
  }

  function dress(row) {
    var handle = document.createElement('span');
    handle.className = 'outline-handle';
    handle.textContent = '⠿';
    handle.title = '按住拖动：上下换位置，左右升降级';
    handle.setAttribute('aria-hidden', 'true');
    var more = document.createElement('button');
    more.type = 'button';
    more.className = 'outline-more';
    more.textContent = '⋯';
    more.setAttribute('aria-haspopup', 'menu');
    more.setAttribute('aria-expanded', 'false');
    row.appendChild(handle);
    row.appendChild(more);
    labels.showLabel(row, labels.label(row));
  }

  function onPress(event) {
    if (!event.target.matches('.outline-handle')) return;
    if (saving) { act('', null); return; }
    window.outlineDrag.start(event, rowOf(event.target), acts.moved);
  }

  function onClick(event) {
    var more = event.target.closest('.outline-more');
    if (more) window.outlineMenu.show(more, items(rowOf(more)));
  }

  // Without Alt the arrows walk from row to row.
  function walk(event) {
    if (event.target.tagName !== 'SUMMARY') return;
    var to = { ArrowUp: rows.previous, ArrowDown: rows.next }[event.key];
    var row = to && to(rowOf(event.target));
    if (!row) return;
    event.preventDefault();
    row.querySelector('summary').focus();
  }

  function onKey(event) {
    var name = KEYS[event.key];
    if (!name || event.ctrlKey || event.metaKey || !rowOf(event.target)) return;
    if (!event.altKey) { walk(event); return; }
    event.preventDefault();
    act(event.key === 'Enter' && event.shiftKey ? 'addChild' : name, rowOf(event.target));
  }

  function onEditor(event) {
    var editor = event.detail;
    var row = rowOf(event.target);
    row.cursor = 'body';
    editor.on('focus', function () { row.cursor = 'body'; });
    editor.on('key', function (pressed) {
      var code = pressed.data.keyCode - window.CKEDITOR.ALT;
      if (!CODES[code]) return;
      pressed.cancel();
      act(CODES[code], row);
    });
  }

  function onFocus(event) {
    if (/-heading$/.test(event.target.name)) rowOf(event.target).cursor = 'heading';
  }

  function onInput(event) {
    var row = rowOf(event.target);
    if (/-(start|typed_label|unnumbered)$/.test(event.target.name)) labels.changed();
    else if (row) labels.showLine(row);
  }

  function onSubmit() {
    window.outlineDrag.cancel();
    window.outlineMenu.close(false);
  }

  // The row that is there for who has no script; the page offers a button instead.
  function dropSpareRow() {
    var spare = list.querySelector('.is-new:last-child:not(.has-errors)');
    if (!spare || rows.field(spare, 'order').value || labels.label(spare)) return;
    if (rows.field(spare, 'heading').value || spare.querySelector('textarea').value) return;
    spare.remove();
    var total = document.getElementById('id_' + group.dataset.prefix + '-TOTAL_FORMS');
    total.value = parseInt(total.value, 10) - 1;
  }

  function addButton() {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = 'outline-add';
    made.textContent = '＋ 添加层次';
    made.addEventListener('click', function () {
      var last = rows.kept(list).pop();
      acts.addAndWrite(list, null, last ? rows.depth(last) : 1);
    });
    list.parentNode.insertBefore(made, list.nextSibling);
  }

  function statusLine() {
    var made = document.createElement('p');
    made.className = 'outline-said';
    made.setAttribute('role', 'status');
    list.parentNode.appendChild(made);
    return made;
  }

  function listen() {
    list.addEventListener('pointerdown', onPress);
    list.addEventListener('click', onClick);
    list.addEventListener('keydown', onKey);
    list.addEventListener('focusin', onFocus);
    list.addEventListener('input', onInput);
    list.addEventListener('rich-text:on', onEditor);
    list.addEventListener('outline:added', function (event) { dress(event.target); });
    document.getElementById('id_scheme').addEventListener('change', function () { labels.changed(); });
    document.addEventListener('submit', onSubmit, true);
    window.addEventListener('submit', function (event) { saving = !event.defaultPrevented; });
    window.addEventListener('pageshow', function () { saving = false; });
  }

  document.addEventListener('DOMContentLoaded', function () {
    group = document.querySelector('.outline');
    list = group && group.querySelector('.outline-rows');
    if (!list) return;
    dropSpareRow();
    labels.start(group, list, statusLine());
    rows.rows(list).forEach(dress);
    addButton();
    listen();
    group.classList.add('is-on');
    // A form that came back with errors holds the places it was sent with.
    if (document.querySelector('.errornote')) {
      rows.sort(list);
      labels.ask();
    }
    group.dataset.ready = 'yes';
  });
})();
