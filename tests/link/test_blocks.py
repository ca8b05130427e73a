"""Keys in long lists: what a key's limit passes over is cut by a third field; two rows that share three stay found."""

import numpy as np

from accounted.link.candidates import pairs_of_key


def test_blocks_that_a_limit_passes_over_are_cut_by_a_third_code() -> None:
    """Of blocks of eight rows and of eleven the key's limit allows the former; of the latter, rows that share a third
    code.
    """
    count, rows = 40_000, np.arange(40_000, dtype=np.int32)
    one = np.where(rows < 20_000, rows // 8, 10_000 + (rows - 20_000) // 11).astype(np.int32)
    finer = rows.copy()
    finer[20_005] = finer[20_001]
    key = one, np.zeros(count, np.int32), False, finer
    packed, cut = pairs_of_key(np.ones(count, np.bool_), rows, 40, key)
    assert 20_001 * count + 20_005 in packed.tolist()
    assert len(packed) == 2_500 * 28 + 1 + 1
    assert cut == 0


def test_a_block_that_no_limit_allows_is_counted() -> None:
    """Two thousand rows that share both codes make no pairs, and the block is counted."""
    same = np.zeros(2_000, np.int32)
    rows = np.arange(2_000, dtype=np.int32)
    packed, cut = pairs_of_key(np.ones(2_000, np.bool_), rows, 40, (same, same, False, same))
    assert len(packed) == 0
    assert cut == 1
