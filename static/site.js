/* 渐进增强：没有脚本时，所有内容与链接照常可用。写法以 Chromium 78 为限。 */
(function (d, w) {
  'use strict';
  var h = d.documentElement, say = null;
  function all(s) { return [].slice.call(d.querySelectorAll(s)); }
  function on(s, f) { all(s).forEach(function (e) { e.hidden = false; e.addEventListener('click', f); }); }
  // 本机记忆；浏览器不许时，只在这一页有效
  function keep(store, name, value) {
    try {
      if (value === undefined) return w[store].getItem(name);
      if (value) w[store].setItem(name, value); else w[store].removeItem(name);
    } catch (e) { return null; }
  }

  // 大字版：网址里的 mode 优先；选择记在本机，不发给服务器。在首次绘制之前就定下来，页面不跳
  var asked = /[?&]mode=(\w+)/.exec(w.location.search), elder;
  if (asked) keep('localStorage', 'mode', asked[1] === 'elder' ? 'elder' : '');
  elder = asked ? asked[1] === 'elder' : keep('localStorage', 'mode') === 'elder';
  function dress() {
    if (elder) h.setAttribute('data-mode', 'elder'); else h.removeAttribute('data-mode');
    all('[data-act=mode]').forEach(function (e) {
      e.href = e.href.replace(/mode=\w+/, elder ? 'mode=std' : 'mode=elder');
      e.textContent = elder ? '标准版' : '大字版';
    });
  }
  dress();
  // 微信里不能打印，也不用再扫码
  if (/MicroMessenger/i.test(navigator.userAgent)) h.classList.add('wx');

  d.addEventListener('DOMContentLoaded', function () {
    dress();
    on('[data-act=mode]', function (e) {
      // 网址里写着 mode 的，页内的链接也带着它：整页换过去
      if (asked) return;
      e.preventDefault();
      elder = !elder;
      keep('localStorage', 'mode', elder ? 'elder' : '');
      dress();
    });

    // 宽屏上默认展开
    if (!elder && w.matchMedia('(min-width:60em)').matches) all('.wide').forEach(function (e) { e.open = true; });
    on('[href="#toc"]', function () { d.querySelector('.toc').open = true; });
    on('[data-act=print]', function () { w.print(); });
    // 交回来的表单：先读到要改什么
    var returned = d.querySelector('.note[role=alert]');
    if (returned) returned.focus();
    copying();
    following();
    if (w.speechSynthesis) speaking(w.speechSynthesis);
  });

  // 复制：没有 HTTPS 时浏览器不给剪贴板，改用选中复制，再不行就请读者自己复制
  function copy(text, button) {
    function done() { button.textContent = '已复制'; }
    function old() {
      var box = d.createElement('textarea');
      box.value = text;
      button.parentNode.appendChild(box);
      box.select();
      var well = d.execCommand('copy');
      box.parentNode.removeChild(box);
      button.focus();
      if (well) done(); else w.prompt('请复制：', text);
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, old); else old();
  }
  function copying() {
    var field = d.querySelector('.share input'), bar = d.createElement('div');
    on('[data-act=copy]', function (e) {
      var b = e.currentTarget;
      copy(b.getAttribute('data-text') || field.value, b);
    });
    if (!field) return;
    // 点段落的序号、标题或标题后的 #：下面出现复制的按钮；点链接的，网址栏也变为这一段的网址
    bar.className = 'cite';
    bar.setAttribute('role', 'group');
    on('.n, .db section > [id]:not(p), .how', function (e) {
      var link = e.currentTarget.querySelector('.pl') || e.currentTarget;
      // 只是在选标题里的字
      if (!link.hash || !e.target.hash && String(w.getSelection())) return;
      var place = link.getAttribute('data-cite') || link.getAttribute('aria-label').slice(0, -3);
      var block = link.parentNode;
      bar.setAttribute('aria-label', place);
      bar.innerHTML = '';
      add('复制网址', field.value + link.hash);
      add('复制引用', d.querySelector('article').getAttribute('data-cite') + place);
      if (say) add('从这里读').addEventListener('click', function () { say(block); });
      block.parentNode.insertBefore(bar, block.nextSibling);
    });
    function add(words, text) {
      var b = d.createElement('button');
      b.type = 'button';
      b.textContent = words;
      if (text) b.addEventListener('click', function () { copy(text, b); });
      return bar.appendChild(b);
    }
  }

  // 目录随阅读位置走
  function following() {
    var links = all('.toc a'), toc = d.querySelector('.toc'), now, waiting;
    if (!toc) return;
    var heads = links.map(function (a) { return d.getElementById(a.hash.slice(1)); });
    function follow() {
      waiting = 0;
      var i = 0;
      while (i < heads.length && heads[i].getBoundingClientRect().top < w.innerHeight / 3) i++;
      var link = links[Math.max(i - 1, 0)];
      if (link === now) return;
      if (now) now.removeAttribute('aria-current');
      now = link;
      now.setAttribute('aria-current', 'true');
      // 目录自己也滚到这一行；在手机上目录不滚动，这一句没有作用
      toc.scrollTop = now.offsetTop - toc.clientHeight / 2;
    }
    function later() { if (!waiting) waiting = w.requestAnimationFrame(follow); }
    w.addEventListener('scroll', later, { passive: true });
    w.addEventListener('resize', later);
    later();
  }

  // 朗读：有中文语音才显示；一句一句读，读到哪段标到哪段；停下以后从那一句接着读
  function speaking(s) {
    var BLOCKS = '.doc h1, .db p, .db li, .db h2, .db h3, .db h4, .db h5, .db h6, .db caption, .db tr';
    var SILENT = '.att, .imprint, .src, .tools, .cite';
    var key = 'say' + w.location.pathname, list, voice, now, turn = 0;
    var buttons = all('[data-act=say]');
    function tell(words) {
      buttons.forEach(function (b) { b.textContent = words; b.setAttribute('aria-pressed', words === '停止'); });
    }
    function mark(e) {
      if (now) now.classList.remove('saying');
      now = e;
      if (now) { now.classList.add('saying'); now.scrollIntoView({ block: 'nearest' }); }
    }
    function stop() {
      turn++;
      s.cancel();
      mark(null);
      tell(keep('sessionStorage', key) ? '接着读' : '朗读');
    }
    function read(i, j) {
      var me = ++turn, pieces;
      s.cancel();
      tell('停止');
      (function next() {
        if (me !== turn) return;
        var e = list[i];
        keep('sessionStorage', key, e && i + j ? i + ',' + j : '');
        if (!e) return stop();
        if (e !== now) mark(e);
        pieces = e.innerText.replace(/\t+/g, '，').match(/[^。！？；]+[。！？；]*/g) || [];
        if (j >= pieces.length) { i++; j = 0; return next(); }
        var u = new w.SpeechSynthesisUtterance(pieces[j++]);
        u.voice = voice;
        u.lang = 'zh-CN';
        u.rate = .9;
        u.onend = next;
        u.onerror = function () { if (me === turn) stop(); };
        s.speak(u);
      })();
    }
    function begin() {
      voice = voice || s.getVoices().filter(function (v) { return /^(zh|cmn)/i.test(v.lang); })[0];
      if (!voice || list) return;
      list = all(BLOCKS).filter(function (e) { return !e.closest(SILENT) && !e.querySelector('p, li'); });
      on('[data-act=say]', function () {
        if (now) return stop();
        var kept = (keep('sessionStorage', key) || '0,0').split(',');
        read(+kept[0], +kept[1]);
      });
      say = function (block) { read(list.indexOf(block), 0); };
      stop();
      w.addEventListener('pagehide', stop);
    }
    begin();
    s.onvoiceschanged = begin;
  }
})(document, window);
