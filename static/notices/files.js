/* Attachments and figures: many files dropped at once, put in order by handle, keys and buttons.
   Without script each row's plain inputs do the same, one file at a time. */
(function () {
  'use strict';

  var STEP = 10;
  var NOT_SENT = '没有传完，请检查网络后再传一次。';
  var NOT_TAKEN = '服务器没有收下。如果登录已过期，请在新的标签页里登录，再点“再传一次”。';
  var waiting = [];
  var sending = null;

  function make(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (tag === 'button') made.type = 'button';
    if (text) made.textContent = text;
    return made;
  }

  function each(list, act) { [].forEach.call(list, act); }

  // ---- order ----

  function rowsOf(group) {
    return [].filter.call(group.querySelectorAll('.file-row'), function (row) {
      return !row.classList.contains('empty-form');
    });
  }

  function orderField(row) { return row.querySelector('[name$="-order"]'); }

  function indexOf(row) { return Number(row.id.split('-').pop()); }

  function placeOf(row) {
    var value = orderField(row).value;
    return value === '' ? Infinity : Number(value);
  }

  function arrange(group, before) {
    var rows = rowsOf(group);
    var sorted = rows.slice().sort(before);
    if (sorted.some(function (row, place) { return row !== rows[place]; })) {
      sorted.forEach(function (row) { row.parentNode.insertBefore(row, emptyOf(group)); });
    }
  }

  function emptyOf(group) { return group.querySelector('.empty-form'); }

  function byPlace(one, other) {
    return placeOf(one) === placeOf(other) ? byIndex(one, other) : placeOf(one) - placeOf(other);
  }

  function byIndex(one, other) { return indexOf(one) - indexOf(other); }

  function number(group) {
    rowsOf(group).forEach(function (row, place) { orderField(row).value = (place + 1) * STEP; });
  }

  function neighbour(row, down) {
    var rows = rowsOf(groupOf(row));
    return rows[rows.indexOf(row) + (down ? 1 : -1)];
  }

  function groupOf(row) { return row.closest('.files'); }

  // The neighbour moves, not the row: what is held or focused stays where it is in the document.
  function swap(row, down) {
    var other = neighbour(row, down);
    if (!other) return false;
    row.parentNode.insertBefore(other, down ? row : row.nextSibling);
    number(groupOf(row));
    return true;
  }

  function step(row, down) {
    if (!swap(row, down)) return;
    var rows = rowsOf(groupOf(row));
    tell(groupOf(row), '已移到第' + (rows.indexOf(row) + 1) + '位，共' + rows.length + '个。');
    row.scrollIntoView({ block: 'nearest' });
  }

  function middle(row) {
    var box = row.getBoundingClientRect();
    return box.top + box.height / 2;
  }

  function drag(row, event) {
    var next, previous;
    while ((next = neighbour(row, true)) && event.clientY > middle(next)) swap(row, true);
    while ((previous = neighbour(row, false)) && event.clientY < middle(previous)) swap(row, false);
    if (event.clientY < 80) window.scrollBy(0, -16);
    if (event.clientY > window.innerHeight - 80) window.scrollBy(0, 16);
  }

  function hold(row, event) {
    if (event.button) return;
    event.preventDefault();
    row.classList.add('file-held');
    function move(moved) { drag(row, moved); }
    function leave() {
      row.classList.remove('file-held');
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', leave);
      document.removeEventListener('pointercancel', leave);
    }
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', leave);
    document.addEventListener('pointercancel', leave);
  }

  function handleOf(row) {
    var handle = make('button', 'file-handle', '⠿');
    handle.setAttribute('aria-label', '调整顺序：拖动，或者按上下方向键');
    handle.addEventListener('pointerdown', function (event) { hold(row, event); });
    handle.addEventListener('keydown', function (event) {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      step(row, event.key === 'ArrowDown');
    });
    return handle;
  }

  function mover(row, down) {
    var button = make('button', 'file-step', down ? '↓' : '↑');
    button.setAttribute('aria-label', down ? '下移' : '上移');
    button.addEventListener('click', function () { step(row, down); });
    return button;
  }

  function equip(row) {
    var head = row.querySelector('.file-head');
    if (head.querySelector('.file-handle')) return;
    var label = head.querySelector('.file-label');
    head.insertBefore(handleOf(row), label);
    head.insertBefore(mover(row, true), label.nextSibling);
    head.insertBefore(mover(row, false), label.nextSibling);
  }

  // ---- uploads ----

  function tell(group, words) { group.querySelector('.files-said').textContent = words; }

  function line(group, file) {
    var item = make('li', '', file.name + '：等待上传');
    group.querySelector('.files-told').appendChild(item);
    return item;
  }

  function receive(group, files) {
    each(files, function (file) {
      waiting.push({ group: group, file: file, line: line(group, file) });
    });
    next();
  }

  function next() {
    if (sending || !waiting.length) return;
    sending = waiting.shift();
    send(sending);
  }

  function send(job) {
    var data = new FormData();
    var request = new XMLHttpRequest();
    data.append('csrfmiddlewaretoken', document.querySelector('[name=csrfmiddlewaretoken]').value);
    data.append('upload', job.file);
    // Last: an upload that broke off does not have it.
    data.append('size', job.file.size);
    request.open('POST', job.group.dataset.uploadTo);
    request.upload.onprogress = function (event) {
      var part = event.lengthComputable ? Math.floor(100 * event.loaded / event.total) : 0;
      job.line.textContent = job.file.name + '：' + (part < 100 ? '已上传 ' + part + '%' : '正在处理');
    };
    request.onload = function () { answered(job, request); };
    request.onerror = function () { failed(job, NOT_SENT, true); };
    request.send(data);
  }

  function answered(job, request) {
    var answer;
    try { answer = JSON.parse(request.responseText); } catch (error) { answer = {}; }
    if (answer.kept) return taken(job, answer);
    failed(job, answer.refused || NOT_TAKEN, !answer.refused);
  }

  function done() {
    sending = null;
    next();
  }

  function failed(job, words, again) {
    job.line.textContent = job.file.name + '：' + words + ' ';
    job.line.className = 'files-failed';
    if (again) {
      job.line.appendChild(lineButton('再传一次', function () {
        job.line.remove();
        receive(job.group, [job.file]);
      }));
    }
    job.line.appendChild(lineButton('知道了', function () { job.line.remove(); }));
    done();
  }

  function lineButton(words, act) {
    var button = make('button', '', words);
    button.addEventListener('click', act);
    return button;
  }

  function taken(job, answer) {
    var row = nameless(job) || added(job.group);
    var name = row.querySelector('[name$="-name"]');
    row.querySelector('[name$="-kept"]').value = answer.kept;
    row.querySelector('.file-label').textContent = job.file.name;
    if (name && !name.value) name.value = stem(job.file.name).slice(0, Number(name.dataset.most));
    show(row.querySelector('.file-now'), answer);
    job.line.remove();
    tell(job.group, '已收到“' + job.file.name + '”，保存后生效。');
    done();
  }

  function stem(name) { return name.replace(/\.[^.]*$/, ''); }

  // An attachment that was named before its file came.
  function nameless(job) {
    return rowsOf(job.group).filter(function (row) {
      var name = row.querySelector('[name$="-name"]');
      var isEmpty = !row.querySelector('[name$="-kept"]').value && !row.querySelector('.file-now a');
      return name && isEmpty && name.value.trim() === stem(job.file.name).trim();
    })[0];
  }

  function added(group) {
    group.querySelector('.add-row a').click();
    return emptyOf(group).previousElementSibling;
  }

  function show(place, answer) {
    var link = make('a', '', answer.words);
    link.href = answer.address;
    link.target = '_blank';
    link.rel = 'noopener';
    place.textContent = '';
    if (answer.thumbnail) {
      var picture = make('img');
      picture.src = answer.thumbnail;
      picture.alt = '';
      place.appendChild(picture);
    }
    place.appendChild(link);
    if (!place.parentNode.querySelector('.file-change')) {
      place.parentNode.insertBefore(make('span', 'file-change', '换一个：'), place.nextSibling);
    }
  }

  // ---- drops ----

  function holdsFiles(event) {
    return event.dataTransfer && [].indexOf.call(event.dataTransfer.types, 'Files') >= 0;
  }

  function isInput(target) { return target.matches && target.matches('input[type=file]'); }

  function acceptDrops(group) {
    group.addEventListener('dragover', function (event) {
      if (!holdsFiles(event) || isInput(event.target)) return;
      event.preventDefault();
      group.classList.add('files-over');
    });
    group.addEventListener('dragleave', function (event) {
      if (!group.contains(event.relatedTarget)) group.classList.remove('files-over');
    });
    group.addEventListener('drop', function (event) {
      group.classList.remove('files-over');
      if (!holdsFiles(event) || isInput(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      receive(group, event.dataTransfer.files);
    });
  }

  // A file dropped beside its place would open instead of the form, and what was typed be gone.
  // On the window: after all who may want it.
  function stay(event) {
    if (holdsFiles(event) && !isInput(event.target)) event.preventDefault();
  }

  function zone(group) {
    var box = make('div', 'files-drop');
    var input = make('input');
    var button = make('button', 'button', '选择文件');
    input.type = 'file';
    input.multiple = true;
    input.hidden = true;
    input.accept = emptyOf(group).querySelector('input[type=file]').accept;
    input.addEventListener('change', function () {
      receive(group, input.files);
      input.value = '';
    });
    button.addEventListener('click', function () { input.click(); });
    box.appendChild(make('span', '', '把文件拖到这里，可以一次放很多个，或者 '));
    box.appendChild(button);
    box.appendChild(input);
    return box;
  }

  // Before Django's script counts the rows. Last ones only, so that the numbers of the others hold.
  function dropBlankRows(group) {
    var total = group.querySelector('[name$="-TOTAL_FORMS"]');
    var rows = rowsOf(group);
    while (rows.length && rows[rows.length - 1].classList.contains('file-blank')) {
      rows.pop().remove();
      total.value = rows.length;
    }
  }

  function start(group) {
    if (!emptyOf(group)) return;
    dropBlankRows(group);
    var accepted = group.querySelector('.files-accepted');
    var said = make('p', 'files-said');
    var told = make('ul', 'files-told');
    said.setAttribute('role', 'status');
    told.setAttribute('aria-live', 'polite');
    [zone(group), told, said].reduce(function (above, below) {
      above.parentNode.insertBefore(below, above.nextSibling);
      return below;
    }, accepted);
    group.classList.add('files-ready');
    rowsOf(group).forEach(equip);
    arrange(group, byPlace);
    acceptDrops(group);
    // Django's script numbers the rows that stay as they stand: first in the order it knows.
    group.addEventListener('click', function (event) {
      if (!event.target.matches('.inline-deletelink')) return;
      arrange(group, byIndex);
      setTimeout(function () { arrange(group, byPlace); }, 0);
    }, true);
    group.addEventListener('change', function (event) {
      if (/-DELETE$/.test(event.target.name)) {
        event.target.closest('.file-row').classList.toggle('file-going', event.target.checked);
      }
    });
    group.closest('form').addEventListener('submit', function (event) {
      if (!sending) return;
      event.preventDefault();
      tell(sending.group, '还有文件没有传完，传完以后再保存。');
      sending.group.scrollIntoView();
    });
  }

  document.addEventListener('DOMContentLoaded', function () {
    each(document.querySelectorAll('.files'), start);
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
  });
  document.addEventListener('formset:added', function (event) {
    if (event.target.classList.contains('file-row')) equip(event.target);
  });
})();
