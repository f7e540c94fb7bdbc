/* Dragging a row by its handle, with mouse, pen or finger. A line shows where it would stand, and the
   labels are those of that place: up and down choose the place, left and right the depth. Escape
   leaves everything as it was. */
(function () {
  'use strict';

  var rows = window.outlineRows;
  var DEEPER = 32; // pixels to the right for one level
  var EDGE = 70; // pixels from the edge of the window where the page begins to scroll
  var SPEED = 14;
  var drag = null;

  function anchorAt(y) {
    return rows.kept(drag.list).filter(function (row) {
      var box = row.firstElementChild.getBoundingClientRect();
      return drag.moved.indexOf(row) < 0 && y < box.top + Math.min(box.height, 44) / 2;
    })[0] || null;
  }

  function aim(anchor, wanted) {
    if (anchor === drag.anchor && wanted === drag.wanted) return;
    drag.anchor = anchor;
    drag.wanted = wanted;
    window.outlineLabels.askSoon(rows.planned(drag.row, anchor, wanted));
  }

  function follow() {
    var anchor = anchorAt(drag.y);
    var wanted = drag.depth + Math.round((drag.x - drag.startX) / DEEPER);
    aim(anchor, rows.depthAt(drag.list, drag.moved, anchor, Math.max(1, wanted)));
    var bottom = drag.list.getBoundingClientRect().bottom;
    var top = anchor ? anchor.getBoundingClientRect().top : bottom;
    drag.line.style.top = top - drag.list.getBoundingClientRect().top + drag.list.offsetTop + 'px';
    drag.line.className = 'outline-line depth-' + drag.wanted;
  }

  function scroll() {
    if (!drag) return;
    var by = drag.y < EDGE ? -SPEED : drag.y > window.innerHeight - EDGE ? SPEED : 0;
    if (by && drag.line.parentNode) { window.scrollBy(0, by); follow(); }
    window.requestAnimationFrame(scroll);
  }

  function move(event) {
    if (!drag) return;
    drag.x = event.clientX;
    drag.y = event.clientY;
    if (!drag.line.parentNode) {
      drag.list.parentNode.appendChild(drag.line);
      drag.moved.forEach(function (row) { row.classList.add('is-dragged'); });
    }
    follow();
  }

  // Ends it; without `dropped` nothing moves.
  function end(dropped) {
    if (!drag) return;
    var done = drag;
    var went = dropped && done.line.parentNode;
    drag = null;
    done.line.remove();
    done.moved.forEach(function (row) { row.classList.remove('is-dragged'); });
    if (went) {
      rows.moveTo(done.row, done.anchor, done.wanted);
      done.moveDone(done.row);
    } else if (done.wanted) {
      window.outlineLabels.askSoon();
    }
  }

  function onKey(event) {
    if (drag && event.key === 'Escape') { event.preventDefault(); end(false); }
  }

  // The handle of a row is held; `moveDone(row)` is called when it was let go elsewhere.
  function start(event, row, moveDone) {
    if (event.button > 0 || drag) return;
    event.preventDefault();
    event.target.setPointerCapture(event.pointerId);
    drag = {
      row: row, list: row.parentNode, moved: rows.block(row), depth: rows.depth(row),
      startX: event.clientX, x: event.clientX, y: event.clientY,
      line: document.createElement('div'), moveDone: moveDone
    };
    window.requestAnimationFrame(scroll);
  }

  document.addEventListener('pointermove', move);
  document.addEventListener('pointerup', function () { end(true); });
  document.addEventListener('pointercancel', function () { end(false); });
  document.addEventListener('keydown', onKey);

  window.outlineDrag = { start: start, cancel: function () { end(false); } };
})();
