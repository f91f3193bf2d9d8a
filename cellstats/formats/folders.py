"""Files as a report names them: without the folders that they all stand in."""

import os
from dataclasses import replace

from cellstats.findings import Finding
from cellstats.summary import Summary


def without_folders(summary: Summary) -> Summary:
    """Return a summary whose sources and findings name files from the last folder on that holds them all."""
    named = [source.path for source in summary.sources]
    named += [found.place.source for found in summary.findings if found.place]
    folders = {os.path.dirname(path) for path in named}
    if "" in folders or len({os.path.isabs(folder) for folder in folders}) != 1:
        return summary
    begin = os.path.join(os.path.commonpath(folders), "")
    return replace(
        summary,
        sources=tuple(replace(source, path=source.path.removeprefix(begin)) for source in summary.sources),
        findings=tuple(_without(begin, found) for found in summary.findings),
    )


def _without(begin: str, found: Finding) -> Finding:
    place = found.place and found.place._replace(source=found.place.source.removeprefix(begin))
    values = {
        name: value.removeprefix(begin) if isinstance(value, str) else value for name, value in found.values.items()
    }
    return replace(found, place=place, values=values)
