"""YAML as an editor's checker sees it, with all scalars kept as text."""

from typing import Any

import yaml


class _TextLoader(yaml.SafeLoader):
    """Every scalar is a text, an empty one nothing."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag == "tag:yaml.org,2002:null"]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def plain(text: str) -> Any:
    return yaml.load(text, Loader=_TextLoader)
