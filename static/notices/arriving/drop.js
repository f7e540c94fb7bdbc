/* 导入通知: files dropped anywhere on the page are chosen, and how many there are is said. */
(function () {
  'use strict';

  document.addEventListener('DOMContentLoaded', function () {
    var form = document.getElementById('import-form');
    if (!form) return;
    var box = form.querySelector('.drop');
    var file = box.querySelector('input[type=file]');
    var chosen = box.querySelector('.chosen');

    function say() {
      chosen.textContent = file.files.length > 1 ? '已选 ' + file.files.length + ' 个文件' : '';
    }

    function holdsFiles(event) {
      var types = event.dataTransfer ? event.dataTransfer.types : [];
      return [].indexOf.call(types, 'Files') >= 0 && event.target.type !== 'file';
    }

    document.addEventListener('dragover', function (event) {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      box.classList.add('over');
    });
    document.addEventListener('dragleave', function (event) {
      if (!event.relatedTarget) box.classList.remove('over');
    });
    document.addEventListener('drop', function (event) {
      box.classList.remove('over');
      if (!holdsFiles(event)) return;
      event.preventDefault();
      file.files = event.dataTransfer.files;
      say();
    });
    file.addEventListener('change', say);
    window.addEventListener('pageshow', say);
  });
})();
