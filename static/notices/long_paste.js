/* Makes a long paste bearable: Word's clothes come off before the editor's filters look at every one
   of them, and the paragraphs go in together: one by one, each counts all that are there already. */
(function () {
  'use strict';

  var MANY = 100; // blocks; fewer go in as ever
  var BLOCK = /^(P|H[1-6]|DIV|UL|OL|TABLE|BLOCKQUOTE)$/;
  var MARK = '\uE002\uE003'; // stands nowhere in a text: the server takes such characters out
  // Of a style, what can make bold, italic and the like: WPS writes them so.
  var READ = /^\s*(font-weight|font-style|text-decoration|vertical-align)\s*:/i;
  // Word's lists are paragraphs whose styles say the rest; the editor's Word filter reads them.
  var LISTED = '[style*="mso-list"]';

  function undress(element) {
    var kept = (element.getAttribute('style') || '').split(';').filter(function (one) { return READ.test(one); });
    if (kept.length) element.setAttribute('style', kept.join(';'));
    else element.removeAttribute('style');
    ['class', 'lang', 'width', 'height', 'valign', 'align'].forEach(function (name) { element.removeAttribute(name); });
  }

  function unwrap(element) {
    var parent = element.parentNode;
    while (element.firstChild) parent.insertBefore(element.firstChild, element);
    element.remove();
  }

  // Word's HTML with its structure and words, and little else.
  function plainWord(html) {
    var body = new DOMParser().parseFromString(html, 'text/html').body;
    [].forEach.call(body.querySelectorAll('style, xml, meta, link'), function (one) { one.remove(); });
    // From the last to the first: what stands in an element is done before the element is unwrapped.
    [].slice.call(body.querySelectorAll('*')).reverse().forEach(function (element) {
      if (element.closest(LISTED)) return;
      undress(element);
      if (element.tagName === 'O:P' && !element.textContent) element.remove();
      else if (element.tagName === 'SPAN' && !element.attributes.length) unwrap(element);
    });
    body.normalize();
    return body.innerHTML;
  }

  function isBlock(node) {
    return BLOCK.test(node.nodeName) || (node.nodeType === Node.TEXT_NODE && !node.data.trim());
  }

  // The blocks between the first and the last go in afterwards, together; '' where they are few, or
  // where lines stand between them that are no blocks and belong together.
  function takeMiddle(data) {
    var body = new DOMParser().parseFromString(data.dataValue || '', 'text/html').body;
    if (body.children.length < MANY || ![].every.call(body.childNodes, isBlock)) return '';
    var last = body.lastElementChild;
    var middle = document.createElement('div');
    for (var one = body.firstElementChild.nextSibling; one !== last; one = body.firstElementChild.nextSibling) {
      middle.appendChild(one);
    }
    var mark = document.createElement('p');
    mark.textContent = MARK;
    body.insertBefore(mark, last);
    data.dataValue = body.innerHTML;
    return middle.innerHTML;
  }

  function holderOfMark(root) {
    var walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.data.indexOf(MARK) > -1) return walker.currentNode;
    }
    return null;
  }

  function putMiddle(editor, html) {
    var mark = holderOfMark(editor.editable().$);
    // Whatever became of the mark, nothing pasted may be lost.
    if (!mark) { editor.insertHtml(html); return; }
    // As the editor itself does with what it inserts: nothing passes its filter unseen.
    var filtered = editor.dataProcessor.toHtml(html, {
      context: 'body', fixForBody: false, filter: editor.activeFilter, enterMode: editor.activeEnterMode
    });
    var made = mark.ownerDocument.createElement('template');
    made.innerHTML = filtered;
    var block = mark.parentNode;
    mark.data = mark.data.replace(MARK, '');
    block.parentNode.insertBefore(made.content, block.nextSibling);
    if (!block.textContent) block.remove();
  }

  window.longPaste = function (editor) {
    var middle = '';
    editor.on('pasteFromWord', function (event) { event.data.dataValue = plainWord(event.data.dataValue); });
    // The editor inserts what is pasted at 1000.
    editor.on('paste', function (event) {
      middle = takeMiddle(event.data);
      if (!middle) return;
      editor.fire('saveSnapshot');
      editor.fire('lockSnapshot', { dontUpdate: true });
    }, null, null, 999);
    editor.on('paste', function () {
      if (!middle) return;
      putMiddle(editor, middle);
      middle = '';
      editor.fire('unlockSnapshot');
      editor.fire('saveSnapshot');
      editor.fire('change');
    }, null, null, 1001);
  };
})();
