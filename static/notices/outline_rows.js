/* The outline as rows: where each stands, how deep, and what moves along with it.

   A row is a form of its own; its place is written into its `order` field (10, 20, …), so the save
   stores what is shown. Deleted rows stay, marked, and do not count. Every function that may refuse
   returns a sentence, '' where it was done. */
(function () {
  'use strict';

  var STEP = 10;
  var DEEPEST = 6;

  function rows(list) { return [].slice.call(list.children); }
  function isKept(row) { return !row.classList.contains('is-deleted'); }
  function kept(list) { return rows(list).filter(isKept); }
  function field(row, name) {
    row.fields = row.fields || {};
    row.fields[name] = row.fields[name] || row.querySelector('[name$="-' + name + '"]');
    return row.fields[name];
  }
  function depth(row) { return parseInt(field(row, 'depth').value, 10) || 1; }

  function setDepth(row, value) {
    field(row, 'depth').value = value;
    row.className = row.className.replace(/\bdepth-\S*/, 'depth-' + value);
  }

  function neighbour(row, direction) {
    do { row = row[direction]; } while (row && !isKept(row));
    return row;
  }
  function previous(row) { return neighbour(row, 'previousElementSibling'); }
  function next(row) { return neighbour(row, 'nextElementSibling'); }

  // The row and all its children, with the deleted rows between them.
  function block(row) {
    var found = [row];
    var end = 1;
    for (var one = row.nextElementSibling; one; one = one.nextElementSibling) {
      if (isKept(one) && depth(one) <= depth(row)) break;
      found.push(one);
      if (isKept(one)) end = found.length;
    }
    return found.slice(0, end);
  }

  function shift(moved, by) {
    moved.forEach(function (one) { setDepth(one, Math.max(1, depth(one) + by)); });
  }

  function deepest(moved) { return Math.max.apply(null, moved.filter(isKept).map(depth)); }

  // How deep a row may be that stands above `anchor` (null: last) once `moved` is taken out: at most
  // a child of the row above, and not so shallow that it would take the rows below for its children.
  function depthAt(list, moved, anchor, wanted) {
    var all = rows(list);
    var at = anchor ? all.indexOf(anchor) : all.length;
    var stays = function (row) { return isKept(row) && moved.indexOf(row) < 0; };
    var above = all.slice(0, at).filter(stays).pop();
    var below = all.slice(at).filter(stays)[0];
    var least = below ? depth(below) : 1;
    var most = Math.max(above ? depth(above) + 1 : 1, least);
    return Math.min(Math.max(wanted, least), most);
  }

  // The rows in between change sides, so what is being edited never leaves the page; an editor that
  // has to is ended first, its text kept.
  function carry(list, between, anchor) {
    between.forEach(function (row) {
      [].forEach.call(row.querySelectorAll('.rich-text'), window.richText.park);
      list.insertBefore(row, anchor);
    });
  }

  // Moves the row and its children before `anchor`, or to the end where that is null; `wanted` is
  // the depth it should have there, its own if not given.
  function moveTo(row, anchor, wanted) {
    var list = row.parentNode;
    var moved = block(row);
    if (moved.indexOf(anchor) > -1) anchor = moved[moved.length - 1].nextElementSibling;
    var its = depthAt(list, moved, anchor, wanted || depth(row));
    var all = rows(list);
    var from = all.indexOf(row);
    var to = anchor ? all.indexOf(anchor) : all.length;
    if (to < from) carry(list, all.slice(to, from), moved[moved.length - 1].nextElementSibling);
    else carry(list, all.slice(from + moved.length, to), row);
    shift(moved, Math.min(its - depth(row), DEEPEST - deepest(moved)));
  }

  function up(row) {
    var target = previous(row);
    if (!target) return '已经在最前面。';
    while (depth(target) > depth(row) && previous(target)) target = previous(target);
    moveTo(row, target);
    return '';
  }

  function down(row) {
    var moved = block(row);
    var target = next(moved[moved.length - 1]);
    if (!target) return '已经在最后面。';
    var passed = depth(target) === depth(row) ? block(target) : [target];
    moveTo(row, passed[passed.length - 1].nextElementSibling);
    return '';
  }

  function deeper(row) {
    var above = previous(row);
    if (!above || depth(row) > depth(above)) return '上面没有同级的层次，不能再降一级。';
    if (deepest(block(row)) >= DEEPEST) return '最多六级，不能再降。';
    shift(block(row), 1);
    return '';
  }

  function shallower(row) {
    if (depth(row) === 1) return '已经是第一级。';
    shift(block(row), -1);
    return '';
  }

  // A new row before `anchor` (null: at the end); null where there are too many.
  function add(list, anchor, itsDepth) {
    var prefix = list.closest('.outline').dataset.prefix;
    var total = document.getElementById('id_' + prefix + '-TOTAL_FORMS');
    var most = document.getElementById('id_' + prefix + '-MAX_NUM_FORMS').value;
    if (parseInt(total.value, 10) >= parseInt(most, 10)) return null;
    var made = document.createElement('template');
    made.innerHTML = document.getElementById(prefix + '-empty').innerHTML
      .replace(/__prefix__/g, total.value);
    var row = made.content.querySelector('li');
    total.value = parseInt(total.value, 10) + 1;
    list.insertBefore(row, anchor);
    setDepth(row, itsDepth);
    return row;
  }

  // Marks the given rows as deleted, to be restored together.
  function remove(gone) {
    gone.filter(isKept).forEach(function (row) {
      field(row, 'DELETE').checked = true;
      row.classList.add('is-deleted');
      row.goneWith = gone[0];
    });
  }

  // The text of `gone` went into `stays`; whatever had gone into it goes along.
  function mergeInto(stays, gone) {
    rows(stays.parentNode).forEach(function (row) {
      var heir = field(row, 'joined_to');
      if (heir.value && heir.value === gone.dataset.number) heir.value = stays.dataset.number;
    });
    field(gone, 'joined_to').value = stays.dataset.number;
    field(gone, 'DELETE').checked = true;
    gone.classList.add('is-deleted', 'is-merged');
  }

  function restore(first) {
    rows(first.parentNode).forEach(function (row) {
      if (row.goneWith !== first) return;
      field(row, 'DELETE').checked = false;
      row.classList.remove('is-deleted');
      row.goneWith = null;
    });
  }

  function writeOrder(list) {
    kept(list).forEach(function (row, index) { field(row, 'order').value = STEP * (index + 1); });
  }

  // Rows of a form that came back with errors stand as they were sent; those without a place last.
  function sort(list) {
    var place = function (row) { return parseInt(field(row, 'order').value, 10) || Infinity; };
    var sorted = rows(list).map(function (row, index) { return [place(row), index, row]; });
    sorted.sort(function (a, b) { return a[0] === b[0] ? a[1] - b[1] : a[0] - b[0]; });
    sorted.forEach(function (one) { list.appendChild(one[2]); });
  }

  // A row as the numbering asks for it.
  function entry(row, itsDepth) {
    return {
      row: row,
      depth: itsDepth,
      start: parseInt(field(row, 'start').value, 10) || null,
      unnumbered: field(row, 'unnumbered').checked,
      typed: field(row, 'typed_label').value
    };
  }

  function entries(list) {
    return kept(list).map(function (row) { return entry(row, depth(row)); });
  }

  // The entries as `moveTo` with the same arguments would leave them; nothing moves.
  function planned(row, anchor, wanted) {
    var list = row.parentNode;
    var moved = block(row);
    var by = Math.min(depthAt(list, moved, anchor, wanted) - depth(row), DEEPEST - deepest(moved));
    var others = entries(list).filter(function (one) { return moved.indexOf(one.row) < 0; });
    var at = anchor ? others.map(function (one) { return one.row; }).indexOf(anchor) : others.length;
    var its = moved.filter(isKept).map(function (one) { return entry(one, Math.max(1, depth(one) + by)); });
    return others.slice(0, at).concat(its, others.slice(at));
  }

  window.outlineRows = {
    rows: rows, kept: kept, isKept: isKept, field: field, depth: depth, setDepth: setDepth,
    previous: previous, next: next, block: block, depthAt: depthAt, moveTo: moveTo, up: up, down: down,
    deeper: deeper, shallower: shallower, add: add, remove: remove, restore: restore,
    mergeInto: mergeInto, writeOrder: writeOrder, sort: sort, entries: entries, planned: planned
  };
})();
