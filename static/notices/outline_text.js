/* The text of a section cut in two, and of two made one. Nothing of it is lost. */
(function () {
  'use strict';

  function parse(html) { return new DOMParser().parseFromString(html, 'text/html').body; }

  function isEmpty(node) {
    return !node.textContent.trim() && !(node.querySelector && node.querySelector('td, th'));
  }

  // Cutting at the end of a paragraph leaves an empty one behind.
  function withoutEmptyEnds(body) {
    while (body.firstChild && isEmpty(body.firstChild)) body.firstChild.remove();
    while (body.lastChild && isEmpty(body.lastChild)) body.lastChild.remove();
    [].forEach.call(body.querySelectorAll('li'), function (item) { if (isEmpty(item)) item.remove(); });
    return body;
  }

  // A numbered list that is cut goes on counting in the second half.
  function goOnCounting(first, second) {
    var before = first.lastElementChild;
    var after = second.firstElementChild;
    if (before && after && before.tagName === 'OL' && after.tagName === 'OL') {
      after.start = before.start + before.children.length;
    }
  }

  function holderOf(body, mark) {
    var walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (walker.currentNode.data.indexOf(mark) > -1) return walker.currentNode;
    }
    return null;
  }

  // [before, after] the one `mark` in the HTML; null where it does not stand in its text.
  function split(html, mark) {
    var body = parse(html);
    var holder = holderOf(body, mark);
    if (!holder) return null;
    var at = holder.data.indexOf(mark);
    holder.data = holder.data.replace(mark, '');
    var range = body.ownerDocument.createRange();
    range.setStart(holder, at);
    range.setEnd(body, body.childNodes.length);
    var second = parse('');
    var cut = holder.parentNode;
    second.appendChild(range.extractContents());
    var continues = cut.closest('ol');
    withoutEmptyEnds(body);
    withoutEmptyEnds(second);
    if (continues) goOnCounting(body, second);
    return [body.innerHTML, second.innerHTML];
  }

  function paragraph(text) {
    var made = document.createElement('p');
    made.textContent = text;
    return made;
  }

  // The body with a heading at its start, as readers saw the two.
  function bodyWithHeading(heading, runIn, html) {
    var body = parse(html);
    var first = body.firstElementChild;
    if (!heading) return html;
    if (runIn && first && first.tagName === 'P') {
      first.insertBefore(document.createTextNode(heading + '。'), first.firstChild);
    } else {
      body.insertBefore(paragraph(runIn ? heading + '。' : heading), body.firstChild);
    }
    return body.innerHTML;
  }

  // Two sections as one; each is {heading, runIn, typed, body}. A label kept as typed is text.
  function join(upper, lower) {
    var heading = lower.typed + lower.heading;
    if (!upper.heading && !upper.body) {
      return { heading: heading, runIn: lower.runIn, body: lower.body };
    }
    return {
      heading: upper.heading,
      runIn: upper.runIn,
      body: upper.body + bodyWithHeading(heading, lower.runIn, lower.body)
    };
  }

  function firstWords(html) {
    return parse(html.slice(0, 1200)).textContent.trim().slice(0, 60);
  }

  window.outlineText = { split: split, join: join, firstWords: firstWords };
})();
