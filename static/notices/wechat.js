/* 复制到公众号: the article of the frame onto the clipboard, as HTML and as text. Where the browser
   refuses, the article is selected, and the person presses Ctrl+C. */
(function () {
  'use strict';

  var button, frame, told;

  function article() { return frame.contentDocument.body.firstElementChild; }

  function say(sentence) { told.textContent = sentence; }

  function done() { say('已复制，请到公众号后台粘贴。'); }

  // Through the frame's own clipboard: the browser reads the HTML under the policy of the page that
  // writes it, and only the frame's allows inline styles.
  function write() {
    var own = frame.contentWindow;
    var clipboard = own.navigator.clipboard;
    if (!clipboard || !own.ClipboardItem) return Promise.reject(new Error('no clipboard'));
    own.focus();
    return clipboard.write([new own.ClipboardItem({
      'text/html': new Blob([article().outerHTML], { type: 'text/html' }),
      'text/plain': new Blob([article().innerText], { type: 'text/plain' })
    })]).then(function () { button.focus(); });
  }

  function select() {
    var selection = frame.contentWindow.getSelection();
    selection.removeAllRanges();
    selection.selectAllChildren(article());
    frame.contentWindow.focus();
  }

  // Sites without TLS have no clipboard to write to; the old command copies what is selected.
  function copySelected() {
    select();
    var copied = false;
    try { copied = frame.contentDocument.execCommand('copy'); } catch (refused) { copied = false; }
    if (copied) done();
    else say('浏览器不让网页复制。全文已经选中，请按 Ctrl+C（苹果电脑按 ⌘C）。');
  }

  function copy() { write().then(done, copySelected); }

  document.addEventListener('DOMContentLoaded', function () {
    button = document.querySelector('[data-copy]');
    frame = document.querySelector('.wechat-article');
    told = document.querySelector('.copied');
    button.hidden = false;
    button.addEventListener('click', copy);
  });
})();
