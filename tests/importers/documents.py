"""Rich-text documents, built as Contentful's export has them."""

from typing import Any

Node = dict[str, Any]


def text(value: str, *marks: str) -> Node:
    return {
        "nodeType": "text",
        "value": value,
        "marks": [{"type": name} for name in marks],
        "data": {},
    }


def node(kind: str, *content: Node, **data: Any) -> Node:
    return {"nodeType": kind, "data": data, "content": list(content)}


def paragraph(*content: Node | str) -> Node:
    return node("paragraph", *[text(one) if isinstance(one, str) else one for one in content])


def item(*content: Node | str) -> Node:
    return node("list-item", *[paragraph(one) if isinstance(one, str) else one for one in content])


def cell(*content: Node | str, header: bool = False, **data: Any) -> Node:
    blocks = [paragraph(one) if isinstance(one, str) else one for one in content]
    return node("table-header-cell" if header else "table-cell", *blocks, **data)


def document(*content: Node) -> Node:
    return node("document", *content)


def target(kind: str, identifier: str) -> Node:
    return {"sys": {"type": "Link", "linkType": kind, "id": identifier}}


def resource(urn: str) -> Node:
    return {"sys": {"type": "ResourceLink", "linkType": "Contentful:Entry", "urn": urn}}
