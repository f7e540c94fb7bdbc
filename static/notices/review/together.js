/* 核对导入: the two columns scroll together, each line beside the part of the notice it went to. */
(function () {
  'use strict';

  var box, following, known;

  function panes() {
    return [].slice.call(box.querySelectorAll('.pane'));
  }

  // [top in the original, top in the outcome] of what stands in both, downwards in either: of a
  // line that went elsewhere than its neighbours nothing can be told.
  function stops() {
    if (known) return known;
    var both = panes(), seen = {aside: true}, pairs = [];
    [].forEach.call(both[0].querySelectorAll('.line'), function (line) {
      var key = line.getAttribute('data-item');
      var item = !seen[key] && document.getElementById('o-' + key);
      seen[key] = true;
      if (item) pairs.push([line.offsetTop - both[0].offsetTop, item.offsetTop - both[1].offsetTop]);
    });
    known = [[0, 0]].concat(rising(pairs), [[both[0].scrollHeight, both[1].scrollHeight]]);
    return known;
  }

  // The longest run of pairs whose second number rises; the first does already.
  function rising(pairs) {
    var ends = [], before = [];
    pairs.forEach(function (pair, place) {
      var low = 0, high = ends.length;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (pairs[ends[middle]][1] < pair[1]) low = middle + 1; else high = middle;
      }
      before[place] = low ? ends[low - 1] : -1;
      ends[low] = place;
    });
    var found = [], at = ends.length ? ends[ends.length - 1] : -1;
    for (; at >= 0; at = before[at]) found.unshift(pairs[at]);
    return found;
  }

  function matching(top, from, to) {
    var all = stops();
    for (var i = 1; i < all.length; i++) {
      if (all[i][from] >= top) {
        var a = all[i - 1], b = all[i];
        var share = (top - a[from]) / Math.max(b[from] - a[from], 1);
        return a[to] + share * (b[to] - a[to]);
      }
    }
    return 0;
  }

  function follow(pane) {
    if (following === pane) {
      following = null;
      return;
    }
    var both = panes(), from = both.indexOf(pane), other = both[1 - from];
    if (pane.scrollHeight <= pane.clientHeight + 1) return;
    var middle = pane.clientHeight / 3;
    var top = Math.round(matching(pane.scrollTop + middle, from, 1 - from) - middle);
    top = Math.max(0, Math.min(top, other.scrollHeight - other.clientHeight));
    if (Math.abs(other.scrollTop - top) < 2) return;
    following = other;
    other.scrollTop = top;
  }

  function bring(line) {
    var pane = panes()[0];
    if (pane.scrollHeight <= pane.clientHeight + 1) return;
    var top = line.offsetTop - pane.offsetTop;
    if (top < pane.scrollTop + 40 || top > pane.scrollTop + pane.clientHeight - 80) {
      pane.scrollTop = top - pane.clientHeight / 3;
    }
  }

  document.addEventListener('DOMContentLoaded', function () {
    box = document.querySelector('.review');
    if (!box) return;
    box.classList.add('together');
    var due = null;
    // Scrolling does not bubble, but is seen on its way down.
    box.addEventListener('scroll', function (event) {
      var pane = event.target;
      if (!pane.classList || !pane.classList.contains('pane') || due === pane) return;
      due = pane;
      window.requestAnimationFrame(function () {
        due = null;
        follow(pane);
      });
    }, true);
    function forget() { known = null; }
    window.addEventListener('resize', forget);
    box.addEventListener('swapped', forget);
    box.addEventListener('toggle', forget, true);
    box.addEventListener('reviewed', function (event) { bring(event.target); });
  });
})();
