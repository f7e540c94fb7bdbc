/* The way from an error to its field, also where the field stands folded or behind the editor;
   and choosing one side for every part of a comparison. */
(function () {
  'use strict';
  function reach(target) {
    if (!target) return false;
    for (var up = target.parentElement; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
    var shown = target.hidden ? target.parentElement.querySelector('.rich-text-shown') || target.parentElement : target;
    shown.scrollIntoView({block: 'center'});
    shown.focus({preventScroll: true});
    return true;
  }

  document.addEventListener('DOMContentLoaded', function () {
    var first = document.querySelector('#notice_form [autofocus]');
    // The browser leaves a hidden field alone.
    if (first && first.hidden) reach(first);
    document.querySelectorAll('.error-jump a').forEach(function (link) {
      link.addEventListener('click', function (event) {
        if (reach(document.getElementById(link.hash.slice(1)))) event.preventDefault();
      });
    });
    document.querySelectorAll('.choose-all').forEach(function (bar) {
      bar.hidden = false;
      bar.addEventListener('click', function (event) {
        var side = event.target.dataset.choose;
        document.querySelectorAll('.difference input[value=' + side + ']').forEach(function (one) { one.checked = true; });
      });
    });
  });
})();
