/* 发布前检查 while one writes: asks the server for the Problems of what the form says, draws them on
   top and beside the field they stand in, leads to the words, changes them on one click, and takes
   the reason for one that is advice. */
(function () {
  'use strict';
  var box = document.getElementById('problems'), form = document.getElementById('notice_form');
  if (!box || !form || !('address' in box.dataset)) return;
  var running = false, due = false, shown = '';

  function make(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }
  function button(text, act) {
    var made = make('button', '', text);
    made.type = 'button';
    made.addEventListener('click', act);
    return made;
  }

  // --- where the words stand -----------------------------------------------------------------
  function fieldOf(problem) { return problem.field ? form.elements[problem.field] : null; }
  function boxOf(field) { return field.closest('.rich-text'); }

  function nthIndex(text, words, nth) {
    var at = -1;
    for (var count = 0; count <= nth; count++) {
      var from = at < 0 ? 0 : at + words.length;
      at = text.indexOf(words, from);
      if (at < 0) return -1;
    }
    return at;
  }
  // The range of the words in an element's text, across its inner tags; null where they are not.
  function rangeOf(root, words, nth) {
    var walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT), nodes = [], text = '';
    while (walker.nextNode()) { nodes.push([walker.currentNode, text.length]); text += walker.currentNode.data; }
    var at = words ? nthIndex(text, words, nth) : -1;
    if (at < 0) return null;
    var range = root.ownerDocument.createRange(), end = at + words.length;
    nodes.forEach(function (pair) {
      var from = pair[1], to = from + pair[0].data.length;
      if (at >= from && at < to) range.setStart(pair[0], at - from);
      if (end > from && end <= to) range.setEnd(pair[0], end - from);
    });
    return range;
  }
  function open(node) {
    for (var up = node.parentElement; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true;
  }
  function select(range, view) {
    var selection = view.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  function go(problem) {
    var field = fieldOf(problem);
    if (!field) return;
    open(field);
    var rich = boxOf(field);
    if (!rich) {
      field.scrollIntoView({ block: 'center' });
      field.focus({ preventScroll: true });
      var at = problem.words && field.setSelectionRange ? nthIndex(field.value, problem.words, problem.nth) : -1;
      if (at >= 0) field.setSelectionRange(at, at + problem.words.length);
      return;
    }
    window.richText.showAll(rich.parentElement);
    var editor = window.richText.editor(rich);
    var root = editor ? editor.editable().$ : rich.querySelector('.rich-text-shown');
    if (!root) return;
    var range = rangeOf(root, problem.words, problem.nth);
    rich.scrollIntoView({ block: 'center' });
    root.focus({ preventScroll: true });
    if (!range) return;
    select(range, root.ownerDocument.defaultView);
    if (range.startContainer.parentElement) range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  }

  // --- one click -----------------------------------------------------------------------------
  // Changes some Problems of one field, from its end on, so that those before keep their place.
  function replaceIn(field, problems) {
    problems.sort(function (one, other) { return other.offset - one.offset; });
    open(field);
    var rich = boxOf(field);
    if (rich) {
      var parsed = new DOMParser().parseFromString(window.richText.read(rich), 'text/html');
      problems.forEach(function (problem) {
        var range = rangeOf(parsed.body, problem.words, problem.nth);
        if (!range) return;
        range.deleteContents();
        range.insertNode(parsed.createTextNode(problem.instead));
      });
      window.richText.write(rich, parsed.body.innerHTML);
    } else {
      problems.forEach(function (problem) {
        var at = nthIndex(field.value, problem.words, problem.nth);
        if (at < 0) return;
        field.value = field.value.slice(0, at) + problem.instead + field.value.slice(at + problem.words.length);
      });
    }
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  function replace(problems) {
    groupsOf(problems, fieldOf).forEach(function (own, field) { if (field) replaceIn(field, own); });
  }
  function groupsOf(problems, by) {
    var groups = new Map();
    problems.forEach(function (problem) {
      var key = by(problem);
      groups.set(key, (groups.get(key) || []).concat([problem]));
    });
    return groups;
  }
  // A file's own name is told of beside the attachment's, and can only be changed in the file.
  function mayReplace(problem) {
    var field = problem.instead !== null && fieldOf(problem);
    return field && (boxOf(field) || nthIndex(field.value, problem.words, problem.nth) >= 0);
  }

  // --- all of a kind -------------------------------------------------------------------------
  // Each place with the words around it; the button wakes up when every one was on the screen.
  function together(problems) {
    var made = make('details', 'found-alike'), places = make('ol'), left = problems.length;
    var take = button('全部采纳（' + problems.length + ' 处）', function () { replace(problems); });
    var told = make('span', 'advice', '请逐处看过再采纳，还有 ' + left + ' 处没有看到。');
    take.disabled = true;
    told.setAttribute('role', 'status');
    var watch = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) {
        if (entry.intersectionRatio < 1 && entry.intersectionRect.height < 16) return;
        watch.unobserve(entry.target);
        left -= 1;
        told.textContent = left ? '请逐处看过再采纳，还有 ' + left + ' 处没有看到。' : '';
        take.disabled = left > 0;
      });
    }, { threshold: [0, 0.5, 1] });
    // Numbers to be masked are of one kind and each its own.
    var own = problems.every(function (one) { return one.words === problems[0].words; });
    var named = problems[0].rule + (own ? '“' + problems[0].words + '”' : '');
    problems.forEach(function (problem) {
      var place = make('li'), jump = button(problem.place, function () { go(problem); });
      jump.className = 'jump';
      place.append(jump, '：', problem.before, make('del', '', problem.words), make('ins', '', problem.instead), problem.after);
      places.appendChild(place);
      watch.observe(place);
    });
    made.append(make('summary', '', named + '：同类 ' + problems.length + ' 处'), places, take, ' ', told);
    return made;
  }
  function alike(problems) {
    var made = [];
    groupsOf(problems.filter(mayReplace), function (problem) { return problem.kind; }).forEach(function (group) {
      if (group.length > 1) made.push(together(group));
    });
    return made;
  }

  // --- a reason ------------------------------------------------------------------------------
  function askReason(problem, item) {
    if (item.querySelector('.reason')) return;
    var line = make('span', 'reason'), input = make('input'), told = make('span', 'told');
    input.type = 'text';
    input.maxLength = 200;
    input.setAttribute('aria-label', '理由');
    input.placeholder = '为什么不必修改';
    told.setAttribute('role', 'alert');
    function send() {
      var data = new FormData();
      data.append('digest', problem.digest);
      data.append('reason', input.value);
      data.append('csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value);
      fetch(box.dataset.waive, { method: 'POST', body: data }).then(function (answer) {
        if (answer.redirected || !answer.ok) throw new Error('lost');
        return answer.json().then(function (said) {
          if (said.done) { input.value = ''; refresh(); }
          else told.textContent = said.told;
        });
      }).catch(function () { told.textContent = '没有记录，请再试一次。'; });
    }
    // Enter would save the whole form.
    input.addEventListener('keydown', function (event) {
      if (event.key === 'Enter') { event.preventDefault(); send(); }
    });
    line.append(input, button('记录理由', send), told);
    item.appendChild(line);
    input.focus();
  }

  // --- links that lead elsewhere -------------------------------------------------------------
  var links = make('p', 'links'), linksTold = make('span', 'told');
  linksTold.setAttribute('role', 'status');
  links.append(button('核查外部链接', askLinks), ' ', linksTold);
  links.hidden = true;
  box.querySelector('p').after(links);
  function askLinks() {
    linksTold.textContent = '正在核查……';
    fetch(box.dataset.links, { method: 'POST', body: sent() }).then(function (answer) {
      if (answer.redirected || !answer.ok) throw new Error(answer.status);
      return answer.json().then(function (said) { linksTold.textContent = said.told; refresh(); });
    }).catch(function () { linksTold.textContent = '没有核查成，请再试一次。'; });
  }

  // --- drawing -------------------------------------------------------------------------------
  function item(problem) {
    var made = make('li', problem.blocking ? 'must' : 'may');
    var jump = button(problem.place + '：' + problem.message, function () { go(problem); });
    jump.className = 'jump';
    if (!fieldOf(problem)) jump.disabled = true;
    made.append(make('b', '', problem.blocking ? '必须改' : '请留意'), ' ', jump, ' ', make('span', 'advice', problem.advice), ' ');
    if (mayReplace(problem)) {
      var words = problem.instead === '' ? '删去' : '改为“' + problem.instead + '”';
      made.append(button(words, function () { replace([problem]); }));
    }
    if (!problem.blocking) made.append(button('说明理由', function () { askReason(problem, made); }));
    return made;
  }
  function list(problems) {
    var made = make('ul', 'found');
    problems.forEach(function (problem) { made.appendChild(item(problem)); });
    return made;
  }
  // Beside its section or field: inside the fold, so that it is there when the row is opened.
  function holder(field) {
    var row = field.closest('.outline-row');
    if (row) return row.querySelector('.outline-fold');
    return field.closest('.form-row, .inline-related, td') || field.parentElement;
  }
  function count(row, problems) {
    var made = make('span', 'found-count', problems.length + '处');
    if (problems.some(function (one) { return one.blocking; })) made.classList.add('must');
    made.title = '检查发现的问题';
    row.querySelector('summary').appendChild(made);
  }
  function draw(answer) {
    var state = JSON.stringify(answer);
    if (state === shown) return;
    shown = state;
    document.querySelectorAll('.found, .found-alike, .found-count').forEach(function (one) { one.remove(); });
    var problems = answer.problems;
    links.hidden = !answer.outside;
    box.hidden = !problems.length && !answer.told && links.hidden;
    box.querySelector('h2').textContent = '发布前检查：' + problems.length + '处';
    var told = box.querySelector('p'), old = box.querySelector('ul');
    told.textContent = answer.told;
    told.hidden = !answer.told;
    if (old) old.remove();
    if (problems.length) box.appendChild(list(problems));
    alike(problems).forEach(function (group) { box.appendChild(group); });
    groupsOf(problems, function (problem) { return fieldOf(problem) && holder(fieldOf(problem)); }).forEach(function (group, place) {
      if (!place) return;
      place.appendChild(list(group));
      var row = place.closest('.outline-row');
      if (row) count(row, group);
    });
    box.dataset.ready = String(problems.length);
  }

  // One question at a time; a file says only its name, as in the preview.
  function sent() {
    form.typed();
    var data = new FormData(form);
    Array.from(data).forEach(function (field) { if (typeof field[1] !== 'string') data.delete(field[0]); });
    return data;
  }
  // A reason being written is not swept away by a newer list.
  function isAnswering() {
    var input = document.activeElement;
    return input && input.closest('.reason') && input.value;
  }
  function refresh() {
    due = true;
    if (running || isAnswering()) return;
    due = false;
    running = true;
    shown = '';
    fetch(box.dataset.address, { method: 'POST', body: sent() }).then(function (answer) {
      if (answer.redirected || !answer.ok) throw new Error(answer.status);
      return answer.json().then(draw);
    }).catch(function () {
      var told = box.querySelector('p');
      told.textContent = '检查暂时没有更新，您写的内容不受影响。';
      told.hidden = false;
    }).then(function () {
      running = false;
      if (due) refresh();
    });
  }

  form.addEventListener('notice:opened', refresh);
  form.addEventListener('notice:typed', refresh);
  form.addEventListener('focusout', function () { if (due) setTimeout(refresh); });
})();
