/* What can be done with a row of the outline. Each act says what it did, or why it could not. */
(function () {
  'use strict';

  var rows = window.outlineRows;
  var labels = window.outlineLabels;
  var texts = window.outlineText;
  var MARK = '\uE000\uE001'; // stands nowhere in a text: the server takes such characters out

  function box(row) { return row.querySelector('.rich-text'); }
  function heading(row) { return rows.field(row, 'heading'); }
  function open(row) { row.querySelector('details').open = true; }
  function focus(row) { row.querySelector('summary').focus(); }

  function moved(row) {
    labels.changed(function () {
      var above = rows.previous(row);
      var place = above ? '已移到“' + labels.name(above) + '”之后' : '已移到最前面';
      return place + '，' + labels.numberOf(row) + '。';
    });
    row.querySelector('summary').scrollIntoView({ block: 'nearest' });
  }

  function move(how) {
    return function (row) {
      var refusal = rows[how](row);
      if (refusal) labels.say(refusal);
      else moved(row);
    };
  }

  function shift(how) {
    return function (row) {
      var refusal = rows[how](row);
      if (refusal) { labels.say(refusal); return; }
      labels.changed(function () {
        return '现在是第' + rows.depth(row) + '级，' + labels.numberOf(row) + '。';
      });
    };
  }

  function add(list, anchor, depth) {
    var row = rows.add(list, anchor, Math.min(depth, 6));
    if (!row) {
      labels.say('一份通知里的层次已经到了上限，请先保存，或者拆成两份通知。');
      return null;
    }
    row.dispatchEvent(new CustomEvent('outline:added', { bubbles: true }));
    open(row);
    window.richText.showAll(row);
    labels.showLine(row);
    labels.changed(function () { return '已添加，' + labels.numberOf(row) + '。'; });
    return row;
  }

  function addAndWrite(list, anchor, depth) {
    var row = add(list, anchor, depth);
    if (row) heading(row).focus();
  }

  function afterBlock(row) {
    var its = rows.block(row);
    return its[its.length - 1].nextElementSibling;
  }

  function addAbove(row) { addAndWrite(row.parentNode, row, rows.depth(row)); }
  function addBelow(row) { addAndWrite(row.parentNode, afterBlock(row), rows.depth(row)); }
  function addChild(row) { addAndWrite(row.parentNode, afterBlock(row), rows.depth(row) + 1); }

  function remove(row) {
    var gone = rows.block(row).filter(rows.isKept);
    var after = rows.next(gone[gone.length - 1]) || rows.previous(row);
    var others = gone.length > 1 ? '（连同下级 ' + (gone.length - 1) + ' 个）' : '';
    rows.remove(gone);
    bury(row, '保存时删除：' + labels.name(row) + others);
    if (after) focus(after);
    labels.changed(function () { return '已删除' + others + '，保存以前可以恢复。'; });
  }

  // The line that stands for deleted rows, until they are saved away or restored.
  function bury(row, sentence) {
    var line = document.createElement('p');
    var back = document.createElement('button');
    line.className = 'outline-gone';
    line.textContent = sentence;
    back.type = 'button';
    back.textContent = '恢复';
    back.addEventListener('click', function () {
      rows.restore(row);
      row.classList.remove('is-buried');
      line.remove();
      focus(row);
      labels.changed(function () { return '已恢复，' + labels.numberOf(row) + '。'; });
    });
    line.appendChild(back);
    row.appendChild(line);
    row.classList.add('is-buried');
  }

  function textOf(row) {
    return {
      heading: heading(row).value,
      runIn: rows.field(row, 'run_in').checked,
      typed: rows.field(row, 'typed_label').value,
      body: window.richText.read(box(row))
    };
  }

  function write(row, text) {
    heading(row).value = text.heading;
    rows.field(row, 'run_in').checked = text.runIn;
    window.richText.write(box(row), text.body);
    labels.showLine(row);
  }

  function halvesOfHeading(row) {
    var text = textOf(row);
    var at = heading(row).selectionStart;
    return [
      { heading: text.heading.slice(0, at), runIn: false, body: '' },
      { heading: text.heading.slice(at), runIn: text.runIn, body: text.body }
    ];
  }

  function halvesOfBody(row, editor) {
    var text = textOf(row);
    var range = editor.getSelection().getRanges()[0];
    if (!range) return null;
    range.collapse(true);
    var mark = new window.CKEDITOR.dom.text(MARK, editor.document);
    range.insertNode(mark);
    var parts = texts.split(editor.getData(), MARK);
    mark.remove();
    return parts && [
      { heading: text.heading, runIn: text.runIn, body: parts[0] },
      { heading: '', runIn: false, body: parts[1] }
    ];
  }

  // `row.cursor` is where the cursor was last: "heading" or "body".
  function halves(row) {
    var editor = window.richText.editor(box(row));
    if (row.cursor === 'heading') return halvesOfHeading(row);
    return row.cursor === 'body' && editor ? halvesOfBody(row, editor) : null;
  }

  function split(row) {
    var parts = halves(row);
    if (!parts) {
      open(row);
      labels.say('请先点开这一行，把光标放在要拆开的地方，再选“在光标处拆分”。');
      return;
    }
    var second = add(row.parentNode, row.nextElementSibling, rows.depth(row));
    if (!second) return;
    write(row, parts[0]);
    write(second, parts[1]);
    row.cursor = '';
    focus(second);
    labels.changed(function () { return '已拆成两节，后一节' + labels.numberOf(second) + '。'; });
  }

  // Of the two, the one that was saved before stays, as its address must; children keep their rank.
  function join(row) {
    var lower = rows.next(row);
    if (!lower) { labels.say('后面没有可以合并的层次。'); return; }
    var stays = row.dataset.number || !lower.dataset.number ? row : lower;
    var up = Math.min(0, rows.depth(row) - rows.depth(lower));
    rows.block(lower).slice(1).filter(rows.isKept).forEach(function (child) {
      rows.setDepth(child, rows.depth(child) + up);
    });
    write(stays, texts.join(textOf(row), textOf(lower)));
    rows.setDepth(stays, rows.depth(row));
    rows.mergeInto(stays, stays === row ? lower : row);
    open(stays);
    focus(stays);
    labels.changed(function () { return '已合并成一节，' + labels.numberOf(stays) + '。'; });
  }

  window.outlineActs = {
    moved: moved, up: move('up'), down: move('down'),
    deeper: shift('deeper'), shallower: shift('shallower'),
    addAbove: addAbove, addBelow: addBelow, addChild: addChild, addAndWrite: addAndWrite,
    split: split, join: join, remove: remove
  };
})();
