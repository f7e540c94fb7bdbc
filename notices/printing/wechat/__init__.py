"""公众号: an edition's payload → HTML that WeChat's editor takes as it is pasted.

    article(payload, site_url)  ->  one <section>

That editor drops style sheets, classes, ids, scripts and links to other sites, and keeps inline
style: so every element wears its own, links become their words with the address behind, pictures
have absolute addresses. `styles` is how each element looks, `texts` what is done to rich text,
`article` the order of the elements.
"""

from .article import article

__all__ = ["article"]
