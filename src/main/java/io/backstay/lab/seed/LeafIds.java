package io.backstay.lab.seed;

/// Counts the ids of a table that no other table refers to.
final class LeafIds {
    private long last;

    long next() {
        last++;
        return last;
    }
}
