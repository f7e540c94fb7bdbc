"""A notice for machines, as plain values: page labels, linked data, JSON, cursors.

`labels` holds 网页标签 and Open Graph, `linked` the JSON-LD, `data` the answers of the API, `asking`
what may be asked of its list and `seeking` of search, `cursors` where a page of either goes on;
`openapi.json` describes them.
"""
