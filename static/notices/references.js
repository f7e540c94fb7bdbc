/* 引用层次: a button of the editor and a token in its text that nobody can type into.
   The words of a reference follow from the outline, so they are chosen (reference_dialog.js), never
   written; the server writes them anew at every save. Pages without an outline have no button. */
(function () {
  'use strict';

  var NAME = 'crossreference';
  var TARGET = /^#s[0-9]+$/;
  var OWNER = 'data-reference-of'; // only while the editor is on: which notice a token belongs to

  // The number of the notice of this page; "" where it has none yet.
  function notice() {
    var draft = document.querySelector('input[name=draft]');
    return draft && draft.dataset.notice !== 'new' ? draft.dataset.notice : '';
  }

  function target(attributes) {
    var address = attributes['data-cke-saved-href'] || attributes.href || '';
    return TARGET.test(address) ? address : '';
  }

  function html(chosen) {
    var link = document.createElement('a');
    link.setAttribute('href', '#s' + chosen.number);
    link.className = 'xref';
    link.textContent = chosen.words;
    return link.outerHTML;
  }

  // Focus goes to the dialog and comes back to where the cursor was.
  function choose(editor, done) {
    var ranges = editor.getSelection().getRanges();
    window.referenceDialog.open(function (chosen) {
      editor.focus();
      editor.getSelection().selectRanges(ranges);
      if (chosen) done(chosen);
    });
  }

  // The cursor stands behind the new token, so that writing goes on.
  function insert(editor) {
    choose(editor, function (chosen) {
      editor.insertHtml(html(chosen));
      var made = editor.widgets.focused;
      if (!made) return;
      var range = editor.createRange();
      range.moveToPosition(made.wrapper, window.CKEDITOR.POSITION_AFTER_END);
      editor.getSelection().selectRanges([range]);
    });
  }

  function change(widget) {
    choose(widget.editor, function (chosen) {
      var address = '#s' + chosen.number;
      widget.editor.fire('saveSnapshot');
      widget.element.setAttribute('href', address);
      widget.element.data('cke-saved-href', address);
      widget.element.setText(chosen.words);
      widget.editor.fire('saveSnapshot');
      widget.editor.fire('change');
    });
  }

  // The number of a section means another one in another notice: there only the words are pasted.
  function withoutStrangers(pasted) {
    var body = new DOMParser().parseFromString(pasted, 'text/html').body;
    var strangers = [].filter.call(body.querySelectorAll('a.xref'), function (link) {
      return !notice() || link.getAttribute(OWNER) !== notice();
    });
    strangers.forEach(function (link) {
      var whole = link.closest('.cke_widget_wrapper') || link;
      whole.parentNode.replaceChild(document.createTextNode(link.textContent), whole);
    });
    return strangers.length ? body.innerHTML : pasted;
  }

  function widget() {
    return {
      inline: true,
      draggable: false,
      pathName: '引用',
      requiredContent: 'a[href](xref)',
      upcast: function (element) {
        if (element.name !== 'a' || !element.hasClass('xref') || !target(element.attributes)) return false;
        element.attributes[OWNER] = notice();
        return true;
      },
      downcast: function (element) {
        delete element.attributes[OWNER];
        return element;
      },
      edit: function (event) {
        event.cancel();
        if (window.referenceDialog) change(this);
      }
    };
  }

  window.CKEDITOR.plugins.add(NAME, {
    requires: 'widget',
    init: function (editor) {
      editor.widgets.add(NAME, widget());
      editor.on('paste', function (event) {
        if (/\bxref\b/.test(event.data.dataValue)) event.data.dataValue = withoutStrangers(event.data.dataValue);
      }, null, null, 1);
      if (!window.referenceDialog) return;
      editor.addCommand('reference', {
        exec: insert, async: true, readOnly: false, editorFocus: false
      });
      editor.ui.addButton('CrossReference', { label: '引用层次', command: 'reference', toolbar: 'links' });
    }
  });
})();
