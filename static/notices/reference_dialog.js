/* 引用层次: the outline as it stands in the form, to choose from. Typing filters, arrows walk, Enter
   takes, Escape leaves; a section that was never saved has no number yet and cannot be taken.

   window.referenceDialog.open(done): done({number, words}), or done(null) where nobody chose. */
(function () {
  'use strict';

  var labels = window.outlineLabels;
  var dialog, field, list, told, finish;
  var NEW = '新加的层次保存以后才能引用';
  var NAMELESS = '没有序号也没有标题，不能引用';

  function element(tag, properties, children) {
    var made = document.createElement(tag);
    Object.keys(properties).forEach(function (name) { made.setAttribute(name, properties[name]); });
    (children || []).forEach(function (child) { made.append(child); });
    return made;
  }

  function build() {
    field = element('input', {
      type: 'search', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'reference-list',
      'aria-autocomplete': 'list', autocomplete: 'off', placeholder: '输入序号、标题或正文里的字'
    });
    list = element('ol', { id: 'reference-list', role: 'listbox', 'aria-label': '本通知的层次' });
    told = element('p', { class: 'reference-told', role: 'status' });
    var cancel = element('button', { type: 'button', class: 'button quiet' }, ['取消']);
    dialog = element('dialog', { class: 'references', 'aria-labelledby': 'references-title' }, [
      element('h2', { id: 'references-title' }, ['引用层次']),
      element('p', {}, ['选一个层次，后面的小字就是引用写成的文字；以后序号变了，文字在保存时自动跟着变。']),
      element('label', {}, ['查找', field]), list, told,
      element('p', { class: 'reference-acts' }, [cancel])
    ]);
    cancel.addEventListener('click', function () { close(null); });
    dialog.addEventListener('cancel', function (event) { event.preventDefault(); close(null); });
    dialog.addEventListener('keydown', key);
    // What is typed here is no change of the form.
    field.addEventListener('input', function (event) { event.stopPropagation(); filter(); });
    list.addEventListener('click', function (event) {
      var option = event.target.closest('[role=option]');
      if (option) take(option);
    });
    document.body.append(dialog);
  }

  function shown() { return [].filter.call(list.children, function (one) { return !one.hidden; }); }
  function isFree(option) { return option.getAttribute('aria-disabled') !== 'true'; }
  function marked() { return list.querySelector('[aria-selected=true]'); }

  function mark(option) {
    if (marked()) marked().setAttribute('aria-selected', 'false');
    field.setAttribute('aria-activedescendant', option ? option.id : '');
    if (!option) return;
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
  }

  function filter() {
    var asked = field.value.replace(/\s/g, '').toLowerCase();
    [].forEach.call(list.children, function (option) {
      option.hidden = option.textContent.replace(/\s/g, '').toLowerCase().indexOf(asked) < 0;
    });
    mark(shown().filter(isFree)[0] || null);
    told.textContent = shown().length ? '' : '没有这样的层次。';
  }

  function walk(to) {
    var free = shown().filter(isFree);
    var at = free.indexOf(marked());
    var place = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: free.length - 1 }[to];
    if (place === undefined || !free.length) return false;
    mark(free[(place + free.length) % free.length]);
    return true;
  }

  function key(event) {
    event.stopPropagation();
    if (event.isComposing || event.target !== field) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      if (marked()) take(marked());
    } else if (walk(event.key)) {
      event.preventDefault();
    }
  }

  function take(option) {
    if (isFree(option)) close({ number: option.dataset.number, words: option.dataset.words });
    else told.textContent = option.querySelector('.cited').textContent + '。';
  }

  function option(section, index) {
    var why = section.number ? (section.cited ? '' : NAMELESS) : NEW;
    var made = element('li', {
      id: 'reference-' + index, role: 'option', 'aria-selected': 'false', 'aria-disabled': String(!!why),
      class: 'depth-' + section.depth, 'data-number': section.number, 'data-words': section.cited
    }, [
      element('span', { class: 'label' }, [section.label]),
      element('span', { class: 'said' }, [section.words]),
      element('span', { class: 'cited' }, [why || section.cited])
    ]);
    return made;
  }

  function fill(sections) {
    sections.map(option).forEach(function (made) { list.append(made); });
    filter();
    if (!sections.length) told.textContent = '还没有层次可以引用。';
  }

  function close(chosen) {
    var done = finish;
    finish = null;
    if (dialog.close) dialog.close();
    else dialog.removeAttribute('open');
    if (done) done(chosen);
  }

  function open(done) {
    if (!dialog) build();
    finish = done;
    field.value = '';
    list.textContent = '';
    told.textContent = '正在编排序号…';
    if (dialog.showModal) dialog.showModal();
    else dialog.setAttribute('open', '');
    field.focus();
    labels.cited().then(function (answered) {
      if (finish !== done) return;
      if (answered.problem) told.textContent = answered.problem;
      else fill(answered.sections);
    });
  }

  window.referenceDialog = { open: open };
})();
