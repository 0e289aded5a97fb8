"""Average-link agglomerative clustering of unit vectors by their cosine (Sokal and Michener, 1958: UPGMA).

The mean cosine between the members of two clusters is the product of the clusters' mean vectors, so a merge needs the
means alone. A long recording is clustered in blocks first, each to its tightest groups, and then the groups: memory
stays flat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 1_000  # vectors compared with each other at once: 4 MB
TIGHT = 0.85  # mean cosine down to which a block of a long recording is merged: surely one voice


@dataclass(frozen=True, slots=True, eq=False)
class Clusters:
    """The `means` of each cluster's vectors, shape (clusters, size), and how many they are, shape (clusters,)."""

    means: NDArray[np.float32]
    counts: NDArray[np.float32]


def clustered(vectors: NDArray[np.float32], least: float) -> Clusters:
    """The vectors, shape (vectors, size), in groups; no two groups have a mean cosine of `least` or more."""
    import numpy as np

    blocks = [vectors[at : at + BLOCK] for at in range(0, len(vectors), BLOCK)]
    groups = [Clusters(block, np.ones(len(block), np.float32)) for block in blocks]
    if len(groups) > 1:
        groups = [_merged(group, TIGHT) for group in groups]
    means, counts = [group.means for group in groups], [group.counts for group in groups]
    return _merged(Clusters(np.concatenate(means), np.concatenate(counts)), least)


def _merged(clusters: Clusters, least: float) -> Clusters:
    """The most alike two merged again and again, while their mean cosine is at least `least`."""
    import numpy as np

    means, counts = clusters.means.copy(), clusters.counts.copy()
    alive = np.ones(len(means), bool)
    every = np.arange(len(means))
    cosines = means @ means.T
    np.fill_diagonal(cosines, -np.inf)
    nearest = cosines.argmax(axis=1)
    while alive.any():
        closeness = np.where(alive, cosines[every, nearest], -np.inf)
        one = int(closeness.argmax())
        other = int(nearest[one])
        if closeness[one] < least:
            break
        means[one] = (counts[one] * means[one] + counts[other] * means[other]) / (counts[one] + counts[other])
        counts[one] += counts[other]
        alive[other] = False
        cosines[other], cosines[:, other] = -np.inf, -np.inf
        cosines[one] = np.where(alive & (every != one), means @ means[one], -np.inf)
        cosines[:, one] = cosines[one]
        lost = alive & ((nearest == one) | (nearest == other) | (every == one))  # whose nearest has moved
        nearest[lost] = cosines[lost].argmax(axis=1)
        nearest[alive & (cosines[one] > cosines[every, nearest])] = one
    return Clusters(means[alive], counts[alive])
