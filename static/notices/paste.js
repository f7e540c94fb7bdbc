/* 新建通知: a long text pasted anywhere on the empty form, or a file dropped on it, goes to the
   import, which fills every field. What Word, WPS or a web page put on the clipboard goes with its
   numbers and tables. Without script the box above the form takes text and files. */
(function () {
  'use strict';

  var LONG = 200; // characters: shorter and on one line, it belongs into the field
  var BLOCKS = /<(p|div|br|table|li|h[1-6])[\s>\/]/i; // markup that says where paragraphs end
  var MOST = 1000000; // characters a form may carry; a longer text comes as a file

  function isChanged(field) {
    if (!field.name || /^(hidden|submit|button)$/.test(field.type)) return false;
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.type === 'select-one') {
      // The kind alone says nothing yet: its set phrases came with it.
      if (field.name === 'kind') return false;
      var first = field.querySelector('option[selected]');
      return field.selectedIndex !== (first ? first.index : 0);
    }
    return field.value !== (field.defaultValue || '');
  }

  document.addEventListener('DOMContentLoaded', function () {
    var box = document.getElementById('paste-box');
    var form = document.getElementById('notice_form');
    if (!box || !form) return;
    var text = box.querySelector('textarea');
    var file = box.querySelector('input[type=file]');
    var told = box.querySelector('.paste-told');
    var sent = false;
    // Ready for Ctrl+V; on a phone the box stays in view.
    document.getElementById('id_title').focus({preventScroll: true});

    function tell(words) {
      told.textContent = words;
      told.hidden = false;
    }

    function isEmpty() {
      return ![].some.call(form.elements, isChanged);
    }

    function send() {
      if (sent) return;
      sent = true;
      tell('正在读入……');
      box.submit();
    }

    function take(pasted) {
      if (pasted.length > MOST) {
        tell('文字太长，请存成文件，再拖到这里。');
        return;
      }
      text.value = pasted;
      file.value = '';
      send();
    }

    function takePage(html) {
      var carried = new DataTransfer();
      carried.items.add(new File([html], '粘贴的内容.html', {type: 'text/html'}));
      takeFiles(carried.files);
    }

    function takeFiles(files) {
      if (files.length > 1) {
        tell('一次放一个文件，请选其中的一个。');
        return;
      }
      file.files = files;
      text.value = '';
      send();
    }

    function isWhole(pasted) {
      var trimmed = pasted.trim();
      return trimmed.length >= LONG || /[\r\n]/.test(trimmed);
    }

    document.addEventListener('paste', function (event) {
      if (sent || event.defaultPrevented || !event.clipboardData) return;
      var pasted = event.clipboardData.getData('text/plain');
      if (!isWhole(pasted) || !isEmpty() || (event.target === text && text.value)) return;
      event.preventDefault();
      var html = event.clipboardData.getData('text/html');
      if (BLOCKS.test(html)) takePage(html);
      else take(pasted);
    });

    function holdsFiles(event) {
      return [].indexOf.call(event.dataTransfer ? event.dataTransfer.types : [], 'Files') >= 0;
    }

    function isOurs(event) {
      return !event.defaultPrevented && holdsFiles(event) && (box.contains(event.target) || isEmpty());
    }

    document.addEventListener('dragover', function (event) {
      if (!isOurs(event)) return;
      event.preventDefault();
      box.classList.add('over');
    });
    document.addEventListener('dragleave', function (event) {
      if (!event.relatedTarget) box.classList.remove('over');
    });
    document.addEventListener('drop', function (event) {
      box.classList.remove('over');
      if (!isOurs(event)) return;
      event.preventDefault();
      if (isEmpty()) takeFiles(event.dataTransfer.files);
      else tell('下面的表单里已经填了内容，没有导入；请另开一个“新建通知”再拖进来。');
    });

    box.addEventListener('submit', function (event) {
      if (!text.value.trim() && !file.value) {
        event.preventDefault();
        tell('请先粘贴全文，或者选一个文件。');
      } else if (!isEmpty() && !window.confirm('下面表单里已经填的内容不会保留，要继续吗？')) {
        event.preventDefault();
      }
    });
    // Back from the filled form: the box may be used again.
    window.addEventListener('pageshow', function () {
      sent = false;
      told.hidden = true;
    });
  });
})();
