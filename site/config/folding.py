"""Templates with everything that is the same on every page made once: words, addresses, icons.

A page is some thousand nodes, and most of them say the same each time: `{% translate "Shops" %}`, the
address of a style sheet, an icon included with its name. Each stretch of such nodes is rendered once for each
language and is text from then on. What a variable decides is left as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from django.template import Context, Template, TemplateDoesNotExist
from django.template.base import FilterExpression, Node, NodeList, TextNode, VariableNode
from django.template.defaulttags import CommentNode, IfNode, LoadNode, URLNode
from django.template.loader_tags import IncludeNode
from django.template.loaders import cached
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.urls import get_script_prefix, get_urlconf
from django.utils.safestring import SafeString
from django.utils.translation import get_language

FOLDED = "is_folded"


class Loader(cached.Loader):
    """Django's cached loader, whose templates are folded as they are first asked for."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        if not hasattr(template, FOLDED):
            # First: a template that includes itself finds itself on the way.
            setattr(template, FOLDED, True)
            _fold(template.nodelist)
        return template


class Constant(Node):
    """Nodes that render to the same text whatever the page."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._has_addresses = any(_leads_somewhere(node) for node in nodes)
        self._texts: dict[tuple[Any, ...], SafeString] = {}
        self.token = nodes[0].token
        self.origin = nodes[0].origin

    def render(self, context: Context) -> SafeString:
        """The text in the language of the page, under the addresses that hold now."""
        key: tuple[Any, ...] = (get_language(), context.autoescape)
        if self._has_addresses:
            key += (get_urlconf(), get_script_prefix())
        text = self._texts.get(key)
        if text is None:
            text = NodeList(self._nodes).render(context)
            self._texts[key] = text
        return text


def _fold(nodes: NodeList) -> None:
    for node in nodes:
        for inner in _lists_in(node):
            _fold(inner)
    folded: list[Node] = []
    for is_constant, group in groupby(nodes, _is_constant):
        stretch = list(group)
        is_worth_it = is_constant and not all(isinstance(node, TextNode) for node in stretch)
        folded += [Constant(stretch)] if is_worth_it else stretch
    nodes[:] = folded


def _lists_in(node: Node) -> Iterator[NodeList]:
    for name in node.child_nodelists:
        if nodes := getattr(node, name, None):
            yield nodes
    if isinstance(node, IfNode):
        yield from (nodes for _condition, nodes in node.conditions_nodelists)


def _leads_somewhere(node: Node) -> bool:
    """Whether an address may be in it."""
    return isinstance(node, URLNode | IncludeNode) or (isinstance(node, Constant) and node._has_addresses)


def _is_constant(node: Node, *, knows_all: bool = False) -> bool:
    """Whether the node always says the same; `knows_all`: every variable that it may see is a constant."""
    match node:
        case TextNode() | Constant() | LoadNode() | CommentNode():
            return True
        case TranslateNode():
            return not node.asvar and _are_known([node.filter_expression, node.message_context], knows_all)
        case URLNode():
            given = [node.view_name, *node.args, *node.kwargs.values()]
            return not node.asvar and _are_known(given, knows_all)
        case StaticNode():
            return not node.varname and _are_known([node.path], knows_all)
        case IncludeNode():
            return _is_constant_include(node, knows_all)
        case VariableNode():
            return knows_all
        case BlockTranslateNode():
            return knows_all and not node.asvar
        case IfNode():
            return knows_all and all(_are_constant(nodes) for nodes in _lists_in(node))
    return False


def _is_constant_include(node: IncludeNode, knows_all: bool) -> bool:
    given = [node.template, *node.extra_context.values()]
    if not (node.isolated_context and _are_known(given, knows_all) and _is_literal(node.template)):
        return False
    try:
        included = node.origin.loader.engine.get_template(node.template.var) if node.origin.loader else None
    except TemplateDoesNotExist:
        return False
    return included is not None and _are_constant(included.nodelist)


def _are_constant(nodes: Iterable[Node]) -> bool:
    """Whether these say the same where every variable they may see is a constant."""
    return all(_is_constant(node, knows_all=True) for node in nodes)


def _are_known(given: Iterable[Any], knows_all: bool) -> bool:
    return knows_all or all(each is None or _is_literal(each) for each in given)


def _is_literal(given: Any) -> bool:
    """A text or number written in the template itself."""
    if not isinstance(given, FilterExpression):
        return False
    return not given.filters and (
        isinstance(given.var, str) or getattr(given.var, "literal", None) is not None
    )
