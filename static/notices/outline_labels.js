/* What a row of the outline shows: its label, asked of the one numbering on the server, its heading
   and first words; and the sentence that says what was done. */
(function () {
  'use strict';

  var rows = window.outlineRows;
  var WAIT = 120; // milliseconds between the last change and the question for labels
  var group, list, said;
  var asked = 0;
  var waiting = 0;
  var told = null;

  function start(itsGroup, itsList, itsSaid) { group = itsGroup; list = itsList; said = itsSaid; }

  function say(sentence) {
    said.textContent = sentence;
    said.classList.add('is-saying');
  }
  function label(row) { return row.querySelector('.label').textContent; }
  function numberOf(row) { return label(row) ? '序号“' + label(row) + '”' : '不编号'; }
  function heading(row) { return rows.field(row, 'heading'); }

  function name(row) {
    var words = heading(row).value || row.querySelector('.words').textContent;
    return label(row) + (words.length > 14 ? words.slice(0, 14) + '…' : words);
  }

  function showLine(row) {
    var words = window.outlineText.firstWords(row.querySelector('textarea').value);
    row.querySelector('.head').textContent = heading(row).value;
    row.querySelector('.words').textContent = words || (heading(row).value ? '' : '（还没有文字）');
    tellHeading(row);
  }

  function tellHeading(row) {
    var length = heading(row).value.length;
    var most = parseInt(group.dataset.maxHeading, 10);
    var old = row.querySelector('.heading-told');
    if (old) old.remove();
    if (length <= most) return;
    var made = document.createElement('p');
    made.className = 'heading-told';
    made.setAttribute('role', 'status');
    made.textContent = '标题最多 ' + most + ' 字，现在有 ' + length +
      ' 字，还不能保存。您写的都在，请把多出的文字移到正文里，或者在光标处拆分。';
    heading(row).parentNode.insertBefore(made, heading(row).nextSibling);
  }

  function showLabel(row, text) {
    row.querySelector('.label').textContent = text;
    row.querySelector('.outline-more').setAttribute('aria-label', (text || '不编号') + '的操作');
  }

  function answer(entries, answered) {
    group.classList.remove('is-asking');
    if (answered.labels) {
      entries.forEach(function (one, index) { showLabel(one.row, answered.labels[index]); });
    }
    var sentences = [told && told(), answered.problem].filter(Boolean);
    told = null;
    if (sentences.length) say(sentences.join('。').replace(/。。/g, '。'));
  }

  function withoutRow(name, value) { return name === 'row' ? undefined : value; }

  // Puts a question about entries to the server; the answer has a problem where there is none.
  function post(question, entries) {
    question.scheme = document.getElementById('id_scheme').value;
    question.entries = entries;
    return window.fetch(group.dataset.labels, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'Content-Type': 'application/json',
        'X-CSRFToken': document.querySelector('[name=csrfmiddlewaretoken]').value
      },
      body: JSON.stringify(question, withoutRow)
    }).then(function (response) { return response.json(); }).catch(function () {
      return { problem: '暂时连不上网站，序号保存以后再编排。' };
    });
  }

  // Labels for the entries given, for the rows as they stand where none are.
  function ask(given) {
    var mine = ++asked;
    var entries = given || rows.entries(list);
    if (!given) group.classList.add('is-asking');
    post({}, entries).then(function (answered) { if (mine === asked) answer(entries, answered); });
  }

  // The sections as they stand, each with what a reference to it says; {sections} or {problem}.
  function cited() {
    var entries = rows.entries(list);
    entries.forEach(function (one) { one.heading = heading(one.row).value; });
    return post({ cite: true }, entries).then(function (answered) {
      if (!answered.words) return { problem: answered.problem || '暂时列不出层次，请先保存。' };
      return { sections: entries.map(function (one, index) {
        return {
          number: one.row.dataset.number, depth: one.depth, label: answered.labels[index],
          words: one.heading || window.outlineText.firstWords(one.row.querySelector('textarea').value),
          cited: answered.words[index]
        };
      }) };
    });
  }

  function askSoon(given) {
    asked += 1;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { ask(given); }, WAIT);
  }

  // Something moved: places are written down at once, labels follow; `telling` makes the sentence
  // when they are there.
  function changed(telling) {
    rows.writeOrder(list);
    told = telling || told;
    group.classList.add('is-asking');
    askSoon();
    // Whoever follows the form (a preview) hears of it as of any other change.
    group.dispatchEvent(new Event('input', { bubbles: true }));
  }

  window.outlineLabels = {
    start: start, say: say, label: label, numberOf: numberOf, name: name, showLine: showLine,
    showLabel: showLabel, ask: ask, askSoon: askSoon, cited: cited, changed: changed
  };
})();
