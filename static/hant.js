/* 繁体版专用，接在 site.js 之后：站内的网页链接和表单留在繁体版里，文件和订阅不变。 */
(function (d) {
  'use strict';
  // 网页的网址以 / 结尾；下载、订阅、接口和后台没有繁体版
  var PAGE = /^\/(?!\/|hant\/|admin\/|api\/|feed\/)([^?#]*\/)?([?#]|$)/;
  d.addEventListener('DOMContentLoaded', function () {
    [].forEach.call(d.querySelectorAll('a[href]:not([download]):not([hreflang]), form[action]'), function (e) {
      var name = e.tagName === 'A' ? 'href' : 'action', address = e.getAttribute(name);
      if (PAGE.test(address)) e.setAttribute(name, '/hant' + address);
    });
  });
})(document);
