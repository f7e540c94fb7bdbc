/* 渐进增强：没有脚本时，所有内容与链接照常可用。 */
(function (d, w) {
  'use strict';
  var h = d.documentElement, all = function (s) { return [].slice.call(d.querySelectorAll(s)); };
  var on = function (s, f) { all(s).forEach(function (e) { e.hidden = false; e.addEventListener('click', f); }); };

  // 微信里不能打印
  if (/MicroMessenger/i.test(navigator.userAgent)) h.classList.add('wx');

  // 大字版：网址里的 mode 优先；选择记在本机，不发给服务器
  function kept(v) {
    try {
      if (v === undefined) return w.localStorage.getItem('mode');
      if (v) w.localStorage.setItem('mode', v); else w.localStorage.removeItem('mode');
    } catch (e) { /* 不许本机记忆时，只在这一页有效 */ }
  }
  function mode(v) {
    if (v) h.setAttribute('data-mode', v); else h.removeAttribute('data-mode');
    all('[data-act=mode]').forEach(function (e) {
      e.href = e.href.replace(/mode=\w+/, v ? 'mode=std' : 'mode=elder');
      e.textContent = v ? '标准版' : '大字版';
    });
  }
  var q = /[?&]mode=(\w+)/.exec(w.location.search), chosen = q ? (q[1] === 'elder' ? 'elder' : '') : kept();
  if (q) kept(chosen);
  if (chosen) mode(chosen);
  on('[data-act=mode]', function (e) {
    e.preventDefault();
    var v = h.getAttribute('data-mode') ? '' : 'elder';
    kept(v); mode(v);
  });

  // 宽屏上默认展开
  if (!h.getAttribute('data-mode') && w.matchMedia('(min-width:60em)').matches) all('.wide').forEach(function (e) { e.open = true; });

  // 旧浏览器不会自动展开锚点所在的折叠区
  on('[href="#toc"]', function () { d.querySelector('.toc').open = true; });

  // 交回来的表单：先读到要改什么
  var alert = d.querySelector('.note[role=alert]');
  if (alert) alert.focus();

  all('.tools').forEach(function (e) { e.hidden = false; });
  on('[data-act=print]', function () { w.print(); });

  // 朗读：有中文语音才显示；逐段读，读到哪段标到哪段
  var s = w.speechSynthesis, now = null, zh;
  function voice() {
    if (zh || !(zh = s.getVoices().filter(function (v) { return /^(zh|cmn)/i.test(v.lang); })[0])) return;
    on('[data-act=say]', function (e) {
      var b = e.currentTarget, list = all('.db > p, .db > .in p, section p, section h2, section h3, section h4'), i = 0;
      function stop() { s.cancel(); if (now) now.classList.remove('saying'); now = null; b.textContent = '朗读'; b.setAttribute('aria-pressed', false); }
      if (now) return stop();
      b.setAttribute('aria-pressed', true); b.textContent = '停止';
      (function next() {
        if (now) now.classList.remove('saying');
        if (!(now = list[i++])) return stop();
        now.classList.add('saying');
        var u = new w.SpeechSynthesisUtterance(now.textContent), me = now;
        u.voice = zh; u.lang = 'zh-CN'; u.rate = .9; u.onend = function () { if (now === me) next(); };
        s.speak(u);
      })();
    });
  }
  if (s) { voice(); s.onvoiceschanged = voice; }
})(document, window);
