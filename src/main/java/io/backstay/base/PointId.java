package io.backstay.base;

/// A provider's name for a recovery point.
public record PointId(String value) implements Comparable<PointId> {
    private static final int LENGTH_MAX = 512;

    public PointId {
        if (value.isBlank() || value.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("an id has 1 to " + LENGTH_MAX + " characters: '" + value + "'");
        }
    }

    @Override
    public int compareTo(PointId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
