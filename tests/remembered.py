"""What the network remembers between writes: tests roll back what they wrote, which no site ever does."""

from __future__ import annotations

from stemagenda.usecases import actors, network, network_picture


def forget_the_network() -> None:
    """Forget what was worked out."""
    for remembered in (
        network._connected,
        network._connecting,
        network._at,
        actors._known,
        actors._names,
        actors._titles,
        network_picture._drawn,
    ):
        remembered.cache_clear()
